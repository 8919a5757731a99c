import { z } from 'zod'
import { live, read } from './rpc.ts'

/** Where one was in a batch: by object, or along the assembly line (流水线) of one indicator. */
export const deskSchema = z.object({
  objectKey: z.string().nullable(),
  mode: z.enum(['object', 'line']),
  indicatorId: z.string().nullable()
})
export type Desk = z.infer<typeof deskSchema>

export const deskProcedures = {
  'desk.get': read(z.object({ batchId: z.string() }), deskSchema),
  'desk.keep': live(z.object({ batchId: z.string(), desk: deskSchema }), z.object({}))
}
