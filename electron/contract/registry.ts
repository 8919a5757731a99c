import { z } from 'zod'
import { importFileCountsSchema, objectKindSchema, placedObjectSchema } from '../domain/registry.ts'
import { none, read, write } from './rpc.ts'

export const importSourceSchema = z.union([z.object({ uploadId: z.string() }), z.object({ path: z.string() })])

export const previewChangeSchema = z.object({
  op: z.enum(['added', 'changed', 'closed']),
  object: placedObjectSchema,
  /** Fields that differ, old value first; empty for added and closed. */
  differences: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() }))
})

export const importPreviewSchema = z.object({
  previewId: z.string(),
  files: z.array(importFileCountsSchema),
  /** At most 5,000 of each kind are sent; the counts are whole. */
  changes: z.array(previewChangeSchema),
  sites: z.number().int(),
  accounts: z.number().int(),
  canCommit: z.boolean()
})

export const importHistorySchema = z.object({
  importId: z.string(),
  time: z.string(),
  author: z.string(),
  files: z.array(importFileCountsSchema),
  acceptedValid: z.boolean()
})

export const registryProcedures = {
  'registry.list': read(z.object({ object: objectKindSchema.nullable() }), z.object({ objects: z.array(placedObjectSchema) })),
  'registry.imports': read(none, z.object({ imports: z.array(importHistorySchema) })),
  /** Reads the files and compares; writes nothing. */
  'registry.preview': read(z.object({ sources: z.array(importSourceSchema).min(1) }), importPreviewSchema),
  /** All or nothing: a preview with rejected rows is refused unless `acceptValid`. */
  'registry.commit': write(
    z.object({ previewId: z.string(), acceptValid: z.boolean() }),
    z.object({
      importId: z.string(),
      files: z.array(importFileCountsSchema),
      sites: z.number().int(),
      accounts: z.number().int()
    })
  ),
  'registry.discard': write(z.object({ previewId: z.string() }), none)
}
