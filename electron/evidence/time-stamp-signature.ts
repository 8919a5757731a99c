import type { AlgorithmIdentifier, PublicKeyInfo } from 'pkijs'
import { StampFault } from './time-stamp-fault.ts'
import { ecKeyId, isWeak, rsaId, rsaPssId, signatureHashes } from './time-stamp-ids.ts'
import type { HashName, StampTools } from './time-stamp-tools.ts'

/**
 * Whether the key signed these bytes. Throws `StampFault` where the algorithm is too weak or not known here (SM2).
 * @param digest name of the hash where the algorithm does not name its own
 */
export function isSignedBy(
  key: PublicKeyInfo,
  { algorithmId }: AlgorithmIdentifier,
  signed: Uint8Array,
  signature: Uint8Array,
  digest: HashName | null,
  tools: StampTools
): boolean {
  if (isWeak(algorithmId)) throw new StampFault('weak-hash', '签名用的是已不安全的 SHA-1 或 MD5')
  const hash = signatureHashes.get(algorithmId) ?? ([rsaId, ecKeyId, rsaPssId].includes(algorithmId) ? digest : null)
  if (hash === null) throw new StampFault('unsupported', `签名算法（${algorithmId}）本机不能验证`)
  const keyKind = key.algorithm.algorithmId
  if (keyKind !== ecKeyId && keyKind !== rsaId && keyKind !== rsaPssId) return false
  const kind = algorithmId === rsaPssId ? 'rsa-pss' : keyKind === ecKeyId ? 'ecdsa' : 'rsa'
  return tools.isSigned(new Uint8Array(key.toSchema().toBER()), { kind, hash }, signed, signature)
}
