import type { Mutant } from '../support/planted.ts'

const verify = 'electron/evidence/time-stamp-verify.ts'
const chain = 'electron/evidence/time-stamp-chain.ts'
const signature = 'electron/evidence/time-stamp-signature.ts'

/** What a verifier of time stamps could forget. */
export const stampFaults: readonly Mutant[] = [
  {
    name: 'what is stamped is not asked',
    file: verify,
    find: 'algorithm !== sha256Id || stamped !== imprint',
    put: 'stamped === ""'
  },
  { name: 'the hash of what is stamped may be any', file: verify, find: 'algorithm !== sha256Id || stamped', put: 'stamped' },
  { name: 'a stamp over SHA-1 counts', file: verify, find: 'if (isWeak(algorithm))', put: 'if (algorithm === "")' },
  {
    name: 'an answer to another request counts',
    file: verify,
    find: 'hexOf(info.nonce) !== nonce',
    put: 'hexOf(info.nonce) === ""'
  },
  {
    name: 'an answer without nonce counts',
    file: verify,
    find: '(info.nonce === undefined || hexOf(info.nonce) !== nonce)',
    put: 'info.nonce !== undefined && hexOf(info.nonce) !== nonce'
  },
  { name: 'any policy will do', file: verify, find: '!policies.includes(info.policy)', put: 'policies.length === 0' },
  { name: 'a refusal counts', file: verify, find: 'status !== 0 && status !== 1', put: 'status < 0' },
  {
    name: 'bytes after the answer are let pass',
    file: verify,
    find: "if (offset !== answer.byteLength) throw new StampFault('malformed', '内容残缺或格式不对')",
    put: ''
  },
  { name: 'two may sign', file: verify, find: 'signer === undefined || more.length > 0', put: 'signer === undefined' },
  {
    name: 'any content is a stamp',
    file: verify,
    find: 'signed.encapContentInfo.eContentType !== stampInfoId || content === undefined',
    put: 'content === undefined'
  },
  {
    name: 'the signature is not asked',
    file: verify,
    find: '!isSignedBy(key, signer.signatureAlgorithm, signedBytes, signature, digest, tools)',
    put: 'signedBytes.length === 0 || signature.length === 0 || key === null'
  },
  {
    name: 'the content is not compared with what is signed',
    file: verify,
    find: 'named === undefined || !isSame(tools.digest(digest, content), named)',
    put: 'named === undefined || content.length === 0 || digest === null'
  },
  {
    name: 'the certificate need not be named',
    file: verify,
    find: 'checkNamedCertificate(attribute(signingCertificateV2Id), attribute(signingCertificateId), certificate, tools)',
    put: 'void checkNamedCertificate'
  },
  {
    name: 'the named certificate may be another',
    file: verify,
    find: 'name === undefined || !isSame(tools.digest(name, der), hash)',
    put: 'name === undefined || hash.length === 0 || der.length === 0 || tools === null'
  },
  { name: 'a digest by SHA-1 counts', file: verify, find: 'if (isWeak(digestId))', put: 'if (digestId === "")' },
  { name: 'the use of the certificate is not asked', file: verify, find: 'checkUsage(certificate)', put: 'void checkUsage' },
  {
    name: 'a use among others will do',
    file: chain,
    find: 'purposes.length !== 1 || purposes[0] !== timeStampingId',
    put: '!purposes.includes(timeStampingId)'
  },
  { name: 'the use need not be critical', file: chain, find: 'if (!usage.critical)', put: 'if (usage.extnID === "")' },
  {
    name: 'whoever is called like the issuer has issued it',
    file: chain,
    find: 'return isSignedBy(issuer.subjectPublicKeyInfo, subject.signatureAlgorithm, subject.tbsView, signature, null, tools)',
    put: 'return signature.length > 0 && tools !== null && isSignedBy !== null'
  },
  {
    name: 'a certificate that came along is trusted',
    file: chain,
    find: 'const root = roots.find((one)',
    put: 'const root = [...roots, ...given].find((one)'
  },
  {
    name: 'a key that may not issue does',
    file: chain,
    find: '((usage.valueBlock.valueHexView[0] ?? 0) & 0x04) === 0',
    put: 'usage.valueBlock.valueHexView.length === 0'
  },
  {
    name: 'the time of the certificates is not asked',
    file: chain,
    find: 'at < parts.notBefore.value || at > parts.notAfter.value',
    put: 'at.getTime() === 0'
  },
  { name: 'only the end of their time is asked', file: chain, find: 'at < parts.notBefore.value || ', put: '' },
  {
    name: 'the time of the signer alone is asked',
    file: chain,
    find: 'if (at < parts.notBefore.value',
    put: 'if (depth > 0 ? false : at < parts.notBefore.value'
  },
  { name: 'who issues need not be an authority', file: chain, find: '!isAuthority || ', put: '' },
  {
    name: 'the length of the way is free',
    file: chain,
    find: "typeof most === 'number' && depth - 1 > most",
    put: "typeof most === 'number' && depth - 1 < 0"
  },
  {
    name: 'a certificate signed with SHA-1 counts',
    file: chain,
    find: 'isWeak(parts.signatureAlgorithm.algorithmId) && !isSelfSigned',
    put: 'isWeak("") && !isSelfSigned'
  },
  {
    name: 'revocations are not read',
    file: verify,
    find: 'checkRevocation(chain, expected.revocations ?? [], info.genTime, tools)',
    put: 'void checkRevocation'
  },
  { name: 'a forged revocation list counts', file: chain, find: 'if (!isSigned) throw', put: 'if (list.issuer === null) throw' },
  {
    name: 'a stolen key taints nothing that was before',
    file: chain,
    find: 'code !== null && harmlessReasons.has(code) && entry',
    put: 'entry'
  },
  {
    name: 'whatever was revoked later counts for nothing',
    file: chain,
    find: 'harmlessReasons.has(code) && entry.revocationDate.value > at',
    put: 'harmlessReasons.has(code) && entry.revocationDate.value < at'
  },
  { name: 'SHA-1 is strong enough', file: signature, find: 'if (isWeak(algorithmId))', put: 'if (algorithmId === "")' }
]
