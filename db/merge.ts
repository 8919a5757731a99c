import type { Sha256 } from '../electron/domain/ports.ts'
import type { EventType } from '../electron/events/types.ts'
import type { StoredEvent } from '../electron/events/verify.ts'
import { admit, type Admission, type Held } from '../electron/merge/admit.ts'
import { causality } from '../electron/merge/causality.ts'
import type { StandingRuling } from '../electron/merge/roles.ts'
import { readEvents } from '../electron/merge/read-events.ts'
import type { Seal } from '../electron/domain/evidence-package.ts'
import type { HeldTables } from './held.ts'
import { takeReplacements } from './key-trust.ts'
import type { EventLog } from './log.ts'
import type { StoredRole } from './store-types.ts'

/** What waits: events of one device that are not here while others that need them are; null: nobody says whose they are. */
export interface MissingEvents {
  device: string | null
  missing: number
}

/** Events that are not taken in, by device and reason. `missing`: they wait for others. */
export interface HeldGroup {
  device: string
  reason: Held['reason']
  count: number
  /** Keys that sealed them. */
  keyIds: string[]
  /** Who wrote the last of them, by the event itself. */
  author: string
}

export interface MergeResult {
  applied: number
  /** Events of the package that were in the log. */
  alreadyHad: number
  held: HeldGroup[]
  missing: MissingEvents[]
}

export interface MergeParts {
  log: EventLog
  held: HeldTables
  sha256: Sha256
  roles: () => readonly StoredRole[]
  ruling: () => StandingRuling | null
  now: () => string
  projectAnew: () => void
}

/** Takes the events in. Call inside a transaction; `projectAnew` makes the rows from the log as it is then. */
export function mergeInto(
  parts: MergeParts,
  { events, seals }: { events: readonly unknown[]; seals: readonly Seal[] }
): MergeResult {
  const { log, held, sha256 } = parts
  const incoming = new Map(readEvents(events, sha256).map((event) => [event.hash, event]))
  const alreadyHad = [...incoming.values()].filter(({ device, seq, hash }) => log.hashAt(device, seq) === hash).length
  held.addSeals(seals)
  const pool = new Map([...held.events().map(({ event }) => [event.hash, event] as const), ...incoming])
  const known = held.seals()
  let applied = 0
  for (;;) {
    const taken = takeIn(parts, [...pool.values()], known)
    applied += taken.applied.length
    for (const { hash } of taken.applied) pool.delete(hash)
    // What came in may open the way for more: who is manager now, whose new key counts.
    if (taken.held.length > 0 && taken.applied.some(({ type }) => opensTheWay.has(type))) continue
    held.replaceEvents(taken.held)
    return { applied, alreadyHad, held: groupsOf(taken.held, standingSeals(held)), missing: missingOf(taken.held, known, log) }
  }
}

const opensTheWay: ReadonlySet<EventType> = new Set<EventType>(['role.given', 'manager.ruled', 'key.replaced'])

function takeIn(
  { log, held, roles, ruling, now, projectAnew }: MergeParts,
  pool: readonly StoredEvent[],
  seals: readonly Seal[]
): Admission {
  takeReplacements(pool, held, roles, now)
  const manager = () => {
    const standing = ruling()
    return {
      kept: standing?.kept ?? log.founding(),
      others: standing?.others ?? new Set<string>(),
      isManager: (device: string) => roles().some((one) => one.device === device && one.role === 'manager')
    }
  }
  const admission = admit(pool, seals, { ...log, hasRoles: () => roles().length > 0, manager }, held.keyOf)
  if (admission.applied.length > 0) {
    for (const event of admission.applied) log.insert(event)
    const causal = causality(log.links())
    log.reorder(causal.order)
    log.setHeads(causal.heads())
    projectAnew()
  }
  return admission
}

/** Without those by keys that count no more: nobody is to be asked to accept one. */
export const standingSeals = (held: Pick<HeldTables, 'seals' | 'isRevoked'>): Seal[] =>
  held.seals().filter(({ device, keyId }) => !held.isRevoked(device, keyId))

export function groupsOf(kept: readonly Held[], seals: readonly Seal[]): HeldGroup[] {
  const groups = new Map<string, HeldGroup>()
  for (const { event, reason } of kept) {
    const key = JSON.stringify([event.device, reason])
    const keyIds = new Set(
      seals.filter(({ device, seq }) => device === event.device && seq >= event.seq).map(({ keyId }) => keyId)
    )
    const known = groups.get(key)
    groups.set(key, {
      device: event.device,
      reason,
      count: (known?.count ?? 0) + 1,
      keyIds: [...new Set([...(known?.keyIds ?? []), ...keyIds])].toSorted(),
      author: event.author
    })
  }
  return [...groups.values()]
}

/** By the gaps in each device's counter, up to what it is known to have written; then events known by their id alone. */
export function missingOf(
  kept: readonly Held[],
  seals: readonly Seal[],
  log: Pick<EventLog, 'head' | 'hasEvent'>
): MissingEvents[] {
  const waiting = kept.filter(({ reason }) => reason === 'missing').map(({ event }) => event)
  if (waiting.length === 0) return []
  const here = new Set(kept.map(({ event }) => event.id))
  const unknownParents = new Set(waiting.flatMap(({ parents }) => parents).filter((id) => !here.has(id) && !log.hasEvent(id)))
  const found: MissingEvents[] = []
  const devices = new Set([...waiting.map(({ device }) => device), ...seals.map(({ device }) => device)])
  for (const device of [...devices].sort()) {
    const missing = gapsOf(
      device,
      kept.map(({ event }) => event),
      seals,
      log
    )
    if (missing > 0) found.push({ device, missing })
  }
  const counted = found.reduce((sum, { missing }) => sum + missing, 0)
  const unnamed = Math.max(0, unknownParents.size - counted)
  return unnamed === 0 ? found : [...found, { device: null, missing: unnamed }]
}

function gapsOf(
  device: string,
  kept: readonly Pick<StoredEvent, 'device' | 'seq'>[],
  seals: readonly Seal[],
  log: Pick<EventLog, 'head'>
): number {
  const have = log.head(device)?.seq ?? 0
  const here = new Set(kept.filter((event) => event.device === device && event.seq > have).map(({ seq }) => seq))
  const told = seals.filter((seal) => seal.device === device).map(({ seq }) => seq)
  const top = [...here, ...told].reduce((most, seq) => Math.max(most, seq), have)
  return top - have - here.size
}
