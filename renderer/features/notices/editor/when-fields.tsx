import { useState, type ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { NoticeCondition } from '../../../../electron/domain/notice-profile.ts'
import { ManyField, withEntry } from './fields.tsx'
import { choices, type FigureName } from './use-words.ts'

interface WhenFieldsProps {
  when: NoticeCondition
  onChange: (when: NoticeCondition) => void
  figures: readonly { id: string }[]
  externals: readonly { id: string; title: string }[]
  nameOf: FigureName
}

const kinds = ['site', 'account'] as const

/** When a paragraph or table stands; most always do, so this is folded away. */
export function WhenFields({ when, onChange, figures, externals, nameOf }: WhenFieldsProps): ReactNode {
  const { t } = useTranslation()
  const count = Object.keys(when).length
  const [isOpen, setOpen] = useState(count > 0)
  // An empty list would be a fault: no restriction is no entry.
  const set = <K extends keyof NoticeCondition>(key: K, values: NonNullable<NoticeCondition[K]>): void =>
    onChange(withEntry(when, key, values.length === 0 ? null : values))
  const named = figures.map(({ id }) => ({ value: id, label: nameOf(id) ?? id }))
  return (
    <fieldset className={isOpen ? 'editor-group' : 'editor-group editor-folded'}>
      <legend>
        <Button size="small" type="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {count === 0 ? t(($) => $.profiles.whenAlways) : t(($) => $.profiles.whenSome, { n: count })}
        </Button>
      </legend>
      {isOpen ? (
        <>
          <ManyField
            label={t(($) => $.profiles.when.kinds)}
            values={when.kinds ?? []}
            options={choices(kinds, (kind) => t(($) => $.notices.kinds[kind]))}
            onChange={(values) => set('kinds', values)}
          />
          <ManyField
            label={t(($) => $.profiles.when.without)}
            values={when.without ?? []}
            options={choices(kinds, (kind) => t(($) => $.notices.kinds[kind]))}
            onChange={(values) => set('without', values)}
          />
          <ManyField
            label={t(($) => $.profiles.when.positive)}
            values={when.positive ?? []}
            options={named}
            onChange={(values) => set('positive', values)}
          />
          <ManyField
            label={t(($) => $.profiles.when.zero)}
            values={when.zero ?? []}
            options={named}
            onChange={(values) => set('zero', values)}
          />
          <ManyField
            label={t(($) => $.profiles.when.externals)}
            values={when.externals ?? []}
            options={externals.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(values) => set('externals', values)}
          />
        </>
      ) : null}
    </fieldset>
  )
}
