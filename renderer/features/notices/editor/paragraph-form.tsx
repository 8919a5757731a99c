import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeParagraphProfile } from '../../../../electron/domain/notice-profile.ts'
import { NumberField, PickField, withEntry } from './fields.tsx'
import { externalsOf, type FormProps } from './form-props.ts'
import { TemplateText } from './template-text.tsx'
import { choices, indicatorFigures } from './use-words.ts'
import { WhenFields } from './when-fields.tsx'

/** A paragraph: its level, its text with figures, whether it is repeated for each indicator, and when it stands. */
export function ParagraphForm({ block, draft, figures, nameOf, onChange }: FormProps<NoticeParagraphProfile>): ReactNode {
  const { t } = useTranslation()
  const inEach = block.each === undefined ? [] : indicatorFigures.map((id) => ({ id, value: null }))
  return (
    <>
      <PickField<number>
        label={t(($) => $.profiles.fields.level)}
        value={block.level}
        options={([0, 1, 2] as const).map((level) => ({ value: level, label: t(($) => $.profiles.levels[`${level}`]) }))}
        onChange={(level) => {
          if (level === 0 || level === 1 || level === 2) onChange({ ...block, level }, null)
        }}
      />
      <TemplateText
        label={t(($) => $.profiles.fields.text)}
        value={block.text}
        figures={[...inEach, ...figures]}
        nameOf={nameOf}
        onChange={(text) => onChange({ ...block, text }, 'text')}
      />
      <PickField
        label={t(($) => $.profiles.fields.each)}
        value={block.each?.indicatorOf ?? 'once'}
        options={choices(['once', 'site', 'account'] as const, (value) => t(($) => $.profiles.eachOf[value]))}
        onChange={(value) =>
          onChange(
            withEntry(block, 'each', value === 'once' ? null : { indicatorOf: value, limit: block.each?.limit ?? 5 }),
            null
          )
        }
      />
      {block.each === undefined ? null : (
        <NumberField
          label={t(($) => $.profiles.fields.eachLimit)}
          value={block.each.limit}
          min={1}
          whole
          onChange={(limit) => {
            if (block.each !== undefined) onChange({ ...block, each: { ...block.each, limit: limit ?? 1 } }, 'limit')
          }}
        />
      )}
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
