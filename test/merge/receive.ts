import type { LoggedEvent } from '../../electron/events/types.ts'
import type { SealedHead } from '../../electron/merge/admit.ts'
import type { Core } from './core.ts'
import type { Chance } from './history.ts'
import { asStored } from './laptop.ts'

/**
 * A laptop that gets the events in parcels, in the order given, some of them twice, and keeps what it cannot take in yet.
 * @returns its log
 */
export function receivedIn(core: Core, events: readonly LoggedEvent[], chance: Chance): LoggedEvent[] {
  const original = new Map(events.map((event) => [event.hash, event]))
  const seals: SealedHead[] = events.map(({ device, seq, hash }) => ({ device, seq, hash, keyId: device }))
  const last = new Map<string, SealedHead>()
  for (const seal of seals) if ((last.get(seal.device)?.seq ?? 0) < seal.seq) last.set(seal.device, seal)
  const log = new Map<string, LoggedEvent>()
  const places = new Map<string, LoggedEvent>()
  const heads = new Map<string, LoggedEvent>()
  const known = {
    head: (device: string) => heads.get(device) ?? null,
    hashAt: (device: string, seq: number) => places.get(`${device} ${seq}`)?.hash ?? null,
    hasEvent: (id: string) => log.has(id)
  }
  let waiting: LoggedEvent[] = []
  const taken: LoggedEvent[] = []
  for (let at = 0; at < events.length;) {
    const size = 1 + chance.below(60)
    const again = events.slice(0, at).filter(() => chance.below(20) === 0)
    const parcel = [...waiting, ...events.slice(at, at + size), ...again]
    // Only whole chains are sealed, so seals come with the last parcel or before.
    const { applied, held } = core.admit(parcel.map(asStored), [...last.values(), ...seals], known, (device) => device)
    for (const { hash } of applied) {
      const event = original.get(hash)
      if (event === undefined) continue
      log.set(event.id, event)
      places.set(`${event.device} ${event.seq}`, event)
      heads.set(event.device, event)
      taken.push(event)
    }
    waiting = held.flatMap(({ event }) => original.get(event.hash) ?? [])
    at += size
  }
  return taken
}
