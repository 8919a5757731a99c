import type { Indicator } from '../catalogue.ts'
import type { Finding } from '../inspection.ts'
import { countOf } from './counting.ts'
import { isSameFault } from './faults.ts'
import { inOrderOfPrecedence, takesFrom } from './precedence.ts'
import { thresholdOf } from './thresholds.ts'

/** Why a finding does not count: the item that counted the fault before, and the sentence. */
export interface CountedBefore {
  by: string
  reason: string
}

/**
 * No double deduction (不重复扣分): of one target's findings those whose fault was already counted under an item named in
 * `yieldsTo`, by finding id. `items` are the items in force for the target; the order of findings does not matter.
 */
export function countedBefore(
  items: readonly Indicator[],
  findings: ReadonlyMap<string, readonly Finding[]>
): Map<string, CountedBefore> {
  const answers = new Map<string, CountedBefore>()
  // Stryker disable next-line all: it only saves time, which no table can see
  if (!items.some((item) => item.yieldsTo !== undefined && findings.has(item.id))) return answers
  const counted = new Map<string, { item: Indicator; findings: Finding[]; stands: boolean }>()
  for (const item of inOrderOfPrecedence(items)) {
    const earlier = (item.yieldsTo ?? []).flatMap((id) => counted.get(id) ?? [])
    const kept: Finding[] = []
    for (const finding of findings.get(item.id) ?? []) {
      const taker = earlier.find(
        (one) => takesFrom(one.item, one.stands, item) && one.findings.some((other) => isSameFault(other, finding))
      )
      if (taker === undefined) kept.push(finding)
      else
        answers.set(finding.id, { by: taker.item.id, reason: `同一问题已计入 ${taker.item.id}“${taker.item.title}”，不重复计算` })
    }
    counted.set(item.id, { item, findings: kept, stands: countOf(item.counting, kept) >= thresholdOf(item) })
  }
  return answers
}
