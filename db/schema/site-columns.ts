import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ColumnClass, ColumnLevel } from '../../electron/domain/site-columns.ts'

export const siteColumns = sqliteTable(
  'site_columns',
  {
    id: text('id').primaryKey(),
    objectKey: text('object_key').notNull(),
    class: text('class').$type<ColumnClass>().notNull(),
    level: text('level').$type<ColumnLevel>().notNull(),
    path: text('path').notNull(),
    url: text('url').notNull(),
    lastUpdate: text('last_update'),
    isBlank: integer('is_blank', { mode: 'boolean' }).notNull(),
    observedAt: text('observed_at').notNull(),
    note: text('note').notNull(),
    inspector: text('inspector').notNull()
  },
  (table) => [index('site_columns_by_object').on(table.objectKey)]
)
