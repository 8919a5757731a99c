import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeBand } from '../../../../electron/domain/notice.ts'
import { moved, RowTools, withEntry } from './fields.tsx'

/** Score bands, one a row of the table: a label, from (included) and below. Other restrictions of a band are kept as they are. */
export function BandFields({
  bands,
  onChange
}: {
  bands: readonly NoticeBand[]
  onChange: (bands: NoticeBand[]) => void
}): ReactNode {
  const { t } = useTranslation()
  const put = (at: number, band: NoticeBand): void => onChange(bands.toSpliced(at, 1, band))
  return (
    <fieldset className="editor-group">
      <legend>{t(($) => $.profiles.bands)}</legend>
      {bands.map((band, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- labels may be the same while they are typed
        <div key={at} className="editor-column">
          <Input
            aria-label={t(($) => $.profiles.bandLabel, { n: at + 1 })}
            value={band.label}
            onChange={(event) => put(at, { ...band, label: event.target.value })}
          />
          <InputNumber<number>
            aria-label={`${band.label} ${t(($) => $.profiles.filters.scoreAtLeast)}`}
            placeholder="≥"
            value={band.filter.scoreAtLeast ?? null}
            onChange={(value) => put(at, { ...band, filter: withEntry(band.filter, 'scoreAtLeast', value) })}
          />
          <InputNumber<number>
            aria-label={`${band.label} ${t(($) => $.profiles.filters.scoreBelow)}`}
            placeholder="<"
            value={band.filter.scoreBelow ?? null}
            onChange={(value) => put(at, { ...band, filter: withEntry(band.filter, 'scoreBelow', value) })}
          />
          <RowTools
            name={band.label}
            at={at}
            count={bands.length}
            onMove={(by) => onChange(moved(bands, at, by))}
            onRemove={() => onChange(bands.toSpliced(at, 1))}
          />
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...bands, { label: t(($) => $.profiles.newBand), filter: { scoreBelow: 60 } }])}
      >
        {t(($) => $.profiles.addBand)}
      </Button>
    </fieldset>
  )
}
