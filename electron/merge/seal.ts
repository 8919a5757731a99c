import { z } from 'zod'
import { canonicalJson } from '../domain/canonical-json.ts'

/** A device's signature over its own chain up to an event. */
export const sealSchema = z.strictObject({
  device: z.string().min(1).max(200),
  seq: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** SPKI as PEM. */
  publicKey: z.string().max(2000),
  /** Base64. */
  signature: z.string().max(200)
})
export type Seal = z.infer<typeof sealSchema>

/** The text that a seal signs, as UTF-8. */
export function sealedText({ device, hash, keyId, seq }: Pick<Seal, 'device' | 'hash' | 'keyId' | 'seq'>): string {
  return canonicalJson({ device, hash, keyId, seq, type: 'xuncha-seal/1' })
}
