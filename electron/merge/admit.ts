import { genesisHash, type LogHead } from '../events/append.ts'
import type { StoredEvent } from '../events/verify.ts'

/** What the log already holds. */
export interface LogIndex {
  head(device: string): LogHead | null
  /** Hash of the event at a place of a device's chain, or null. */
  hashAt(device: string, seq: number): string | null
  hasEvent(id: string): boolean
  /** Roles are given here: whoever begins with them without knowing of it is held. */
  hasRoles?(): boolean
  /** Who is manager here: the beginning that counts, those that a ruling here took back, and who holds the role now. */
  manager?(): { kept: string | null; others: ReadonlySet<string>; isManager(device: string): boolean }
}

/** A device's signature over its chain up to an event, checked already. */
export interface SealedHead {
  device: string
  seq: number
  hash: string
  keyId: string
}

/**
 * `missing`: an event before it, or one it knew, is not here. `unsealed`: no seal of its device reaches it. `unknown-key`:
 * nobody here has accepted the device's key. `other-key`: the device is known by another key. `fork`: the device wrote two
 * different events at one place of its chain. `other-manager`: the device made itself manager of a workspace of its own, and
 * here somebody else is; which of two counts is trust, like a key, and no rule of ours could tell them apart.
 */
export type HeldReason = 'missing' | 'unsealed' | 'unknown-key' | 'other-key' | 'fork' | 'other-manager'

export interface Held {
  event: StoredEvent
  reason: HeldReason
}

export interface Admission {
  /** New events, every one after all it knew. */
  applied: StoredEvent[]
  held: Held[]
}

/**
 * Which events go into the log. Any order and any number of copies of them gives the same answer. `keyOf`: the accepted key
 * of a device, or null. The hash of every event was compared with its content before.
 */
export function admit(
  events: readonly StoredEvent[],
  seals: readonly SealedHead[],
  known: LogIndex,
  keyOf: (device: string) => string | null
): Admission {
  const fresh = new Map<string, StoredEvent>()
  for (const event of events) if (known.hashAt(event.device, event.seq) !== event.hash) fresh.set(event.hash, event)
  const vouched = vouchedBy(fresh, seals, keyOf)
  const chains = chainsOf([...fresh.values()], known, vouched)
  const forked = new Set([...chains.values()].flatMap(({ forked: hashes }) => [...hashes]))
  const foundings = [...fresh.values()].filter(isFounding)
  const isContested = known.hasRoles?.() === true || foundings.length > 1
  const here = known.manager?.() ?? null
  const isSettled = ({ id }: StoredEvent): boolean => id === here?.kept || here?.others.has(id) === true
  const foundedAt = new Map(
    isContested ? foundings.filter((event) => !isSettled(event)).map(({ device, seq }) => [device, seq]) : []
  )
  for (const [device, seq] of rulingsApart([...fresh.values()], here)) {
    foundedAt.set(device, Math.min(seq, foundedAt.get(device) ?? Infinity))
  }
  for (const [device, seq] of foundedAt) {
    // A chain that is here without the key it is sealed with could not be packed and handed on: then none of it comes in.
    const isIntroduced = [...fresh.values()].some(
      (one) => one.device === device && one.seq < seq && one.type === 'device.introduced'
    )
    if (known.head(device) === null && !isIntroduced) foundedAt.set(device, 0)
  }
  const isFoundedApart = ({ device, seq }: StoredEvent): boolean => seq >= (foundedAt.get(device) ?? Infinity)
  const ready = [...chains.values()].map(({ device, links }) => ({
    device,
    links: links.slice(0, sealedLength(links, seals, keyOf(device))).filter((event) => !isFoundedApart(event)),
    next: 0
  }))

  const applied: StoredEvent[] = []
  const taken = new Set<string>()
  const isHere = (id: string): boolean => taken.has(id) || known.hasEvent(id)
  for (let moved = true; moved;) {
    moved = false
    for (const chain of ready) {
      for (let event = chain.links[chain.next]; event !== undefined; event = chain.links[chain.next]) {
        if (isHere(event.id) || !event.parents.every(isHere)) break
        applied.push(event)
        taken.add(event.id)
        fresh.delete(event.hash)
        chain.next += 1
        moved = true
      }
    }
  }

  const held = [...fresh.values()].map((event): Held => {
    const sealed = seals.filter(({ device, seq }) => device === event.device && seq >= event.seq)
    const key = keyOf(event.device)
    // Of two that call themselves the device, the key that somebody here accepts will tell.
    const isStranger = key === null && sealed.length > 0 && known.head(event.device) === null
    if (!isStranger && (forked.has(event.hash) || isHere(event.id))) return { event, reason: 'fork' }
    if (sealed.length === 0) return { event, reason: 'unsealed' }
    if (key === null) return { event, reason: 'unknown-key' }
    if (!sealed.some(({ keyId }) => keyId === key)) return { event, reason: 'other-key' }
    return { event, reason: isFoundedApart(event) ? 'other-manager' : 'missing' }
  })
  return { applied, held: held.toSorted(byPlace) }
}

