import type { Indicator, RuleWindow } from '../catalogue.ts'
import { parseDecimal } from '../decimal.ts'
import { workingDaysBetween, type WorkingCalendar } from '../working-days.ts'
import { chinaDay, daysBetween, type Day } from './days.ts'
import { judgeGuides, judgeVisitDays, type VisitDay } from './thresholds.ts'
import { countWithin, daysSince, isLeftUnanswered, isOutsideWindow, windowStart, windowText } from './windows.ts'

/** What page, mailbox or log say, as far as an item's own numbers judge it. Days are China's; what was not seen is left out. */
export interface TermFacts {
  /** 监测时间点, ISO instant. */
  observedAt: string
  /** 最近更新: day of the newest item, null where none bears a date. */
  lastUpdate?: Day | null | undefined
  /** 留言日期: day a message or a question was left, or a policy document published (发文日期). */
  sentOn?: Day | undefined
  /** 答复日期 (解读日期), absent while there is no answer. */
  answeredOn?: Day | undefined
  /** Days of 征集调查 activities. */
  activities?: readonly Day[] | undefined
  /** Spaced visits, one entry a day. */
  visits?: readonly VisitDay[] | undefined
  /** Kinds of key elements that each checked guide lacks. */
  missingKinds?: readonly number[] | undefined
}

/** What an item's numbers ask for. */
export const termKinds = ['update', 'unanswered', 'answer', 'activities', 'visits', 'guides'] as const
export type TermKind = (typeof termKinds)[number]

export interface TermAnswer {
  /** `open`: facts or confirmed numbers are missing, nothing is proved either way. */
  state: 'broken' | 'kept' | 'open'
  /** One Chinese sentence. */
  why: string
}

/** What the two days of a term are called: of a message and its answer, or of a policy document and its interpretation. */
interface DayWords {
  what: string
  left: string
  answered: string
}
const messageWords: DayWords = { what: '留言', left: '提出', answered: '答复' }
const policyWords: DayWords = { what: '文件', left: '发布', answered: '解读' }

type Item = Pick<Indicator, 'check' | 'columns' | 'numbers' | 'status' | 'threshold' | 'window'>

/** Checks that look for the newest item of a whole account or home page. */
const updateChecks = new Set(['account-updated', 'home-page-updated'])

/**
 * Which term an item sets, or null. An item of columns with different windows sets none of its own: the working paper
 * judges each column by its rule.
 */
export function termOf({ check = '', columns = [], numbers = {}, threshold, window }: Item): TermKind | null {
  const isUpdate = updateChecks.has(check)
  if (numbers['workingDays'] !== undefined) return isUpdate ? 'update' : 'answer'
  if (numbers['missingKinds'] !== undefined)
    return threshold === undefined && numbers['fewerThan'] === undefined ? null : 'guides'
  if (window === undefined) return null
  if (numbers['visitsPerDay'] !== undefined && numbers['failPercent'] !== undefined) return 'visits'
  if (numbers['overdueMonths'] !== undefined) return 'unanswered'
  if (numbers['atLeast'] !== undefined) return 'activities'
  const stale = columns.filter(({ when }) => when === 'stale')
  const isOne = stale.length > 0 && stale.every((rule) => rule.window !== undefined && isSame(rule.window.value, window.value))
  return isUpdate || isOne ? 'update' : null
}

/**
 * Judges facts by the item's own numbers at the finding's own 监测时间点; null for an item without a term. Throws
 * `no-calendar` where working days of a year without a table would be counted.
 */
export function judgeTerm(item: Item, facts: TermFacts, calendar: WorkingCalendar): TermAnswer | null {
  const kind = termOf(item)
  if (kind === null) return null
  if (!isSure(item)) return open('本项的数值待核对，不能据此认定。')
  switch (kind) {
    case 'update':
      return judgeUpdate(item, facts, calendar)
    case 'unanswered':
      return judgeUnanswered(item, facts)
    case 'answer':
      return judgeAnswer(item, facts, calendar)
    case 'activities':
      return judgeActivities(item, facts)
    case 'visits':
      return judgeVisited(item, facts)
    case 'guides':
      return judgeGuided(item, facts)
  }
}

/** Points do not matter here, so an item may be off for want of them and still set a sure term. */
function isSure({ numbers = {}, threshold, window }: Item): boolean {
  const judged = judgedNumbers.flatMap((name) => numbers[name] ?? [])
  return [...judged, threshold, window].every((number) => number?.status !== 'unconfirmed')
}
const judgedNumbers = ['workingDays', 'missingKinds', 'fewerThan', 'visitsPerDay', 'failPercent', 'overdueMonths', 'atLeast']

function judgeUpdate(item: Item, { lastUpdate, observedAt }: TermFacts, calendar: WorkingCalendar): TermAnswer {
  if (lastUpdate === undefined) return open('没有填写最近更新的日期。')
  if (lastUpdate === null) return broken('没有可以认定的更新日期，视为未更新。')
  const days = daysSince(lastUpdate, observedAt) ?? 0
  if (days < 0) return open(`最近更新 ${lastUpdate} 晚于监测时间点，请核对日期是否属实。`)
  const last = `最近更新 ${lastUpdate}，距监测时间点`
  const limit = wholeOf(item, 'workingDays')
  if (limit !== null) {
    const used = workingDaysBetween(calendar, lastUpdate, chinaDay(observedAt))
    return answer(used > limit, `${last} ${used} 个工作日`, `${limit} 个工作日`)
  }
  const window = windowOf(item)
  return answer(isOutsideWindow(lastUpdate, observedAt, window), `${last} ${days} 天`, windowText(window))
}

