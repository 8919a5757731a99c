import { z } from 'zod'
import { isDay } from '../domain/rules/days.ts'
import { termKinds } from '../domain/rules/terms.ts'
import { daySchema } from '../domain/site-columns.ts'
import { read } from './rpc.ts'

const day = daySchema.refine(isDay)
const count = z.number().int().min(0).max(1_000_000)

export const termFactsSchema = z.object({
  /** 监测时间点, ISO instant. */
  observedAt: z.iso.datetime(),
  /** null: no date was found, which counts as not updated; absent: not looked for. */
  lastUpdate: day.nullable().optional(),
  sentOn: day.optional(),
  answeredOn: day.optional(),
  activities: z.array(day).max(10_000).optional(),
  visits: z
    .array(z.object({ visits: count, failures: count }))
    .max(1000)
    .optional(),
  missingKinds: z.array(count).max(10_000).optional()
})

export const termProcedures = {
  /**
   * Judges what was seen by the item's own numbers (期限核对): days without update, days without an answer, working days
   * of an answer, activities of a year, visits of a week, elements of guides. Writes nothing; a person still decides.
   * Refused where working days of a year without a table would be counted.
   */
  'terms.judge': read(
    z.object({
      /** The edition, or the batch whose frozen edition it is. */
      edition: z.union([z.object({ catalogueId: z.string() }), z.object({ batchId: z.string() })]),
      indicatorId: z.string(),
      facts: termFactsSchema
    }),
    z.object({
      kind: z.enum(termKinds),
      state: z.enum(['broken', 'kept', 'open']),
      /** One Chinese sentence. */
      why: z.string()
    })
  )
}
