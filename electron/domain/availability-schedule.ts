import { chinaDay } from './rules/days.ts'

/** How a site is visited: at one moment of each of `perDay` equal parts of China's day. */
export interface VisitPlan {
  seed: string
  perDay: number
}

/** Choices for `perDay`. An office laptop is on for eight to ten hours: the smallest needs it on all day. */
export const visitsPerDayChoices = [24, 48, 72] as const

/** Visits nearer to the one before than this are not spaced visits. */
export const smallestSpacing = 5 * 60_000

const dayLength = 86_400_000
const chinaOffset = 8 * 3_600_000
/** The moment lies in the middle of its part, so that two neighbours never come close. */
const firstShare = 0.2
const spread = 0.6

export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00.000Z`) - chinaOffset

/** The moment of a part of a day, in ms since 1970. The same for the same seed, day and object, on every machine. */
export function visitMoment({ seed, perDay }: VisitPlan, objectKey: string, day: string, part: number): number {
  const share = fraction(`${seed}|${objectKey}|${day}|${part}`)
  return Math.floor(dayStart(day) + (dayLength / perDay) * (part + firstShare + spread * share))
}

/**
 * When an object is to be visited next, in ms since 1970; not later than `now` when it is due. A part of the day that went by
 * without a visit (asleep, switched off) is left out, never made up for. `last` is the object's last visit; one in the future
 * (the clock was set back) says nothing about spacing.
 */
export function nextVisit(plan: VisitPlan, objectKey: string, last: number | null, now: number): number {
  const length = dayLength / plan.perDay
  const partAt = (at: number): { day: string; part: number } => {
    const day = chinaDay(new Date(at).toISOString())
    return { day, part: Math.min(plan.perDay - 1, Math.floor((at - dayStart(day)) / length)) }
  }
  const { day, part } = partAt(now)
  const before = last !== null && last <= now ? last : null
  const partStart = dayStart(day) + part * length
  const following = (): number => {
    const next = partAt(partStart + length + length / 2)
    return visitMoment(plan, objectKey, next.day, next.part)
  }
  if (before !== null && before >= partStart) return following()
  const moment = Math.max(visitMoment(plan, objectKey, day, part), (before ?? Number.NEGATIVE_INFINITY) + smallestSpacing)
  return moment < partStart + length ? moment : following()
}

/** A number in [0, 1) from a text: FNV-1a, stirred once more because its high bits hardly move for short texts. */
function fraction(text: string): number {
  let hash = 0x81_1c_9d_c5
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01_00_01_93)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85_eb_ca_6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
