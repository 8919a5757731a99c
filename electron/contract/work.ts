import { z } from 'zod'
import { read, write } from './rpc.ts'

const person = z.string().trim().min(1).max(40)
const named = z.object({ objectKey: z.string(), name: z.string(), stratum: z.string() })

/** Which targets are added to what the person has; `none`: the same once more, for a file that was lost or work taken back. */
const selectionSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('none') }),
  /** Object keys, 网站标识码 or names, as people write them down. */
  z.object({ by: z.literal('names'), names: z.array(z.string().max(500)).min(1).max(100_000) }),
  z.object({ by: z.literal('stratum'), stratum: z.string() }),
  /** One of `of` even parts, of the whole batch or of a stratum; the parts of one number hold every target once. */
  z.object({
    by: z.literal('share'),
    index: z.number().int().min(1),
    of: z.number().int().min(1).max(9999),
    stratum: z.string().nullable()
  })
])
export type WorkSelection = z.infer<typeof selectionSchema>

const looked = z.object({
  workId: z.string(),
  batchId: z.string(),
  title: z.string(),
  period: z.string(),
  /** For whom it is. */
  to: z.string(),
  from: z.object({ name: z.string(), device: z.string(), keyId: z.string() }),
  targets: z.number().int()
})

export const progressSchema = z.object({
  inspector: z.string(),
  assigned: z.number().int(),
  done: z.number().int(),
  inProgress: z.number().int(),
  notBegun: z.number().int(),
  sentAt: z.string(),
  /** null: no result of theirs has come back, so nobody here knows whether the package was opened. */
  openedAt: z.string().nullable(),
  /** The last entry of their computer that was merged, with its time by that computer's clock. */
  merged: z.object({ device: z.string(), seq: z.number().int(), time: z.string() }).nullable(),
  /** The edition of the batch was changed after the last package to them. */
  isEditionOlder: z.boolean()
})
export type WorkProgress = z.infer<typeof progressSchema>

/** Results for a target that the writer did not have at the time; they are merged as what they are, and named here. */
export const strayWorkSchema = named.extend({
  device: z.string(),
  author: z.string(),
  acts: z.number().int(),
  /** `never`: not handed to them; `withdrawn`: taken back meanwhile; `no-work`: they opened no work package at all. */
  reason: z.enum(['never', 'withdrawn', 'no-work'])
})
export type StrayWork = z.infer<typeof strayWorkSchema>

export const workProcedures = {
  /** Assigns targets to a person and writes their work package (任务包), whole and signed, or nothing. */
  'work.send': write(
    z.object({
      batchId: z.string(),
      to: person,
      selection: selectionSchema,
      /** null: into the workspace's exports. */
      outFile: z.string().nullable(),
      /** null where the system keeps the key. */
      passphrase: z.string().nullable(),
      /** They have another computer than the one that answered before. */
      anyDevice: z.boolean()
    }),
    z.object({
      workId: z.string(),
      to: z.string(),
      file: z.string(),
      /** Under which a screen asks for it, where it lies in the exports. */
      exported: z.string().nullable(),
      sha256: z.string(),
      size: z.number().int(),
      targets: z.number().int(),
      added: z.number().int(),
      /** Targets that somebody else has too. */
      overlaps: z.array(named.extend({ inspectors: z.array(z.string()) })),
      keyId: z.string(),
      isNewKey: z.boolean()
    })
  ),
  /** Takes targets back; their next work package is without them. */
  'work.withdraw': write(
    z.object({
      batchId: z.string(),
      to: person,
      names: z.array(z.string().max(500)).min(1).max(3000),
      reason: z.string().trim().max(500)
    }),
    z.object({ withdrawn: z.number().int(), left: z.number().int() })
  ),
  /** What a work package says of itself, checked; nothing is taken in. `path`: as `uploads.appendPackage` gives it, too. */
  'work.look': read(
    z.object({ path: z.string().min(1) }),
    looked.extend({
      isKeyKnown: z.boolean(),
      /** Name of the person at this desk, null while nobody has said it. */
      person: z.string().nullable()
    })
  ),
  /**
   * Opens a work package: its targets are here then, exactly these. `as`: who sits here, where nobody has said it yet;
   * `acceptKey`: number of the sender's key, compared with them in person or by telephone.
   */
  'work.open': write(
    z.object({ path: z.string().min(1), as: person.nullable(), acceptKey: z.string().nullable() }),
    looked.extend({
      isKnown: z.boolean(),
      added: z.number().int(),
      /** Targets with work here that the sender did not know: they stay as they are. */
      kept: z.number().int(),
      withdrawn: z.array(named),
      /** Taken back too, but worked on here: still in the list, and in the results. */
      withdrawnWithWork: z.array(named),
      notes: z.array(z.string()),
      stateHash: z.string()
    })
  ),
  /** Who has what and how far they are, from what was merged here. */
  'work.list': read(
    z.object({ batchId: z.string() }),
    z.object({ inspectors: z.array(progressSchema), unassigned: z.array(named), outOfScope: z.array(strayWorkSchema) })
  )
}
