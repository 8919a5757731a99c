import { integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Visit } from '../../electron/domain/facts/site-facts.ts'
import { batches } from './batches.ts'
import { json } from './json-column.ts'

export const watchPlans = sqliteTable('watch_plans', {
  batchId: text('batch_id')
    .primaryKey()
    .references(() => batches.id, { onDelete: 'cascade' }),
  objectKeys: json('object_keys').$type<string[]>().notNull(),
  perDay: integer('per_day').notNull(),
  seed: text('seed').notNull(),
  time: text('time').notNull(),
  author: text('author').notNull()
})

export const visits = sqliteTable(
  'visits',
  {
    batchId: text('batch_id')
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    objectKey: text('object_key').notNull(),
    at: text('at').notNull(),
    url: text('url').notNull(),
    outcome: text('outcome').$type<Visit['outcome']>().notNull(),
    milliseconds: real('milliseconds'),
    status: integer('status'),
    error: text('error'),
    control: text('control').$type<Visit['control']>().notNull()
  },
  (table) => [primaryKey({ columns: [table.batchId, table.objectKey, table.at] })]
)
