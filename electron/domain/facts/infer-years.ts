/** Years for the days of a list that writes only month and day. */
import { isoDay, isPossible } from './read-date.ts'

export interface PartialDay {
  /** null: not written. */
  year: number | null
  month: number
  day: number
}

/**
 * Lists run in time, newest or oldest first, with a pinned or misplaced item now and then: a day without a year is the one
 * nearest to its neighbour above, never after the day of observation; the first is the newest that can be. Where a list is
 * so sparse that a year more or less would fit as well, null.
 */
export function inferYears(days: readonly PartialDay[], observedOn: string): (string | null)[] {
  const result: (string | null)[] = []
  const isSparse = looksSparse(days)
  // Known from below where the list begins without years.
  const anchor = days.find(({ year }) => year !== null)
  let previous = anchor === undefined ? null : isoDay(anchor.year ?? 0, anchor.month, anchor.day)
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

/** Half of the neighbours are more than 45 days apart. */
function looksSparse(days: readonly PartialDay[]): boolean {
  const ordinal = ({ month, day }: PartialDay): number => (month - 1) * 30.4 + day
  const gaps = days.slice(1).map((each, at) => {
    const apart = Math.abs(ordinal(each) - ordinal(days[at] ?? each))
    return Math.min(apart, 365 - apart)
  })
  return gaps.filter((gap) => gap > 45).length * 2 > gaps.length
}

const distance = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
