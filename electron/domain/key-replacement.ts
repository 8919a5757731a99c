import { z } from 'zod'
import { canonicalJson } from './canonical-json.ts'

const keyId = z.string().regex(/^[0-9a-f]{16}$/)

/**
 * A new key of a device whose key is lost or was stolen, vouched for by another device: its own signature cannot say it, the
 * key that would make it is the very one that is gone.
 */
export const keyReplacementSchema = z.object({
  device: z.string().min(1).max(200),
  keyId,
  publicKey: z.string().max(300),
  /** Keys of the device that count no more. */
  oldKeyIds: z.array(keyId).min(1).max(20),
  reason: z.string().trim().min(1).max(1000),
  /** The key of the device that vouches, and its signature (base64) over `replacementText`. */
  byKeyId: keyId,
  signature: z.string().max(100)
})
export type KeyReplacement = z.infer<typeof keyReplacementSchema>

/** The bytes (UTF-8) that are signed. The reason is left to the log, which is sealed as a whole. */
export function replacementText(replacement: Omit<KeyReplacement, 'reason' | 'signature'>, by: string): string {
  const { device, keyId: key, publicKey, oldKeyIds, byKeyId } = replacement
  return canonicalJson({ by, byKeyId, device, keyId: key, oldKeyIds, publicKey, type: 'xuncha-key-replaced/1' })
}
