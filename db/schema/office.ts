import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { OfficeDocumentKind } from '../../electron/domain/office-document.ts'
import { json } from './json-column.ts'

export const officeDocuments = sqliteTable(
  'office_documents',
  {
    kind: text('kind').$type<OfficeDocumentKind>().notNull(),
    id: text('id').notNull(),
    title: text('title').notNull(),
    content: json('content').notNull(),
    time: text('time').notNull(),
    author: text('author').notNull()
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })]
)
