/** Years for the days of a list that writes only month and day. */
import { isoDay, isPossible } from './read-date.ts'

export interface PartialDay {
  /** null: not written. */
  year: number | null
  month: number
  day: number
  /** The year stands in the link's address, not in the list: the list itself writes month and day. */
  isYearFromAddress?: boolean
}

/**
 * Lists run in time, newest or oldest first, with a pinned or misplaced item now and then: a day without a year is the one
 * nearest to its neighbour above, never after the day of observation; the first is the newest that can be. Where a list is
 * so sparse that a year more or less would fit as well, null.
 */
export function inferYears(days: readonly PartialDay[], observedOn: string): (string | null)[] {
  const at = days.findIndex(({ year }) => year !== null)
  const known = days[at]
  if (known === undefined) return inferFrom(days, null, observedOn)
  const anchor = isoDay(known.year ?? 0, known.month, known.day)
  // Many lists write the year of the older items only: there the written year below says nothing about those above.
  if (at > 0 && known.isYearFromAddress !== true && runsNewestFirst(days, at)) {
    const fromToday = inferFrom(days, null, observedOn)
    if (fromToday.slice(0, at).every((day) => day === null || day >= anchor)) return fromToday
  }
  return inferFrom(days, anchor, observedOn)
}

/** @param start what the first day is near to; null: the day of observation */
function inferFrom(days: readonly PartialDay[], start: string | null, observedOn: string): (string | null)[] {
  const result: (string | null)[] = []
  const isSparse = looksSparse(days)
  let previous = start
  let isLost = false
  for (const each of days) {
    if (each.year !== null) {
      previous = isoDay(each.year, each.month, each.day)
      isLost = false
      result.push(previous)
      continue
    }
    const candidates = candidatesOf(each, previous ?? observedOn, observedOn)
    const [best, second] = candidates.toSorted(
      (a, b) => distance(a, previous ?? observedOn) - distance(b, previous ?? observedOn)
    )
    const isUnsure =
      previous !== null &&
      isSparse &&
      best !== undefined &&
      second !== undefined &&
      best > previous &&
      distance(best, previous) > 60
    if (best === undefined || isLost || isUnsure) {
      isLost = isLost || isUnsure
      result.push(null)
      continue
    }
    previous = best
    result.push(best)
  }
  return result
}

function candidatesOf({ month, day }: PartialDay, near: string, observedOn: string): string[] {
  const around = Number(near.slice(0, 4))
  return [around + 1, around, around - 1, around - 2, around - 3, around - 4]
    .filter((year) => isPossible(year, month, day))
    .map((year) => isoDay(year, month, day))
    .filter((each) => each <= observedOn)
}

/** More neighbours go down than up, among the days without a year at the top and among those with one. */
function runsNewestFirst(days: readonly PartialDay[], top: number): boolean {
  const steps = days.slice(1).map((each, index) => {
    const above = days[index] ?? each
    if (each.year !== null && above.year !== null)
      return Date.parse(isoDay(above.year, above.month, above.day)) - Date.parse(isoDay(each.year, each.month, each.day))
    if (index + 1 >= top) return 0
    const down = ordinal(above) - ordinal(each)
    return Math.abs(down) > 182 ? -down : down
  })
  return steps.filter((step) => step > 0).length > steps.filter((step) => step < 0).length
}

const ordinal = ({ month, day }: PartialDay): number => (month - 1) * 30.4 + day

/** Half of the neighbours are more than 45 days apart. */
function looksSparse(days: readonly PartialDay[]): boolean {
  const gaps = days.slice(1).map((each, at) => {
    const apart = Math.abs(ordinal(each) - ordinal(days[at] ?? each))
    return Math.min(apart, 365 - apart)
  })
  return gaps.filter((gap) => gap > 45).length * 2 > gaps.length
}

const distance = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
