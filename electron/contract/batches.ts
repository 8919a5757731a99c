import { z } from 'zod'
import { catalogueSchema } from '../domain/catalogue.ts'
import { sampleDesignSchema, strataShareSchema, targetStateSchema } from '../domain/inspection.ts'
import { decisionRequestSchema, numberDecisionSchema } from '../domain/number-decision.ts'
import { objectKindSchema, registryObjectSchema } from '../domain/registry.ts'
import { none, read, write } from './rpc.ts'

export const batchSchema = z.object({
  id: z.string(),
  title: z.string(),
  period: z.string(),
  object: objectKindSchema,
  catalogueId: z.string(),
  catalogueTitle: z.string(),
  catalogueHash: z.string(),
  registryHash: z.string(),
  design: sampleDesignSchema,
  algorithm: z.string(),
  frame: z.number().int(),
  drawn: z.number().int(),
  strata: z.array(strataShareSchema),
  recordHash: z.string(),
  allowHosts: z.array(z.string()),
  decisions: z.array(numberDecisionSchema),
  openedAt: z.string(),
  openedBy: z.string(),
  inspected: z.number().int(),
  inProgress: z.number().int()
})
export type Batch = z.infer<typeof batchSchema>

/** Another edition taken for the batch after its opening. */
export const adoptionSchema = z.object({
  adoptionId: z.string(),
  fromTitle: z.string(),
  toTitle: z.string(),
  catalogueHash: z.string(),
  previousHash: z.string(),
  reason: z.string(),
  time: z.string(),
  author: z.string()
})

/** One row of the target grid: everything the list shows, computed by the backend. */
export const targetRowSchema = z.object({
  objectKey: z.string(),
  name: z.string(),
  unit: z.string(),
  stratum: z.string(),
  code: z.string(),
  url: z.string().nullable(),
  /** Pinyin of the name: full without spaces, and initials, lower case (`kjj`). */
  pinyin: z.string(),
  initials: z.string(),
  state: targetStateSchema,
  outcome: z.enum(['pass', 'fail', 'unsettled']),
  problems: z.number().int(),
  score: z.string().nullable(),
  inspector: z.string().nullable(),
  object: registryObjectSchema
})
export type TargetRow = z.infer<typeof targetRowSchema>

export const batchProcedures = {
  /** Shares per stratum before the draw; `fault` is the Chinese sentence when the design cannot be drawn. */
  'batches.previewDraw': read(
    z.object({ design: sampleDesignSchema }),
    z.object({
      frame: z.number().int(),
      drawn: z.number().int(),
      strata: z.array(strataShareSchema.extend({ remainderWon: z.boolean() })),
      fault: z.string().nullable()
    })
  ),
  'batches.create': write(
    z.object({
      title: z.string().trim().min(1),
      period: z.string().trim().min(1),
      catalogueId: z.string(),
      design: sampleDesignSchema,
      /** `host` or `host:port` on loopback or private addresses that the batch's pages may reach (intranet sites); none by default. */
      allowHosts: z.array(z.string().regex(/^[^\s/]+$/)).optional(),
      /** What the office decided about unconfirmed numbers; an item not named stays off. */
      decisions: z.array(decisionRequestSchema).optional()
    }),
    z.object({ batch: batchSchema, recordPath: z.string() })
  ),
  'batches.list': read(none, z.object({ batches: z.array(batchSchema) })),
  'batches.get': read(
    z.object({ batchId: z.string() }),
    z.object({
      batch: batchSchema,
      catalogue: catalogueSchema,
      /** Oldest first; the batch's catalogue and decisions are those of the last. */
      adoptions: z.array(adoptionSchema)
    })
  ),
  /** Takes another edition for a batch that no notice was issued from; verdicts and findings stay as they are. */
  'batches.adoptCatalogue': write(
    z.object({
      batchId: z.string(),
      catalogueId: z.string(),
      decisions: z.array(decisionRequestSchema).optional(),
      reason: z.string().trim().min(1).max(500)
    }),
    z.object({ batch: batchSchema })
  ),
  'batches.targets': read(z.object({ batchId: z.string() }), z.object({ targets: z.array(targetRowSchema) })),
  /** Draws again from a record file and says what differs. */
  'batches.replay': read(
    z.object({ record: z.unknown(), sources: z.array(z.object({ path: z.string() })) }),
    z.object({ same: z.boolean(), differences: z.array(z.string()) })
  )
}
