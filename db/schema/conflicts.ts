import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ProjectionRows } from '../../electron/events/rows.ts'
import { json } from './json-column.ts'

export const conflicts = sqliteTable(
  'conflicts',
  {
    conflictId: text('conflict_id').primaryKey(),
    item: text('item').notNull(),
    kind: text('kind').notNull(),
    batchId: text('batch_id'),
    objectKey: text('object_key'),
    indicatorId: text('indicator_id'),
    base: json('base'),
    versions: json('versions').$type<ProjectionRows['conflicts']['versions']>().notNull()
  },
  (table) => [index('conflicts_by_item').on(table.item)]
)

export const rulings = sqliteTable('rulings', {
  rulingId: text('ruling_id').primaryKey(),
  conflictId: text('conflict_id').notNull(),
  item: text('item').notNull(),
  versions: json('versions').$type<string[]>().notNull(),
  chosen: text('chosen').notNull(),
  reason: text('reason').notNull(),
  by: text('by').notNull(),
  time: text('time').notNull()
})
