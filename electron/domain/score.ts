import { z } from 'zod'

export const scoreItemSchema = z.object({
  indicator: z.string(),
  title: z.string(),
  kind: z.enum(['veto', 'deduction', 'bonus']),
  count: z.number().int(),
  unitPoints: z.string().nullable(),
  cap: z.string().nullable(),
  /** Points taken off or given, decimal string; `"0"` for a veto. */
  points: z.string(),
  capHit: z.boolean(),
  /** Threshold of a veto item, null elsewhere. */
  threshold: z.number().int().nullable(),
  /** Why it counts or does not, one Chinese sentence. */
  reason: z.string(),
  /** Ids of the findings that count. */
  findings: z.array(z.string()),
  /** Ids of the evidence of the findings that count. */
  evidence: z.array(z.string()),
  /** Who recorded the findings that count. */
  inspectors: z.array(z.string()),
  /** Findings recorded under the item that do not count, each with its reason. */
  excluded: z.array(z.object({ finding: z.string(), reason: z.string() }))
})
export type ScoreItem = z.infer<typeof scoreItemSchema>

export const targetScoreSchema = z.object({
  /** Object key. */
  id: z.string(),
  /** 网站标识码, or `平台:账号`. */
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  stratum: z.string(),
  /** Edition the target was scored by. */
  catalogue: z.object({ id: z.string(), edition: z.string() }),
  outcome: z.enum(['pass', 'fail', 'unsettled']),
  vetoes: z.array(z.string()),
  deducted: z.string(),
  bonus: z.string(),
  /** Final score; null while unsettled, where the edition gives no score, and after a veto without points of its own. */
  score: z.string().nullable(),
  /** What the score would be if nothing more were found; null after a veto and where the edition gives no score. */
  provisional: z.string().nullable(),
  /** Name the edition gives the score, `基本合格`; null without a score, after a veto and below the lowest line. */
  grade: z.string().nullable(),
  problems: z.number().int(),
  items: z.array(scoreItemSchema),
  /** Why the outcome is what it is, one Chinese sentence each. */
  reasons: z.array(z.string())
})
export type TargetScore = z.infer<typeof targetScoreSchema>

export const scoreSummarySchema = z.object({
  checked: z.number().int(),
  failed: z.number().int(),
  withProblems: z.number().int(),
  unsettled: z.number().int(),
  /** passed / checked × 100, half-up, two decimals; null when nothing is checked. */
  passRate: z.string().nullable()
})
export type ScoreSummary = z.infer<typeof scoreSummarySchema>
