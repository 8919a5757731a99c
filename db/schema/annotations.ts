import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ExportedCopy, FoundNumber, Layer } from '../../electron/domain/annotation.ts'
import { evidence } from './evidence.ts'
import { json } from './json-column.ts'

const evidenceId = () =>
  text('evidence_id')
    .notNull()
    .references(() => evidence.id, { onDelete: 'cascade' })

export const evidenceNumbers = sqliteTable('evidence_numbers', {
  evidenceId: text('evidence_id')
    .primaryKey()
    .references(() => evidence.id, { onDelete: 'cascade' }),
  imageSha256: text('image_sha256').notNull(),
  numbers: json('numbers').$type<FoundNumber[]>().notNull()
})

export const annotations = sqliteTable(
  'annotations',
  {
    annotationId: text('annotation_id').primaryKey(),
    evidenceId: evidenceId(),
    imageSha256: text('image_sha256').notNull(),
    layers: json('layers').$type<Layer[]>().notNull(),
    time: text('time').notNull(),
    author: text('author').notNull()
  },
  (table) => [index('annotations_by_evidence').on(table.evidenceId)]
)

export const evidenceCopies = sqliteTable(
  'evidence_copies',
  {
    copyId: text('copy_id').primaryKey(),
    evidenceId: evidenceId(),
    annotationId: text('annotation_id').notNull(),
    derivedFrom: text('derived_from').notNull(),
    masked: json('masked').$type<ExportedCopy['masked']>().notNull(),
    drawn: integer('drawn').notNull(),
    files: json('files').$type<ExportedCopy['files']>().notNull(),
    time: text('time').notNull(),
    author: text('author').notNull()
  },
  (table) => [index('evidence_copies_by_evidence').on(table.evidenceId)]
)
