import { text } from '../strings/strings.ts'

/** Seconds as a person says them: whole minutes over one minute, hours and minutes over an hour. */
export function spentTime(seconds: number): string {
  if (seconds < 60) return text(($) => $.analysis.duration.seconds, { seconds })
  const inMinutes = Math.round(seconds / 60)
  if (inMinutes < 60) return text(($) => $.analysis.duration.minutes, { minutes: inMinutes })
  const hours = Math.floor(inMinutes / 60)
  const minutes = inMinutes % 60
  return minutes === 0
    ? text(($) => $.analysis.duration.hours, { hours })
    : text(($) => $.analysis.duration.hoursMinutes, { hours, minutes })
}
