import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExternalBlock, ExternalColumn } from '../../../../electron/domain/notice-external.ts'
import { freshId } from './draft.ts'
import { CheckField, moved, NumberField, RowTools, TextField, withEntry } from './fields.tsx'
import type { FormProps } from './form-props.ts'
import { choices } from './use-words.ts'

const types = ['text', 'count', 'date', 'rate'] as const

/** A table that the profile expects from elsewhere: its columns, and what must be in them. */
export function ExternalBlockForm({ block, onChange }: FormProps<ExternalBlock>): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        label={t(($) => $.profiles.fields.externalTitle)}
        value={block.title}
        onChange={(title) => onChange({ ...block, title }, 'title')}
      />
      <CheckField
        label={t(($) => $.profiles.fields.required)}
        value={block.required}
        onChange={(required) => onChange({ ...block, required }, null)}
      />
      <NumberField
        label={t(($) => $.profiles.fields.form)}
        value={block.form ?? null}
        min={1}
        whole
        onChange={(rows) => onChange(withEntry(block, 'form', rows), 'form')}
      />
      <ExternalColumns columns={block.columns} onChange={(columns, key) => onChange({ ...block, columns }, key)} />
      <TextField
        label={t(($) => $.profiles.fields.blockId)}
        value={block.id}
        onChange={(id) => onChange({ ...block, id }, 'id')}
      />
    </>
  )
}

function ExternalColumns({
  columns,
  onChange
}: {
  columns: readonly ExternalColumn[]
  onChange: (columns: ExternalColumn[], key: string | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const counts = columns.filter(({ type }) => type === 'count').map(({ id, label }) => ({ value: id, label }))
  const put = (at: number, column: ExternalColumn, key: string | null): void =>
    onChange(columns.toSpliced(at, 1, column), key === null ? null : `column.${at}.${key}`)
  const retype = (column: ExternalColumn, type: ExternalColumn['type']): ExternalColumn => {
    const { sum: _sum, rate: _rate, ...plain } = column
    const first = counts.find(({ value }) => value !== column.id)?.value ?? ''
    if (type === 'rate') return { ...plain, type, rate: { part: first, whole: first } }
    return type === 'count' ? { ...plain, type, sum: true } : { ...plain, type }
  }
  return (
    <fieldset className="editor-group">
      <legend>{t(($) => $.profiles.fields.columns)}</legend>
      {columns.map((column, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- ids are typed here and may be the same for a while
        <div key={at} className="editor-external-column">
          <Input
            aria-label={t(($) => $.profiles.columnLabel, { n: at + 1 })}
            value={column.label}
            onChange={(event) => put(at, { ...column, label: event.target.value }, 'label')}
          />
          <Select<ExternalColumn['type']>
            aria-label={t(($) => $.profiles.columnType, { label: column.label })}
            value={column.type}
            popupMatchSelectWidth={160}
            options={choices(types, (type) => t(($) => $.profiles.columnTypes[type]))}
            onChange={(type) => put(at, retype(column, type), null)}
          />
          <Input
            className="mono"
            aria-label={t(($) => $.profiles.columnId, { label: column.label })}
            value={column.id}
            onChange={(event) => put(at, { ...column, id: event.target.value }, 'id')}
          />
          <RowTools
            name={column.label}
            at={at}
            count={columns.length}
            onMove={(by) => onChange(moved(columns, at, by), null)}
            onRemove={() => onChange(columns.toSpliced(at, 1), null)}
          />
          {column.type === 'count' ? (
            <CheckField
              label={t(($) => $.profiles.fields.sum)}
              value={column.sum === true}
              onChange={(sum) => put(at, { ...column, sum }, null)}
            />
          ) : null}
          {column.rate === undefined ? null : (
            <span className="editor-rate">
              <Select<string>
                aria-label={`${column.label} ${t(($) => $.profiles.fields.part)}`}
                value={column.rate.part}
                options={counts}
                onChange={(part) => put(at, { ...column, rate: { part, whole: column.rate?.whole ?? part } }, null)}
              />
              ÷
              <Select<string>
                aria-label={`${column.label} ${t(($) => $.profiles.fields.whole)}`}
                value={column.rate.whole}
                options={counts}
                onChange={(whole) => put(at, { ...column, rate: { part: column.rate?.part ?? whole, whole } }, null)}
              />
            </span>
          )}
        </div>
      ))}
      <Button
        size="small"
        icon={<PlusOutlined />}
        onClick={() => {
          const id = freshId(
            'column',
            columns.map((column) => column.id)
          )
          onChange([...columns, { id, label: t(($) => $.profiles.newColumn), type: 'text' }], null)
        }}
      >
        {t(($) => $.profiles.addColumn)}
      </Button>
    </fieldset>
  )
}
