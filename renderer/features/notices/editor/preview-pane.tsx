import { Alert, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../../electron/contract/index.ts'
import { FailureAlert } from '../../../components/failure.tsx'
import { EmptyState } from '../../../components/screen.tsx'
import { NoticePaper } from '../notice-paper.tsx'

type Preview = Output<'profiles.preview'>

interface PreviewPaneProps {
  batches: Output<'batches.list'>['batches']
  batchIds: readonly string[]
  onBatches: (batchIds: string[]) => void
  /** The last notice that could be made; it stays while the profile has a fault. */
  model: Preview['model'] | null
  mismatches: readonly string[]
  faults: number
  error: Error | null
}

/** The notice that the draft makes of the chosen batches, while it is being edited. */
export function PreviewPane({ batches, batchIds, onBatches, model, mismatches, faults, error }: PreviewPaneProps): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="editor-preview" aria-label={t(($) => $.profiles.preview)}>
      <Select
        mode="multiple"
        aria-label={t(($) => $.profiles.previewBatches)}
        placeholder={t(($) => $.profiles.previewBatches)}
        value={[...batchIds]}
        maxTagCount="responsive"
        options={batches.map((batch) => ({ value: batch.id, label: `${batch.period} · ${batch.title}` }))}
        onChange={onBatches}
      />
      {error === null ? null : <FailureAlert error={error} />}
      {faults > 0 ? <Alert type="error" showIcon title={t(($) => $.profiles.previewStale, { n: faults })} /> : null}
      {error === null && faults === 0 && mismatches.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t(($) => $.profiles.previewMismatches, { n: mismatches.length })}
          description={
            <ul className="notice-mismatches">
              {mismatches.slice(0, 5).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      {model === null ? (
        <EmptyState title={batchIds.length === 0 ? t(($) => $.profiles.previewChoose) : t(($) => $.profiles.previewNone)} />
      ) : (
        <NoticePaper model={model} />
      )}
    </section>
  )
}
