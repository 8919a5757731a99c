import { z } from 'zod'
import { overviewSchema } from '../domain/overview-model.ts'
import { read } from './rpc.ts'

export const overviewProcedures = {
  /** How far the batch is, by stratum, inspector, indicator and day, and what stands in its way. */
  'overview.get': read(z.object({ batchId: z.string() }), overviewSchema)
}
