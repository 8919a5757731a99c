import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExternalTableProfile } from '../../../../electron/domain/notice-profile.ts'
import { ManyField, NumberField, OptionalTextField, PickField, withEntry } from './fields.tsx'
import { columnsOf } from './external-columns.ts'
import { externalsOf, type FormProps } from './form-props.ts'
import type { DraftTable } from './draft.ts'
import { TableKind } from './table-kind.tsx'
import { SortFields, TableEnd, TableTitle } from './table-parts.tsx'
import { WhereFields } from './where-fields.tsx'

/** A table of the notice that shows rows brought from elsewhere. */
export function ExternalTableForm({
  onKind,
  ...props
}: FormProps<ExternalTableProfile> & { onKind: FormProps<DraftTable>['onChange'] }): ReactNode {
  const { t } = useTranslation()
  const { block, draft, onChange } = props
  const columns = columnsOf(draft, block.external)
  const named = columns.map(({ id, label }) => ({ value: id, label }))
  return (
    <>
      <TableKind block={block} draft={draft} onChange={onKind} />
      <TableTitle {...props} />
      <PickField
        label={t(($) => $.profiles.fields.external)}
        value={block.external}
        options={externalsOf(
          draft,
          t(($) => $.profiles.changes)
        ).map(({ id, title }) => ({ value: id, label: title }))}
        onChange={(external) => onChange({ ...withEntry(block, 'columns', null), external, where: [], sort: null }, null)}
      />
      <ManyField
        label={t(($) => $.profiles.fields.externalColumns)}
        values={block.columns ?? []}
        options={named}
        help={t(($) => $.profiles.externalColumnsHelp)}
        onChange={(values) => onChange(withEntry(block, 'columns', values.length === 0 ? null : values), null)}
      />
      <WhereFields where={block.where} columns={columns} onChange={(where) => onChange({ ...block, where }, 'where')} />
      <SortFields sort={block.sort} columns={named} onChange={(sort) => onChange({ ...block, sort }, null)} />
      <NumberField
        label={t(($) => $.profiles.fields.limit)}
        value={block.limit}
        min={1}
        whole
        onChange={(limit) => onChange({ ...block, limit }, 'limit')}
      />
      <OptionalTextField
        label={t(($) => $.profiles.fields.indexLabel)}
        value={block.index}
        onChange={(index) => onChange({ ...block, index }, 'index')}
      />
      <OptionalTextField
        label={t(($) => $.profiles.fields.rankLabel)}
        value={block.rank}
        onChange={(rank) => onChange({ ...block, rank }, 'rank')}
      />
      <OptionalTextField
        label={t(($) => $.profiles.fields.total)}
        value={block.total}
        help={t(($) => $.profiles.totalHelp)}
        onChange={(total) => onChange({ ...block, total }, 'total')}
      />
      <TableEnd {...props} />
    </>
  )
}
