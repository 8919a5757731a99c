import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { externalFigureSchema, type ExternalFigure } from '../../../../electron/domain/notice-external.ts'
import { printed } from './draft.ts'
import { columnsOf } from './external-columns.ts'
import { DecimalsField, NumberField, PickField, TextField, withEntry } from './fields.tsx'
import { externalsOf, type FormProps } from './form-props.ts'
import { choices } from './use-words.ts'
import { WhereFields } from './where-fields.tsx'

const measures = externalFigureSchema.shape.measure.options

/** A number counted from a table of elsewhere. */
export function ExternalFigureForm({ block, draft, onChange }: FormProps<ExternalFigure>): ReactNode {
  const { t } = useTranslation()
  const columns = columnsOf(draft, block.external)
  const named = columns.map(({ id, label }) => ({ value: id, label }))
  const counts = columns.filter(({ type }) => type === 'count').map(({ id, label }) => ({ value: id, label }))
  const none = { value: '', label: t(($) => $.profiles.noColumn) }
  const column = (key: 'column' | 'part' | 'whole', options: readonly { value: string; label: string }[]): ReactNode => (
    <PickField
      label={t(($) => $.profiles.fields[key])}
      value={block[key] ?? ''}
      options={[none, ...options]}
      onChange={(value) => onChange(withEntry(block, key, value === '' ? null : value), null)}
    />
  )
  return (
    <>
      <TextField
        label={t(($) => $.profiles.fields.figureId)}
        value={block.id}
        help={t(($) => $.profiles.figureIdHelp, { place: `{${block.id}}` })}
        onChange={(id) => onChange({ ...block, id }, 'id')}
      />
      <PickField
        label={t(($) => $.profiles.fields.external)}
        value={block.external}
        options={externalsOf(
          draft,
          t(($) => $.profiles.changes)
        ).map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(external) => {
          const { column: _column, part: _part, whole: _whole, where: _where, top: _top, value: _value, ...rest } = block
          onChange({ ...rest, external }, null)
        }}
      />
      <PickField
        label={t(($) => $.profiles.fields.measure)}
        value={block.measure}
        options={choices(measures, (measure) => t(($) => $.profiles.externalMeasures[measure]))}
        onChange={(measure) => onChange({ ...block, measure }, null)}
      />
      {block.measure === 'rate' ? (
        <>
          {column('part', counts)}
          {column('whole', counts)}
        </>
      ) : block.measure === 'rows' ? null : (
        column('column', block.measure === 'sum' || block.measure === 'share' ? counts : named)
      )}
      <WhereFields
        where={block.where ?? []}
        columns={columns}
        onChange={(where) => onChange(withEntry(block, 'where', where.length === 0 ? null : where), 'where')}
      />
      <PickField
        label={t(($) => $.profiles.fields.topBy)}
        value={block.top?.by ?? ''}
        options={[{ value: '', label: t(($) => $.profiles.allRows) }, ...counts]}
        onChange={(by) => onChange(withEntry(block, 'top', by === '' ? null : { by, count: block.top?.count ?? 3 }), null)}
      />
      {block.top === undefined ? null : (
        <NumberField
          label={t(($) => $.profiles.fields.topCount)}
          value={block.top.count}
          min={1}
          whole
          onChange={(count) => {
            if (block.top !== undefined) onChange({ ...block, top: { ...block.top, count: count ?? 1 } }, 'top')
          }}
        />
      )}
      {block.measure === 'names' ? (
        <>
          <PickField
            label={t(($) => $.profiles.fields.nameValue)}
            value={block.value?.column ?? ''}
            options={[none, ...counts]}
            onChange={(value) =>
              onChange(
                withEntry(
                  block,
                  'value',
                  value === '' ? null : { column: value, unit: block.value?.unit ?? printed.messageUnit }
                ),
                null
              )
            }
          />
          {block.value === undefined ? null : (
            <TextField
              label={t(($) => $.profiles.fields.nameUnit)}
              value={block.value.unit}
              onChange={(unit) => {
                if (block.value !== undefined) onChange({ ...block, value: { ...block.value, unit } }, 'unit')
              }}
            />
          )}
        </>
      ) : (
        <DecimalsField
          value={block.numbers?.decimals ?? null}
          onChange={(decimals) => onChange({ ...block, numbers: withEntry(block.numbers ?? {}, 'decimals', decimals) }, null)}
        />
      )}
    </>
  )
}
