import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { noticeGroupingSchema } from '../../../../electron/domain/notice-measures.ts'
import type { NoticeTableProfile } from '../../../../electron/domain/notice-profile.ts'
import { BandFields } from './band-fields.tsx'
import { CheckField, ManyField, PickField, TextField, withEntry } from './fields.tsx'
import { FilterFields } from './filter-fields.tsx'
import type { FormProps } from './form-props.ts'
import { TableColumns } from './table-columns.tsx'
import { printed, type DraftTable } from './draft.ts'
import { TableKind } from './table-kind.tsx'
import { SortFields, TableEnd, TableTitle } from './table-parts.tsx'
import { choices } from './use-words.ts'

/** A table that is counted from the batches. */
export function TableForm({
  onKind,
  ...props
}: FormProps<NoticeTableProfile> & { onKind: FormProps<DraftTable>['onChange'] }): ReactNode {
  const { t } = useTranslation()
  const { block, draft, onChange } = props
  return (
    <>
      <TableKind block={block} draft={draft} onChange={onKind} />
      <TableTitle {...props} />
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
      <SortFields
        sort={block.sort}
        columns={block.columns
          .filter(({ measure }) => measure !== 'index' && measure !== 'rank')
          .map(({ id, label }) => ({ value: id, label }))}
        onChange={(sort) => onChange({ ...block, sort }, null)}
      />
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
      <TableEnd {...props}>
        <CheckField
          label={t(($) => $.profiles.fields.dropEmpty)}
          value={block.dropEmpty}
          onChange={(dropEmpty) => onChange({ ...block, dropEmpty }, null)}
        />
      </TableEnd>
    </>
  )
}
