/** What becomes of found hints beside what stands already, and how often people agree with a check. Pure arithmetic. */
import type { Place } from './facts/gathered.ts'
import { grouped } from './grouped.ts'
import type { DismissedGround, EarlierDismissal, FoundHint, HintGround, HintState } from './stored-hint.ts'

/** A hint of this batch and object as it stands. */
export interface StandingHint {
  id: string
  check: string
  groundHash: string
  url: string
  state: HintState
}

export type SeenHint = Omit<FoundHint, 'id' | 'state' | 'earlier'>

export interface Seen {
  /** What the checks gave for one page (or for the site as a whole). */
  hints: readonly SeenHint[]
  url: string
  /** Checks that came to an answer there: only of these can an earlier hint be gone. */
  judged: readonly string[]
}

export interface Weighed {
  hints: FoundHint[]
  again: string[]
  gone: string[]
}

export const groundOf = (hint: Omit<HintGround, 'path' | 'text'> & { places: readonly Place[] }): HintGround => {
  const { objectKey, check, groundHash, url, places } = hint
  return { objectKey, check, groundHash, url, path: places[0]?.path ?? '', text: places[0]?.text ?? '' }
}

/**
 * One hint per check and ground in a batch: seen on a second page it is the same hint again. What was dismissed for the
 * same ground stays dismissed; what took the place of something dismissed says so.
 */
export function weighHints(
  seen: Seen,
  standing: readonly StandingHint[],
  dismissed: readonly DismissedGround[],
  nextId: () => string
): Weighed {
  const key = (check: string, groundHash: string): string => `${check} ${groundHash}`
  const known = new Map(standing.map((hint) => [key(hint.check, hint.groundHash), hint]))
  const sameGround = new Map(dismissed.map((ground) => [key(ground.check, ground.groundHash), ground]))
  const found = new Map<string, SeenHint>()
  for (const hint of seen.hints) {
    const before = found.get(key(hint.check, hint.groundHash))
    found.set(key(hint.check, hint.groundHash), before === undefined ? hint : { ...before, places: placesOf(before, hint) })
  }
  const lifted = liftedDismissals([...found.values()], seen.url, dismissed)
  const weighed: Weighed = { hints: [], again: [], gone: [] }
  for (const [name, hint] of found) {
    const stands = known.get(name)
    if (stands !== undefined && stands.state !== 'gone') {
      weighed.again.push(stands.id)
      continue
    }
    const same = sameGround.get(name)
    const earlier = same ?? lifted.get(hint) ?? null
    weighed.hints.push({
      ...hint,
      id: stands?.id ?? nextId(),
      state: same === undefined ? 'open' : 'remembered',
      earlier: earlier === null ? null : dismissalOf(earlier, same === undefined)
    })
  }
  const judged = new Set(seen.judged)
  for (const hint of standing) {
    const isOfHere = hint.state === 'open' && hint.url === seen.url && judged.has(hint.check)
    if (isOfHere && !found.has(key(hint.check, hint.groundHash))) weighed.gone.push(hint.id)
  }
  return weighed
}

const dismissalOf = ({ hintId, reason, inspector, time }: DismissedGround, isChanged: boolean): EarlierDismissal => ({
  hintId,
  reason,
  inspector,
  time,
  isChanged
})

function placesOf(one: SeenHint, other: SeenHint): Place[] {
  const seen = new Set(one.places.map((place) => JSON.stringify(place)))
  return [...one.places, ...other.places.filter((place) => !seen.has(JSON.stringify(place)))].slice(0, 200)
}

/**
 * Which new hint stands where a dismissed one stood: same check and page, the dismissed ground is no longer seen. The place
 * decides where there are several; without a place that fits, only one against one is sure enough.
 */
function liftedDismissals(
  found: readonly SeenHint[],
  url: string,
  dismissed: readonly DismissedGround[]
): ReadonlyMap<SeenHint, DismissedGround> {
  const grounds = new Set(found.map(({ check, groundHash }) => `${check} ${groundHash}`))
  const dismissedGrounds = new Set(dismissed.map(({ check, groundHash }) => `${check} ${groundHash}`))
  const lost = dismissed.filter((each) => each.url === url && !grounds.has(`${each.check} ${each.groundHash}`))
  const fresh = found.filter(({ check, groundHash }) => !dismissedGrounds.has(`${check} ${groundHash}`))
  const matched = new Map<SeenHint, DismissedGround>()
  const lostOf = grouped(lost, ({ check }) => check)
  for (const [check, own] of grouped(fresh, (hint) => hint.check)) {
    const candidates = [...(lostOf.get(check) ?? [])]
    const isOnlyPair = own.length === 1 && candidates.length === 1
    for (const fits of [samePlace, sameText, samePath]) {
      for (const hint of own) {
        if (matched.has(hint)) continue
        const at = candidates.findIndex((candidate) => fits(candidate, hint.places[0]))
        const [taken] = at === -1 ? [] : candidates.splice(at, 1)
        if (taken !== undefined) matched.set(hint, taken)
      }
    }
    const [hint] = own
    const [last] = candidates
    if (isOnlyPair && hint !== undefined && last !== undefined) matched.set(hint, last)
  }
  return matched
}

type Fits = (ground: DismissedGround, place: Place | undefined) => boolean
const sameText: Fits = ({ text }, place) => text !== '' && place?.text === text
const samePath: Fits = ({ path }, place) => path !== '' && place?.path === path
const samePlace: Fits = (ground, place) => sameText(ground, place) && samePath(ground, place)

/** How people decided on the hints of one check over the whole workspace. What is only remembered is no decision. */
export interface Decisions {
  taken: number
  dismissed: number
}

export interface QuietRule {
  /** Share of taken hints below which a check goes quiet, 0 to 1. */
  precision: number
  /** Not before so many decisions. */
  leastDecisions: number
}
export const defaultQuietRule: QuietRule = { precision: 0.5, leastDecisions: 20 }

export interface CheckStanding extends Decisions {
  /** taken ÷ (taken + dismissed); null without a decision. */
  agreement: number | null
  isQuiet: boolean
}

/**
 * @param wokenAt number of decisions when a person woke the check; it is judged again after as many decisions more as the
 * rule asks for. null: never woken.
 */
export function standingOf({ taken, dismissed }: Decisions, rule: QuietRule, wokenAt: number | null): CheckStanding {
  const decisions = taken + dismissed
  const least = rule.leastDecisions + (wokenAt ?? 0)
  // Compared as a product: 0.3 of 10 must not fail by a binary remainder.
  const isBelow = taken < rule.precision * decisions - 1e-9
  return {
    taken,
    dismissed,
    agreement: decisions === 0 ? null : taken / decisions,
    isQuiet: decisions > 0 && decisions >= least && isBelow
  }
}
