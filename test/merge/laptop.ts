import { appendEvent, type LogHead } from '../../electron/events/append.ts'
import { projectEvent } from '../../electron/events/project.ts'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import type { LoggedEvent, NewEvent } from '../../electron/events/types.ts'
import type { StoredEvent } from '../../electron/events/verify.ts'
import { writesOf } from '../../electron/merge/items.ts'
import { sha256, type Core } from './core.ts'
import { createTables, stateOf, type Tables } from './tables.ts'

/** One inspector's laptop: its log, its rows, a clock that may be wrong by any time. */
export interface Laptop {
  device: string
  log: Map<string, LoggedEvent>
  tables: Tables
  /** Writes an event as the store does; null where what it judges waits for a ruling. */
  act(event: NewEvent): LoggedEvent | null
  /** Takes in everything that others have. */
  receive(...others: readonly Laptop[]): void
}

export function createLaptop(core: Core, device: string, skewDays = 0): Laptop {
  let head: LogHead | null = null
  let heads: string[] = []
  const start = Date.parse('2023-09-26T00:00:00.000Z') + skewDays * 86_400_000
  const laptop: Laptop = {
    device,
    log: new Map(),
    tables: createTables(),
    act(next) {
      const seq: number = (head?.seq ?? 0) + 1
      const time = new Date(start + seq * 60_000).toISOString()
      // As UUIDv7: an id begins with what the clock said.
      const stamp = { id: `${time}-${device}-${seq}`, device, author: `${device} 检查员`, time }
      const { event } = appendEvent(head, heads, next, stamp, sha256)
      const open = laptop.tables.rows('conflicts')
      const subjects = new Set(open.map(({ item }) => core.subjectOf(item)))
      if (core.judgedItems(event).some((item) => subjects.has(item))) return null
      const conflict = event.type === 'conflict.ruled' ? open.find((one) => one.conflictId === event.payload.conflictId) : null
      // A ruling on what was ruled before: taken where it still can be, and the rows are made anew.
      if (event.type === 'conflict.ruled' && conflict === undefined) {
        if (!choicesOf(core, laptop.log, event.payload).includes(event.payload.chosen)) return null
        laptop.log.set(event.id, event)
        laptop.tables = stateOf(core, laptop.log.values())
        head = { seq, id: event.id, hash: event.hash }
        heads = [event.id]
        return event
      }
      for (const change of projectEvent(event)) laptop.tables.apply(change)
      if (event.type === 'conflict.ruled' && conflict) {
        const grounds = groundsOf(laptop.log, event.payload.chosen, conflict.kind)
        for (const change of core.rulingChanges(conflict, event.payload.chosen, open, grounds)) laptop.tables.apply(change)
      }
      laptop.log.set(event.id, event)
      head = { seq, id: event.id, hash: event.hash }
      heads = [event.id]
      return event
    },
    receive(...others) {
      for (const other of others) for (const [id, event] of other.log) laptop.log.set(id, event)
      laptop.tables = stateOf(core, laptop.log.values())
      const parents = new Set([...laptop.log.values()].flatMap((event) => event.parents))
      heads = [...laptop.log.keys()].filter((id) => !parents.has(id))
    }
  }
  return laptop
}

function choicesOf(
  core: Core,
  log: ReadonlyMap<string, LoggedEvent>,
  conflict: { item: string; conflictId: string }
): readonly string[] {
  const causal = core.causality([...log.values()])
  const inOrder = causal.order.flatMap((id) => log.get(id) ?? [])
  return core.choicesNow(inOrder, causal, sha256, conflict)
}

function groundsOf(log: ReadonlyMap<string, LoggedEvent>, id: string, kind: string): { item: string; value: unknown }[] {
  const event = log.get(id)
  if (event === undefined || kind !== 'hint') return []
  if (event.type === 'conflict.ruled') return groundsOf(log, event.payload.chosen, kind)
  return writesOf(event).filter(({ item }) => item.startsWith('["ground"'))
}

/** As a package carries it. */
export function asStored({ payload, ...event }: LoggedEvent): StoredEvent {
  return { ...event, payloadJson: canonicalJson(payload) }
}

/** The decision on an open conflict of this laptop. */
export function ruling(laptop: Laptop, conflictId: string, chosen: string): NewEvent {
  const conflict = laptop.tables.row('conflicts', conflictId)
  return {
    type: 'conflict.ruled',
    payload: {
      conflictId,
      item: conflict?.item ?? '',
      versions: conflict?.versions.map(({ event }) => event) ?? [],
      chosen,
      reason: '看过两份证据',
      by: '复核员'
    }
  }
}

/** The same decision once more with another outcome; `earlier`: the ruling that was wrong. */
export function rulingAnew(earlier: LoggedEvent | null, chosen: string): NewEvent {
  if (earlier?.type !== 'conflict.ruled') throw new RangeError('no ruling to correct')
  return { type: 'conflict.ruled', payload: { ...earlier.payload, chosen, reason: '再次复看' } }
}
