import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EventType } from '../../electron/events/types.ts'
import { json } from './json-column.ts'

/** The append-only log: the one thing here that cannot be made again. `payload` is canonical JSON text, as hashed. */
export const events = sqliteTable('events', {
  seq: integer('seq').primaryKey(),
  id: text('id').notNull().unique(),
  device: text('device').notNull(),
  author: text('author').notNull(),
  parents: json('parents').$type<string[]>().notNull(),
  time: text('time').notNull(),
  type: text('type').$type<EventType>().notNull(),
  payload: text('payload').notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull()
})
