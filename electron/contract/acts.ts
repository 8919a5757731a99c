import { z } from 'zod'
import { verdictSchema } from '../domain/inspection.ts'
import { targetDetailSchema } from './checking.ts'
import { read, write } from './rpc.ts'

const actKindSchema = z.enum([
  'verdict',
  'finding-recorded',
  'finding-edited',
  'finding-withdrawn',
  'completed',
  'reopened',
  'completed-many',
  'column-added',
  'column-changed',
  'column-removed',
  'hint-dismissed',
  'hint-reopened'
])

/** One thing a person did since the program was started, in words enough to say what is taken back. */
const actSchema = z.object({
  kind: actKindSchema,
  batchId: z.string(),
  /** The (first) target it was done on. */
  objectKey: z.string(),
  name: z.string(),
  /** How many targets it changed. */
  amount: z.number().int(),
  indicator: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** The verdict that was given, and the one that stood before; null for none. */
  verdict: verdictSchema.nullable(),
  before: verdictSchema.nullable(),
  /** Path of the column that was changed; null for the other kinds. */
  subject: z.string().nullable()
})
export type Act = z.infer<typeof actSchema>

const batch = z.object({ batchId: z.string() })
const done = z.object({
  act: actSchema,
  /** The target as it stands now. */
  detail: targetDetailSchema
})

export const actProcedures = {
  /** What Ctrl+Z and Ctrl+Y would do now. The two lists live as long as the program runs, one pair for each batch. */
  'acts.last': read(batch, z.object({ undo: actSchema.nullable(), redo: actSchema.nullable() })),
  /** Takes the last act back by a new entry in the log; refused where something else changed the same rows since. */
  'acts.undo': write(batch, done),
  'acts.redo': write(batch, done)
}
