import { z } from 'zod'
import { catalogueSchema } from '../domain/catalogue.ts'
import { decisionRequestSchema } from '../domain/number-decision.ts'
import { scoreSummarySchema, targetScoreSchema } from '../domain/score.ts'
import { read } from './rpc.ts'

const edition = catalogueSchema.pick({ id: true, title: true, edition: true })

/** One item of one target under both editions; null on a side that does not have the item. */
const itemSideSchema = z
  .object({ count: z.number().int(), points: z.string(), capHit: z.boolean(), reason: z.string() })
  .nullable()
const differingItemSchema = z.object({
  indicator: z.string(),
  title: z.string(),
  kind: z.enum(['veto', 'deduction', 'bonus']),
  before: itemSideSchema,
  after: itemSideSchema
})

const sideSchema = targetScoreSchema.pick({
  outcome: true,
  score: true,
  provisional: true,
  deducted: true,
  bonus: true,
  vetoes: true,
  problems: true,
  reasons: true
})

const whatIfTargetSchema = targetScoreSchema.pick({ id: true, code: true, name: true, unit: true, stratum: true }).extend({
  before: sideSchema,
  after: sideSchema,
  /** Outcome, points or vetoes differ. */
  changed: z.boolean(),
  /** Score after minus before, decimal string; provisional scores where not settled, null where a side has none. */
  difference: z.string().nullable(),
  items: z.array(differingItemSchema),
  /** Findings on items that the other edition does not have, or that are off in it. */
  notCounted: z.array(
    z.object({ indicator: z.string(), title: z.string(), findings: z.number().int(), why: z.enum(['absent', 'off']) })
  )
})
export type WhatIfTarget = z.infer<typeof whatIfTargetSchema>

const whatIfSchema = z.object({
  from: edition,
  to: edition,
  /** Items of the other edition that stay off because nobody decided about their numbers. */
  undecided: z.array(z.string()),
  before: scoreSummarySchema,
  after: scoreSummarySchema,
  changes: z.object({
    targets: z.number().int(),
    changed: z.number().int(),
    passToFail: z.number().int(),
    failToPass: z.number().int(),
    higher: z.number().int(),
    lower: z.number().int()
  }),
  /** Items with findings whose id means something else in the other edition: look before adopting. */
  renamed: z.array(z.object({ indicator: z.string(), before: z.string(), after: z.string() })),
  /** Findings on items that the other edition does not have or that are off in it, in all. */
  notCounted: z.number().int(),
  /** Why the other edition cannot be adopted for this batch, or null. */
  obstacle: z.string().nullable(),
  /** Largest change first: other outcome, then size of the difference. */
  targets: z.array(whatIfTargetSchema)
})
export type WhatIf = z.infer<typeof whatIfSchema>

export const whatIfProcedures = {
  /** Scores the batch under another edition without writing anything. */
  'scores.whatIf': read(
    z.object({ batchId: z.string(), catalogueId: z.string(), decisions: z.array(decisionRequestSchema).optional() }),
    whatIfSchema
  )
}
