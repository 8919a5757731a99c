import { calendarDays, isWeekend, type CalendarDay, type CalendarTable } from './calendar-table.ts'
import { XunchaError } from './errors.ts'
import { addDays, isDay } from './rules/days.ts'

/** Year tables put together. A year without a table is not known, and nothing is guessed about it. */
export interface WorkingCalendar {
  years: ReadonlySet<number>
  /** Listed days only, by day. */
  days: ReadonlyMap<string, CalendarDay>
}

/** More working days than any rule asks for; keeps a slip of the keyboard from walking through centuries. */
const mostWorkingDays = 2000

/** Tables by year; a later table of the same year takes the place of an earlier one. */
export function workingCalendar(tables: readonly CalendarTable[]): WorkingCalendar {
  const byYear = new Map(tables.map((table) => [table.year, table]))
  const days = [...byYear.values()].flatMap((table) => calendarDays(table).map((day) => [day.day, day] as const))
  return { years: new Set(byYear.keys()), days: new Map(days) }
}

/** Whether offices work on a day (`2024-02-18`). Throws `no-calendar` where the year has no table, `bad-input` for no day. */
export function isWorkingDay(calendar: WorkingCalendar, day: string): boolean {
  return isWorking(calendar, checked(day))
}

/**
 * The `count`-th working day after a day; the day itself is never counted (1 after a Friday is the Monday). Throws
 * `no-calendar`, `bad-input`.
 */
export function addWorkingDays(calendar: WorkingCalendar, day: string, count: number): string {
  return deadline(calendar, day, count).day
}

export interface Deadline {
  day: string
  /** Listed days passed over on weekdays (放假) or counted on weekends (上班), for the person who wants to see why. */
  special: CalendarDay[]
}

/** The last day of a term of `count` working days that begins on the day after `from`. Throws `no-calendar`, `bad-input`. */
export function deadline(calendar: WorkingCalendar, from: string, count: number): Deadline {
  if (!Number.isInteger(count) || count < 1 || count > mostWorkingDays) {
    throw new XunchaError('bad-input', `工作日数要是 1 到 ${mostWorkingDays} 的整数；请检查后重试。`)
  }
  const special: CalendarDay[] = []
  let day = checked(from)
  for (let left = count; left > 0;) {
    day = addDays(day, 1)
    if (isWorking(calendar, day)) left -= 1
    const listed = calendar.days.get(day)
    if (listed && (listed.type === 'work' || !isWeekend(day))) special.push(listed)
  }
  return { day, special }
}

/**
 * How many working days lie after `from` up to and with `to`; 0 when `to` is not later. An answer given on the same day
 * took none. Throws `no-calendar` when either year or one between them has no table, `bad-input`.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: string, to: string): number {
  const last = checked(to)
  let count = 0
  for (let day = addDays(checked(from), 1); day <= last; day = addDays(day, 1)) if (isWorking(calendar, day)) count += 1
  return count
}

function isWorking({ years, days }: WorkingCalendar, day: string): boolean {
  const year = Number(day.slice(0, 4))
  if (!years.has(year)) throw missingYear(year)
  const listed = days.get(day)
  return listed === undefined ? !isWeekend(day) : listed.type === 'work'
}

function checked(day: string): string {
  if (isDay(day)) return day
  throw new XunchaError('bad-input', `没有“${day}”这一天；请写成 2024-02-18 的样子。`)
}

const missingYear = (year: number): XunchaError =>
  new XunchaError(
    'no-calendar',
    `没有 ${year} 年的节假日安排，算不出工作日；请在“设置”的“工作日”里导入该年的放假调休表（.xlsx、.csv 或 .json），或运行 xuncha calendar import 文件。`
  )
