import type { Mutant } from '../support/planted.ts'

const verify = 'electron/evidence/package/verify.ts'
const files = 'electron/evidence/package/files.ts'
const keys = 'electron/evidence/package/keys.ts'
const events = 'electron/evidence/package/events.ts'
const evidence = 'electron/evidence/package/evidence.ts'
const container = 'electron/evidence/package/container.ts'
const directory = 'electron/evidence/package/zip-directory.ts'
const canonical = 'electron/evidence/package/canonical.ts'

/** What a verifier of packages could forget. */
export const packageFaults: readonly Mutant[] = [
  { name: 'the signature is not asked', file: verify, find: 'tools.isSigned(der, manifest, signature)', put: 'der.length > 0' },
  {
    name: 'a missing signature is let pass',
    file: verify,
    find: 'if (signature === undefined) {',
    put: 'if (signature === undefined) return []\n  if (signature === null) {'
  },
  {
    name: 'the key is whatever the file holds',
    file: keys,
    find: 'tools.sha256(der).slice(0, 16) === keyId',
    put: 'tools.sha256(der) !== keyId'
  },
  { name: 'any key may sign', file: keys, find: 'if (at === -1) {', put: 'if (at === -1) return problems\n  if (at < -1) {' },
  { name: 'a new key needs nobody’s word', file: keys, find: 'at > 0 && !isKnown', put: 'at < -1 && !isKnown' },
  {
    name: 'the key that is expected is not asked for',
    file: keys,
    find: 'anchors.keyIds.length > 0 && !isKnown',
    put: 'anchors.keyIds.length < 0 && !isKnown'
  },
  { name: 'seals are not looked at', file: keys, find: 'if (!isSealed(seal, tools))', put: 'if (seal.seq < 0)' },
  {
    name: 'a cut behind a seal goes unseen',
    file: keys,
    find: 'good.some((seal) => seal.device === device && seal.seq > seq)',
    put: 'good.some((seal) => seal.seq < 0 && seal.seq > seq)'
  },
  {
    name: 'hashes are not compared',
    file: files,
    find: 'real.sha256 !== file.sha256 || real.sm3 !== file.sm3 || real.size !== file.size',
    put: 'real.size !== file.size'
  },
  { name: 'SM3 is not compared', file: files, find: ' || real.sm3 !== file.sm3', put: '' },
  {
    name: 'what is missing is let pass',
    file: files,
    find: 'if (real === undefined) {',
    put: 'if (real === undefined && path === "") {'
  },
  {
    name: 'what is too much is let pass',
    file: files,
    find: 'for (const path of found.keys()) {',
    put: 'for (const path of [...found.keys()].slice(0, 0)) {'
  },
  { name: 'SHA256SUMS may say anything', file: files, find: 'sums !== sumsText(manifest.files)', put: 'sums === ""' },
  {
    name: 'a record is not hashed',
    file: events,
    find: 'tools.sha256(encoder.encode(canonicalJson(hashed))) !== hash',
    put: 'canonicalJson(hashed) === hash'
  },
  { name: 'records need not join', file: events, find: '(before?.hash ?? genesis)', put: 'event.prevHash' },
  { name: 'records may be left out', file: events, find: 'if (seq !== (before?.seq ?? 0) + 1) {', put: 'if (seq < 0) {' },
  {
    name: 'the end of the log is not compared with the manifest',
    file: verify,
    find: 'JSON.stringify(heads) !== JSON.stringify(',
    put: 'JSON.stringify(heads) === String('
  },
  {
    name: 'anchors are not looked for',
    file: events,
    find: 'return anchors.flatMap(',
    put: 'return anchors.slice(0, 0).flatMap('
  },
  {
    name: 'an older log fits a later anchor',
    file: events,
    find: 'if (event?.hash.startsWith(hash) === true) return []',
    put: 'if (event === undefined || event.hash.startsWith(hash)) return []'
  },
  {
    name: 'JSON need not be canonical',
    file: canonical,
    find: 'write(value) === text ? value : undefined',
    put: 'write(value) === "" ? undefined : value'
  },
  { name: 'a byte-order mark is no byte', file: canonical, find: 'ignoreBOM: true', put: 'ignoreBOM: false' },
  {
    name: 'evidence of the log may be left out',
    file: evidence,
    find: 'if (file === undefined) {',
    put: 'if (file === undefined && sha256 === "") {'
  },
  {
    name: 'evidence may come from elsewhere',
    file: evidence,
    find: '|| expected.has(key)) continue',
    put: '|| key !== "") continue'
  },
  {
    name: 'a sheet may be another’s',
    file: evidence,
    find: 'read.data.evidence === of.evidence && read.data.batch === of.batch',
    put: 'read.data.evidence !== ""'
  },
  { name: 'the extract of custody is not compared', file: evidence, find: 'extract !== custodyText', put: 'extract === ""' },
  { name: 'any batch will do', file: evidence, find: 'opened?.title === batch.title', put: 'batch.title !== ""' },
  {
    name: 'names may come twice',
    file: container,
    find: 'problems.push(...repeated(directory.entries))',
    put: 'problems.push(...repeated([]))'
  },
  { name: 'the order of the entries is free', file: container, find: '!isInOrder(directory.entries)', put: '!isInOrder([])' },
  {
    name: 'headers may be rewritten',
    file: container,
    find: 'if (!isAsWritten(entry, local.header)) foreign.push(entry.path)',
    put: 'if (!isAsWritten(entry, local.header)) foreign.slice(0)'
  },
  {
    name: 'two names for one content',
    file: container,
    find: "if (!sameBytes(header.subarray(localSize, localSize + nameLength), entry.rawName)) return '在压缩包里前后的名称不一致'",
    put: ''
  },
  { name: 'something may follow the archive', file: directory, find: "fault('压缩包之后还有多余的内容。')", put: 'void 0' },
  {
    name: 'a comment may follow the archive',
    file: directory,
    find: "fault('压缩包带有附注，不是巡查写出的样子。')",
    put: 'void 0'
  }
]
