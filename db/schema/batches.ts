import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Catalogue } from '../../electron/domain/catalogue.ts'
import type { SampleDesign, StrataShare, TargetState } from '../../electron/domain/inspection.ts'
import type { NumberDecision } from '../../electron/domain/number-decision.ts'
import type { ObjectKind, RegistryObject } from '../../electron/domain/registry.ts'
import { json } from './json-column.ts'

export const catalogues = sqliteTable('catalogues', {
  hash: text('hash').primaryKey(),
  catalogue: json('catalogue').$type<Catalogue>().notNull()
})

export const batches = sqliteTable('batches', {
  id: text('id').primaryKey(),
  title: text('title').notNull(),
  period: text('period').notNull(),
  object: text('object').$type<ObjectKind>().notNull(),
  catalogueHash: text('catalogue_hash')
    .notNull()
    .references(() => catalogues.hash),
  registryHash: text('registry_hash').notNull(),
  design: json('design').$type<SampleDesign>().notNull(),
  algorithm: text('algorithm').notNull(),
  frame: integer('frame').notNull(),
  drawn: integer('drawn').notNull(),
  strata: json('strata').$type<StrataShare[]>().notNull(),
  recordHash: text('record_hash').notNull(),
  allowHosts: json('allow_hosts').$type<string[]>().notNull(),
  openedAt: text('opened_at').notNull(),
  openedBy: text('opened_by').notNull(),
  decisions: json('decisions').$type<NumberDecision[]>().notNull()
})

export const targets = sqliteTable(
  'targets',
  {
    batchId: text('batch_id')
      .notNull()
      .references(() => batches.id, { onDelete: 'cascade' }),
    objectKey: text('object_key').notNull(),
    ordinal: integer('ordinal').notNull(),
    state: text('state').$type<TargetState>().notNull(),
    inspector: text('inspector'),
    object: json('object').$type<RegistryObject>().notNull()
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.objectKey] }),
    index('targets_by_order').on(table.batchId, table.ordinal),
    index('targets_by_object').on(table.objectKey)
  ]
)

/** Later editions of a batch, in the order of their ids (UUIDv7). */
export const adoptions = sqliteTable('adoptions', {
  adoptionId: text('adoption_id').primaryKey(),
  batchId: text('batch_id')
    .notNull()
    .references(() => batches.id, { onDelete: 'cascade' }),
  catalogueHash: text('catalogue_hash').notNull(),
  previousHash: text('previous_hash').notNull(),
  reason: text('reason').notNull(),
  time: text('time').notNull(),
  author: text('author').notNull()
})
