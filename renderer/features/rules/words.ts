import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue, ColumnRule, Indicator, RuleWindow } from '../../../electron/domain/catalogue.ts'
import type { rules } from '../../strings/zh-CN/rules.ts'

type NoService = NonNullable<Catalogue['frame']['noService']>['value']
type Grades = NonNullable<Catalogue['frame']['grades']>['value']
type NumberName = keyof (typeof rules)['numberNames']

/** Names of further numbers that have a word of their own. */
export const knownNumbers: readonly NumberName[] = [
  'visitsPerDay',
  'timeoutSeconds',
  'failPercent',
  'workingDays',
  'overdueMonths',
  'atLeast',
  'feedbackMonths',
  'sample',
  'missingKinds',
  'fewerThan',
  'absentPoints',
  'lateMonths',
  'days'
]
const isKnown = (name: string): name is NumberName => (knownNumbers as readonly string[]).includes(name)

export interface RuleWords {
  window(value: RuleWindow): string
  number(name: string): string
  columnRule(rule: ColumnRule): string
  noService(value: NoService): string
  /** Grades, or names of unit classes. */
  frameList(value: Grades | readonly string[], mark: string): string
  applies(applies: Indicator['applies']): string
  evidence(evidence: Indicator['evidence']): string
}

/** What an edition holds, as read out to a person. */
export function useRuleWords(): RuleWords {
  const { t } = useTranslation()
  return useMemo(() => {
    const window = ({ amount, unit }: RuleWindow): string => `${amount} ${t(($) => $.rules.unit[unit])}`
    return {
      window,
      number: (name) => (isKnown(name) ? t(($) => $.rules.numberNames[name]) : name),
      columnRule: ({ classes, level, when, window: within }) => {
        const named = classes.map((one) => t(($) => $.rules.classes[one])).join('、')
        const words = { classes: named, level: t(($) => $.rules.columnRule.level[level]) }
        if (when === 'blank') return t(($) => $.rules.columnRule.sentence.blank, words)
        if (within === undefined) return t(($) => $.rules.columnRule.sentence.judged, words)
        return t(($) => $.rules.columnRule.sentence.stale, { ...words, window: window(within.value) })
      },
      noService: (value) =>
        'spread' in value
          ? t(($) => $.rules.frame.spread, { spread: value.spread })
          : t(($) => $.rules.frame.ratio, { ...value }),
      frameList: (value, mark) =>
        value.map((one) => (typeof one === 'string' ? one : t(($) => $.rules.frame.gradeLine, { ...one }))).join(mark),
      applies: ({ portalOnly, needsService, accountTypes }) =>
        [
          portalOnly ? t(($) => $.rules.item.portalOnly) : '',
          needsService ? t(($) => $.rules.item.needsService) : '',
          accountTypes === undefined ? '' : `${t(($) => $.rules.item.accountTypes)} ${accountTypes.join('、')}`
        ]
          .filter((part) => part !== '')
          .join('；') || t(($) => $.rules.item.everything),
      evidence: ({ captures, onRegisteredHost, newerThanBatch = false }) =>
        captures === 0
          ? t(($) => $.rules.item.noCapture)
          : [
              t(($) => $.rules.item.captures, { n: captures }),
              onRegisteredHost ? t(($) => $.rules.item.onRegisteredHost) : '',
              newerThanBatch ? t(($) => $.rules.item.newerThanBatch) : ''
            ]
              .filter((part) => part !== '')
              .join('；')
    }
  }, [t])
}

/** Any field of an item as one line, for saying what the base has instead. */
export function useFieldText(): (indicator: Indicator, field: keyof Indicator) => string {
  const { t } = useTranslation()
  const words = useRuleWords()
  return useMemo(() => {
    const sourced = (text: string, number: { status: Indicator['status'] }): string =>
      t(($) => $.rules.diff.withStatus, { text, status: t(($) => $.rules.status[number.status]) })
    return (indicator, field) => {
      const { window, threshold, unitPoints, cap, numbers, columns, counting, yieldsTo } = indicator
      if (field === 'window') return window === undefined ? '' : sourced(words.window(window.value), window)
      if (field === 'threshold') return threshold === undefined ? '' : sourced(String(threshold.value), threshold)
      if (field === 'unitPoints') return unitPoints === undefined ? '' : sourced(unitPoints.value, unitPoints)
      if (field === 'cap') return cap === undefined ? '' : sourced(cap.value, cap)
      if (field === 'numbers')
        return Object.entries(numbers ?? {})
          .map(([name, number]) => `${words.number(name)} ${sourced(number.value, number)}`)
          .join('；')
      if (field === 'columns') return (columns ?? []).map(words.columnRule).join('；')
      if (field === 'applies') return words.applies(indicator.applies)
      if (field === 'evidence') return words.evidence(indicator.evidence)
      if (field === 'counting') return counting === undefined ? '' : t(($) => $.rules.item.countingWords[counting])
      if (field === 'yieldsTo') return (yieldsTo ?? []).join('、')
      if (field === 'kind') return t(($) => $.rules.kind[indicator.kind])
      if (field === 'status') return t(($) => $.rules.status[indicator.status])
      if (field === 'enabled') return indicator.enabled ? t(($) => $.rules.item.on) : t(($) => $.rules.tree.off)
      return indicator[field] ?? ''
    }
  }, [t, words])
}
