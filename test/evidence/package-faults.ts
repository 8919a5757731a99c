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
  {
    name: 'the signature is not asked',
    by: 'a capture sheet, the sums and the manifest edited',
    file: verify,
    find: 'tools.isSigned(der, manifest, signature)',
    put: 'der.length > 0'
  },
  {
    name: 'a missing signature is let pass',
    by: 'the signature dropped',
    file: verify,
    find: 'if (signature === undefined) {',
    put: 'if (signature === undefined) return []\n  if (signature === null) {'
  },
  {
    name: 'the key is whatever the file holds',
    by: 'everything made anew with another key that bears the number of the old one',
    file: keys,
    find: 'tools.sha256(der).slice(0, 16) === keyId',
    put: 'tools.sha256(der) !== keyId'
  },
  {
    name: 'any key may sign',
    by: 'signed again with another key',
    file: keys,
    find: 'if (at === -1) {',
    put: 'if (at === -1) return problems\n  if (at < -1) {'
  },
  {
    name: 'a new key needs nobody’s word',
    by: 'a second key introduced and used',
    file: keys,
    find: 'at > 0 && !isKnown',
    put: 'at < -1 && !isKnown'
  },
  {
    name: 'the key that is expected is not asked for',
    by: 'a package of another device than the one expected',
    file: keys,
    find: 'anchors.keyIds.length > 0 && !isKnown',
    put: 'anchors.keyIds.length < 0 && !isKnown'
  },
  {
    name: 'seals are not looked at',
    by: 'a seal whose signature is nothing, from inside',
    file: keys,
    find: 'if (!isSealed(seal, tools))',
    put: 'if (seal.seq < 0)'
  },
  {
    name: 'a cut behind a seal goes unseen',
    by: 'the tail of the log cut, the old seal kept, from inside',
    file: keys,
    find: 'good.some((seal) => seal.device === device && seal.seq > seq)',
    put: 'good.some((seal) => seal.seq < 0 && seal.seq > seq)'
  },
  {
    name: 'hashes are not compared',
    by: 'a sheet edited and as long as before',
    file: files,
    find: 'real.sha256 !== file.sha256 || real.sm3 !== file.sm3 || real.size !== file.size',
    put: 'real.size !== file.size'
  },
  {
    name: 'SM3 is not compared',
    by: 'another SM3 in the manifest, from inside',
    file: files,
    find: ' || real.sm3 !== file.sm3',
    put: ''
  },
  {
    name: 'what is missing is let pass',
    by: 'an evidence file dropped',
    file: files,
    find: 'if (real === undefined) {',
    put: 'if (real === undefined && path === "") {'
  },
  {
    name: 'what is too much is let pass',
    by: 'an evidence file added',
    file: files,
    find: 'for (const path of found.keys()) {',
    put: 'for (const path of [...found.keys()].slice(0, 0)) {'
  },
  {
    name: 'SHA256SUMS may say anything',
    by: 'SHA256SUMS that says something else, from inside',
    file: files,
    find: 'sums !== sumsText(manifest.files)',
    put: 'sums === ""'
  },
  {
    name: 'a record is not hashed',
    by: 'a record edited, from inside',
    file: events,
    find: 'tools.sha256(encoder.encode(canonicalJson(hashed))) !== hash',
    put: 'canonicalJson(hashed) === hash'
  },
  {
    name: 'records need not join',
    by: 'a record edited and hashed again alone, from inside',
    file: events,
    find: '(before?.hash ?? genesis)',
    put: 'event.prevHash'
  },
  {
    name: 'records may be left out',
    by: 'a record taken out and the gap closed, from inside',
    file: events,
    find: 'if (seq !== (before?.seq ?? 0) + 1) {',
    put: 'if (seq < 0) {'
  },
  {
    name: 'the end of the log is not compared with the manifest',
    by: 'an earlier end of the log in the manifest, from inside',
    file: verify,
    find: 'JSON.stringify(heads) !== JSON.stringify(',
    put: 'JSON.stringify(heads) === String('
  },
  {
    name: 'anchors are not looked for',
    by: 'the log edited and chained anew from inside, against an anchor',
    file: events,
    find: 'return anchors.flatMap(',
    put: 'return anchors.slice(0, 0).flatMap('
  },
  {
    name: 'an older log fits a later anchor',
    by: 'a package of before the anchor',
    file: events,
    find: 'if (event?.hash.startsWith(hash) === true) return []',
    put: 'if (event === undefined || event.hash.startsWith(hash)) return []'
  },
  {
    name: 'JSON need not be canonical',
    by: 'a key given twice in a record, from inside',
    file: canonical,
    find: 'write(value) === text ? value : undefined',
    put: 'write(value) === "" ? undefined : value'
  },
  {
    name: 'a byte-order mark is no byte',
    by: 'a byte-order mark before a sheet, from inside',
    file: canonical,
    find: 'ignoreBOM: true',
    put: 'ignoreBOM: false'
  },
  {
    name: 'evidence of the log may be left out',
    by: 'evidence of the log left out, from inside',
    file: evidence,
    find: 'if (file === undefined) {',
    put: 'if (file === undefined && sha256 === "") {'
  },
  {
    name: 'evidence may come from elsewhere',
    by: 'evidence that the log does not know, from inside',
    file: evidence,
    find: '|| expected.has(key)) continue',
    put: '|| key !== "") continue'
  },
  {
    name: 'a sheet may be another’s',
    by: 'the sheet of another capture, from inside',
    file: evidence,
    find: 'read.data.evidence === of.evidence && read.data.batch === of.batch',
    put: 'read.data.evidence !== ""'
  },
  {
    name: 'the extract of custody is not compared',
    by: 'the extract of custody edited, from inside',
    file: evidence,
    find: 'extract !== custodyText',
    put: 'extract === ""'
  },
  {
    name: 'any batch will do',
    by: 'replayed into another batch, from inside',
    file: evidence,
    find: 'opened?.title === batch.title',
    put: 'batch.title !== ""'
  },
  {
    name: 'names may come twice',
    by: 'a name twice in the archive',
    file: container,
    find: 'problems.push(...repeated(directory.entries))',
    put: 'problems.push(...repeated([]))'
  },
  {
    name: 'the order of the entries is free',
    by: 'the entries in another order',
    file: container,
    find: '!isInOrder(directory.entries)',
    put: '!isInOrder([])'
  },
  {
    name: 'headers may be rewritten',
    by: 'another time of an entry',
    file: container,
    find: 'if (!isAsWritten(entry, local.header)) foreign.push(entry.path)',
    put: 'if (!isAsWritten(entry, local.header)) foreign.slice(0)'
  },
  {
    name: 'two names for one content',
    by: 'another name before the content, packed again',
    file: container,
    find: "if (!sameBytes(header.subarray(localSize, localSize + nameLength), entry.rawName)) return '在压缩包里前后的名称不一致'",
    put: ''
  },
  {
    name: 'something may follow the archive',
    by: 'something after the archive',
    file: directory,
    find: "fault('压缩包之后还有多余的内容。')",
    put: 'void 0'
  },
  {
    name: 'a comment may follow the archive',
    by: 'a comment on the archive, packed again',
    file: directory,
    find: "fault('压缩包带有附注，不是巡查写出的样子。')",
    put: 'void 0'
  }
]
