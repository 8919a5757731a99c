import { constants, verify, type KeyObject } from 'node:crypto'
import type { AlgorithmIdentifier } from 'pkijs'
import { StampFault } from './time-stamp-fault.ts'
import { ecKeyId, isWeak, rsaId, rsaPssId, signatureHashes } from './time-stamp-ids.ts'

/**
 * Whether the key signed these bytes. Throws `StampFault` where the algorithm is too weak or not known here (SM2).
 * @param digest name of the hash where the algorithm does not name its own
 */
export function isSignedBy(
  key: KeyObject,
  { algorithmId }: AlgorithmIdentifier,
  signed: Uint8Array,
  signature: Uint8Array,
  digest: string | null
): boolean {
  if (isWeak(algorithmId)) throw new StampFault('weak-hash', '签名用的是已不安全的 SHA-1 或 MD5')
  const hash = signatureHashes.get(algorithmId) ?? ([rsaId, ecKeyId, rsaPssId].includes(algorithmId) ? digest : null)
  if (hash === null) throw new StampFault('unsupported', `签名算法（${algorithmId}）本机不能验证`)
  const isRsa = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'rsa-pss'
  if (!isRsa && key.asymmetricKeyType !== 'ec') return false
  if (algorithmId !== rsaPssId) return verify(hash, signed, key, signature)
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
  return isRsa && verify(hash, signed, { key, ...padding }, signature)
}
