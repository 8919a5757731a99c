import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Draft } from './draft.ts'
import { PickField, TextField } from './fields.tsx'
import type { FormProps } from './form-props.ts'
import { TemplateText } from './template-text.tsx'
import { choices } from './use-words.ts'

/** What stands outside the blocks: names, title, and how numbers are printed. */
export function GeneralForm({ block, figures, nameOf, onChange, isNew }: FormProps<Draft> & { isNew: boolean }): ReactNode {
  const { t } = useTranslation()
  const text = (key: 'id' | 'name' | 'source' | 'issuer' | 'addressee' | 'title') => (value: string) =>
    onChange({ ...block, [key]: value }, `profile.${key}`)
  return (
    <>
      <TemplateText
        label={t(($) => $.profiles.fields.title)}
        value={block.title}
        rows={2}
        figures={figures}
        nameOf={nameOf}
        onChange={text('title')}
      />
      <TextField label={t(($) => $.profiles.fields.issuer)} value={block.issuer} onChange={text('issuer')} />
      <TextField label={t(($) => $.profiles.fields.addressee)} value={block.addressee} onChange={text('addressee')} />
      <PickField<number>
        label={t(($) => $.notices.decimals)}
        value={block.decimals}
        options={[0, 1, 2].map((n) => ({ value: n, label: t(($) => $.notices.decimalsOf, { n }) }))}
        onChange={(value) => {
          if (value === 0 || value === 1 || value === 2) onChange({ ...block, decimals: value }, null)
        }}
      />
      <PickField
        label={t(($) => $.profiles.fields.wholePercent)}
        value={block.wholePercent}
        options={choices(['all', 'hundred', 'none'] as const, (value) => t(($) => $.profiles.wholePercents[value]))}
        onChange={(wholePercent) => onChange({ ...block, wholePercent }, null)}
      />
      <PickField
        label={t(($) => $.profiles.fields.rounding)}
        value={block.rounding}
        options={choices(['half-up', 'truncate'] as const, (value) => t(($) => $.profiles.roundings[value]))}
        onChange={(rounding) => onChange({ ...block, rounding }, null)}
      />
      <TextField label={t(($) => $.profiles.fields.name)} value={block.name} onChange={text('name')} />
      <TextField
        label={t(($) => $.profiles.fields.id)}
        value={block.id}
        disabled={!isNew}
        help={t(($) => $.profiles.idHelp)}
        onChange={text('id')}
      />
      <TextField label={t(($) => $.profiles.fields.source)} value={block.source} onChange={text('source')} />
    </>
  )
}
