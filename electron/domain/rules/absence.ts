import type { Indicator } from '../catalogue.ts'
import { parseDecimal, type Hundredths } from '../decimal.ts'
import type { Finding } from '../inspection.ts'

/** First words of a finding that says the whole of an item is not there. Typed, picked from the phrases or imported, it is seen by all. */
export const absentWord = '整项缺失'

export function saysAbsent({ description }: Pick<Finding, 'description'>): boolean {
  return description.trimStart().startsWith(absentWord)
}

/** What the absence of the whole item takes off, null where no finding says it or the item has no confirmed points for it. */
export function absentPointsOf(
  { kind, numbers = {} }: Pick<Indicator, 'kind' | 'numbers'>,
  findings: readonly Pick<Finding, 'description'>[]
): Hundredths | null {
  const number = numbers['absentPoints']
  if (kind !== 'deduction' || number === undefined || number.status === 'unconfirmed') return null
  return findings.some(saysAbsent) ? parseDecimal(number.value) : null
}
