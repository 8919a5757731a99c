import { z } from 'zod'
import { sealSchema, sealedText, type Anchors, type Head, type PackageProblem, type Seal } from '../../domain/evidence-package.ts'
import { keyReplacementSchema, replacementText } from '../../domain/key-replacement.ts'
import { bytesOfBase64, publicKeyDer } from '../public-key.ts'
import { canonicalValue } from './canonical.ts'
import type { PackedEvent } from './events.ts'
import type { PackageTools } from './tools.ts'

const introduction = z.object({ device: z.string(), keyId: z.string(), publicKey: z.string() })

export const keyPath = (keyId: string): string => `keys/${keyId}.pem`

/** The key in DER where the file holds the key that its name says; else null. */
export function keyOf(pem: string, keyId: string, tools: Pick<PackageTools, 'sha256'>): Uint8Array | null {
  const der = publicKeyDer(pem)
  return der !== null && tools.sha256(der).slice(0, 16) === keyId ? der : null
}

/** Keys that each device introduced itself with, oldest first. */
export function introducedKeys(events: readonly PackedEvent[]): Map<string, { keyId: string; publicKey: string; seq: number }[]> {
  const keys = new Map<string, { keyId: string; publicKey: string; seq: number }[]>()
  for (const { type, device, seq, payload } of events) {
    if (type !== 'device.introduced') continue
    const read = introduction.safeParse(payload)
    // Nobody introduces another device.
    if (!read.success || read.data.device !== device) continue
    keys.set(device, [...(keys.get(device) ?? []), { keyId: read.data.keyId, publicKey: read.data.publicKey, seq }])
  }
  return keys
}

/** Whether the signing key is the one that the device's own log speaks of. */
export function checkSigner(
  signer: { device: string; keyId: string },
  pem: string,
  events: readonly PackedEvent[],
  anchors: Anchors,
  tools: Pick<PackageTools, 'sha256' | 'isSigned'>
): PackageProblem[] {
  const file = keyPath(signer.keyId)
  const keys = introducedKeys(events).get(signer.device) ?? []
  const problems: PackageProblem[] = []
  const at = keys.findIndex(({ keyId, publicKey }) => keyId === signer.keyId && publicKey === pem)
  const vouchers = at > 0 ? vouchersOf(signer, pem, events, tools) : []
  const isKnown = anchors.keyIds.some((known) => known === signer.keyId || vouchers.includes(known))
  if (anchors.keyIds.length > 0 && !isKnown) {
    problems.push({ file, kind: 'anchor', message: `签名用的密钥 ${signer.keyId} 不是给出的那一个：不是该设备签的。` })
  }
  if (at === -1) {
    problems.push({
      file,
      kind: 'key',
      message: `签名用的密钥 ${signer.keyId} 不是设备 ${signer.device} 在日志里登记的密钥：换了别的密钥重新签名。`
    })
  } else if (at < keys.length - 1) {
    const { keyId: newest = '', seq = 0 } = keys.at(-1) ?? {}
    const message = `设备 ${signer.device} 在第 ${seq} 条已换用密钥 ${newest}，这个包却用作废的密钥 ${signer.keyId} 签名：不是该设备签的。`
    problems.push({ file, kind: 'key', message })
  } else if (at > 0 && !isKnown) {
    const vouched = vouchers.length === 0 ? '没有别的设备连署' : `由密钥 ${vouchers.join('、')} 连署`
    const message = `设备 ${signer.device} 在第 ${keys[at]?.seq ?? 0} 条换过密钥，${vouched}；请向签发单位核对密钥编号 ${[signer.keyId, ...vouchers].join(' 或 ')}，再连同该编号重新核验。`
    problems.push({ file, kind: 'key', message })
  }
  return problems
}

/**
 * Keys of other devices that signed for this one as a device's new key. Whoever makes up a log makes up vouchers too, so they
 * count for those alone who know one of them from elsewhere.
 */
function vouchersOf(
  signer: { device: string; keyId: string },
  pem: string,
  events: readonly PackedEvent[],
  tools: Pick<PackageTools, 'sha256' | 'isSigned'>
): string[] {
  const introduced = introducedKeys(events)
  const keyIds = events.flatMap(({ type, device, payload }) => {
    if (type !== 'key.replaced' || device === signer.device) return []
    const { success, data } = keyReplacementSchema.safeParse(payload)
    if (!success || data.device !== signer.device || data.keyId !== signer.keyId || data.publicKey !== pem) return []
    const voucher = introduced.get(device)?.find(({ keyId }) => keyId === data.byKeyId)
    const der = voucher === undefined ? null : keyOf(voucher.publicKey, voucher.keyId, tools)
    const signature = bytesOfBase64(data.signature)
    if (der === null || signature?.length !== 64) return []
    return tools.isSigned(der, new TextEncoder().encode(replacementText(data, device)), signature) ? [data.byKeyId] : []
  })
  return [...new Set(keyIds)]
}

/** Every device's log must be vouched for by a seal of that device, at its last event here or later. */
export function checkSeals(
  text: string,
  events: readonly PackedEvent[],
  { heads, signer }: { heads: readonly Head[]; signer: string },
  tools: Pick<PackageTools, 'sha256' | 'isSigned'>
): PackageProblem[] {
  const file = 'seals.json'
  const fault = (message: string): PackageProblem => ({ file, kind: 'seal', message })
  const read = z.array(sealSchema).max(10_000).safeParse(canonicalValue(text))
  if (!read.success) return [fault('封记不是规定的写法：内容被改动过。')]
  const keys = introducedKeys(events)
  const problems: PackageProblem[] = []
  const good: Seal[] = []
  for (const [index, seal] of read.data.entries()) {
    const where = `第 ${index + 1} 个封记`
    const { device, seq, hash } = seal
    const event = events.find((one) => one.device === device && one.seq === seq)
    if (!isSealed(seal, tools)) problems.push(fault(`${where}的签名不对。`))
    else if (event !== undefined && event.hash !== hash) problems.push(fault(`${where}与设备 ${device} 日志的第 ${seq} 条不符。`))
    else if (!keys.get(device)?.some(({ keyId, publicKey }) => keyId === seal.keyId && publicKey === seal.publicKey)) {
      problems.push(fault(`${where}用的密钥不是设备 ${device} 登记的密钥。`))
    } else good.push(seal)
  }
  for (const { device, seq } of heads) {
    // Whoever makes a package seals at its end: a later seal of its own speaks of records that were cut away.
    const isCut = device === signer && good.some((seal) => seal.device === device && seal.seq > seq)
    if (isCut || !good.some((seal) => seal.device === device && seal.seq >= seq)) {
      problems.push(
        fault(
          isCut
            ? `封记说设备 ${device} 的日志比第 ${seq} 条更长：末尾被截去。`
            : `设备 ${device} 的日志到第 ${seq} 条没有它的封记。`
        )
      )
    }
  }
  return problems
}

/** Whether key, key number and signature of a seal belong together. */
export function isSealed(seal: Seal, tools: Pick<PackageTools, 'sha256' | 'isSigned'>): boolean {
  const der = keyOf(seal.publicKey, seal.keyId, tools)
  const signature = bytesOfBase64(seal.signature)
  if (der === null || signature?.length !== 64) return false
  return tools.isSigned(der, new TextEncoder().encode(sealedText(seal)), signature)
}
