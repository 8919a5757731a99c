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

/** Part of a registry: 地区, and 单位 within it; null is all of them. */
export const placeInRegistrySchema = z.object({ stratum: z.string().nullable(), unit: z.string().nullable() })
export type PlaceInRegistry = z.infer<typeof placeInRegistrySchema>

export const registrySortSchema = z.object({
  column: z.enum(['name', 'code', 'stratum', 'unit', 'url', 'portal', 'service', 'platform', 'unitClass', 'status']),
  isDescending: z.boolean()
})
export type RegistrySort = z.infer<typeof registrySortSchema>

/** Most rows that one page may ask for. */
export const largestRegistryPage = 500

export const registryProcedures = {
  'registry.list': read(z.object({ object: objectKindSchema.nullable() }), z.object({ objects: z.array(placedObjectSchema) })),
  /** One page of a long registry, in the registry's own order where no sort is given. `total`: how many there are in all pages. */
  'registry.page': read(
    z.object({
      object: objectKindSchema,
      place: placeInRegistrySchema,
      search: z.string().max(200),
      /** Only those that are running. */
      isRunning: z.boolean(),
      sort: registrySortSchema.nullable(),
      from: z.number().int().nonnegative(),
      count: z.number().int().positive().max(largestRegistryPage)
    }),
    z.object({ rows: z.array(placedObjectSchema), total: z.number().int() })
  ),
  /** 地区 with their counts, in the registry's order; units only of those in `opened`. */
  'registry.places': read(
    z.object({ object: objectKindSchema, opened: z.array(z.string()) }),
    z.object({
      strata: z.array(
        z.object({
          stratum: z.string(),
          count: z.number().int(),
          units: z.array(z.object({ unit: z.string(), count: z.number().int() })).nullable()
        })
      )
    })
  ),
  /** The objects of these keys, unknown ones left out. */
  'registry.named': read(z.object({ keys: z.array(z.string()) }), z.object({ objects: z.array(placedObjectSchema) })),
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
