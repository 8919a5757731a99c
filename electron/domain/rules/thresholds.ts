import type { Indicator } from '../catalogue.ts'
import { parseDecimal } from '../decimal.ts'

export interface Answer {
  stands: boolean
  /** One Chinese sentence. */
  why: string
}

/** Number at which a veto stands; without a number in the rule one occurrence is enough. */
export function thresholdOf(indicator: Pick<Indicator, 'threshold'>): number {
  return indicator.threshold?.value ?? 1
}

/** 超过(含) means at least. */
export function reaches(count: number, threshold: number, unit = '处'): Answer {
  const stands = count >= threshold
  return { stands, why: `${count} ${unit}，${stands ? '达到' : '未达到'} ${threshold} ${unit}。` }
}

/** Whether `part` of `whole` is at least `percent` (decimal string), compared as fractions; nothing of nothing never is. */
export function shareReaches(part: number, whole: number, percent: string): boolean {
  return whole > 0 && part * 10_000 >= parseDecimal(percent) * whole
}

/** Spaced visits (间隔访问) of one day. */
export interface VisitDay {
  visits: number
  /** Visits whose page was still not open when the time of the rule (15 s) was over. */
  failures: number
}

export interface VisitRule {
  visitsPerDay: number
  days: number
  /** Decimal string. */
  failPercent: string
}

/**
 * W2, from a table of days: as many rows as the rule has days, for more would be another period. Only days with enough visits
 * are counted; with too few such days nothing is proved, however many visits failed.
 */
export function judgeVisitDays(days: readonly VisitDay[], rule: VisitRule): Answer {
  if (days.length > rule.days) {
    return { stands: false, why: `访问记录应正好是连续 ${rule.days} 天，每天一行，现有 ${days.length} 行，不能认定。` }
  }
  const full = days.filter((day) => day.visits >= rule.visitsPerDay)
  if (full.length < rule.days) {
    return {
      stands: false,
      why: `访问满 ${rule.visitsPerDay} 次的只有 ${full.length} 天，不足 ${rule.days} 天，不能认定。`
    }
  }
  const visits = full.reduce((sum, day) => sum + day.visits, 0)
  const failures = full.reduce((sum, day) => sum + day.failures, 0)
  const stands = shareReaches(failures, visits, rule.failPercent)
  return { stands, why: `访问 ${visits} 次，打不开 ${failures} 次，${stands ? '达到' : '未达到'} ${rule.failPercent}%。` }
}

export interface GuideRule {
  /** Kinds of key elements missing in one item for it to count. */
  kinds: number
  /** Items that must count; a site with fewer items fails when every one of them counts. */
  items: number
}

/** W6.2 and W6.3: how many kinds of key elements (要素) each checked item's guide lacks. */
export function judgeGuides(missingKinds: readonly number[], { kinds, items }: GuideRule): Answer {
  const lacking = missingKinds.filter((missing) => missing >= kinds).length
  const total = missingKinds.length
  if (total > 0 && total < items) {
    const stands = lacking === total
    return { stands, why: `共 ${total} 个事项，${lacking} 个缺 ${kinds} 类及以上要素，${stands ? '全部缺失' : '不是全部缺失'}。` }
  }
  const stands = lacking >= items
  return { stands, why: `${lacking} 个事项缺 ${kinds} 类及以上要素，${stands ? '达到' : '未达到'} ${items} 个。` }
}
