import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { noticeGroupingSchema } from '../../../../electron/domain/notice-measures.ts'
import type { NoticeTableProfile } from '../../../../electron/domain/notice-profile.ts'
import { BandFields } from './band-fields.tsx'
import { CheckField, ManyField, PickField, TextField, withEntry } from './fields.tsx'
import { FilterFields } from './filter-fields.tsx'
import { externalsOf, type FormProps } from './form-props.ts'
import { TableColumns } from './table-columns.tsx'
import { printed, type DraftTable } from './draft.ts'
import { TableKind } from './table-kind.tsx'
import { TemplateText } from './template-text.tsx'
import { choices } from './use-words.ts'
import { WhenFields } from './when-fields.tsx'

/** A table that is counted from the batches. */
export function TableForm({
  block,
  draft,
  figures,
  nameOf,
  onChange,
  onKind
}: FormProps<NoticeTableProfile> & { onKind: FormProps<DraftTable>['onChange'] }): ReactNode {
  const { t } = useTranslation()
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
      <ManyField
        label={t(($) => $.profiles.fields.kinds)}
        values={block.kinds}
        options={choices(['site', 'account'] as const, (kind) => t(($) => $.notices.kinds[kind]))}
        onChange={(kinds) => onChange({ ...block, kinds }, null)}
      />
      <PickField
        label={t(($) => $.profiles.fields.groupBy)}
        value={block.groupBy}
        options={choices(noticeGroupingSchema.options, (value) => t(($) => $.profiles.groupings[value]))}
        onChange={(groupBy) =>
          onChange(
            withEntry(
              { ...block, groupBy },
              'bands',
              groupBy === 'band' ? (block.bands ?? [{ label: printed.firstBand, filter: { scoreAtLeast: 90 } }]) : null
            ),
            null
          )
        }
      />
      {block.bands === undefined ? null : (
        <BandFields bands={block.bands} onChange={(bands) => onChange({ ...block, bands }, 'bands')} />
      )}
      <FilterFields filter={block.filter} onChange={(filter) => onChange({ ...block, filter }, 'filter')} />
      <TableColumns table={block} onChange={(columns, key) => onChange({ ...block, columns }, key)} />
      <PickField
        label={t(($) => $.profiles.fields.sort)}
        value={sort?.by ?? ''}
        options={[
          { value: '', label: t(($) => $.profiles.sortNone) },
          ...block.columns
            .filter(({ measure }) => measure !== 'index' && measure !== 'rank')
            .map(({ id, label }) => ({ value: id, label }))
        ]}
        onChange={(by) => onChange({ ...block, sort: by === '' ? null : { by, descending: sort?.descending ?? true } }, null)}
      />
      {sort === null ? null : (
        <CheckField
          label={t(($) => $.profiles.fields.descending)}
          value={sort.descending}
          onChange={(descending) => onChange({ ...block, sort: { ...sort, descending } }, null)}
        />
      )}
      <CheckField
        label={t(($) => $.profiles.fields.hasTotal)}
        value={block.total !== null}
        onChange={(isOn) => onChange({ ...block, total: isOn ? printed.total : null }, null)}
      />
      {block.total === null ? null : (
        <TextField
          label={t(($) => $.profiles.fields.total)}
          value={block.total}
          onChange={(total) => onChange({ ...block, total }, 'total')}
        />
      )}
      <TextField
        label={t(($) => $.profiles.fields.note)}
        value={block.note ?? ''}
        onChange={(note) => onChange({ ...block, note: note === '' ? null : note }, 'note')}
      />
      <CheckField
        label={t(($) => $.profiles.fields.dropEmpty)}
        value={block.dropEmpty}
        onChange={(dropEmpty) => onChange({ ...block, dropEmpty }, null)}
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
