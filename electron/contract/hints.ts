import { z } from 'zod'
import { placeSchema } from '../domain/facts/gathered.ts'
import { earlierDismissalSchema, hintStateSchema } from '../domain/stored-hint.ts'
import { live, none, read, write } from './rpc.ts'

/** One hint of a list; its places come with `hints.get`. */
const hintRowSchema = z.object({
  id: z.string(),
  objectKey: z.string(),
  name: z.string(),
  check: z.string(),
  checkTitle: z.string(),
  /** Items of the batch's edition that the check serves. */
  indicators: z.array(z.string()),
  outcome: z.enum(['fail', 'needs-human']),
  message: z.string(),
  url: z.string(),
  location: z.string(),
  observedAt: z.string(),
  state: hintStateSchema,
  placeCount: z.number().int(),
  /** Text of the first place. */
  text: z.string(),
  reason: z.string().nullable(),
  earlier: earlierDismissalSchema.nullable(),
  findingId: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Its check is quiet: folded away, not lost. */
  isQuiet: z.boolean()
})
export type HintRow = z.infer<typeof hintRowSchema>

const hintDetailSchema = hintRowSchema.extend({ places: z.array(placeSchema) })
export type HintDetail = z.infer<typeof hintDetailSchema>

const checkSummarySchema = z.object({
  check: z.string(),
  title: z.string(),
  indicators: z.array(z.string()),
  /** In this batch. */
  open: z.number().int(),
  total: z.number().int(),
  /** By people, over the whole workspace. */
  taken: z.number().int(),
  dismissed: z.number().int(),
  /** taken ÷ (taken + dismissed), 0 to 1; null without a decision. */
  agreement: z.number().nullable(),
  isQuiet: z.boolean(),
  /** A person woke it; it is judged again after more decisions. */
  isWoken: z.boolean()
})
export type CheckSummary = z.infer<typeof checkSummarySchema>

export const quietRuleSchema = z.object({
  precision: z.number().min(0).max(1),
  leastDecisions: z.number().int().min(1).max(10_000)
})

const batch = z.object({ batchId: z.string() })
const some = batch.extend({ hintIds: z.array(z.string()).min(1).max(1000) })

export const hintProcedures = {
  /** Every hint of the batch that is not gone, and what each check came to. */
  'hints.list': read(
    batch,
    z.object({ hints: z.array(hintRowSchema), checks: z.array(checkSummarySchema), rule: quietRuleSchema })
  ),
  'hints.get': read(z.object({ hintId: z.string() }), hintDetailSchema),
  /** For the checking screen: of one target, with places. */
  'hints.ofTarget': read(batch.extend({ objectKey: z.string() }), z.object({ hints: z.array(hintDetailSchema) })),
  /** Reasons given lately, newest first. */
  'hints.reasons': read(none, z.object({ reasons: z.array(z.string()) })),
  /** Only open hints can be dismissed. The dismissal holds for later batches too, until the ground changes. */
  'hints.dismiss': write(some.extend({ reason: z.string().trim().min(1).max(200) }), z.object({ dismissed: z.number().int() })),
  /** Takes a dismissal back, a remembered one too. */
  'hints.reopen': write(some, z.object({ reopened: z.number().int() })),
  /** Wakes a check that went quiet, or lets it be quiet again. */
  'hints.wake': live(z.object({ check: z.string(), isAwake: z.boolean() }), none),
  /** When a check goes quiet by itself. */
  'hints.rule': read(none, quietRuleSchema),
  'hints.setRule': live(quietRuleSchema, none)
}
