import { z } from 'zod'
import { decimalSchema, windowSchema } from './catalogue.ts'

/** What the office said about an item with an unconfirmed number before it opened a batch (批次向导). */
export const decisionRequestSchema = z.object({
  indicatorId: z.string(),
  /** `confirm` takes the printed numbers as they are, `change` sets those given, `off` keeps the item out of this batch. */
  action: z.enum(['confirm', 'change', 'off']),
  window: windowSchema.optional(),
  threshold: z.number().int().positive().optional(),
  unitPoints: decimalSchema.optional(),
  /** null takes the limit away. */
  cap: decimalSchema.nullable().optional(),
  /** The item's further numbers by name. */
  numbers: z.record(z.string(), decimalSchema).optional()
})
export type DecisionRequest = z.infer<typeof decisionRequestSchema>

/** The same with who and when; kept in the log and with the batch. */
export const numberDecisionSchema = decisionRequestSchema.extend({ by: z.string(), at: z.string() })
export type NumberDecision = z.infer<typeof numberDecisionSchema>
