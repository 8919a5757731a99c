import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ProjectionRows } from '../../electron/events/rows.ts'

export const roles = sqliteTable('roles', {
  device: text('device').primaryKey(),
  role: text('role').$type<ProjectionRows['roles']['role']>().notNull(),
  givenBy: text('given_by').notNull(),
  time: text('time').notNull()
})

export const voidEvents = sqliteTable('void_events', {
  id: text('id').primaryKey(),
  device: text('device').notNull(),
  author: text('author').notNull(),
  type: text('type').$type<ProjectionRows['void_events']['type']>().notNull(),
  time: text('time').notNull(),
  reason: text('reason').$type<ProjectionRows['void_events']['reason']>().notNull()
})
