import { BitString, fromBER, OctetString } from 'asn1js'
import { AuthorityKeyIdentifier, BasicConstraints, Certificate, CertificateRevocationList, ExtKeyUsage } from 'pkijs'
import { StampFault } from './time-stamp-fault.ts'
import {
  authorityKeyId,
  basicConstraintsId,
  extendedKeyUsageId,
  isWeak,
  keyUsageId,
  knownExtensions,
  nameParts,
  reasonCodeId,
  subjectKeyId,
  timeStampingId
} from './time-stamp-ids.ts'
import { pemBlocks } from './pem.ts'
import { isSignedBy } from './time-stamp-signature.ts'
import type { StampTools } from './time-stamp-tools.ts'

export interface StampCertificate {
  der: Uint8Array
  parts: Certificate
}

const mostSteps = 6

/** @param bytes the certificate, DER; PEM is taken as well */
export function readCertificate(bytes: Uint8Array): StampCertificate {
  try {
    const der = pemBlocks(new TextDecoder().decode(bytes), 'CERTIFICATE')[0] ?? new Uint8Array(bytes)
    return { der, parts: Certificate.fromBER(new Uint8Array(der).buffer) }
  } catch (cause) {
    throw new StampFault('malformed', '里面的证书读不出来', cause)
  }
}

/** Whether a text is certificates (PEM) that can be read, one or more; revocation lists may stand among them. */
export function isRootText(text: string): boolean {
  try {
    const blocks = pemBlocks(text, 'CERTIFICATE')
    blocks.forEach(readCertificate)
    pemBlocks(text, 'X509 CRL').forEach(readList)
    return blocks.length > 0 && blocks.length === text.split('-----BEGIN CERTIFICATE-----').length - 1
  } catch (error) {
    if (error instanceof StampFault) return false
    throw error
  }
}

/** `O=单位, CN=名称`, in the certificate's own order. */
export const subjectOf = ({ parts }: StampCertificate): string =>
  parts.subject.typesAndValues
    .map(({ type, value }) => `${nameParts.get(type) ?? type}=${String(value.valueBlock.value)}`)
    .join(', ')

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index])

/** Only a certificate made for stamping and nothing else may stamp (RFC 3161, 2.3). */
export function checkUsage({ parts }: StampCertificate): void {
  const usage = parts.extensions?.find(({ extnID }) => extnID === extendedKeyUsageId)
  const purposes = usage?.parsedValue instanceof ExtKeyUsage ? usage.parsedValue.keyPurposes : []
  if (usage === undefined || purposes.length !== 1 || purposes[0] !== timeStampingId) {
    throw new StampFault('wrong-usage', '签名证书不是专用于时间戳的证书')
  }
  if (!usage.critical) throw new StampFault('wrong-usage', '签名证书的时间戳用途没有标为关键')
}

/**
 * The way from the signer to one of the pinned roots, every certificate valid at that time. Throws `StampFault`.
 * @param given certificates that came with the stamp; believed in nothing but as steps of the way
 */
export function chainTo(
  roots: readonly StampCertificate[],
  signer: StampCertificate,
  given: readonly StampCertificate[],
  at: Date,
  tools: StampTools
): StampCertificate[] {
  const chain = [signer]
  while (chain.length <= mostSteps) {
    const last = chain.at(-1) ?? signer
    const root = roots.find((one) => sameBytes(one.der, last.der) || isIssuer(one, last, tools))
    if (root !== undefined) {
      if (!sameBytes(root.der, last.der)) chain.push(root)
      chain.forEach((certificate, depth) => checkStep(certificate, depth, at))
      return chain
    }
    const next = given.find((one) => !chain.includes(one) && isIssuer(one, last, tools))
    if (next === undefined) break
    chain.push(next)
  }
  throw new StampFault('unknown-root', '签名证书不是由本单位信任的根证书签发的')
}

/** Names and key numbers fit, the issuer's key may sign certificates and has signed this one. */
function isIssuer({ parts: issuer }: StampCertificate, { parts: subject }: StampCertificate, tools: StampTools): boolean {
  if (!subject.issuer.isEqual(issuer.subject)) return false
  const named: unknown = extensionOf(subject, authorityKeyId)
  const own: unknown = extensionOf(issuer, subjectKeyId)
  const namedKey = named instanceof AuthorityKeyIdentifier ? named.keyIdentifier : undefined
  if (namedKey !== undefined && own instanceof OctetString) {
    if (!sameBytes(namedKey.valueBlock.valueHexView, own.valueBlock.valueHexView)) return false
  }
  const usage: unknown = extensionOf(issuer, keyUsageId)
  // Bit 5 of the usage: may sign certificates.
  if (usage instanceof BitString && ((usage.valueBlock.valueHexView[0] ?? 0) & 0x04) === 0) return false
  const signature = subject.signatureValue.valueBlock.valueHexView
  return isSignedBy(issuer.subjectPublicKeyInfo, subject.signatureAlgorithm, subject.tbsView, signature, null, tools)
}

