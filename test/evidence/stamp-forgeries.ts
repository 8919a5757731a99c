/** Stamps made up by hand, each of which one check alone stands against. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StampFaultKind } from '../../electron/evidence/time-stamp-fault.ts'
import type { StampExpectation } from '../../electron/evidence/time-stamp-verify.ts'
import { Office, openssl, rootExtensions, stampExtensions, type Issued } from './stamp-authority.ts'

export type BadStamp = [name: string, answer: Buffer, kind: StampFaultKind, expected?: Partial<StampExpectation>]

export interface GoodStamp {
  office: Office
  root: Issued
  middle: Issued
  signer: Issued
  good: Buffer
  /** The TSTInfo in it. */
  content: Buffer
}

const sha256Oid = Buffer.from('0609608648016503040201', 'hex')
const sha3Oid = Buffer.from('0609608648016503040208', 'hex')
const stampInfoOid = Buffer.from('060b2a864886f70d0109100104', 'hex')
const otherInfoOid = Buffer.from('060b2a864886f70d0109100105', 'hex')

export function forgedStamps({ office, root, middle, signer, good, content }: GoodStamp): BadStamp[] {
  const keyNumber = /(?:[0-9A-F]{2}:){19}[0-9A-F]{2}/.exec(
    openssl(['x509', '-in', root.cert, '-noout', '-ext', 'subjectKeyIdentifier']).toString()
  )?.[0]
  const elsewhere = new Office(join(office.dir, 'impostor'))
  const impostor = elsewhere.issue('root', { extensions: `${rootExtensions}\nsubjectKeyIdentifier=${keyNumber ?? ''}` })
  const own = elsewhere.issue('signer', { extensions: stampExtensions, issuer: impostor })
  const weakMiddle = office.issue('weak-middle', { extensions: rootExtensions, issuer: root, digest: 'sha1' })
  const underWeak = office.issue('under-weak', { extensions: stampExtensions, issuer: weakMiddle })
  return [
    [
      'of the same figures said to be another hash',
      office.signedAgain(replaced(content, sha256Oid, sha3Oid), [signer], { chain: [middle] }),
      'wrong-imprint'
    ],
    // The kind beside the content is not signed; the one among the signed attributes stays as it was.
    ['with the kind of its content changed', replaced(good, stampInfoOid, otherInfoOid), 'malformed'],
    ['by one with the name and the key number of the root', office.signedAgain(content, [own]), 'unknown-root'],
    [
      'under a pinned one that was signed with SHA-1',
      office.signedAgain(content, [underWeak]),
      'weak-hash',
      { roots: [readFileSync(weakMiddle.cert)] }
    ]
  ]
}

export function replaced(answer: Buffer, part: Buffer, by: Buffer): Buffer {
  const at = answer.indexOf(part)
  if (at < 0 || by.length !== part.length) throw new Error(`cannot be replaced: ${part.length} by ${by.length}`)
  return Buffer.concat([answer.subarray(0, at), by, answer.subarray(at + part.length)])
}
