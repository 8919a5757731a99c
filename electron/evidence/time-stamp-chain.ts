import { X509Certificate } from 'node:crypto'
import { fromBER } from 'asn1js'
import { BasicConstraints, Certificate, CertificateRevocationList, ExtKeyUsage } from 'pkijs'
import { StampFault } from './time-stamp-fault.ts'
import {
  basicConstraintsId,
  extendedKeyUsageId,
  isWeak,
  knownExtensions,
  reasonCodeId,
  timeStampingId
} from './time-stamp-ids.ts'
import { isSignedBy } from './time-stamp-signature.ts'

/** A certificate read twice: by the library for its parts, by Node for its signature. */
export interface StampCertificate {
  der: Buffer
  parts: Certificate
  node: X509Certificate
}

const mostSteps = 6

/** @param der the certificate's bytes; PEM is taken as well */
export function readCertificate(der: Uint8Array): StampCertificate {
  try {
    const node = new X509Certificate(der)
    return { der: node.raw, parts: Certificate.fromBER(new Uint8Array(node.raw).buffer), node }
  } catch (cause) {
    throw new StampFault('malformed', '里面的证书读不出来', cause)
  }
}

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
  at: Date
): StampCertificate[] {
  const chain = [signer]
  while (chain.length <= mostSteps) {
    const last = chain.at(-1) ?? signer
    const root = roots.find((one) => one.der.equals(last.der) || isIssuer(one, last))
    if (root !== undefined) {
      if (!root.der.equals(last.der)) chain.push(root)
      chain.forEach((certificate, depth) => checkStep(certificate, depth, at))
      return chain
    }
    const next = given.find((one) => !chain.includes(one) && isIssuer(one, last))
    if (next === undefined) break
    chain.push(next)
  }
  throw new StampFault('unknown-root', '签名证书不是由本单位信任的根证书签发的')
}

/** Names fit, the issuer's key may sign certificates and has signed this one. */
function isIssuer(issuer: StampCertificate, subject: StampCertificate): boolean {
  return subject.node.checkIssued(issuer.node) && subject.node.verify(issuer.node.publicKey)
}

/** @param depth 0 for the signer; each certificate above has issued the one before */
function checkStep({ parts, node }: StampCertificate, depth: number, at: Date): void {
  const name = node.subject.split('\n').at(-1) ?? ''
  if (at < parts.notBefore.value || at > parts.notAfter.value) {
    throw new StampFault('not-valid-then', `加盖时证书“${name}”不在有效期内`)
  }
  const unknown = parts.extensions?.find(({ critical, extnID }) => critical && !knownExtensions.has(extnID))
  if (unknown !== undefined) throw new StampFault('unsupported', `证书“${name}”有不认识的关键扩展（${unknown.extnID}）`)
  // A pinned root is believed for itself; how it signed itself proves nothing.
  const isSelfSigned = node.issuer === node.subject
  if (isWeak(parts.signatureAlgorithm.algorithmId) && !isSelfSigned) {
    throw new StampFault('weak-hash', `证书“${name}”的签名用的是已不安全的 SHA-1 或 MD5`)
  }
  if (depth === 0) return
  const constraints = parts.extensions?.find(({ extnID }) => extnID === basicConstraintsId)?.parsedValue as unknown
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
export function checkRevocation(chain: readonly StampCertificate[], lists: readonly Uint8Array[], at: Date): void {
  for (const der of lists) {
    const list = readList(der)
    chain.slice(0, -1).forEach((certificate, depth) => {
      const issuer = chain[depth + 1]
      if (issuer === undefined || !list.issuer.isEqual(issuer.parts.subject)) return
      const isSigned = isSignedBy(
        issuer.node.publicKey,
        list.signatureAlgorithm,
        list.tbsView,
        list.signatureValue.valueBlock.valueHexView,
        null
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

function readList(der: Uint8Array): CertificateRevocationList {
  const { result, offset } = fromBER(new Uint8Array(der).buffer)
  if (offset !== der.byteLength) throw new StampFault('malformed', '吊销列表读不出来')
  try {
    return new CertificateRevocationList({ schema: result })
  } catch (cause) {
    throw new StampFault('malformed', '吊销列表读不出来', cause)
  }
}