const extensionOf = ({ extensions }: Certificate, id: string): unknown =>
  extensions?.find(({ extnID }) => extnID === id)?.parsedValue

/** @param depth 0 for the signer; each certificate above has issued the one before */
function checkStep(certificate: StampCertificate, depth: number, at: Date): void {
  const { parts } = certificate
  const name = subjectOf(certificate).split(', ').at(-1) ?? ''
  if (at < parts.notBefore.value || at > parts.notAfter.value) {
    throw new StampFault('not-valid-then', `加盖时证书“${name}”不在有效期内`)
  }
  const unknown = parts.extensions?.find(({ critical, extnID }) => critical && !knownExtensions.has(extnID))
  if (unknown !== undefined) throw new StampFault('unsupported', `证书“${name}”有不认识的关键扩展（${unknown.extnID}）`)
  // A pinned root is believed for itself; how it signed itself proves nothing.
  const isSelfSigned = parts.issuer.isEqual(parts.subject)
  if (isWeak(parts.signatureAlgorithm.algorithmId) && !isSelfSigned) {
    throw new StampFault('weak-hash', `证书“${name}”的签名用的是已不安全的 SHA-1 或 MD5`)
  }
  if (depth === 0) return
  const constraints = extensionOf(parts, basicConstraintsId)
  const isAuthority = constraints instanceof BasicConstraints && constraints.cA
  const most = constraints instanceof BasicConstraints ? constraints.pathLenConstraint : undefined
  if (!isAuthority || (typeof most === 'number' && depth - 1 > most)) {
    throw new StampFault('wrong-certificate', `证书“${name}”无权签发下一级证书`)
  }
}

/** Reasons after which what was signed before still holds: unspecified, affiliation changed, superseded, ceased (RFC 3161, 4). */
const harmlessReasons = new Set([0, 3, 4, 5])

/**
 * Refuses a chain of which a certificate had been revoked then, or was revoked for a reason that taints all it signed.
 * Lists of other issuers are passed over; one that its issuer has not signed is a fault.
 * @param lists DER of certificate revocation lists
 */
export function checkRevocation(
  chain: readonly StampCertificate[],
  lists: readonly Uint8Array[],
  at: Date,
  tools: StampTools
): void {
  for (const der of lists) {
    const list = readList(der)
    chain.slice(0, -1).forEach((certificate, depth) => {
      const issuer = chain[depth + 1]
      if (issuer === undefined || !list.issuer.isEqual(issuer.parts.subject)) return
      const isSigned = isSignedBy(
        issuer.parts.subjectPublicKeyInfo,
        list.signatureAlgorithm,
        list.tbsView,
        list.signatureValue.valueBlock.valueHexView,
        null,
        tools
      )
      if (!isSigned) throw new StampFault('bad-signature', '吊销列表的签名不对')
      const entry = list.revokedCertificates?.find(({ userCertificate }) =>
        userCertificate.isEqual(certificate.parts.serialNumber)
      )
      if (entry === undefined) return
      const reason = entry.crlEntryExtensions?.extensions.find(({ extnID }) => extnID === reasonCodeId)
      const code = reason === undefined ? null : (new Uint8Array(reason.extnValue.valueBlock.valueHexView).at(-1) ?? null)
      if (code !== null && harmlessReasons.has(code) && entry.revocationDate.value > at) return
      throw new StampFault('revoked', `签名证书已于 ${entry.revocationDate.value.toISOString().slice(0, 10)} 被吊销`)
    })
  }
}

/** @param der throws `StampFault` for anything but one whole list */
export function readList(der: Uint8Array): CertificateRevocationList {
  const { result, offset } = fromBER(new Uint8Array(der).buffer)
  if (offset !== der.byteLength) throw new StampFault('malformed', '吊销列表读不出来')
  try {
    return new CertificateRevocationList({ schema: result })
  } catch (cause) {
    throw new StampFault('malformed', '吊销列表读不出来', cause)
  }
}
