import { z } from 'zod'
import { findingSchema, targetStateSchema, verdictSchema } from './inspection.ts'

/** A verdict as it stands in the workspace: by whom and since when belongs to it, or taking an act back would change both. */
const standingVerdictSchema = z.object({ verdict: verdictSchema, inspector: z.string(), time: z.string() })

/**
 * What an undo (or the redo of it) puts back on one target: every row the act had changed, as it stood before the act
 * (after it). null for a row that did not stand then; for `target`: it was not changed.
 */
export const restoredWorkSchema = z.object({
  batchId: z.string(),
  objectKey: z.string(),
  direction: z.enum(['undo', 'redo']),
  /** The entries of the log that are taken back, or brought back. They stay in the log. */
  events: z.array(z.string()),
  target: z.object({ state: targetStateSchema, inspector: z.string().nullable() }).nullable(),
  verdicts: z.array(z.object({ indicatorId: z.string(), given: standingVerdictSchema.nullable() })),
  findings: z.array(z.object({ id: z.string(), finding: findingSchema.nullable() }))
})
export type RestoredWork = z.infer<typeof restoredWorkSchema>
