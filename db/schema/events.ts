import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EventType } from '../../electron/events/types.ts'
import { json } from './json-column.ts'

/**
 * The append-only log: the one thing here that cannot be made again. `payload` is canonical JSON text, as hashed.
 * `arrival` is the order of the whole log: it depends only on which events are there, and a merge counts it anew.
 */
export const events = sqliteTable('events', {
  arrival: integer('arrival').primaryKey(),
  device: text('device').notNull(),
  /** The device's own counter. */
  seq: integer('seq').notNull(),
  id: text('id').notNull().unique(),
  author: text('author').notNull(),
  parents: json('parents').$type<string[]>().notNull(),
  time: text('time').notNull(),
  type: text('type').$type<EventType>().notNull(),
  payload: text('payload').notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull()
})
