import { z } from 'zod'
import { sweepSettingsSchema } from '../domain/stored-hint.ts'
import { live, read } from './rpc.ts'

const sweepStateSchema = z.enum(['running', 'pausing', 'paused', 'done', 'stopped'])

/** Why an unfinished sweep does not run: `interrupted` means the program ended meanwhile. */
const pauseReasonSchema = z.enum(['person', 'network', 'interrupted', 'failed'])

const sweepSchema = z.object({
  sweepId: z.string(),
  batchId: z.string(),
  state: sweepStateSchema,
  pausedBy: pauseReasonSchema.nullable(),
  /** One Chinese sentence; null where there is nothing to say. */
  message: z.string().nullable(),
  startedAt: z.string(),
  startedBy: z.string(),
  finishedAt: z.string().nullable(),
  checks: z.array(z.string()),
  settings: sweepSettingsSchema,
  targets: z.number().int(),
  done: z.number().int(),
  pages: z.number().int(),
  byBrowser: z.number().int(),
  /** Pages that gave no answer, also when asked again. */
  failed: z.number().int(),
  /** At the pace of this run; null while nothing can be said. */
  secondsLeft: z.number().int().nullable()
})
export type Sweep = z.infer<typeof sweepSchema>

export const availableCheckSchema = z.object({
  id: z.string(),
  title: z.string(),
  level: z.enum(['page', 'site']),
  indicators: z.array(z.string())
})

const startSchema = z.object({
  batchId: z.string(),
  /** Ids; all where not given. */
  checks: z.array(z.string()).min(1).optional(),
  settings: sweepSettingsSchema.partial().optional(),
  /** A sweep of the batch that was not finished is ended, instead of going on with it. */
  isAnew: z.boolean().optional()
})

export const sweepProcedures = {
  /** The newest sweep of the batch, and the checks there are. */
  'sweeps.get': read(
    z.object({ batchId: z.string() }),
    z.object({ sweep: sweepSchema.nullable(), checks: z.array(availableCheckSchema) })
  ),
  /** Begins a sweep of every target, or goes on with the unfinished one; answers when it runs. */
  'sweeps.start': live(startSchema, sweepSchema),
  /** The same, and answers when it has ended or paused. */
  'sweeps.run': live(startSchema, sweepSchema),
  /** Finishes the pages under way and stops there; `sweeps.start` goes on. */
  'sweeps.pause': live(z.object({ batchId: z.string() }), sweepSchema),
  /** Ends an unfinished sweep for good; what it found stays. */
  'sweeps.stop': live(z.object({ batchId: z.string() }), sweepSchema),
  /** What pages of one target gave in the newest sweep. */
  'sweeps.target': read(
    z.object({ batchId: z.string(), objectKey: z.string() }),
    z.object({
      pages: z.array(
        z.object({
          url: z.string(),
          location: z.string(),
          status: z.number().int().nullable(),
          by: z.enum(['http', 'browser']).nullable(),
          error: z.string().nullable(),
          isDisallowedByRobots: z.boolean(),
          milliseconds: z.number().int()
        })
      )
    })
  )
}

export const sweepEvents = {
  /** How far the sweep is. */
  'sweep.changed': sweepSchema
}
