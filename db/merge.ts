import type { Sha256 } from '../electron/domain/ports.ts'
import type { StoredEvent } from '../electron/events/verify.ts'
import { admit, type Held } from '../electron/merge/admit.ts'
import { causality } from '../electron/merge/causality.ts'
import { readEvents } from '../electron/merge/read-events.ts'
import type { Seal } from '../electron/domain/evidence-package.ts'
import type { HeldTables } from './held.ts'
import type { EventLog } from './log.ts'

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
  hasRoles: () => boolean
  projectAnew: () => void
}

/** Takes the events in. Call inside a transaction; `projectAnew` makes the rows from the log as it is then. */
export function mergeInto(
  { log, held, sha256, hasRoles, projectAnew }: MergeParts,
  { events, seals }: { events: readonly unknown[]; seals: readonly Seal[] }
): MergeResult {
  const incoming = new Map(readEvents(events, sha256).map((event) => [event.hash, event]))
  const alreadyHad = [...incoming.values()].filter(({ device, seq, hash }) => log.hashAt(device, seq) === hash).length
  held.addSeals(seals)
  const pool = new Map([...held.events().map(({ event }) => [event.hash, event] as const), ...incoming])
  const known = held.seals()
  const { applied, held: kept } = admit([...pool.values()], known, { ...log, hasRoles }, held.keyOf)
  held.replaceEvents(kept)
  if (applied.length > 0) {
    for (const event of applied) log.insert(event)
    const causal = causality(log.links())
    log.reorder(causal.order)
    log.setHeads(causal.heads())
    projectAnew()
  }
  return { applied: applied.length, alreadyHad, held: groupsOf(kept, known), missing: missingOf(kept, known, log) }
}

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
