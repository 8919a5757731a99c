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
      /** Keys that sealed what waits from the device, which is known by another one: lost and made anew, or somebody else's. */
      newKeyIds: z.array(z.string()),
      role: roleSchema.nullable()
    })
  ),
  /** Keys accepted and replaced, the newest first. `isVoid`: by a device that had not the role for it. */
  keyActs: z.array(
    z.object({
      id: z.string(),
      act: z.enum(['accepted', 'replaced']),
      /** Name of whose key it is. */
      name: z.string(),
      device: z.string(),
      keyId: z.string(),
      reason: z.string().nullable(),
      by: z.string(),
      byDevice: z.string(),
      time: z.string(),
      isVoid: z.boolean()
    })
  ),
  /** Who began with roles apart, the one that is here first; empty where nothing of the kind waits. */
  rivals: z.array(z.object({ device: z.string(), author: z.string(), time: z.string(), isHere: z.boolean() })),
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
  /** Makes a new key for this device in place of a lost one. Nobody else takes it before somebody has vouched for it. */
  'identity.replaceKey': live(
    z.object({ next: passphrase }),
    z.object({ keyId: z.string(), keptBy: z.enum(['system', 'passphrase']) })
  ),
  /**
   * Vouches, signed with this device's key, for the new key of another device whose records wait for it; the old one counts no
   * more here, nor wherever this record is merged. `passphrase`: of this device's key.
   */
  'identity.vouchForKey': live(
    z.object({ keyId: z.string(), reason: z.string().trim().min(1).max(1000), passphrase }),
    z.object({ device: z.string(), keyId: z.string(), oldKeyIds: z.array(z.string()), applied: z.number().int() })
  ),
  'roles.list': read(none, rolesSchema),
  /** Rules who of those who began with roles apart is the manager; the others' side has to rule the same before all agree. */
  'roles.rule': write(z.object({ device: z.string(), reason: z.string().trim().min(1).max(1000) }), rolesSchema),
  /** Gives a device a role. Where nobody has one yet, this device becomes manager by the same act. */
  'roles.give': write(z.object({ device: z.string(), role: roleSchema }), rolesSchema)
}
