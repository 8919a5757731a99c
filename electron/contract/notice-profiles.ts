import { z } from 'zod'
import { noticeModelSchema } from '../domain/notice.ts'
import { profileFaultSchema } from '../domain/notice-profile-faults.ts'
import { noticeRequestSchema } from './notices.ts'
import { none, read, write } from './rpc.ts'

/** JSON of a profile that may not be one yet: the editor's draft. */
const draft = z.record(z.string(), z.unknown())

export const noticeProfileProcedures = {
  /** Shipped profiles, then the office's own. */
  'profiles.list': read(
    none,
    z.object({
      profiles: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          source: z.string(),
          isShipped: z.boolean(),
          /** Why it cannot be used, null when it can. */
          fault: z.string().nullable(),
          /** Who saved it when; null for a shipped one. */
          saved: z.object({ by: z.string(), at: z.string() }).nullable()
        })
      )
    })
  ),
  'profiles.get': read(z.object({ id: z.string() }), z.object({ profile: draft, isShipped: z.boolean() })),
  /** Names every fault at its block; writes nothing. */
  'profiles.validate': read(z.object({ profile: draft }), z.object({ faults: z.array(profileFaultSchema) })),
  /**
   * The notice that the unsaved profile makes of these batches: the very model that `notices.preview` gives once it is saved.
   * `model` is null while the profile has faults.
   */
  'profiles.preview': read(
    z.object({ profile: draft, request: noticeRequestSchema.omit({ profile: true }) }),
    z.object({ faults: z.array(profileFaultSchema), model: noticeModelSchema.nullable(), mismatches: z.array(z.string()) })
  ),
  /** A shipped profile's id is refused: save a copy under another. */
  'profiles.save': write(z.object({ profile: draft }), z.object({ id: z.string() })),
  'profiles.remove': write(z.object({ id: z.string() }), none)
}
