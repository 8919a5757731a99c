import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CheckField, OptionalTextField, PickField, TextField, type Choice } from './fields.tsx'
import { externalsOf, type FormProps } from './form-props.ts'
import type { DraftTable } from './draft.ts'
import { TemplateText } from './template-text.tsx'
import { WhenFields } from './when-fields.tsx'

/** The title, a template like the paragraphs. */
export function TableTitle<T extends DraftTable>({ block, figures, nameOf, onChange }: FormProps<T>): ReactNode {
  const { t } = useTranslation()
  return (
    <TemplateText
      label={t(($) => $.profiles.fields.tableTitle)}
      value={block.title}
      rows={2}
      figures={figures}
      nameOf={nameOf}
      onChange={(title) => onChange({ ...block, title }, 'title')}
    />
  )
}

interface SortFieldsProps {
  sort: DraftTable['sort']
  columns: readonly Choice<string>[]
  onChange: (sort: DraftTable['sort']) => void
}
export function SortFields({ sort, columns, onChange }: SortFieldsProps): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <PickField
        label={t(($) => $.profiles.fields.sort)}
        value={sort?.by ?? ''}
        options={[{ value: '', label: t(($) => $.profiles.sortNone) }, ...columns]}
        onChange={(by) => onChange(by === '' ? null : { by, descending: sort?.descending ?? true })}
      />
      {sort === null ? null : (
        <CheckField
          label={t(($) => $.profiles.fields.descending)}
          value={sort.descending}
          onChange={(descending) => onChange({ ...sort, descending })}
        />
      )}
    </>
  )
}

/** Note, id and condition: where every form of a table ends. */
export function TableEnd<T extends DraftTable>({
  block,
  draft,
  figures,
  nameOf,
  onChange,
  children
}: FormProps<T> & { children?: ReactNode }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <OptionalTextField
        label={t(($) => $.profiles.fields.note)}
        value={block.note}
        onChange={(note) => onChange({ ...block, note }, 'note')}
      />
      {children}
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
