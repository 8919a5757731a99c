/** What a work package (任务包) hands to one inspector, as rows: exactly their targets, and what is needed to judge these. */
import { z } from 'zod'
import { catalogueSchema } from './catalogue.ts'
import { headSchema } from './evidence-package.ts'
import {
  evidenceSchema,
  findingSchema,
  sampleDesignSchema,
  strataShareSchema,
  targetStateSchema,
  verdictSchema
} from './inspection.ts'
import { numberDecisionSchema } from './number-decision.ts'
import { officeDocumentKindSchema, officeDocumentSchema } from './office-document.ts'
import { objectKindSchema, placedObjectSchema } from './registry.ts'
import { siteColumnSchema } from './site-columns.ts'
import { dismissedGroundSchema } from './stored-hint.ts'

/** One person's targets in one package: the excerpt is one entry of their log, and comes back with their results. */
export const mostWorkTargets = 3000

/** Papers of the office that judging needs. Tables from elsewhere are left out: their rows name other units. */
export const workDocumentKinds = officeDocumentKindSchema.extract([
  'overlay',
  'phrase',
  'calendar',
  'word-pack',
  'word-pack-switch',
  'control-hosts'
])

const key = z.string().min(1).max(300)

const workBatchSchema = z.object({
  batchId: z.string().min(1).max(200),
  title: z.string().max(500),
  period: z.string().max(500),
  object: objectKindSchema,
  catalogue: catalogueSchema,
  catalogueHash: z.string(),
  registryHash: z.string(),
  /** Objects that had to be drawn (必查) only as far as they are among the targets: the others are none of the inspector's. */
  design: sampleDesignSchema,
  algorithm: z.string(),
  frame: z.number().int(),
  /** Of the whole batch; a workspace with fewer targets holds a part of it. */
  drawn: z.number().int(),
  strata: z.array(strataShareSchema),
  recordHash: z.string(),
  allowHosts: z.array(z.string()),
  decisions: z.array(numberDecisionSchema),
  openedAt: z.string(),
  openedBy: z.string()
})

const partSchema = z.object({
  batch: workBatchSchema,
  targets: z
    .array(z.object({ object: placedObjectSchema, state: targetStateSchema, inspector: z.string().nullable() }))
    .max(mostWorkTargets),
  verdicts: z.array(
    z.object({ objectKey: key, indicatorId: z.string(), verdict: verdictSchema, inspector: z.string(), time: z.string() })
  ),
  findings: z.array(findingSchema)
})
export type WorkPart = z.infer<typeof partSchema>

export const workExcerptSchema = partSchema.extend({
  /** The targets' objects as the registry has them now; the frozen ones are with the targets. */
  registry: z.array(placedObjectSchema).max(mostWorkTargets),
  /** What was captured of the targets in this batch so far; the files lie beside the excerpt. */
  evidence: z.array(evidenceSchema),
  columns: z.array(siteColumnSchema),
  grounds: z.array(dismissedGroundSchema),
  documents: z.array(officeDocumentSchema.extend({ kind: workDocumentKinds, time: z.string(), author: z.string() })),
  /** The same objects in earlier batches, the one opened last first; without evidence. */
  past: z.array(partSchema).max(8)
})
export type WorkExcerpt = z.infer<typeof workExcerptSchema>

/**
 * Where the sender's log stood: the event that assigned the work, and the last event of every device the sender knew. Whoever
 * receives the work counts as knowing all that, although none of it is in their log.
 */
export const workBaseSchema = headSchema.extend({ id: z.string().min(1).max(200), heads: z.array(headSchema).min(1).max(1000) })
export type WorkBase = z.infer<typeof workBaseSchema>
