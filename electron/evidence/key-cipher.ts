import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM; every part in base64. */
export interface SealedBox {
  iv: string
  tag: string
  data: string
}

/** @param bound what stands beside the secret in the open and must not be exchanged either */
export function encrypt(key: Buffer, secret: Buffer, bound: string): SealedBox {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv)
  cipher.setAAD(Buffer.from(bound, 'utf8'))
  const data = Buffer.concat([cipher.update(secret), cipher.final()])
  return { iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), data: data.toString('base64') }
}

/** null where key, box and `bound` do not belong together: a wrong passphrase looks the same as a changed file. */
export function decrypt(key: Buffer, { iv, tag, data }: SealedBox, bound: string): Buffer | null {
  const tagBytes = Buffer.from(tag, 'base64')
  const ivBytes = Buffer.from(iv, 'base64')
  if (tagBytes.length !== 16 || ivBytes.length !== 12) return null
  const decipher = createDecipheriv('aes-256-gcm', key, ivBytes)
  decipher.setAAD(Buffer.from(bound, 'utf8'))
  decipher.setAuthTag(tagBytes)
  const open = decipher.update(Buffer.from(data, 'base64'))
  try {
    return Buffer.concat([open, decipher.final()])
  } catch {
    return null
  }
}
