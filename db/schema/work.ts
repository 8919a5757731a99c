import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { json } from './json-column.ts'

export const workPackages = sqliteTable('work_packages', {
  workId: text('work_id').primaryKey(),
  batchId: text('batch_id').notNull(),
  to: text('to').notNull(),
  device: text('device'),
  objectKeys: json('object_keys').$type<string[]>().notNull(),
  catalogueHash: text('catalogue_hash').notNull(),
  time: text('time').notNull(),
  author: text('author').notNull()
})

export const assignments = sqliteTable(
  'assignments',
  {
    batchId: text('batch_id').notNull(),
    inspector: text('inspector').notNull(),
    objectKey: text('object_key').notNull(),
    workId: text('work_id').notNull(),
    time: text('time').notNull(),
    author: text('author').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.inspector, table.objectKey] }),
    index('assignments_by_target').on(table.batchId, table.objectKey)
  ]
)

export const workReceipts = sqliteTable(
  'work_receipts',
  {
    workId: text('work_id').notNull(),
    device: text('device').notNull(),
    batchId: text('batch_id').notNull(),
    inspector: text('inspector').notNull(),
    sender: text('sender').notNull(),
    sentSeq: integer('sent_seq').notNull(),
    time: text('time').notNull()
  },
  (table) => [primaryKey({ columns: [table.workId, table.device] }), index('work_receipts_by_batch').on(table.batchId)]
)
