import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExternalTableProfile } from '../../../../electron/domain/notice-profile.ts'
import { CheckField, ManyField, NumberField, PickField, TextField, withEntry } from './fields.tsx'
import { columnsOf } from './external-columns.ts'
import { externalsOf, type FormProps } from './form-props.ts'
import type { DraftTable } from './draft.ts'
import { TableKind } from './table-kind.tsx'
import { TemplateText } from './template-text.tsx'
import { WhenFields } from './when-fields.tsx'
import { WhereFields } from './where-fields.tsx'

/** A table of the notice that shows rows brought from elsewhere. */
export function ExternalTableForm({
  block,
  draft,
  figures,
  nameOf,
  onChange,
  onKind
}: FormProps<ExternalTableProfile> & { onKind: FormProps<DraftTable>['onChange'] }): ReactNode {
  const { t } = useTranslation()
  const columns = columnsOf(draft, block.external)
  const named = columns.map(({ id, label }) => ({ value: id, label }))
  const { sort } = block
  return (
    <>
      <TableKind block={block} draft={draft} onChange={onKind} />
      <TemplateText
        label={t(($) => $.profiles.fields.tableTitle)}
        value={block.title}
        rows={2}
        figures={figures}
        nameOf={nameOf}
        onChange={(title) => onChange({ ...block, title }, 'title')}
      />
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
      <PickField
        label={t(($) => $.profiles.fields.sort)}
        value={sort?.by ?? ''}
        options={[{ value: '', label: t(($) => $.profiles.sortNone) }, ...named]}
        onChange={(by) => onChange({ ...block, sort: by === '' ? null : { by, descending: sort?.descending ?? true } }, null)}
      />
      {sort === null ? null : (
        <CheckField
          label={t(($) => $.profiles.fields.descending)}
          value={sort.descending}
          onChange={(descending) => onChange({ ...block, sort: { ...sort, descending } }, null)}
        />
      )}
      <NumberField
        label={t(($) => $.profiles.fields.limit)}
        value={block.limit}
        min={1}
        whole
        onChange={(limit) => onChange({ ...block, limit }, 'limit')}
      />
      <TextField
        label={t(($) => $.profiles.fields.indexLabel)}
        value={block.index ?? ''}
        onChange={(index) => onChange({ ...block, index: index === '' ? null : index }, 'index')}
      />
      <TextField
        label={t(($) => $.profiles.fields.rankLabel)}
        value={block.rank ?? ''}
        onChange={(rank) => onChange({ ...block, rank: rank === '' ? null : rank }, 'rank')}
      />
      <TextField
        label={t(($) => $.profiles.fields.total)}
        value={block.total ?? ''}
        help={t(($) => $.profiles.totalHelp)}
        onChange={(total) => onChange({ ...block, total: total === '' ? null : total }, 'total')}
      />
      <TextField
        label={t(($) => $.profiles.fields.note)}
        value={block.note ?? ''}
        onChange={(note) => onChange({ ...block, note: note === '' ? null : note }, 'note')}
      />
      <TextField
        label={t(($) => $.profiles.fields.blockId)}
        value={block.id}
        onChange={(id) => onChange({ ...block, id }, 'id')}
      />
      <WhenFields
        when={block.when}
        figures={figures}
        externals={externalsOf(
          draft,
          t(($) => $.profiles.changes)
        )}
        nameOf={nameOf}
        onChange={(when) => onChange({ ...block, when }, null)}
      />
    </>
  )
}
