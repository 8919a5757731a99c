import { constants, createHash, createPublicKey, verify } from 'node:crypto'
import type { StampTools } from './time-stamp-tools.ts'

export const nodeStampTools: StampTools = {
  digest: (name, bytes) => createHash(name).update(bytes).digest(),
  isSigned(der, { kind, hash }, signed, signature) {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
    const isRsa = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss'
    if (kind === 'ecdsa' ? key.asymmetricKeyType !== 'ec' : !isRsa) return false
    if (kind !== 'rsa-pss') return verify(hash, signed, key, signature)
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
    return verify(hash, signed, { key, ...padding }, signature)
  }
}
