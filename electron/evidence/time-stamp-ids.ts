import type { HashName } from './time-stamp-tools.ts'

/** Object identifiers of RFC 3161, 5280 and 5652 that a stamp is checked by. */
export const sha256Id = '2.16.840.1.101.3.4.2.1'
export const signedDataId = '1.2.840.113549.1.7.2'
export const stampInfoId = '1.2.840.113549.1.9.16.1.4'
export const contentTypeId = '1.2.840.113549.1.9.3'
export const messageDigestId = '1.2.840.113549.1.9.4'
/** Which certificate signed: by SHA-1 in the older form, by any hash in the newer. */
export const signingCertificateId = '1.2.840.113549.1.9.16.2.12'
export const signingCertificateV2Id = '1.2.840.113549.1.9.16.2.47'

export const basicConstraintsId = '2.5.29.19'
export const extendedKeyUsageId = '2.5.29.37'
export const subjectKeyId = '2.5.29.14'
export const keyUsageId = '2.5.29.15'
export const authorityKeyId = '2.5.29.35'
export const reasonCodeId = '2.5.29.21'
export const timeStampingId = '1.3.6.1.5.5.7.3.8'
/** Extensions whose meaning is looked at here or bears on nothing here; another one that is critical refuses its certificate. */
export const knownExtensions: ReadonlySet<string> = new Set([
  basicConstraintsId,
  extendedKeyUsageId,
  subjectKeyId,
  keyUsageId,
  authorityKeyId
])

/** Hashes that are good enough, by identifier; SHA-1 and MD5 are not among them. */
export const hashNames: ReadonlyMap<string, HashName> = new Map<string, HashName>([
  [sha256Id, 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512']
])

const weakHashIds: ReadonlySet<string> = new Set(['1.3.14.3.2.26', '1.2.840.113549.2.5'])
const weakSignatureIds: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.5',
  '1.2.840.113549.1.1.4',
  '1.2.840.10045.4.1',
  '1.3.14.3.2.29'
])
/** The hash or signature rests on SHA-1 or MD5. */
export const isWeak = (id: string): boolean => weakHashIds.has(id) || weakSignatureIds.has(id)

/** Signature algorithms that name their hash. */
export const signatureHashes: ReadonlyMap<string, HashName> = new Map<string, HashName>([
  ['1.2.840.113549.1.1.11', 'sha256'],
  ['1.2.840.113549.1.1.12', 'sha384'],
  ['1.2.840.113549.1.1.13', 'sha512'],
  ['1.2.840.10045.4.3.2', 'sha256'],
  ['1.2.840.10045.4.3.3', 'sha384'],
  ['1.2.840.10045.4.3.4', 'sha512']
])
export const rsaId = '1.2.840.113549.1.1.1'
export const ecKeyId = '1.2.840.10045.2.1'
export const rsaPssId = '1.2.840.113549.1.1.10'

/** Short names of the parts of a certificate's subject. */
export const nameParts: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU']
])
