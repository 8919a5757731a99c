/** 站点无法访问, as the veto words it: a week, at least 20 spaced visits a day, 15 s (含), 5 % (含). */
import { dayStart, smallestSpacing } from './availability-schedule.ts'
import type { Catalogue, RuleWindow } from './catalogue.ts'
import type { Visit } from './facts/site-facts.ts'
import { addDays, chinaDay, daysBetween, type Day } from './rules/days.ts'
import { shareReaches } from './rules/thresholds.ts'

export interface AvailabilityRule {
  visitsPerDay: number
  days: number
  /** Opening at this many milliseconds or later is not open. */
  slowMilliseconds: number
  /** Decimal text; this share or more fails. */
  failPercent: string
}

const nationalRule: AvailabilityRule = { visitsPerDay: 20, days: 7, slowMilliseconds: 15_000, failPercent: '5' }
export const availabilityCheck = 'site-reachable'

/** The numbers of the batch's own edition; the national ones where it has no such item. */
export function availabilityRule(catalogue: Pick<Catalogue, 'indicators'>): AvailabilityRule {
  const item = catalogue.indicators.find(({ check }) => check === availabilityCheck)
  const number = (name: string, otherwise: string): string => item?.numbers?.[name]?.value ?? otherwise
  return {
    visitsPerDay: Number(number('visitsPerDay', String(nationalRule.visitsPerDay))),
    days: item?.window === undefined ? nationalRule.days : watchDays(item.window.value),
    slowMilliseconds: Number(number('timeoutSeconds', '15')) * 1000,
    failPercent: number('failPercent', nationalRule.failPercent)
  }
}

/** The rule counts days in a row: a window in months or years is none it can be judged by. */
export function watchDays({ amount, unit }: RuleWindow): number {
  return unit === 'week' ? amount * 7 : unit === 'day' ? amount : nationalRule.days
}

/**
 * What a visit counts as. Not counted: `own-network` (no control host answered either), `needs-eyes` (the server refused a
 * machine: 401, 403, 412, 429, or the address is none that may be asked), `too-soon` (not spaced from the counted one before), `clock` (later than now).
 */
export const countings = ['open', 'slow', 'failed', 'own-network', 'needs-eyes', 'too-soon', 'clock'] as const
export type Counting = (typeof countings)[number]
const refusals = new Set([401, 403, 412, 429])
/** `error` of a visit that the address policy refused: nothing was asked of the site. */
export const notAsked = 'blocked'

export interface JudgedVisit extends Visit {
  countsAs: Counting
}

/** Every visit with what it counts as, in the order of their times. */
export function judgeVisits(
  visits: readonly Visit[],
  rule: Pick<AvailabilityRule, 'slowMilliseconds'>,
  now: string
): JudgedVisit[] {
  const end = Date.parse(now)
  let lastCounted = Number.NEGATIVE_INFINITY
  return visits
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map((visit) => {
      const at = Date.parse(visit.at)
      const countsAs = at > end ? 'clock' : at - lastCounted < smallestSpacing ? 'too-soon' : countingOf(visit, rule)
      if (isCounted(countsAs)) lastCounted = at
      return { ...visit, countsAs }
    })
}

function countingOf(
  { outcome, milliseconds, status, error, control }: Visit,
  rule: Pick<AvailabilityRule, 'slowMilliseconds'>
): Counting {
  if (outcome === 'failed' && (error === notAsked || (status !== null && refusals.has(status)))) return 'needs-eyes'
  // Where the time is known it decides, whatever the visit was called.
  const isSlow = milliseconds === null ? outcome === 'slow' : outcome !== 'failed' && milliseconds >= rule.slowMilliseconds
  if (outcome !== 'failed' && !isSlow) return 'open'
  if (control === 'lost') return 'own-network'
  return outcome === 'failed' ? 'failed' : 'slow'
}

const isCounted = (counting: Counting): boolean => counting === 'open' || counting === 'slow' || counting === 'failed'

export interface Gap {
  /** ISO instants, UTC. */
  from: string
  to: string
}

export interface DayTally {
  day: Day
  counts: Record<Counting, number>
  /** open + slow + failed. */
  counted: number
  /** slow + failed. */
  notOpen: number
  /** The day is over and has visits enough. */
  isComplete: boolean
  isOver: boolean
  /** Stretches without any visit that counts, longer than two parts of the plan. */
  gaps: Gap[]
}

