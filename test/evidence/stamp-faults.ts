import type { Mutant } from '../support/planted.ts'

const verify = 'electron/evidence/time-stamp-verify.ts'
const chain = 'electron/evidence/time-stamp-chain.ts'
const signature = 'electron/evidence/time-stamp-signature.ts'

/** What a verifier of time stamps could forget. */
export const stampFaults: readonly Mutant[] = [
  {
    name: 'what is stamped is not asked',
    by: 'of the same figures said to be another hash',
    file: verify,
    find: 'algorithm !== sha256Id || stamped !== imprint',
    put: 'stamped === ""'
  },
  {
    name: 'the hash of what is stamped may be any',
    by: 'of the same figures said to be another hash',
    file: verify,
    find: 'algorithm !== sha256Id || stamped',
    put: 'stamped'
  },
  {
    name: 'a stamp over SHA-1 counts',
    by: 'of a SHA-1',
    file: verify,
    find: 'if (isWeak(algorithm))',
    put: 'if (algorithm === "")'
  },
  {
    name: 'an answer to another request counts',
    by: 'to another request',
    file: verify,
    find: 'hexOf(info.nonce) !== nonce',
    put: 'hexOf(info.nonce) === ""'
  },
  {
    name: 'an answer without nonce counts',
    by: 'without nonce',
    file: verify,
    find: '(info.nonce === undefined || hexOf(info.nonce) !== nonce)',
    put: 'info.nonce !== undefined && hexOf(info.nonce) !== nonce'
  },
  {
    name: 'any policy will do',
    by: 'of another policy',
    file: verify,
    find: '!policies.includes(info.policy)',
    put: 'policies.length === 0'
  },
  { name: 'a refusal counts', by: 'that is refused', file: verify, find: 'status !== 0 && status !== 1', put: 'status < 0' },
  {
    name: 'bytes after the answer are let pass',
    by: 'with a byte more',
    file: verify,
    find: "if (offset !== answer.byteLength) throw new StampFault('malformed', '内容残缺或格式不对')",
    put: ''
  },
  {
    name: 'two may sign',
    by: 'by two',
    file: verify,
    find: 'signer === undefined || more.length > 0',
    put: 'signer === undefined'
  },
  {
    name: 'any content is a stamp',
    by: 'with the kind of its content changed',
    file: verify,
    find: 'signed.encapContentInfo.eContentType !== stampInfoId || content === undefined',
    put: 'content === undefined'
  },
  {
    name: 'the signature is not asked',
    by: 'with its signature changed',
    file: verify,
    find: '!isSignedBy(key, signer.signatureAlgorithm, signedBytes, signature, digest, tools)',
    put: 'signedBytes.length === 0 || signature.length === 0 || key === null'
  },
  {
    name: 'the content is not compared with what is signed',
    by: 'with its time changed',
    file: verify,
    find: 'named === undefined || !isSame(tools.digest(digest, content), named)',
    put: 'named === undefined || content.length === 0 || digest === null'
  },
  {
    name: 'the certificate need not be named',
    by: 'of a twin of its certificate',
    file: verify,
    find: 'checkNamedCertificate(attribute(signingCertificateV2Id), attribute(signingCertificateId), certificate, tools)',
    put: 'void checkNamedCertificate'
  },
  {
    name: 'the named certificate may be another',
    by: 'of a twin of its certificate',
    file: verify,
    find: 'name === undefined || !isSame(tools.digest(name, der), hash)',
    put: 'name === undefined || hash.length === 0 || der.length === 0 || tools === null'
  },
  {
    name: 'a digest by SHA-1 counts',
    by: 'signed with SHA-1',
    file: verify,
    find: 'if (isWeak(digestId))',
    put: 'if (digestId === "")'
  },
  {
    name: 'the use of the certificate is not asked',
    by: 'by a certificate for servers',
    file: verify,
    find: 'checkUsage(certificate)',
    put: 'void checkUsage'
  },
  {
    name: 'a use among others will do',
    by: 'by one for more than stamps',
    file: chain,
    find: 'purposes.length !== 1 || purposes[0] !== timeStampingId',
    put: '!purposes.includes(timeStampingId)'
  },
  {
    name: 'the use need not be critical',
    by: 'by one whose use is not critical',
    file: chain,
    find: 'if (!usage.critical)',
    put: 'if (usage.extnID === "")'
  },
  {
    name: 'whoever is called like the issuer has issued it',
    by: 'by one with the name and the key number of the root',
    file: chain,
    find: 'return isSignedBy(issuer.subjectPublicKeyInfo, subject.signatureAlgorithm, subject.tbsView, signature, null, tools)',
    put: 'return signature.length > 0 && tools !== null && isSignedBy !== null'
  },
  {
    name: 'a certificate that came along is trusted',
    by: 'by one with the name and the key number of the root',
    file: chain,
    find: 'const root = roots.find((one)',
    put: 'const root = [...roots, ...given].find((one)'
  },
  {
    name: 'a key that may not issue does',
    by: 'under one whose key may not issue',
    file: chain,
    find: '((usage.valueBlock.valueHexView[0] ?? 0) & 0x04) === 0',
    put: 'usage.valueBlock.valueHexView.length === 0'
  },
  {
    name: 'the time of the certificates is not asked',
    by: 'of an expired certificate',
    file: chain,
    find: 'at < parts.notBefore.value || at > parts.notAfter.value',
    put: 'at.getTime() === 0'
  },
  {
    name: 'only the end of their time is asked',
    by: 'of a certificate to come',
    file: chain,
    find: 'at < parts.notBefore.value || ',
    put: ''
  },
  {
    name: 'the time of the signer alone is asked',
    by: 'of an expired one between',
    file: chain,
    find: 'if (at < parts.notBefore.value',
    put: 'if (depth > 0 ? false : at < parts.notBefore.value'
  },
  {
    name: 'who issues need not be an authority',
    by: 'under one that may not issue',
    file: chain,
    find: '!isAuthority || ',
    put: ''
  },
  {
    name: 'the length of the way is free',
    by: 'under too many',
    file: chain,
    find: "typeof most === 'number' && depth - 1 > most",
    put: "typeof most === 'number' && depth - 1 < 0"
  },
  {
    name: 'a certificate signed with SHA-1 counts',
    by: 'under a pinned one that was signed with SHA-1',
    file: chain,
    find: 'isWeak(parts.signatureAlgorithm.algorithmId) && !isSelfSigned',
    put: 'isWeak("") && !isSelfSigned'
  },
  {
    name: 'revocations are not read',
    by: 'revoked before',
    file: verify,
    find: 'checkRevocation(chain, expected.revocations ?? [], info.genTime, tools)',
    put: 'void checkRevocation'
  },
  {
    name: 'a forged revocation list counts',
    by: 'with a revocation list that is forged',
    file: chain,
    find: 'if (!isSigned) throw',
    put: 'if (list.issuer === null) throw'
  },
  {
    name: 'a stolen key taints nothing that was before',
    by: 'revoked for its key, later',
    file: chain,
    find: 'code !== null && harmlessReasons.has(code) && entry',
    put: 'entry'
  },
  {
    name: 'whatever was revoked later counts for nothing',
    by: 'superseded later',
    file: chain,
    find: 'harmlessReasons.has(code) && entry.revocationDate.value > at',
    put: 'harmlessReasons.has(code) && entry.revocationDate.value < at'
  },
  {
    name: 'SHA-1 is strong enough',
    by: 'of a certificate signed with SHA-1',
    file: signature,
    find: 'if (isWeak(algorithmId))',
    put: 'if (algorithmId === "")'
  }
]
