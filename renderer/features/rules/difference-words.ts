import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogueDifference } from '../../../electron/domain/catalogue-diff.ts'
import type { Catalogue, Indicator } from '../../../electron/domain/catalogue.ts'
import type { rules } from '../../strings/zh-CN/rules.ts'
import { useFieldText, useRuleWords } from './words.ts'

type FrameNumber = NonNullable<Catalogue['frame'][keyof Catalogue['frame']]>
type ItemWord = (typeof itemWords)[number]

const itemWords = [
  'title',
  'group',
  'kind',
  'rule',
  'method',
  'guidance',
  'phrase',
  'window',
  'threshold',
  'unitPoints',
  'cap',
  'columns',
  'applies',
  'evidence',
  'counting',
  'yieldsTo',
  'check',
  'enabled',
  'status',
  'source'
] as const satisfies readonly (keyof Indicator & keyof (typeof rules)['item'])[]
const isItemWord = (field: string): field is ItemWord => (itemWords as readonly string[]).includes(field)

const frameWords = ['base', 'failBelow', 'bonusAbove', 'bonusCap', 'noService', 'vetoScore', 'vetoScoreFor', 'grades'] as const
const isFrameWord = (field: string): field is (typeof frameWords)[number] => (frameWords as readonly string[]).includes(field)

export interface DifferenceWords {
  field(difference: CatalogueDifference): string
  /** One side read out; null where there is nothing. */
  side(difference: CatalogueDifference, side: 'before' | 'after'): string | null
}

/** A difference of two editions in the language of the screen; what nobody has a word for stays as the edition says it. */
export function useDifferenceWords(): DifferenceWords {
  const { t } = useTranslation()
  const words = useRuleWords()
  const fieldText = useFieldText()
  return useMemo(() => {
    const sourced = (text: string, { status }: { status: Indicator['status'] }): string =>
      t(($) => $.rules.diff.withStatus, { text, status: t(($) => $.rules.status[status]) })
    const named = (place: CatalogueDifference['place'], field: string): string | null => {
      if (field === 'indicator') return t(($) => $.rules.diff.whole)
      if (place === 'frame') return isFrameWord(field) ? t(($) => $.rules.frame[field]) : null
      if (field.startsWith('numbers.')) return words.number(field.slice('numbers.'.length))
      return isItemWord(field) ? t(($) => $.rules.item[field]) : null
    }
    return {
      field: ({ place, field, label }) => {
        const of = field.endsWith('.source') ? named(place, field.slice(0, -'.source'.length)) : null
        return of === null ? (named(place, field) ?? label) : t(($) => $.rules.diff.sourceOf, { field: of })
      },
      side: ({ place, field, values, ...texts }, side) => {
        const value = values[side]
        if (value === null || typeof value === 'string') return texts[side]
        if (place === 'frame') {
          // The backend wrote it from an edition that was read by its schema.
          const number = value as FrameNumber
          if (typeof number.value === 'string') return sourced(number.value, number)
          const rule = number.value
          return sourced('spread' in rule || 'max' in rule ? words.noService(rule) : words.frameList(rule, '，'), number)
        }
        if (field.startsWith('numbers.')) {
          const number = value as NonNullable<Indicator['numbers']>[string]
          return sourced(number.value, number)
        }
        return isItemWord(field) ? fieldText({ [field]: value } as unknown as Indicator, field) : texts[side]
      }
    }
  }, [t, words, fieldText])
}
