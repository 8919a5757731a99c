import { foreignKey, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { CaptureFault, Evidence, EvidenceFile } from '../../electron/domain/inspection.ts'
import { targets } from './batches.ts'
import { json } from './json-column.ts'

export const evidence = sqliteTable(
  'evidence',
  {
    id: text('id').primaryKey(),
    batchId: text('batch_id').notNull(),
    objectKey: text('object_key').notNull(),
    kind: text('kind').$type<Evidence['kind']>().notNull(),
    requestedUrl: text('requested_url'),
    finalUrl: text('final_url'),
    title: text('title'),
    capturedAt: text('captured_at').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    quality: json('quality').$type<CaptureFault[]>().notNull(),
    takenAt: text('taken_at'),
    acceptedBy: text('accepted_by')
  },
  (table) => [
    foreignKey({ columns: [table.batchId, table.objectKey], foreignColumns: [targets.batchId, targets.objectKey] }),
    index('evidence_by_target').on(table.batchId, table.objectKey)
  ]
)

export const evidenceFiles = sqliteTable(
  'evidence_files',
  {
    evidenceId: text('evidence_id')
      .notNull()
      .references(() => evidence.id, { onDelete: 'cascade' }),
    ordinal: integer('ordinal').notNull(),
    role: text('role').$type<EvidenceFile['role']>().notNull(),
    name: text('name').notNull(),
    mime: text('mime').notNull(),
    sha256: text('sha256').notNull(),
    size: integer('size').notNull()
  },
  (table) => [primaryKey({ columns: [table.evidenceId, table.ordinal] }), index('evidence_files_by_hash').on(table.sha256)]
)
