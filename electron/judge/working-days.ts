import { addDays, isDay } from '../domain/rules/days.ts'

/** Longer terms than any rule sets; keeps a date of another century from being walked through. */
const mostDays = 1500

export interface WorkingDays {
  /** Counted so far. */
  days: number
  /** false: a day's year has no table, or the way is too long: there may be more. */
  isWhole: boolean
}

/** Working days after `from` up to and with `to`: what happens on the same day took none. */
export function workingDaysAfter(from: string, to: string, isWorkingDay: (day: string) => boolean | null): WorkingDays {
  let days = 0
  if (!isDay(from) || !isDay(to)) return { days, isWhole: false }
  let day = from
  for (let step = 0; step < mostDays && day < to; step += 1) {
    day = addDays(day, 1)
    const isWorking = isWorkingDay(day)
    if (isWorking === null) return { days, isWhole: false }
    if (isWorking) days += 1
  }
  return { days, isWhole: day >= to }
}

/** `later` is certain as soon as the counted days are more than the limit, even where the rest is unknown. */
export function compareTerm({ days, isWhole }: WorkingDays, limit: number): 'inside' | 'later' | 'unknown' {
  if (days > limit) return 'later'
  return isWhole ? 'inside' : 'unknown'
}
