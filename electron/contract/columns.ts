import { z } from 'zod'
import { daySchema, siteColumnSchema } from '../domain/site-columns.ts'
import { importSourceSchema } from './registry.ts'
import { none, read, write } from './rpc.ts'

/** What one item of the batch's edition makes of the site's columns. */
const columnSheetSchema = z.object({
  indicatorId: z.string(),
  title: z.string(),
  kind: z.enum(['veto', 'deduction', 'bonus']),
  /** Why the item is not asked of this site, null when it is. */
  notAsked: z.string().nullable(),
  readings: z.array(
    z.object({
      columnId: z.string(),
      /** `taken`: an earlier item counted it; `open`: the rule gives no window, a person has to say. */
      state: z.enum(['counted', 'taken', 'fine', 'open']),
      /** Days from the last update to the 监测时间点; null without a date. */
      days: z.number().int().nullable(),
      why: z.string(),
      takenBy: z.string().nullable()
    })
  ),
  count: z.number().int(),
  /** null for items that are no veto. */
  threshold: z.number().int().nullable(),
  stands: z.boolean(),
  why: z.string(),
  /** The finding the counted columns make together; null when none counts or the item is not asked. */
  draft: z
    .object({
      count: z.number().int(),
      description: z.string(),
      location: z.string(),
      url: z.string(),
      lastUpdate: daySchema.nullable(),
      observedAt: z.string()
    })
    .nullable()
})

export const columnProcedures = {
  'columns.list': read(z.object({ objectKey: z.string() }), z.object({ columns: z.array(siteColumnSchema) })),
  /**
   * Adds (`id` null) or changes a column. The path is kept as tables print it; a second column of one path is refused.
   * `batchId`: the batch it is seen in, where it can then be taken back.
   */
  'columns.record': write(
    siteColumnSchema.omit({ inspector: true }).extend({ id: z.string().nullable(), batchId: z.string().optional() }),
    z.object({ column: siteColumnSchema })
  ),
  'columns.remove': write(z.object({ columnId: z.string(), batchId: z.string().optional() }), none),
  /**
   * Columns of one or many sites from .xlsx or .csv; a path that is known is changed. All or nothing. `objectKey`: the
   * site of rows without 网站标识码.
   */
  'columns.import': write(
    z.object({ source: importSourceSchema, objectKey: z.string().nullable() }),
    z.object({
      rows: z.number().int(),
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      sites: z.number().int()
    })
  ),
  /** The working paper (工作底稿): each column is judged at its own 监测时间点, or all at `at` (ISO instant). */
  'columns.paper': read(
    z.object({ batchId: z.string(), objectKey: z.string(), at: z.iso.datetime().nullable() }),
    z.object({ columns: z.array(siteColumnSchema), sheets: z.array(columnSheetSchema) })
  )
}
