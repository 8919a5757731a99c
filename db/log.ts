import type Database from 'better-sqlite3'
import { appendEvent, type LogHead, type Stamp } from '../electron/events/append.ts'
import { eventPayloads, type EventType, type LoggedEvent, type NewEvent } from '../electron/events/types.ts'
import type { StoredEvent } from '../electron/events/verify.ts'
import type { Link } from '../electron/merge/causality.ts'
import { sha256 } from './hash.ts'

interface EventRow {
  arrival: number
  device: string
  seq: number
  id: string
  author: string
  parents: string
  time: string
  type: string
  payload: string
  prev_hash: string
  hash: string
}

/** An event with its place in the order of this log. */
export type Arrived<T> = T & { arrival: number }

/** What the order of the log is made of. */
export type LogLink = Pick<StoredEvent, 'id' | 'device' | 'seq' | 'parents' | 'hash'> & Pick<Link, 'basis'>

export interface EventLog {
  /** Last event of a device. */
  head(device: string): LogHead | null
  /** Hash of the event at a place of a device's chain, or null. */
  hashAt(device: string, seq: number): string | null
  hasEvent(id: string): boolean
  find(id: string): StoredEvent | null
  /** Makes these the events that are parent of none. */
  setHeads(ids: readonly string[]): void
  /** Call inside a transaction. */
  append(event: NewEvent, stamp: Stamp): LoggedEvent
  /** Takes an event of another device in, at the end; call `reorder` afterwards. */
  insert(event: StoredEvent): void
  /** Puts the log into the order of these ids, which are all of it. */
  reorder(ids: readonly string[]): void
  links(): LogLink[]
  /** The last event of every device, by device. */
  lastOfEach(): Pick<StoredEvent, 'device' | 'seq' | 'id' | 'hash' | 'time' | 'author'>[]
  /** Whether an event of a device other than this one is about one of these objects. */
  isAboutByOthers(objectKeys: readonly string[], device: string): boolean
  deviceCount(): number
  hasType(type: EventType): boolean
  /** The event by which a device began with roles here, void ones aside; null where nobody did. */
  founding(): string | null
  /** Whether the device's log began with work of its own, not with what another one sent. */
  began(device: string): boolean
  /** One after the other, so that a log of a million objects is never in memory whole. */
  iterate(afterArrival?: number, limit?: number): IterableIterator<Arrived<StoredEvent>>
  count(): number
}

