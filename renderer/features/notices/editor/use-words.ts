import { useTranslation } from 'react-i18next'
import { setMeasures } from '../../../../electron/domain/notice-measures.ts'
import type { NoticeFilter } from '../../../../electron/domain/notice.ts'
import type { Choice } from './fields.tsx'
import type { Draft } from './draft.ts'

/** What a figure of a notice is called by its reader. */
export type FigureName = (id: string) => string | null

const sets = ['site', 'account', 'all'] as const
const plain = ['period', 'date', 'deadline', 'subjects', 'issuer', 'docNumber', 'previousPeriod'] as const
const ofIndicator = ['title', 'objects', 'problems', 'occurrences', 'example'] as const
const ofChanges = ['opened', 'closed', 'renamed', 'moved', 'openedNames', 'closedNames', 'renamedNames', 'movedNames'] as const

const isIn = <T extends string>(list: readonly T[], value: string | undefined): value is T =>
  value !== undefined && (list as readonly string[]).includes(value)

export const everySetMeasure = [...setMeasures, 'manner', 'failedNames', 'problemNames'] as const

/** Figures that a notice of any profile may have; which of them there are, the preview tells. */
export const commonFigures: readonly string[] = [
  ...plain.slice(0, 4),
  ...sets.flatMap((set) => everySetMeasure.map((measure) => `${set}.${measure}`))
]
/** Figures inside a paragraph that is repeated for each indicator. */
export const indicatorFigures: readonly string[] = ofIndicator.map((name) => `indicator.${name}`)

/** Chinese names of the figures of a profile; null for a name that no figure has. */
export function useFigureName(draft: Draft | null): FigureName {
  const { t } = useTranslation()
  return (id) => {
    const own = draft?.figures.find((figure) => figure.id === id)
    if (own !== undefined) {
      const kinds = own.kinds.map((kind) => t(($) => $.notices.kinds[kind])).join('、')
      const measure = t(($) => $.profiles.measures[own.measure])
      const part = filterWords(own.filter, t)
      const what = part === '' ? kinds : t(($) => $.profiles.partOf, { kinds, part })
      return own.change === undefined ? `${what} ${measure}` : `${what} ${t(($) => $.profiles.changeOf, { measure })}`
    }
    const external = draft?.externalFigures.find((figure) => figure.id === id)
    if (external !== undefined) {
      const title = draft?.externals.find((block) => block.id === external.external)?.title ?? external.external
      return `${title} ${t(($) => $.profiles.externalMeasures[external.measure])}`
    }
    if (isIn(plain, id)) return t(($) => $.profiles.plainFigures[id])
    const [head, middle, ...rest] = id.split('.')
    const last = rest.at(-1) ?? middle
    if (isIn(sets, head) && rest.length === 0 && isIn(everySetMeasure, middle)) {
      return `${t(($) => $.notices.kinds[head])} ${t(($) => $.profiles.measures[middle])}`
    }
    if (head === 'indicator' && isIn(ofIndicator, last)) {
      const which = rest.length === 0 ? '' : ` ${id.slice('indicator.'.length, -last.length - 1)}`
      return `${t(($) => $.profiles.indicator)}${which} ${t(($) => $.profiles.indicatorFigures[last])}`
    }
    if (head === 'changes' && rest.length === 0 && isIn(ofChanges, middle)) {
      return `${t(($) => $.profiles.changes)} ${t(($) => $.profiles.changeFigures[middle])}`
    }
    return null
  }
}

/** A filter in few words: `县区、门户、≥90`. */
function filterWords(filter: NoticeFilter, t: ReturnType<typeof useTranslation>['t']): string {
  const words = [...(filter.stratum ?? []), ...(filter.unitClass ?? []), ...(filter.platform ?? []), ...(filter.grade ?? [])]
  for (const name of filter.unitClassNot ?? []) words.push(t(($) => $.profiles.notOf, { name }))
  for (const key of ['portal', 'withProblems', 'vetoed', 'scored', 'fullMarks'] as const) {
    if (filter[key] === undefined) continue
    const name = t(($) => $.profiles.filters[key])
    words.push(filter[key] ? name : t(($) => $.profiles.notOf, { name }))
  }
  const { outcome, scoreAtLeast, scoreBelow, scoreIs } = filter
  if (outcome !== undefined) words.push(t(($) => $.profiles.outcomes[outcome]))
  if (scoreAtLeast !== undefined) words.push(`≥${scoreAtLeast}`)
  if (scoreBelow !== undefined) words.push(`<${scoreBelow}`)
  if (scoreIs !== undefined) words.push(`=${scoreIs}`)
  return words.join('、')
}

/** Options of a pick out of words kept in one group of the strings. */
export function choices<T extends string>(values: readonly T[], word: (value: T) => string): Choice<T>[] {
  return values.map((value) => ({ value, label: word(value) }))
}
