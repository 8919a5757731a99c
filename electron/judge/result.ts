import type { Place } from '../domain/facts/gathered.ts'
import { reasonedMessage } from '../domain/hint.ts'
import { displayUrl, writeOut } from '../domain/host-display.ts'
import type { CheckResult } from './check.ts'

/** Signs kept of one line of a page. */
const longest = 1_000

/** Places kept of one result: a page with more has a fault that is seen at once. */
const mostPlaces = 200

export const pass = (message: string): CheckResult => ({ outcome: 'pass', message, places: [], ground: '' })
export const notApplicable = (message: string): CheckResult => ({ outcome: 'not-applicable', message, places: [], ground: '' })
/** @param reasoning what the item asks for and how far that is reached, a sentence of its own: no part of the fault */
export const fail = (message: string, places: readonly Place[], ground: readonly string[], reasoning = ''): CheckResult =>
  result('fail', reasonedMessage(message, reasoning), places, ground)
export const needsHuman = (message: string, places: readonly Place[], ground: readonly string[], reasoning = ''): CheckResult =>
  result('needs-human', reasonedMessage(message, reasoning), places, ground)

/** `ground`: lines of the page that the result rests on; their order and repetition say nothing. */
function result(
  outcome: CheckResult['outcome'],
  message: string,
  places: readonly Place[],
  ground: readonly string[]
): CheckResult {
  const lines = new Set(ground.map((line) => line.slice(0, longest).replaceAll(/\s+/g, ' ').trim()))
  return { outcome, message, places: places.slice(0, mostPlaces), ground: [...lines].toSorted().join('\n') }
}

export const pagePlace = (url: string, text = ''): Place => ({ url, path: '', text: text.slice(0, longest) })

/** Text of a page inside a sentence, in quotes. */
export const quoted = (text: string, most = 40): string => `“${short(text, most)}”`

/** Text of a page: one line, shortened, what cannot be seen written out. */
export function short(text: string, most = 40): string {
  // No more than could be shown is looked at: some pages carry megabytes where a title should be.
  const letters = Array.from(
    writeOut(
      text
        .slice(0, most * 20)
        .replaceAll(/\s+/g, ' ')
        .trim()
    )
  )
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : letters.join('')
}

/** An address inside a sentence. */
export const shownUrl = (url: string): string => short(displayUrl(url.slice(0, 2_000)), 100)

/** `甲、乙、丙等 9 项`; the unit stands where not all are named. */
export function listed(names: readonly string[], unit: string, most = 5): string {
  const shown = names.slice(0, most).join('、')
  return names.length > most ? `${shown}等 ${names.length} ${unit}` : shown
}