const isFounding = ({ type, payloadJson }: StoredEvent): boolean =>
  type === 'role.given' && (JSON.parse(payloadJson) as { first: boolean }).first

/**
 * Where the last ruling of a device on who is manager is against who it is here: its first one, by device. One by the manager
 * that is here is his to make, against himself too.
 */
function rulingsApart(
  fresh: readonly StoredEvent[],
  here: ReturnType<NonNullable<LogIndex['manager']>> | null
): Map<string, number> {
  const places = new Map<string, number>()
  if (here === null) return places
  const rulings = fresh.filter(({ type }) => type === 'manager.ruled').toSorted((one, other) => one.seq - other.seq)
  for (const device of new Set(rulings.map((ruling) => ruling.device))) {
    const own = rulings.filter((ruling) => ruling.device === device)
    const { kept } = JSON.parse(own.at(-1)?.payloadJson ?? '{}') as { kept?: string }
    if (kept !== here.kept && !here.isManager(device)) places.set(device, own[0]?.seq ?? 0)
  }
  return places
}

interface Chain {
  device: string
  /** What joins on to the log, in order. */
  links: StoredEvent[]
  /** Hashes of events that stand where another one does, or come after such. */
  forked: Set<string>
}

/** Hashes of the events that the accepted key of their device has signed for: sealed ones and all before them. */
function vouchedBy(
  fresh: ReadonlyMap<string, StoredEvent>,
  seals: readonly SealedHead[],
  keyOf: (device: string) => string | null
): Set<string> {
  const vouched = new Set<string>()
  for (const { device, hash, keyId } of seals) {
    if (keyOf(device) !== keyId) continue
    let event = fresh.get(hash)
    while (event?.device === device && !vouched.has(event.hash)) {
      vouched.add(event.hash)
      event = fresh.get(event.prevHash)
    }
  }
  return vouched
}

/**
 * What joins on to the log: of what the device's key has signed for alone. Whatever else calls itself the device's is put
 * aside and holds nothing up; else anybody could stop a laptop by making up records of it.
 */
function chainsOf(fresh: readonly StoredEvent[], known: LogIndex, vouched: ReadonlySet<string>): Map<string, Chain> {
  const byDevice = new Map<string, StoredEvent[]>()
  for (const event of fresh) {
    const sameDevice = byDevice.get(event.device)
    if (sameDevice === undefined) byDevice.set(event.device, [event])
    else sameDevice.push(event)
  }
  const chains = new Map<string, Chain>()
  for (const [device, events] of byDevice) {
    const own = events.filter(({ hash }) => vouched.has(hash))
    const forked = new Set<string>()
    const here = (seq: number): string | null => known.hashAt(device, seq)
    addStray(forked, own, here, here)
    const places = placesOf(own.filter(({ hash }) => !forked.has(hash)))
    const hereOrComing = (seq: number): string | null => here(seq) ?? places.get(seq)?.[0]?.hash ?? null
    const others = events.filter(({ hash }) => !vouched.has(hash))
    addStray(forked, others, hereOrComing, hereOrComing)
    const head = known.head(device)
    const links: StoredEvent[] = []
    let last = { seq: head?.seq ?? 0, hash: head?.hash ?? genesisHash }
    for (;;) {
      const event = places.get(last.seq + 1)?.[0]
      if (event?.prevHash !== last.hash) break
      links.push(event)
      last = { seq: event.seq, hash: event.hash }
    }
    chains.set(device, { device, links, forked })
  }
  return chains
}

function placesOf(events: readonly StoredEvent[]): Map<number, StoredEvent[]> {
  const places = new Map<number, StoredEvent[]>()
  for (const event of events) places.set(event.seq, [...(places.get(event.seq) ?? []), event])
  return places
}

/**
 * Adds to `stray` those that stand where another one does, follow another one than stands there, or come after such. Of two
 * at one place that are nothing of this kind, both: nothing tells which of them is the device's, until one of them is here.
 */
function addStray(
  stray: Set<string>,
  events: readonly StoredEvent[],
  takenAt: (seq: number) => string | null,
  beforeAt: (seq: number) => string | null
): void {
  for (const [seq, there] of [...placesOf(events)].sort(([one], [other]) => one - other)) {
    const before = beforeAt(seq - 1)
    const isStray = ({ prevHash }: StoredEvent): boolean =>
      takenAt(seq) !== null || stray.has(prevHash) || (before !== null && before !== prevHash)
    const fitting = there.filter((event) => !isStray(event))
    for (const event of there) if (fitting.length > 1 || !fitting.includes(event)) stray.add(event.hash)
  }
}

/** How many of the links the device's accepted key has signed for. */
function sealedLength(links: readonly StoredEvent[], seals: readonly SealedHead[], key: string | null): number {
  return (
    links.findLastIndex(({ device, seq, hash }) =>
      seals.some((seal) => seal.keyId === key && seal.device === device && seal.seq === seq && seal.hash === hash)
    ) + 1
  )
}

const byPlace = (one: Held, other: Held): number =>
  one.event.device === other.event.device
    ? one.event.seq - other.event.seq || (one.event.hash < other.event.hash ? -1 : 1)
    : one.event.device < other.event.device
      ? -1
      : 1
