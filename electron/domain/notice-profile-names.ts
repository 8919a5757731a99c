import { changesFigures } from './notice-changes.ts'
import { setMeasures } from './notice-measures.ts'
import type { NoticeProfile } from './notice-profile.ts'

const texts = ['period', 'previousPeriod', 'date', 'deadline', 'subjects'] as const
const ofIndicators = ['title', 'objects', 'problems', 'occurrences', 'example'] as const
/** Shares of everything are 100 % and no notice has them. */
const ofSets = [
  ...setMeasures.filter((measure) => measure !== 'share' && measure !== 'failedShare'),
  'manner',
  'failedNames',
  'problemNames'
] as const

/**
 * Whether some notice of this profile may have a figure of that name. An indicator's figures are named with its id
 * (`indicator.W3.title`), or without it in a paragraph that is repeated for each (`isEach`).
 */
export function mayHaveFigure(profile: NoticeProfile, isEach: boolean, name: string): boolean {
  if ((texts as readonly string[]).includes(name)) return true
  if ([...profile.figures, ...profile.externalFigures, ...changesFigures].some(({ id }) => id === name)) return true
  const [head = '', ...rest] = name.split('.')
  const last = rest.at(-1) ?? ''
  if (head === 'indicator') return (isEach || rest.length > 1) && (ofIndicators as readonly string[]).includes(last)
  return ['site', 'account', 'all'].includes(head) && rest.length === 1 && (ofSets as readonly string[]).includes(last)
}

/** Names in `{…}` that look like figures, as `fillTemplate` takes them. */
export function namesIn(template: string): string[] {
  return [...template.matchAll(/\{([A-Za-z][\w.-]*)\}/g)].flatMap((hit) => hit[1] ?? [])
}
