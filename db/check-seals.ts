import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { XunchaError } from '../electron/domain/errors.ts'
import { sealedText, sealSchema, type Seal } from '../electron/domain/evidence-package.ts'

/** The seals of a package, each with a signature that is its key's. Throws `bad-file` on the first that is not. */
export function checkSeals(values: readonly unknown[]): Seal[] {
  return values.map((value, index) => {
    const damaged = (why: string): XunchaError =>
      new XunchaError('bad-file', `包中第 ${index + 1} 个设备签名${why}，没有合并；请让对方重新导出。`)
    const { success, data: seal } = sealSchema.safeParse(value)
    if (!success) throw damaged('的格式不对')
    const key = publicKeyOf(seal.publicKey, seal.keyId)
    if (key === null) throw damaged('的公钥与其编号不符')
    const isGood = verify(null, Buffer.from(sealedText(seal)), key, Buffer.from(seal.signature, 'base64'))
    if (!isGood) throw damaged('验证不通过')
    return seal
  })
}

/** The key where it is an Ed25519 key with this number; else null. */
export function publicKeyOf(pem: string, keyId: string): KeyObject | null {
  try {
    const key = createPublicKey(pem)
    return key.asymmetricKeyType === 'ed25519' && keyIdOf(key) === keyId ? key : null
  } catch {
    // Node has no way to ask whether a text is a key.
    return null
  }
}

function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)
}
