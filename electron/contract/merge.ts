import { z } from 'zod'
import { none, read, write } from './rpc.ts'
import { strayWorkSchema } from './work.ts'

export const conflictSchema = z.object({
  conflictId: z.string(),
  item: z.string(),
  kind: z.string(),
  batchId: z.string().nullable(),
  objectKey: z.string().nullable(),
  indicatorId: z.string().nullable(),
  /** What stood before; null where there was nothing. */
  base: z.unknown(),
  versions: z.array(z.object({ event: z.string(), type: z.string(), author: z.string(), time: z.string(), value: z.unknown() }))
})

const waitingSchema = z.object({
  /** Received and not taken in, by device and reason; `name`: under which its key was accepted; `keyIds`: keys that sealed them. */
  held: z.array(
    z.object({
      device: z.string(),
      name: z.string().nullable(),
      reason: z.enum(['missing', 'unsealed', 'unknown-key', 'other-key', 'fork', 'other-manager']),
      count: z.number().int(),
      keyIds: z.array(z.string()),
      author: z.string()
    })
  ),
  /** Events that others wait for; device null: nobody says whose they are. */
  missing: z.array(z.object({ device: z.string().nullable(), name: z.string().nullable(), missing: z.number().int() })),
  /** Evidence files that the log names and this workspace does not have, by SHA-256. */
  missingEvidence: z.array(z.string())
})

export const mergeResultSchema = waitingSchema.extend({
  applied: z.number().int(),
  alreadyHad: z.number().int(),
  /** Results for targets that their writer did not have (不在分派范围), in all batches of which work was handed out. */
  outOfScope: z.array(strayWorkSchema),
  /** Everything that waits for a ruling now. */
  conflicts: z.array(conflictSchema),
  stateHash: z.string()
})

export const mergeProcedures = {
  /** What was received and waits, and the devices whose keys were accepted. */
  'merge.status': read(
    none,
    waitingSchema.extend({ keys: z.array(z.object({ device: z.string(), keyId: z.string(), name: z.string() })) })
  ),
  /** Takes packages of other laptops in; each is taken in whole or not at all. */
  'merge.packages': write(z.object({ paths: z.array(z.string()).min(1).max(100) }), mergeResultSchema),
  /** Accepts the key of a device whose events wait for it. */
  'merge.acceptKey': write(z.object({ keyId: z.string(), name: z.string().trim().min(1).max(40) }), mergeResultSchema),
  'conflicts.list': read(none, z.object({ conflicts: z.array(conflictSchema) })),
  'conflicts.rule': write(
    z.object({ conflictId: z.string(), chosen: z.string(), reason: z.string().trim().min(1).max(1000) }),
    z.object({ conflicts: z.array(conflictSchema), stateHash: z.string() })
  )
}
