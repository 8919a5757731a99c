import { fromBER, Sequence, type Integer, type ObjectIdentifier, type OctetString } from 'asn1js'
import { Certificate, IssuerAndSerialNumber, SignedData, TimeStampResp, TSTInfo, type SignerInfo } from 'pkijs'
import { chainTo, checkRevocation, checkUsage, readCertificate, subjectOf, type StampCertificate } from './time-stamp-chain.ts'
import { StampFault, type StampFaultKind } from './time-stamp-fault.ts'
import {
  contentTypeId,
  hashNames,
  isWeak,
  messageDigestId,
  sha256Id,
  signedDataId,
  signingCertificateId,
  signingCertificateV2Id,
  stampInfoId
} from './time-stamp-ids.ts'
import { bytesToHex } from './hex.ts'
import { isSignedBy } from './time-stamp-signature.ts'
import type { StampTools } from './time-stamp-tools.ts'

export interface StampExpectation {
  /** Hex of the SHA-256 that was to be stamped. */
  imprint: string
  /** Hex, as it was sent; null where it is not known any more. */
  nonce: string | null
  /** Policies that count, by object identifier; null: any. */
  policies: readonly string[] | null
  /** Certificates, DER or PEM, that are trusted; nothing else is. */
  roots: readonly Uint8Array[]
  /** Revocation lists, DER. */
  revocations?: readonly Uint8Array[]
}

export interface Stamp {
  /** When it was made by the authority's clock, ISO instant. */
  time: string
  /** Hex. */
  serial: string
  policy: string
  /** Subject of the certificate that signed. */
  authority: string
}

/** Larger than any answer with its certificates. */
export const largestStamp = 256 * 1024

/**
 * Checks an authority's answer (TimeStampResp, RFC 3161) without a network: what it stamps, that it answers this request, who
 * signed it, and that the signer was entitled to when it did.
 */
export function verifyStamp(
  answer: Uint8Array,
  expected: StampExpectation,
  tools: StampTools
): { ok: true; stamp: Stamp } | { ok: false; kind: StampFaultKind; message: string } {
  try {
    return { ok: true, stamp: verified(answer, expected, tools) }
  } catch (error) {
    const fault = error instanceof StampFault ? error : new StampFault('malformed', '内容残缺或格式不对', error)
    return { ok: false, kind: fault.kind, message: `时间戳无效：${fault.message}；请向时间戳机构重新申请。` }
  }
}

function verified(answer: Uint8Array, expected: StampExpectation, tools: StampTools): Stamp {
  const signed = signedDataOf(answer)
  const content = signed.encapContentInfo.eContent?.getValue()
  if (signed.encapContentInfo.eContentType !== stampInfoId || content === undefined) {
    throw new StampFault('malformed', '里面不是时间戳')
  }
  const info = TSTInfo.fromBER(content)
  checkInfo(info, expected)
  const [signer, ...more] = signed.signerInfos
  if (signer === undefined || more.length > 0) throw new StampFault('malformed', '签名者不是一个')
  const given = (signed.certificates ?? []).flatMap((one) =>
    one instanceof Certificate ? [readCertificate(new Uint8Array(one.toSchema().toBER()))] : []
  )
  const certificate = signerCertificate(signer, given)
  checkSignature(signer, certificate, new Uint8Array(content), tools)
  checkUsage(certificate)
  const chain = chainTo(expected.roots.map(readCertificate), certificate, given, info.genTime, tools)
  checkRevocation(chain, expected.revocations ?? [], info.genTime, tools)
  return {
    time: info.genTime.toISOString(),
    serial: hexOf(info.serialNumber),
    policy: info.policy,
    authority: subjectOf(certificate)
  }
}

function signedDataOf(answer: Uint8Array): SignedData {
  if (answer.byteLength > largestStamp) throw new StampFault('malformed', '内容过大')
  const { result, offset } = fromBER(new Uint8Array(answer).buffer)
  if (offset !== answer.byteLength) throw new StampFault('malformed', '内容残缺或格式不对')
  const response = new TimeStampResp({ schema: result })
  // Granted, or granted with changes that are checked like all the rest.
  const status: number = response.status.status
  if (status !== 0 && status !== 1) throw new StampFault('not-granted', `时间戳机构没有同意（状态 ${status}）`)
  const token = response.timeStampToken
  if (token === undefined || token.contentType !== signedDataId) throw new StampFault('malformed', '里面没有时间戳')
  return new SignedData({ schema: token.content })
}

