import { z } from 'zod'
import { headSchema, packageVerdictSchema } from '../domain/evidence-package.ts'
import { live, read } from './rpc.ts'

export const packageProcedures = {
  /**
   * Seals this device's log and packs the evidence of a batch, or of some of its targets. The first time a key is made and
   * kept under the passphrase, which is asked for from then on.
   */
  'packages.create': live(
    z.object({
      batchId: z.string(),
      objectKeys: z.array(z.string()).min(1).max(100_000).nullable(),
      outFile: z.string().min(1),
      passphrase: z.string().max(1_000)
    }),
    z.object({
      file: z.string(),
      sha256: z.string(),
      size: z.number().int(),
      files: z.number().int(),
      evidence: z.number().int(),
      events: z.number().int(),
      head: headSchema,
      keyId: z.string(),
      /** The key was made in this act: to be told to those who will check. */
      isNewKey: z.boolean()
    })
  ),
  /** Checks a package against itself, and against heads and key numbers known from elsewhere. Changes nothing. */
  'packages.verify': read(
    z.object({
      file: z.string(),
      heads: z.array(z.object({ device: z.string(), seq: z.number().int().min(1), hash: z.string().min(16).max(64) })).max(100),
      keyIds: z.array(z.string()).max(100)
    }),
    packageVerdictSchema
  )
}
