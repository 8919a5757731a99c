import { z } from 'zod'
import { live } from './rpc.ts'

export const unitPacketProcedures = {
  /**
   * For each 主办单位 with findings a folder to hand over: its part of the 问题清单, a draft of its notice, pictures (masked
   * where a mask was saved), printed sheets, and a list with hashes. A job; cancelling leaves whole folders only.
   */
  'unitPackets.export': live(
    z.object({
      batchId: z.string(),
      /** null: all units that have findings. */
      units: z.array(z.string()).min(1).max(10_000).nullable(),
      /** null: a new folder in the workspace's exports. */
      outDir: z.string().min(1).nullable(),
      profile: z.string(),
      deadline: z.string().nullable(),
      /** The unmasked pictures too, where a mask was saved. */
      originals: z.boolean()
    }),
    z.object({
      dir: z.string(),
      packets: z.array(
        z.object({
          unit: z.string(),
          /** Told apart where two units have one name. */
          stratum: z.string(),
          folder: z.string(),
          findings: z.number().int(),
          files: z.array(z.object({ name: z.string(), sha256: z.string(), size: z.number().int() }))
        })
      ),
      /** What was left out and why, Chinese sentences. */
      notes: z.array(z.string())
    })
  )
}
