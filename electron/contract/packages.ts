import { z } from 'zod'
import { headSchema, packageVerdictSchema } from '../domain/evidence-package.ts'
import { live, none, read } from './rpc.ts'

export const packageProcedures = {
  /**
   * The key that seals here; `keptBy`: whether a passphrase has to be asked for, `why` it has to be. Where there is no key
   * yet: how the first one would be kept.
   */
  'packages.key': read(
    none,
    z.object({
      exists: z.boolean(),
      keptBy: z.enum(['system', 'passphrase']),
      why: z.string().nullable(),
      /** The system can keep it here. */
      canSystem: z.boolean(),
      device: z.string(),
      keyId: z.string().nullable(),
      /** PEM (SPKI). */
      publicKey: z.string().nullable()
    })
  ),
  /**
   * Seals this device's log and packs the evidence of a batch, or of some of its targets. The first time a key is made and
   * kept under the passphrase, which is asked for from then on.
   */
  'packages.create': live(
    z.object({
      batchId: z.string(),
      objectKeys: z.array(z.string()).min(1).max(100_000).nullable(),
      /** null: into the workspace's `exports` folder, under a name made of batch and day. */
      outFile: z.string().min(1).nullable(),
      /** null where the system keeps the key. */
      passphrase: z.string().max(1_000).nullable()
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
  /** Checks a package against itself, and against heads and key numbers known from elsewhere. Changes nothing but the custody record. */
  'packages.verify': live(
    z.object({
      file: z.string(),
      heads: z.array(z.object({ device: z.string(), seq: z.number().int().min(1), hash: z.string().min(16).max(64) })).max(100),
      keyIds: z.array(z.string()).max(100),
      /** PEM texts of root certificates of time-stamp authorities (and revocation lists) that the person trusts. */
      tsaRoots: z.array(z.string().max(5_000_000)).max(20).optional()
    }),
    packageVerdictSchema
  )
}