function checkInfo(info: TSTInfo, { imprint, nonce, policies }: StampExpectation): void {
  const algorithm = info.messageImprint.hashAlgorithm.algorithmId
  if (isWeak(algorithm)) throw new StampFault('weak-hash', '盖的是已不安全的 SHA-1 或 MD5 摘要')
  const stamped = bytesToHex(info.messageImprint.hashedMessage.valueBlock.valueHexView)
  if (algorithm !== sha256Id || stamped !== imprint) throw new StampFault('wrong-imprint', '盖的不是这份内容')
  if (nonce !== null && (info.nonce === undefined || hexOf(info.nonce) !== nonce)) {
    throw new StampFault('wrong-nonce', '不是对这次申请的答复')
  }
  if (policies !== null && !policies.includes(info.policy)) {
    throw new StampFault('wrong-policy', `依据的策略 ${info.policy} 不是约定的`)
  }
}

const hexOf = (integer: Integer): string => bytesToHex(integer.valueBlock.valueHexView).replace(/^(?:00)+(?=..)/, '')

function signerCertificate({ sid }: SignerInfo, given: readonly StampCertificate[]): StampCertificate {
  if (!(sid instanceof IssuerAndSerialNumber)) throw new StampFault('unsupported', '签名者的写法本机不认识')
  const found = given.find(({ parts }) => parts.issuer.isEqual(sid.issuer) && parts.serialNumber.isEqual(sid.serialNumber))
  if (found === undefined) throw new StampFault('no-certificate', '没有附上签名证书')
  return found
}

/** The signature is over attributes; these name the content by its hash, its kind and the certificate. */
function checkSignature(signer: SignerInfo, certificate: StampCertificate, content: Uint8Array, tools: StampTools): void {
  const digestId = signer.digestAlgorithm.algorithmId
  if (isWeak(digestId)) throw new StampFault('weak-hash', '签名用的是已不安全的 SHA-1 或 MD5')
  const digest = hashNames.get(digestId)
  if (digest === undefined) throw new StampFault('unsupported', `摘要算法（${digestId}）本机不能验证`)
  if (signer.signedAttrs === undefined) throw new StampFault('malformed', '没有签名属性')
  const attribute = (id: string): unknown => {
    const found = signer.signedAttrs?.attributes.filter(({ type }) => type === id) ?? []
    if (found.length > 1) throw new StampFault('malformed', '签名属性重复')
    return found[0]?.values[0]
  }
  if ((attribute(contentTypeId) as ObjectIdentifier | undefined)?.getValue() !== stampInfoId) {
    throw new StampFault('malformed', '签名属性不全')
  }
  const named = (attribute(messageDigestId) as OctetString | undefined)?.valueBlock.valueHexView
  if (named === undefined || !isSame(tools.digest(digest, content), named)) {
    throw new StampFault('bad-signature', '内容被改动过')
  }
  const signedBytes = new Uint8Array(signer.signedAttrs.encodedValue)
  const signature = signer.signature.valueBlock.valueHexView
  const key = certificate.parts.subjectPublicKeyInfo
  if (!isSignedBy(key, signer.signatureAlgorithm, signedBytes, signature, digest, tools)) {
    throw new StampFault('bad-signature', '签名与内容不符')
  }
  checkNamedCertificate(attribute(signingCertificateV2Id), attribute(signingCertificateId), certificate, tools)
}

/** Without it the same key under another certificate, of another name or time, could be put in its place. */
function checkNamedCertificate(newer: unknown, older: unknown, { der }: StampCertificate, tools: StampTools): void {
  const named = firstCertificate(newer ?? older)
  if (named === null) throw new StampFault('wrong-certificate', '没有指明签名证书')
  const { algorithm, hash } = named
  const name = newer === undefined ? 'sha1' : algorithm === null ? 'sha256' : hashNames.get(algorithm)
  if (name === undefined || !isSame(tools.digest(name, der), hash)) {
    throw new StampFault('wrong-certificate', '指明的签名证书不是附上的这一张')
  }
}

/** The first ESSCertID or ESSCertIDv2 of such an attribute: hash, and its algorithm where it is not the usual one. */
function firstCertificate(attribute: unknown): { algorithm: string | null; hash: Uint8Array } | null {
  const list = (attribute as Sequence | undefined)?.valueBlock.value[0] as Sequence | undefined
  const first = list?.valueBlock.value[0] as Sequence | undefined
  const [one, two] = first?.valueBlock.value ?? []
  const algorithm = one instanceof Sequence ? (one.valueBlock.value[0] as ObjectIdentifier).getValue() : null
  const hash = ((algorithm === null ? one : two) as OctetString | undefined)?.valueBlock.valueHexView
  return hash === undefined ? null : { algorithm, hash }
}

const isSame = (left: Uint8Array, right: Uint8Array): boolean => bytesToHex(left) === bytesToHex(right)

/** What the distance between the authority's clock and the laptop's says. Nothing is refused for it. */
export function clockGap(stampTime: string, laptopTime: string): { seconds: number; mark: 'close' | 'apart' | 'weak' } {
  const seconds = Math.round((Date.parse(stampTime) - Date.parse(laptopTime)) / 1000)
  const distance = Math.abs(seconds)
  return { seconds, mark: distance > 86_400 ? 'weak' : distance > 600 ? 'apart' : 'close' }
}
