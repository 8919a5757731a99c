import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import { asPhrase, fillPhrase } from '../../../electron/domain/phrase.ts'
import type { ObjectKind } from '../../../electron/domain/registry.ts'
import { pinyinOf } from '../../components/pinyin.ts'
import { useRead, useWrite } from '../../rpc/hooks.ts'
import { factsOf, type FindingDraft } from './finding-draft.ts'
import type { PhraseChoice } from './phrase-picker.tsx'
import type { StatusLine } from './use-checking.ts'

interface Phrases {
  choices: readonly PhraseChoice[]
  /** Moves a picked phrase to the front of the next lists. */
  used(choice: PhraseChoice): void
  /** Keeps what stands in the editor as the office's own wording for the item. */
  keep(): void
  remove(id: string): void
}

/** The phrase library for the item being written about, each line filled in as it would stand in this finding. */
export function usePhrases(
  object: ObjectKind,
  indicator: Indicator | undefined,
  draft: FindingDraft,
  tell: (status: StatusLine) => void
): Phrases {
  const { t } = useTranslation()
  const indicatorId = indicator?.id ?? null
  const listed = useRead('phrases.list', { object, indicatorId }, { keepPrevious: true }).data?.phrases
  const save = useWrite('phrases.save')
  const remove = useWrite('phrases.remove')
  const use = useWrite('phrases.used')

  const choices = useMemo((): PhraseChoice[] => {
    if (indicator === undefined) return []
    const facts = factsOf(draft, indicator)
    const own = pinyinOf(plainText(indicator.phrase))
    return [
      ...(listed ?? []).map(({ id, text, origin, pinyin, initials }) => ({
        id,
        text,
        filled: fillPhrase(text, facts),
        origin,
        haystack: `${text}\n${pinyin}\n${initials}`.toLowerCase()
      })),
      {
        id: null,
        text: indicator.phrase,
        filled: fillPhrase(indicator.phrase, facts),
        origin: 'item',
        haystack: `${indicator.phrase}\n${own.full}\n${own.initials}`.toLowerCase()
      }
    ]
  }, [listed, indicator, draft])

  const failed = (error: Error): void => tell({ tone: 'bad', text: error.message })
  return {
    choices,
    used: ({ id }) => {
      if (id !== null) use.mutate({ id })
    },
    keep: () => {
      if (indicator === undefined) return
      const text = draft.descriptionTouched ? asPhrase(draft.description, factsOf(draft, indicator)) : draft.template
      save.mutate(
        { object, indicators: [indicator.id], text },
        { onError: failed, onSuccess: () => tell({ tone: 'good', text: t(($) => $.phrases.saved, { text }) }) }
      )
    },
    remove: (id) =>
      remove.mutate({ id }, { onError: failed, onSuccess: () => tell({ tone: 'good', text: t(($) => $.phrases.removed) }) })
  }
}

const plainText = (text: string): string => text.replaceAll(/[{}]/g, '')
