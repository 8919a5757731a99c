import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ImportFileCounts, ObjectKind, RegistryObject } from '../../electron/domain/registry.ts'
import { json } from './json-column.ts'

export const registryObjects = sqliteTable(
  'registry_objects',
  {
    key: text('key').primaryKey(),
    kind: text('kind').$type<ObjectKind>().notNull(),
    ordinal: integer('ordinal').notNull(),
    status: text('status').notNull(),
    object: json('object').$type<RegistryObject>().notNull()
  },
  (table) => [index('registry_objects_by_order').on(table.kind, table.ordinal)]
)

export const registryImports = sqliteTable('registry_imports', {
  id: text('id').primaryKey(),
  files: json('files').$type<ImportFileCounts[]>().notNull(),
  acceptedValid: integer('accepted_valid', { mode: 'boolean' }).notNull(),
  time: text('time').notNull(),
  author: text('author').notNull()
})