/** The days from the first visit to now, each tallied for itself; nothing is filled in. */
export function tallyDays(visits: readonly JudgedVisit[], rule: AvailabilityRule, perDay: number, now: string): DayTally[] {
  const past = visits.filter(({ countsAs }) => countsAs !== 'clock')
  const [first] = past
  if (first === undefined) return []
  const today = chinaDay(now)
  const start = chinaDay(first.at)
  return Array.from({ length: daysBetween(start, today) + 1 }, (_, index) => {
    const day = addDays(start, index)
    return tallyDay(
      day,
      past.filter(({ at }) => chinaDay(at) === day),
      rule,
      perDay,
      now
    )
  })
}

function tallyDay(day: Day, visits: readonly JudgedVisit[], rule: AvailabilityRule, perDay: number, now: string): DayTally {
  const counts: Record<Counting, number> = {
    open: 0,
    slow: 0,
    failed: 0,
    'own-network': 0,
    'needs-eyes': 0,
    'too-soon': 0,
    clock: 0
  }
  for (const { countsAs } of visits) counts[countsAs] += 1
  const notOpen = counts.slow + counts.failed
  const counted = counts.open + notOpen
  const isOver = day < chinaDay(now)
  return {
    day,
    counts,
    counted,
    notOpen,
    isOver,
    isComplete: isOver && counted >= rule.visitsPerDay,
    gaps: gapsOf(day, visits, perDay, now)
  }
}

function gapsOf(day: Day, visits: readonly JudgedVisit[], perDay: number, now: string): Gap[] {
  const longest = (2 * 86_400_000) / perDay
  const end = Math.min(dayStart(addDays(day, 1)), Date.parse(now))
  const times = visits.filter(({ countsAs }) => isCounted(countsAs)).map(({ at }) => Date.parse(at))
  const marks = [dayStart(day), ...times, end]
  return marks.slice(1).flatMap((to, index) => {
    const from = marks[index] ?? to
    return to - from > longest ? [{ from: new Date(from).toISOString(), to: new Date(to).toISOString() }] : []
  })
}

/** What the week says. Only a week of complete days in a row says anything. */
export interface WeekVerdict {
  kind: 'fails' | 'passes' | 'incomplete'
  /** The week judged, or, of an incomplete watch, the complete days in a row so far that end last; null where there is none. */
  from: Day | null
  to: Day | null
  /** Complete days in that stretch. */
  completeDays: number
  counted: number
  notOpen: number
  /** A visit that did not open counts although no control hosts were set: the office's own outage cannot be told apart. */
  isControlUnset: boolean
}

export function judgeWeek(days: readonly DayTally[], visits: readonly JudgedVisit[], rule: AvailabilityRule): WeekVerdict {
  const stretch = lastStretch(days, rule.days)
  const sum = (value: (day: DayTally) => number): number => stretch.reduce((total, day) => total + value(day), 0)
  const counted = sum((day) => day.counted)
  const notOpen = sum((day) => day.notOpen)
  const from = stretch[0]?.day ?? null
  const to = stretch.at(-1)?.day ?? null
  const isWhole = stretch.length === rule.days
  const isControlUnset = visits.some(({ at, countsAs, control }) => {
    if (control !== 'unset' || (countsAs !== 'slow' && countsAs !== 'failed')) return false
    const day = chinaDay(at)
    return from !== null && to !== null && day >= from && day <= to
  })
  const kind = isWhole ? (shareReaches(notOpen, counted, rule.failPercent) ? 'fails' : 'passes') : 'incomplete'
  return { kind, from, to, completeDays: stretch.length, counted, notOpen, isControlUnset }
}

/** The last `length` complete days in a row; where no stretch is so long, the one that ends last. */
function lastStretch(days: readonly DayTally[], length: number): readonly DayTally[] {
  let whole: DayTally[] = []
  let latest: DayTally[] = []
  let run: DayTally[] = []
  for (const day of days) {
    run = day.isComplete ? [...run, day] : []
    if (run.length > 0) latest = run
    if (run.length >= length) whole = run.slice(-length)
  }
  return whole.length > 0 ? whole : latest
}

/** `4.99` for 4.999 %: cut, not rounded, so that what is below the line is not printed as on it. */
export function percentText(part: number, whole: number): string {
  if (whole === 0) return '0'
  const hundredths = (BigInt(part) * 10_000n) / BigInt(whole)
  const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
  return text.replace(/\.?0+$/, '')
}
