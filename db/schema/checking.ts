import { foreignKey, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Verdict } from '../../electron/domain/inspection.ts'
import { targets } from './batches.ts'
import { json } from './json-column.ts'

export const verdicts = sqliteTable(
  'verdicts',
  {
    batchId: text('batch_id').notNull(),
    objectKey: text('object_key').notNull(),
    indicatorId: text('indicator_id').notNull(),
    verdict: text('verdict').$type<Verdict>().notNull(),
    inspector: text('inspector').notNull(),
    time: text('time').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.objectKey, table.indicatorId] }),
    foreignKey({ columns: [table.batchId, table.objectKey], foreignColumns: [targets.batchId, targets.objectKey] })
  ]
)

export const findings = sqliteTable(
  'findings',
  {
    id: text('id').primaryKey(),
    batchId: text('batch_id').notNull(),
    objectKey: text('object_key').notNull(),
    indicatorId: text('indicator_id').notNull(),
    count: integer('count').notNull(),
    description: text('description').notNull(),
    location: text('location').notNull(),
    url: text('url').notNull(),
    observedAt: text('observed_at').notNull(),
    inspector: text('inspector').notNull(),
    evidenceIds: json('evidence_ids').$type<string[]>().notNull()
  },
  (table) => [
    foreignKey({ columns: [table.batchId, table.objectKey], foreignColumns: [targets.batchId, targets.objectKey] }),
    index('findings_by_target').on(table.batchId, table.objectKey),
    index('findings_by_inspector').on(table.inspector, table.indicatorId)
  ]
)
