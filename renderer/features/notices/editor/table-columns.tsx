import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { measuresOf, rateMeasures, scoreMeasures, type NoticeMeasure } from '../../../../electron/domain/notice-measures.ts'
import type { NoticeTableProfile } from '../../../../electron/domain/notice-profile.ts'
import { freshId } from './draft.ts'
import { moved, RowTools, withEntry } from './fields.tsx'

type Column = NoticeTableProfile['columns'][number]

/** Measures that print with places after the point. */
const hasDecimals = (measure: NoticeMeasure): boolean =>
  (rateMeasures as readonly string[]).includes(measure) || (scoreMeasures as readonly string[]).includes(measure)

interface TableColumnsProps {
  table: NoticeTableProfile
  onChange: (columns: Column[], key: string | null) => void
}

/** The columns of a counted table: heading, what is counted by its Chinese name, decimals of its own. */
export function TableColumns({ table, onChange }: TableColumnsProps): ReactNode {
  const { t } = useTranslation()
  const allowed = measuresOf(table.groupBy)
  const word = (measure: NoticeMeasure): string => t(($) => $.profiles.measures[measure])
  const put = (at: number, column: Column, key: string | null): void =>
    onChange(table.columns.toSpliced(at, 1, column), key === null ? null : `column.${at}.${key}`)
  const add = (): void => {
    const measure = allowed.find((one) => table.columns.every((column) => column.measure !== one)) ?? 'group'
    const id = freshId(
      measure,
      table.columns.map((column) => column.id)
    )
    onChange([...table.columns, { id, label: word(measure), measure }], null)
  }
  return (
    <fieldset className="editor-group">
      <legend>{t(($) => $.profiles.fields.columns)}</legend>
      {table.columns.map((column, at) => (
        <div key={column.id} className="editor-column">
          <Input
            aria-label={t(($) => $.profiles.columnLabel, { n: at + 1 })}
            value={column.label}
            onChange={(event) => put(at, { ...column, label: event.target.value }, 'label')}
          />
          <Select<NoticeMeasure>
            aria-label={t(($) => $.profiles.columnMeasure, { label: column.label })}
            value={column.measure}
            status={allowed.includes(column.measure) ? '' : 'error'}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={220}
            options={[...new Set([...allowed, column.measure])].map((measure) => ({
              value: measure,
              label: word(measure),
              disabled: !allowed.includes(measure)
            }))}
            onChange={(measure) => put(at, { ...column, measure }, null)}
          />
          {hasDecimals(column.measure) ? (
            <Select<number>
              aria-label={t(($) => $.profiles.columnDecimals, { label: column.label })}
              value={column.numbers?.decimals ?? -1}
              popupMatchSelectWidth={90}
              options={[
                { value: -1, label: t(($) => $.profiles.decimalsAuto) },
                ...[0, 1, 2].map((n) => ({ value: n, label: t(($) => $.notices.decimalsOf, { n }) }))
              ]}
              onChange={(value) => {
                const decimals = value === 0 || value === 1 || value === 2 ? value : null
                const numbers = withEntry(column.numbers ?? {}, 'decimals', decimals)
                put(at, withEntry(column, 'numbers', Object.keys(numbers).length === 0 ? null : numbers), null)
              }}
            />
          ) : (
            <span />
          )}
          <RowTools
            name={column.label}
            at={at}
            count={table.columns.length}
            onMove={(by) => onChange(moved(table.columns, at, by), null)}
            onRemove={() => onChange(table.columns.toSpliced(at, 1), null)}
          />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={add}>
        {t(($) => $.profiles.addColumn)}
      </Button>
    </fieldset>
  )
}
