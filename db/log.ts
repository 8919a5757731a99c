import type Database from 'better-sqlite3'
import { appendEvent, type LogHead, type Stamp } from '../electron/events/append.ts'
import { eventPayloads, type EventType, type LoggedEvent, type NewEvent } from '../electron/events/types.ts'
import type { StoredEvent } from '../electron/events/verify.ts'
import { sha256 } from './hash.ts'

interface EventRow {
  seq: number
  id: string
  device: string
  author: string
  parents: string
  time: string
  type: string
  payload: string
  prev_hash: string
  hash: string
}

export interface EventLog {
  head(): LogHead | null
  /** Call inside a transaction. */
  append(head: LogHead | null, event: NewEvent, stamp: Stamp): LoggedEvent
  /** One after the other, so that a log of a million objects is never in memory whole. */
  iterate(afterSeq?: number, limit?: number): IterableIterator<StoredEvent>
  count(): number
}

export function createEventLog(db: Database.Database): EventLog {
  const insert = db.prepare(
    'INSERT INTO events (seq, id, device, author, parents, time, type, payload, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
  )
  const last = db.prepare<[], LogHead>('SELECT seq, id, hash FROM events ORDER BY seq DESC LIMIT 1')
  const after = db.prepare<[number, number], EventRow>('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?')
  const total = db.prepare<[], { total: number }>('SELECT count(*) AS total FROM events')
  return {
    head: () => last.get() ?? null,
    append(head, next, stamp) {
      const { event, payloadJson } = appendEvent(head, next, stamp, sha256)
      const { seq, id, device, author, parents, time, type, prevHash, hash } = event
      insert.run(seq, id, device, author, JSON.stringify(parents), time, type, payloadJson, prevHash, hash)
      return event
    },
    *iterate(afterSeq = 0, limit = -1) {
      for (const row of after.iterate(afterSeq, limit)) yield storedEvent(row)
    },
    count: () => total.get()?.total ?? 0
  }
}

function storedEvent({ prev_hash: prevHash, payload, parents, type, ...row }: EventRow): StoredEvent {
  return { ...row, prevHash, payloadJson: payload, parents: JSON.parse(parents) as string[], type: type as EventType }
}

/** The event with its payload parsed by its schema. */
export function loggedEvent({ payloadJson, ...event }: StoredEvent): LoggedEvent {
  return { ...event, payload: eventPayloads[event.type].parse(JSON.parse(payloadJson)) } as LoggedEvent
}
