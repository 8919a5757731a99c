import { z } from 'zod'
import { verdictSchema } from '../domain/inspection.ts'
import { read, write } from './rpc.ts'

/** One target as the assembly line (流水线) of one indicator sees it. */
const lineEntrySchema = z.object({
  objectKey: z.string(),
  verdict: verdictSchema.nullable(),
  findings: z.number().int(),
  /** Why the item is not asked of this target, in Chinese; null when it is. */
  notAsked: z.string().nullable()
})
export type LineEntry = z.infer<typeof lineEntrySchema>

export const lineProcedures = {
  'line.get': read(
    z.object({ batchId: z.string(), indicatorId: z.string() }),
    z.object({
      /** In the order of the batch. */
      entries: z.array(lineEntrySchema),
      /** Targets not completed yet whose every item has its verdict, none of them 待定. */
      ready: z.array(z.string())
    })
  ),
  /** Completes many in one act, which one undo takes back; refused whole where one of them has an open question. */
  'targets.completeMany': write(
    z.object({ batchId: z.string(), objectKeys: z.array(z.string()).min(1) }),
    z.object({ completed: z.number().int() })
  )
}
