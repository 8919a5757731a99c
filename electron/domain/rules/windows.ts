import type { RuleWindow } from '../catalogue.ts'
import { addDays, addMonths, chinaDay, daysBetween, type Day } from './days.ts'

const unitText: Record<RuleWindow['unit'], string> = { day: '天', week: '周', month: '个月', year: '年' }

export function windowText({ amount, unit }: RuleWindow): string {
  return `${amount} ${unitText[unit]}`
}

/** First day inside the window that ends on `day`. Weeks are seven days; months and years go by the calendar. */
export function windowStart(day: Day, { amount, unit }: RuleWindow): Day {
  if (unit === 'day') return addDays(day, -amount)
  if (unit === 'week') return addDays(day, -7 * amount)
  return addMonths(day, unit === 'month' ? -amount : -12 * amount)
}

/**
 * Whether the newest item is older than the window that ends at the finding's own 监测时间点. The edge itself counts as
 * updated, in favour of the unit: 14 days are inside 2 weeks, the same day six months earlier is inside 6 months. Without
 * a date it counts as not updated (reading of the 2015 census).
 */
export function isOutsideWindow(lastUpdate: Day | null, observedAt: string, window: RuleWindow): boolean {
  return lastUpdate === null || lastUpdate < windowStart(chinaDay(observedAt), window)
}

/** Days in China from the newest item to the 监测时间点; negative when it bears a later date; null without a date. */
export function daysSince(lastUpdate: Day | null, observedAt: string): number | null {
  return lastUpdate === null ? null : daysBetween(lastUpdate, chinaDay(observedAt))
}

export interface Message {
  /** Day the message was left. */
  sentOn: Day
  /** Day of the published answer, null without one. */
  answeredOn: Day | null
}

/**
 * W5.2: a valid message of the window (1 year) that was left without an answer for longer than `patience` (3 months) and
 * still is at the 监测时间点. Exactly three months are not yet longer.
 */
export function isLeftUnanswered(
  { sentOn, answeredOn }: Message,
  observedAt: string,
  window: RuleWindow,
  patience: RuleWindow
): boolean {
  const today = chinaDay(observedAt)
  if (answeredOn !== null && answeredOn <= today) return false
  return sentOn >= windowStart(today, window) && sentOn < windowStart(today, patience)
}

/** How many of the days fall into the window that ends at the 监测时间点, the days of both ends included. */
export function countWithin(days: readonly Day[], observedAt: string, window: RuleWindow): number {
  const today = chinaDay(observedAt)
  const start = windowStart(today, window)
  return days.filter((day) => day >= start && day <= today).length
}
