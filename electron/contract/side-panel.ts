import { z } from 'zod'
import { evidenceSchema, findingSchema, targetStateSchema, verdictSchema } from '../domain/inspection.ts'
import { comparisonSchema } from '../domain/page-facts.ts'
import { targetScoreSchema } from '../domain/score.ts'
import { read } from './rpc.ts'

const target = z.object({ batchId: z.string(), objectKey: z.string() })

/** One object in one of the other batches. */
const pastTargetSchema = z.object({
  batchId: z.string(),
  title: z.string(),
  period: z.string(),
  openedAt: z.string(),
  state: targetStateSchema,
  verdicts: z.array(z.object({ indicatorId: z.string(), title: z.string(), verdict: verdictSchema })),
  findings: z.array(findingSchema),
  evidence: z.array(evidenceSchema),
  score: targetScoreSchema
})
export type PastTarget = z.infer<typeof pastTargetSchema>

export const sidePanelProcedures = {
  /** 对照: the registry beside what the shown page says; `page` is null while another page, or none, is shown. */
  'targets.compare': read(
    target,
    z.object({
      page: z
        .object({
          url: z.string(),
          rows: z.array(comparisonSchema),
          /** Newest day written in the page, `2023-09-06`, and today, both in China. */
          latestDay: z.string().nullable()
        })
        .nullable(),
      today: z.string()
    })
  ),
  /** The same object in batches opened before this one, the last first. */
  'targets.history': read(target, z.object({ past: z.array(pastTargetSchema) })),
  /** The wordings that this inspector last used for an item, places and numbers as blanks again. */
  'findings.wordings': read(z.object({ indicatorId: z.string() }), z.object({ wordings: z.array(z.string()) }))
}
