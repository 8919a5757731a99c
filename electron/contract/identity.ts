import { z } from 'zod'
import { roleSchema } from '../domain/roles.ts'
import { live, none, read, write } from './rpc.ts'

const passphrase = z.string().max(1_000).nullable()

const rolesSchema = z.object({
  /** Roles are in use; else everybody may do everything. */
  isInUse: z.boolean(),
  /** Every device that is known here, this one first. `role` null while roles are not in use. */
  people: z.array(
    z.object({
      device: z.string(),
      isOwn: z.boolean(),
      name: z.string(),
      keyId: z.string().nullable(),
      role: roleSchema.nullable()
    })
  ),
  /** Records of other devices that were taken in and have no effect. */
  voided: z.array(
    z.object({
      id: z.string(),
      device: z.string(),
      author: z.string(),
      type: z.string(),
      time: z.string(),
      reason: z.enum(['role', 'founding', 'batch'])
    })
  )
})

export const identityProcedures = {
  /**
   * Keeps this device's key in another way from here on; the key stays the same. `now` as it is kept at present, `next` as it
   * is to be kept; null: by the system.
   */
  'identity.keepKey': live(
    z.object({ now: passphrase, next: passphrase }),
    z.object({ keyId: z.string(), keptBy: z.enum(['system', 'passphrase']) })
  ),
  'roles.list': read(none, rolesSchema),
  /** Gives a device a role. Where nobody has one yet, this device becomes manager by the same act. */
  'roles.give': write(z.object({ device: z.string(), role: roleSchema }), rolesSchema)
}
