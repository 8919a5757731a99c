import { canonicalJson } from '../domain/canonical-json.ts'
import type { Sha256 } from '../domain/ports.ts'
import { eventPayloads, type LoggedEvent, type NewEvent } from './types.ts'

/** The last event of a device's own chain, which its next one is chained to. */
export interface LogHead {
  seq: number
  id: string
  hash: string
}

/** `prevHash` of a device's first event. */
export const genesisHash = '0'.repeat(64)

export interface Stamp {
  id: string
  device: string
  author: string
  /** ISO instant in UTC. */
  time: string
}

/** The event as it goes into the log, and its payload as the text that is stored and hashed. */
export interface Appended {
  event: LoggedEvent
  payloadJson: string
}

/**
 * Builds the next event of this device. The payload is parsed first: what is logged once is read for years, so nothing
 * that the schema does not know gets in. `parents`: ids of the heads of everything that is known, other devices' included.
 */
export function appendEvent(
  head: LogHead | null,
  parents: readonly string[],
  next: NewEvent,
  stamp: Stamp,
  sha256: Sha256
): Appended {
  const payload = eventPayloads[next.type].parse(next.payload)
  const payloadJson = canonicalJson(payload)
  const link = {
    ...stamp,
    seq: (head?.seq ?? 0) + 1,
    type: next.type,
    parents: [...parents],
    prevHash: head?.hash ?? genesisHash
  }
  const event = { ...link, payload, hash: sha256(hashedText(link, payloadJson)) } as LoggedEvent
  return { event, payloadJson }
}

/**
 * Canonical JSON of the event without its hash. The payload is spliced in as text (its place is given by the key order),
 * because a chunk of 1,000 objects would otherwise be serialised twice.
 */
export function hashedText(link: Omit<LoggedEvent, 'payload' | 'hash'>, payloadJson: string): string {
  const { author, device, id, parents, prevHash, seq, time, type } = link
  const before = canonicalJson({ author, device, id, parents })
  const after = canonicalJson({ prevHash, seq, time, type })
  return `${before.slice(0, -1)},"payload":${payloadJson},${after.slice(1)}`
}

/** Splits a long list for the chunk events of one act. */
export function chunks<T>(list: readonly T[], size = 1000): T[][] {
  const parts: T[][] = []
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size))
  return parts
}
