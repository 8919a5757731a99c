import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * What is half-written on a screen. Not content of the inspection: outside the log and the state hash, without foreign
 * keys, so that a rebuild of the projections leaves it alone.
 */
export const drafts = sqliteTable(
  'drafts',
  {
    batchId: text('batch_id').notNull(),
    objectKey: text('object_key').notNull(),
    kind: text('kind').notNull(),
    /** JSON, in the form that the contract has for the kind. */
    content: text('content').notNull(),
    savedAt: text('saved_at').notNull()
  },
  (table) => [primaryKey({ columns: [table.batchId, table.objectKey, table.kind] })]
)
