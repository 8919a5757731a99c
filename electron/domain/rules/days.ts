/** Calendar days in China as `2023-02-08`. China has kept UTC+8 without summer time since 1991. */
export type Day = string

const chinaOffset = 8 * 3_600_000
const dayLength = 86_400_000
const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day it is in China at an ISO instant: `2023-02-07T16:00:00Z` → `2023-02-08`. RangeError when it is no instant. */
export function chinaDay(instant: string): Day {
  const at = Date.parse(instant)
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${instant}`)
  return new Date(at + chinaOffset).toISOString().slice(0, 10)
}

/** The same with its time: `2023-02-07T16:00:00Z` → `2023-02-08T00:00:00+08:00`. */
export const chinaTime = (instant: string): string =>
  `${new Date(Date.parse(instant) + chinaOffset).toISOString().slice(0, 19)}+08:00`

/** Whether the text is a day of the calendar: `2023-02-30` is not. */
export function isDay(text: string): boolean {
  const match = pattern.exec(text)
  if (match === null) return false
  const month = Number(match[2])
  const day = Number(match[3])
  return month >= 1 && month <= 12 && day >= 1 && day <= lastOfMonth(Number(match[1]), month)
}

/** `count` days later, earlier when negative. */
export function addDays(day: Day, count: number): Day {
  return dayOfNumber(numberOf(day) + count)
}

/** `count` months later, earlier when negative; a day the month does not have becomes its last: 31 Aug − 6 months = 28 or 29 Feb. */
export function addMonths(day: Day, count: number): Day {
  const { year, month, date } = partsOf(day)
  const months = year * 12 + (month - 1) + count
  const toYear = Math.floor(months / 12)
  const toMonth = months - toYear * 12 + 1
  const toDate = Math.min(date, lastOfMonth(toYear, toMonth))
  return [String(toYear).padStart(4, '0'), pad(toMonth), pad(toDate)].join('-')
}

/** Whole days from one to the other; negative when `to` is the earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from)
}

function partsOf(day: Day): { year: number; month: number; date: number } {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`)
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return { year, month, date }
}

/** Days since 1970-01-01. */
function numberOf(day: Day): number {
  const { year, month, date } = partsOf(day)
  return Date.UTC(year, month - 1, date) / dayLength
}

function dayOfNumber(number: number): Day {
  return new Date(number * dayLength).toISOString().slice(0, 10)
}

function lastOfMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
