import { z } from 'zod'
import { evidenceSchema, findingSchema, targetSchema, verdictSchema } from '../domain/inspection.ts'
import { scoreSummarySchema, targetScoreSchema } from '../domain/score.ts'
import { read, write } from './rpc.ts'

const target = z.object({ batchId: z.string(), objectKey: z.string() })

export const findingDraftSchema = findingSchema.omit({ id: true, inspector: true })

/** Everything the checking screen shows of one target. */
export const targetDetailSchema = z.object({
  target: targetSchema,
  verdicts: z.record(z.string(), verdictSchema),
  findings: z.array(findingSchema),
  evidence: z.array(evidenceSchema),
  score: targetScoreSchema
})
export type TargetDetail = z.infer<typeof targetDetailSchema>

export const checkingProcedures = {
  'targets.get': read(target, targetDetailSchema),
  /**
   * 合格, 不适用, 待定. 不合格 is given with its finding by `findings.record`; giving another verdict where findings
   * stand is refused until they are withdrawn.
   */
  'verdicts.give': write(
    target.extend({ indicatorId: z.string(), verdict: verdictSchema.exclude(['fail']) }),
    targetDetailSchema
  ),
  /** Records a finding and with it the verdict 不合格. Evidence is required in the number the indicator asks for. */
  'findings.record': write(
    /** `hintId`: the hint that a person makes into this finding. */
    findingDraftSchema.extend({ hintId: z.string().optional() }),
    targetDetailSchema
  ),
  'findings.edit': write(findingSchema.omit({ inspector: true }), targetDetailSchema),
  'findings.withdraw': write(z.object({ findingId: z.string(), reason: z.string().trim().min(1) }), targetDetailSchema),
  'findings.import': write(
    z.object({ batchId: z.string(), path: z.string() }),
    z.object({ imported: z.number().int(), withoutEvidence: z.number().int(), targets: z.number().int() })
  ),
  'targets.complete': write(target, targetDetailSchema),
  'targets.reopen': write(target, targetDetailSchema),
  'batches.complete': write(
    z.object({ batchId: z.string() }),
    z.object({
      completed: z.number().int(),
      already: z.number().int(),
      open: z.array(z.object({ objectKey: z.string(), name: z.string(), reason: z.string() }))
    })
  ),
  'scores.batch': read(
    z.object({ batchId: z.string() }),
    z.object({ targets: z.array(targetScoreSchema), summary: scoreSummarySchema })
  )
}
