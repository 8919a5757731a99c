import { createPublicKey, verify } from 'node:crypto'
import { replacementText, type KeyReplacement } from '../electron/domain/key-replacement.ts'
import { mayVouch } from '../electron/domain/roles.ts'
import { eventPayloads } from '../electron/events/types.ts'
import type { StoredEvent } from '../electron/events/verify.ts'
import { publicKeyOf } from './check-seals.ts'
import type { HeldTables } from './held.ts'
import type { StoredRole } from './store-types.ts'

/**
 * Takes the new keys that devices trusted here have vouched for, before the events go in: an event that vouches knew the log
 * of the device that lost its key, and that log waits for the very key. So its own signature is asked, not the chain.
 * Old keys count no more whether the device was known here or not. @returns whether any key was taken
 */
export function takeReplacements(
  events: Iterable<StoredEvent>,
  held: HeldTables,
  roles: () => readonly StoredRole[],
  now: () => string
): boolean {
  const vouched = [...events].flatMap(({ type, device, payloadJson }) =>
    type === 'key.replaced' ? [{ by: device, replacement: eventPayloads['key.replaced'].parse(JSON.parse(payloadJson)) }] : []
  )
  let isAny = false
  // A key that came by one of them may vouch in the next.
  for (let moved = vouched.length > 0; moved;) {
    moved = false
    for (const { by, replacement } of vouched) {
      if (!mayVouch(roles(), by, replacement.device) || !isVouched(replacement, by, held)) continue
      if (held.replaceKey(replacement, now())) moved = isAny = true
    }
  }
  return isAny
}

/** Whether the key by which the other device is known here signed it, over a key that is what its number says. */
function isVouched(replacement: KeyReplacement, by: string, held: HeldTables): boolean {
  const voucher = held.keys().find(({ device }) => device === by)
  if (voucher?.keyId !== replacement.byKeyId || replacement.oldKeyIds.includes(replacement.keyId)) return false
  if (publicKeyOf(replacement.publicKey, replacement.keyId) === null) return false
  const signature = Buffer.from(replacement.signature, 'base64')
  return verify(null, Buffer.from(replacementText(replacement, by)), createPublicKey(voucher.publicKey), signature)
}