export function createEventLog(db: Database.Database): EventLog {
  const insert = db.prepare(
    'INSERT INTO events (arrival, device, seq, id, author, parents, time, type, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
  )
  const lastOf = db.prepare<[string], LogHead>('SELECT seq, id, hash FROM events WHERE device = ? ORDER BY seq DESC LIMIT 1')
  const lastArrival = db.prepare<[], number>('SELECT coalesce(max(arrival), 0) FROM events').pluck()
  const headIds = db.prepare<[], string>('SELECT event_id FROM log_heads ORDER BY event_id').pluck()
  const clearHeads = db.prepare('DELETE FROM log_heads')
  const addHead = db.prepare('INSERT INTO log_heads (event_id) VALUES (?)')
  const after = db.prepare<[number, number], EventRow>('SELECT * FROM events WHERE arrival > ? ORDER BY arrival LIMIT ?')
  const allLinks = db.prepare<[], Omit<LogLink, 'parents' | 'basis'> & { parents: string; basis: string | null }>(
    `SELECT id, device, seq, parents, hash,
       CASE type WHEN 'work.received' THEN json_extract(payload, '$.base.heads') END AS basis
     FROM events ORDER BY arrival`
  )
  const hashOf = db.prepare<[string, number], string>('SELECT hash FROM events WHERE device = ? AND seq = ?').pluck()
  const one = db.prepare<[string], EventRow>('SELECT * FROM events WHERE id = ?')
  const move = db.prepare('UPDATE events SET arrival = ? WHERE arrival = ?')
  const arrivals = db.prepare<[], { id: string; arrival: number }>('SELECT id, arrival FROM events')
  const lastEach = db.prepare<[], Pick<StoredEvent, 'device' | 'seq' | 'id' | 'hash' | 'time' | 'author'>>(
    'SELECT device, seq, id, hash, time, author FROM events e WHERE seq = (SELECT max(seq) FROM events WHERE device = e.device) ORDER BY device'
  )
  const byOthers = db
    .prepare<[string, string], number>(
      `SELECT count(*) FROM events WHERE device <> ?
         AND json_extract(payload, '$.objectKey') IN (SELECT value FROM json_each(?))`
    )
    .pluck()
  const total = db.prepare<[], number>('SELECT count(*) FROM events').pluck()
  const ofType = db.prepare<[string], number>('SELECT 1 FROM events WHERE type = ? LIMIT 1').pluck()
  const firstRole = db
    .prepare<[], string>(
      `SELECT id FROM events WHERE type = 'role.given' AND json_extract(payload, '$.first')
         AND id NOT IN (SELECT id FROM void_events) ORDER BY arrival LIMIT 1`
    )
    .pluck()
  const joinedOf = db
    .prepare<[string], number>("SELECT 1 FROM events WHERE device = ? AND seq = 1 AND (parents <> '[]' OR type LIKE 'package.%')")
    .pluck()
  const devices = db.prepare<[], number>('SELECT count(DISTINCT device) FROM events').pluck()

  const write = (event: Omit<StoredEvent, 'payloadJson'>, payloadJson: string): void => {
    const { device, seq, id, author, parents, time, type, prevHash, hash } = event
    const arrival = (lastArrival.get() ?? 0) + 1
    insert.run(arrival, device, seq, id, author, JSON.stringify(parents), time, type, payloadJson, prevHash, hash)
  }
  const setHeads = (ids: readonly string[]): void => {
    clearHeads.run()
    for (const id of ids) addHead.run(id)
  }

  return {
    head: (device) => lastOf.get(device) ?? null,
    hashAt: (device, seq) => hashOf.get(device, seq) ?? null,
    hasEvent: (id) => one.get(id) !== undefined,
    find(id) {
      const row = one.get(id)
      return row === undefined ? null : storedEvent(row)
    },
    setHeads,
    append(next, stamp) {
      const { event, payloadJson } = appendEvent(lastOf.get(stamp.device) ?? null, headIds.all(), next, stamp, sha256)
      write(event, payloadJson)
      setHeads([event.id])
      return event
    },
    insert: (event) => write(event, event.payloadJson),
    reorder(ids) {
      const now = new Map(arrivals.all().map(({ id, arrival }) => [id, arrival]))
      const moved = ids.flatMap((id, index) => (now.get(id) === index + 1 ? [] : [{ from: now.get(id) ?? 0, to: index + 1 }]))
      // By way of negative numbers: a place is free only when who stood there has left.
      for (const { from, to } of moved) move.run(-to, from)
      for (const { to } of moved) move.run(to, -to)
    },
    links: () =>
      allLinks.all().map(({ parents, basis, ...row }) => ({
        ...row,
        parents: JSON.parse(parents) as string[],
        ...(basis === null ? {} : { basis: JSON.parse(basis) as { device: string; seq: number }[] })
      })),
    lastOfEach: () => lastEach.all(),
    isAboutByOthers: (objectKeys, device) => (byOthers.get(device, JSON.stringify(objectKeys)) ?? 0) > 0,
    deviceCount: () => devices.get() ?? 0,
    hasType: (type) => ofType.get(type) !== undefined,
    founding: () => firstRole.get() ?? null,
    began: (device) => joinedOf.get(device) === undefined,
    *iterate(afterArrival = 0, limit = -1) {
      for (const row of after.iterate(afterArrival, limit)) yield storedEvent(row)
    },
    count: () => total.get() ?? 0
  }
}

function storedEvent({ prev_hash: prevHash, payload, parents, type, ...row }: EventRow): Arrived<StoredEvent> {
  return { ...row, prevHash, payloadJson: payload, parents: JSON.parse(parents) as string[], type: type as EventType }
}

/** The event with its payload parsed by its schema, without its place in this log. */
export function loggedEvent(stored: StoredEvent): LoggedEvent {
  const { seq, id, device, author, parents, time, type, prevHash, hash, payloadJson } = stored
  const payload = eventPayloads[type].parse(JSON.parse(payloadJson))
  return { seq, id, device, author, parents, time, type, prevHash, hash, payload } as LoggedEvent
}