function judgeUnanswered(item: Item, { sentOn, answeredOn, observedAt }: TermFacts): TermAnswer {
  const today = chinaDay(observedAt)
  const fault = daysFault(messageWords, sentOn, answeredOn, today)
  if (sentOn === undefined || fault !== null) return open(fault ?? '')
  const window = windowOf(item)
  if (sentOn < windowStart(today, window)) return kept(`${sentOn} 的留言不在最近 ${windowText(window)}以内，不计。`)
  if (answeredOn !== undefined && answeredOn <= today) return kept(`${sentOn} 的留言已于 ${answeredOn} 答复。`)
  const patience: RuleWindow = { amount: wholeOf(item, 'overdueMonths') ?? 0, unit: 'month' }
  const isBroken = isLeftUnanswered({ sentOn, answeredOn: answeredOn ?? null }, observedAt, window, patience)
  return answer(isBroken, `${sentOn} 的留言到监测时间点 ${daysBetween(sentOn, today)} 天没有答复`, windowText(patience))
}

function judgeAnswer(item: Item, { sentOn, answeredOn, observedAt }: TermFacts, calendar: WorkingCalendar): TermAnswer {
  const today = chinaDay(observedAt)
  const words = item.check === 'policy-interpreted' ? policyWords : messageWords
  const fault = daysFault(words, sentOn, answeredOn, today)
  if (sentOn === undefined || fault !== null) return open(fault ?? '')
  const limit = wholeOf(item, 'workingDays') ?? 0
  const isAnswered = answeredOn !== undefined && answeredOn <= today
  const used = workingDaysBetween(calendar, sentOn, isAnswered ? answeredOn : today)
  const what = isAnswered
    ? `${answeredOn} ${words.answered}，用了 ${used} 个工作日`
    : `到监测时间点 ${used} 个工作日没有${words.answered}`
  return answer(used > limit, `${sentOn} ${words.left}，${what}`, `${limit} 个工作日`)
}

function judgeActivities(item: Item, { activities, observedAt }: TermFacts): TermAnswer {
  if (activities === undefined) return open('没有填写活动的日期。')
  const window = windowOf(item)
  const least = wholeOf(item, 'atLeast') ?? 0
  const count = countWithin(activities, observedAt, window)
  const what = `最近 ${windowText(window)}开展 ${count} 次`
  return count < least ? broken(`${what}，少于 ${least} 次。`) : kept(`${what}，不少于 ${least} 次。`)
}

function judgeVisited(item: Item, { visits, observedAt }: TermFacts): TermAnswer {
  if (visits === undefined) return open('没有填写访问记录。')
  const today = chinaDay(observedAt)
  const rule = {
    visitsPerDay: wholeOf(item, 'visitsPerDay') ?? 0,
    days: daysBetween(windowStart(today, windowOf(item)), today),
    failPercent: item.numbers?.['failPercent']?.value ?? '0'
  }
  const { stands, why } = judgeVisitDays(visits, rule)
  if (stands) return broken(why)
  const isProved = visits.length === rule.days && visits.every((day) => day.visits >= rule.visitsPerDay)
  return isProved ? kept(why) : open(why)
}

/** W6.2 looks at sites with enough items, W6.3 at those with fewer. */
function judgeGuided(item: Item, { missingKinds }: TermFacts): TermAnswer {
  if (missingKinds === undefined || missingKinds.length === 0) return open('没有填写各事项缺失的要素类数。')
  const fewerThan = wholeOf(item, 'fewerThan')
  const items = fewerThan ?? item.threshold?.value ?? 1
  const isFew = missingKinds.length < items
  if (isFew !== (fewerThan !== null))
    return kept(`共 ${missingKinds.length} 个事项，${isFew ? '不足' : '不少于'} ${items} 个，不按本项判定。`)
  const { stands, why } = judgeGuides(missingKinds, { kinds: wholeOf(item, 'missingKinds') ?? 1, items })
  return stands ? broken(why) : kept(why)
}

function daysFault(
  { what, answered }: DayWords,
  sentOn: Day | undefined,
  answeredOn: Day | undefined,
  today: Day
): string | null {
  if (sentOn === undefined) return `没有填写${what}的日期。`
  if (sentOn > today) return `${what} ${sentOn} 晚于监测时间点，请核对日期。`
  return answeredOn !== undefined && answeredOn < sentOn ? `${answered} ${answeredOn} 早于${what} ${sentOn}，请核对日期。` : null
}

function windowOf({ window }: Item): RuleWindow {
  if (window === undefined) throw new RangeError('an item without window has no such term')
  return window.value
}

/** A number of the rule that is counted in whole things; decimals of an office's plan are rounded down. */
function wholeOf({ numbers = {} }: Item, name: string): number | null {
  const number = numbers[name]
  return number === undefined ? null : Math.floor(parseDecimal(number.value) / 100)
}

function isSame(one: RuleWindow, other: RuleWindow): boolean {
  return one.amount === other.amount && one.unit === other.unit
}

const broken = (why: string): TermAnswer => ({ state: 'broken', why })
const kept = (why: string): TermAnswer => ({ state: 'kept', why })
const open = (why: string): TermAnswer => ({ state: 'open', why })
const answer = (isBroken: boolean, what: string, limit: string): TermAnswer =>
  isBroken ? broken(`${what}，超过 ${limit}。`) : kept(`${what}，没有超过 ${limit}。`)
