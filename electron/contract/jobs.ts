import { z } from 'zod'
import { live } from './rpc.ts'

export const jobProcedures = {
  /** Stops a running job at its next safe point; nothing half-done stays. */
  'jobs.cancel': live(z.object({ jobId: z.string() }), z.object({ cancelled: z.boolean() }))
}

export const jobEvents = {
  /** Anything over a second tells how far it is. `total` is null while unknown. */
  'job.progress': z.object({
    jobId: z.string(),
    label: z.string(),
    done: z.number(),
    total: z.number().nullable(),
    state: z.enum(['running', 'done', 'failed', 'cancelled'])
  })
}
