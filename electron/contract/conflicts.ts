import { z } from 'zod'
import { evidenceSchema, findingSchema, targetStateSchema, verdictSchema } from '../domain/inspection.ts'
import { hintStateSchema } from '../domain/stored-hint.ts'
import { none, read, write } from './rpc.ts'

/** What one version says, as far as a person decides on it. `none`: nothing was there. */
const saidSchema = z.discriminatedUnion('as', [
  z.object({ as: z.literal('none') }),
  z.object({ as: z.literal('verdict'), verdict: verdictSchema }),
  z.object({ as: z.literal('state'), state: targetStateSchema }),
  /** Whether the finding stands or was withdrawn. */
  z.object({ as: z.literal('presence'), isThere: z.boolean() }),
  z.object({ as: z.literal('count'), count: z.number().int() }),
  /** A description, a place, an address, or the name of what it is about. */
  z.object({ as: z.literal('text'), text: z.string() }),
  z.object({ as: z.literal('edition'), title: z.string(), decisions: z.number().int() }),
  z.object({ as: z.literal('hint'), state: hintStateSchema, reason: z.string().nullable() })
])
export type Said = z.infer<typeof saidSchema>

/** What two people judged differently. */
export const conflictTopicSchema = z.enum([
  'verdict',
  'target',
  'edition',
  'hint',
  'present',
  'batchId',
  'objectKey',
  'indicatorId',
  'count',
  'description',
  'location',
  'url'
])
export type ConflictTopic = z.infer<typeof conflictTopicSchema>

const placeSchema = z.object({
  topic: conflictTopicSchema,
  batchId: z.string().nullable(),
  batchTitle: z.string().nullable(),
  objectKey: z.string().nullable(),
  objectName: z.string().nullable(),
  unit: z.string().nullable(),
  indicator: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** The finding or hint it is about, in its own words. */
  subject: z.string().nullable()
})

const versionSchema = z.object({
  /** What is chosen in a ruling. */
  event: z.string(),
  author: z.string(),
  device: z.string(),
  /** Under which its key was accepted, or null. */
  deviceName: z.string().nullable(),
  isOwn: z.boolean(),
  time: z.string(),
  said: saidSchema
})

const conflictRowSchema = placeSchema.extend({
  conflictId: z.string(),
  base: saidSchema,
  versions: z.array(versionSchema)
})
export type ConflictRow = z.infer<typeof conflictRowSchema>
export type ConflictVersion = z.infer<typeof versionSchema>

const rulingRowSchema = placeSchema.extend({
  rulingId: z.string(),
  conflictId: z.string(),
  by: z.string(),
  time: z.string(),
  reason: z.string(),
  chosen: versionSchema,
  others: z.array(versionSchema)
})
export type RulingRow = z.infer<typeof rulingRowSchema>

export const conflictProcedures = {
  'conflicts.count': read(none, z.object({ open: z.number().int() })),
  /** Open conflicts and the last 500 rulings (newest first), as people read them. */
  'conflicts.view': read(none, z.object({ open: z.array(conflictRowSchema), ruled: z.array(rulingRowSchema) })),
  /** What stands behind each version: its findings as they were written then, and the evidence of its device on the object. */
  'conflicts.get': read(
    z.object({ conflictId: z.string() }),
    z.object({
      versions: z.array(
        z.object({
          event: z.string(),
          findings: z.array(findingSchema),
          /** Why a finding was withdrawn. */
          note: z.string().nullable(),
          evidence: z.array(evidenceSchema)
        })
      )
    })
  ),
  /** The same reason for several conflicts, all or none of them ruled. */
  'conflicts.ruleMany': write(
    z.object({
      rulings: z
        .array(z.object({ conflictId: z.string(), chosen: z.string() }))
        .min(1)
        .max(1_000),
      reason: z.string().trim().min(1).max(1_000)
    }),
    z.object({
      ruled: z.number().int(),
      /** Settled by one of the others: of a withdrawn finding nothing is left to decide. */
      settled: z.number().int(),
      open: z.number().int()
    })
  )
}
