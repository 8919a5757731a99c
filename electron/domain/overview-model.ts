import { z } from 'zod'
import { objectKindSchema } from './registry.ts'
import { scoreSummarySchema } from './score.ts'

/**
 * Where a target stands, one word each, so that the parts add up to the whole: 待检, 检查中, 已检待裁定 (an indicator put
 * off), and once settled 合格, 合格但有问题, 不合格.
 */
export const standings = ['waiting', 'in-progress', 'unsettled', 'pass', 'problems', 'fail'] as const
export type Standing = (typeof standings)[number]
const counts = z.record(z.enum(standings), z.number().int())
export type StandingCounts = z.infer<typeof counts>

export const blockKinds = ['unsettled', 'pending', 'no-evidence', 'doubtful', 'in-progress', 'waiting'] as const

/** One object that stands in the way. */
const blockItemSchema = z.object({
  objectKey: z.string(),
  name: z.string(),
  /** Indicators it is about; none for objects that are merely open. */
  indicators: z.array(z.string()),
  /** Findings or captures concerned; 1 for an object as such. */
  count: z.number().int()
})
export type BlockItem = z.infer<typeof blockItemSchema>

const stratumRowSchema = z.object({ name: z.string(), total: z.number().int(), counts })
const inspectorRowSchema = z.object({
  /** null: the objects that nobody has taken up. */
  name: z.string().nullable(),
  total: z.number().int(),
  counts,
  /** Findings that stand under this name. */
  findings: z.number().int(),
  /** When the last object of this name was finished. */
  lastAt: z.string().nullable()
})
const indicatorRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['veto', 'deduction', 'bonus']),
  /** Objects that it is asked of; the five below add up to it. */
  asked: z.number().int(),
  /** Given as such, or left without a word on an inspected object. */
  pass: z.number().int(),
  fail: z.number().int(),
  notApplicable: z.number().int(),
  pending: z.number().int(),
  /** No verdict yet, and the object is not finished. */
  open: z.number().int(),
  findings: z.number().int()
})
export type IndicatorRow = z.infer<typeof indicatorRowSchema>

export const overviewSchema = z.object({
  batchId: z.string(),
  title: z.string(),
  period: z.string(),
  object: objectKindSchema,
  catalogueTitle: z.string(),
  /** When the numbers were taken. */
  asOf: z.string(),
  total: z.number().int(),
  counts,
  findings: z.number().int(),
  summary: scoreSummarySchema,
  strata: z.array(stratumRowSchema),
  inspectors: z.array(inspectorRowSchema),
  indicators: z.array(indicatorRowSchema),
  /** Days (China) on which objects were finished that still are, oldest first; adds up to the inspected ones. */
  days: z.array(z.object({ day: z.string(), finished: z.number().int() })),
  /** null below five completions, or where they were not made one by one. */
  estimate: z
    .object({
      secondsEach: z.number().int(),
      gaps: z.number().int(),
      sessions: z.number().int(),
      /** For one person without a break. */
      secondsLeft: z.number().int()
    })
    .nullable(),
  /** Every kind, also with nothing in it; `items` holds the first ones only. */
  blocks: z.array(z.object({ kind: z.enum(blockKinds), total: z.number().int(), items: z.array(blockItemSchema) }))
})
export type Overview = z.infer<typeof overviewSchema>
