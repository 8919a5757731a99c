import {
  manifestSchema,
  packageLimits,
  wholeArchive,
  type Anchors,
  type PackageManifest,
  type PackageProblem,
  type PackageVerdict
} from '../../domain/evidence-package.ts'
import { printedName } from '../../zip/printed-name.ts'
import { canonicalValue, textOf } from './canonical.ts'
import { readContainer, type ContainerEntry } from './container.ts'
import { checkAnchors, checkEvents } from './events.ts'
import { checkEvidence } from './evidence.ts'
import { checkFiles, type FoundFile } from './files.ts'
import { checkSeals, checkSigner, keyOf, keyPath } from './keys.ts'
import { isPackagePath } from './paths.ts'
import { checkStamps, type CheckedStamps } from './stamps.ts'
import type { ByteSource, PackageTools } from './tools.ts'

/** Files that the verifier reads itself; the others it only hashes. */
const isRead = (path: string): boolean => /\.(?:json|jsonl|sig|pem|tsr)$|^SHA256SUMS$/.test(path) && !path.startsWith('evidence/')

/**
 * Whether a package is what its device sealed: the same answer in the program and in the page that lies in the package.
 * Nothing is written, nothing is thrown for a bad package: every fault is a problem that names its file. `onFile` is told
 * before each file, and stops the work by throwing.
 */
export async function verifyPackage(
  source: ByteSource,
  tools: PackageTools,
  anchors: Anchors,
  onFile: (done: number, total: number) => void = () => undefined
): Promise<PackageVerdict> {
  const { entries, problems } = await readContainer(source)
  const verdict = (rest: Partial<PackageVerdict> = {}): PackageVerdict => ({
    batch: null,
    signedBy: null,
    head: null,
    files: entries.length,
    events: 0,
    stamps: [],
    unstamped: 0,
    ...rest,
    ok: problems.length === 0,
    problems: distinct(problems).map(printable)
  })
  // Not an archive at all, or one too large to look into: nothing more can be said of it.
  if (problems.some(({ kind }) => kind === 'limit') || (entries.length === 0 && problems.length > 0)) return verdict()
  const found = new Map<string, FoundFile>()
  const contents = new Map<string, Uint8Array>()
  let total = 0
  for (const entry of entries) {
    onFile(found.size, entries.length)
    total += entry.size
    if (entry.size > packageLimits.fileBytes || total > packageLimits.bytes) {
      problems.push({ file: entry.path, kind: 'limit', message: `“${entry.path}”太大，没有核验。` })
      return verdict()
    }
    const bytes = await contentOf(source, entry, tools)
    if (bytes === null) {
      problems.push({ file: entry.path, kind: 'container', message: `“${entry.path}”不能解开：内容被改动过。` })
      continue
    }
    const isCrcRight = tools.crc32(bytes) === entry.crc32
    if (!isCrcRight)
      problems.push({ file: entry.path, kind: 'changed', message: `“${entry.path}”的内容被改动过：与压缩包里的校验值不符。` })
    found.set(entry.path, { size: bytes.length, sha256: tools.sha256(bytes), sm3: tools.sm3(bytes), isCrcRight })
    if (isRead(entry.path)) contents.set(entry.path, bytes)
  }

  const manifestBytes = contents.get('manifest.json')
  if (manifestBytes === undefined) {
    problems.push({ file: 'manifest.json', kind: 'missing', message: '没有清单 manifest.json：不是巡查的证据包，或清单被去掉。' })
    return verdict()
  }
  const value = canonicalValue(textOf(manifestBytes) ?? '')
  const newer = newerVersion(value)
  if (newer !== null && found.get('manifest.json')?.isCrcRight === true) {
    const sentence = `这个包由更新版本的巡查制作（格式第 ${newer} 版），这里看不懂，不能说它有没有被改动；请用更新的程序或包里的 verify.html 核验。`
    problems.push({ file: 'manifest.json', kind: 'newer', message: sentence })
    return verdict()
  }
  const read = manifestSchema.safeParse(value)
  if (!read.success) {
    problems.push({ file: 'manifest.json', kind: 'format', message: '清单 manifest.json 不是规定的写法：内容被改动过。' })
    for (const { path } of entries) {
      if (!isPackagePath(path)) problems.push({ file: path, kind: 'name', message: `“${path}”不是证据包里该有的文件名。` })
    }
    return verdict()
  }
  const manifest = read.data
  const texts = new Map([...contents].map(([path, bytes]) => [path, textOf(bytes) ?? '\0']))
  const pem = texts.get(keyPath(manifest.signer.keyId))
  const signature = checkSignature(manifest, manifestBytes, contents.get('manifest.sig'), pem, found, tools)
  problems.push(...signature)
  const isSigned = signature.length === 0
  problems.push(...checkFiles(manifest, found, texts.get('SHA256SUMS') ?? null, isSigned))

  let stamped: Pick<CheckedStamps, 'stamps' | 'unstamped'> = { stamps: [], unstamped: 0 }
  const log = texts.get('events.jsonl')
  const checked = log === undefined ? null : checkEvents(log, tools)
  if (checked !== null) {
    problems.push(...checked.problems)
    // A log that was changed is named already; what it says is no ground to accuse the files beside it.
    if (checked.problems.length === 0 && isSigned && isWhole('events.jsonl', manifest, found)) {
      problems.push(...checkAgainstLog(manifest, checked, texts, pem ?? '', anchors, tools, found))
      const whole = new Map([...contents].filter(([path]) => isWhole(path, manifest, found)))
      const wholeTexts = new Map([...texts].filter(([path]) => whole.has(path)))
      const { events } = checked
      const { problems: faults, ...rest } = checkStamps({ manifest, events, contents: whole, texts: wholeTexts, anchors }, tools)
      problems.push(...faults)
      stamped = rest
    }
  }
  if (!isSigned) return verdict({ events: checked?.events.length ?? 0 })
  const { id, title, period } = manifest.batch
  return verdict({
    batch: { id, title, period },
    signedBy: manifest.signer,
    head: manifest.heads.find(({ device }) => device === manifest.signer.device) ?? null,
    events: checked?.events.length ?? 0,
    stamps: stamped.stamps,
    unstamped: stamped.unstamped
  })
}

const printable = ({ file, kind, message }: PackageProblem): PackageProblem => {
  const name = printedName(file)
  return { file: name, kind, message: message.replaceAll(file, () => name) }
}

function checkAgainstLog(
  manifest: PackageManifest,
  { events, heads }: ReturnType<typeof checkEvents>,
  texts: ReadonlyMap<string, string>,
  pem: string,
  anchors: Anchors,
  tools: PackageTools,
  found: ReadonlyMap<string, FoundFile>
): PackageProblem[] {
  const problems: PackageProblem[] = []
  if (JSON.stringify(heads) !== JSON.stringify(manifest.heads.map(({ device, seq, hash }) => ({ device, seq, hash })))) {
    problems.push({ file: 'events.jsonl', kind: 'chain', message: '日志的末尾与清单里写的不同：日志被截断、增加或调换。' })
  }
  problems.push(...checkSigner(manifest.signer, pem, events, anchors, tools), ...checkAnchors(events, anchors.heads))
  const seals = texts.get('seals.json')
  if (seals !== undefined && isWhole('seals.json', manifest, found))
    problems.push(...checkSeals(seals, events, { heads, signer: manifest.signer.device }, tools))
  const whole = new Map([...texts].filter(([path]) => isWhole(path, manifest, found)))
  // Sheets that were changed are named already, by their hash.
  const evidence = checkEvidence(manifest, events, whole)
  problems.push(...evidence.filter(({ file }) => whole.has(file) || !texts.has(file) || file === 'manifest.json'))
  return problems
}

const isWhole = (path: string, manifest: PackageManifest, found: ReadonlyMap<string, FoundFile>): boolean =>
  found.get(path)?.sha256 === manifest.files.find((file) => file.path === path)?.sha256

/** Key, then signature; and of manifest and signature the one that was changed, where the archive's checksums tell. */
function checkSignature(
  { signer }: PackageManifest,
  manifest: Uint8Array,
  signature: Uint8Array | undefined,
  pem: string | undefined,
  found: ReadonlyMap<string, FoundFile>,
  tools: PackageTools
): PackageProblem[] {
  if (signature === undefined) {
    return [{ file: 'manifest.sig', kind: 'missing', message: '没有签名 manifest.sig：不能证明是谁封的。' }]
  }
  if (found.get('manifest.json')?.isCrcRight === false) {
    return [{ file: 'manifest.json', kind: 'signature', message: '清单 manifest.json 被改动过：与签名不符。' }]
  }
  if (pem === undefined) {
    return [{ file: keyPath(signer.keyId), kind: 'missing', message: `没有公钥 ${keyPath(signer.keyId)}：签名无法核验。` }]
  }
  const der = keyOf(pem, signer.keyId, tools)
  if (der === null) {
    return [{ file: keyPath(signer.keyId), kind: 'key', message: '公钥文件被改动过：与密钥编号不符，签名无法核验。' }]
  }
  if (signature.length === 64 && tools.isSigned(der, manifest, signature)) return []
  const both = found.get('manifest.sig')?.isCrcRight !== false
  return [
    {
      file: 'manifest.sig',
      kind: 'signature',
      message: both ? '签名 manifest.sig 与清单不符。' : '签名 manifest.sig 被改动过。'
    },
    ...(both
      ? [{ file: 'manifest.json', kind: 'signature' as const, message: '清单 manifest.json 与签名不符：两者之一被改动过。' }]
      : [])
  ]
}

/** The format's version where a later program than this one wrote the manifest; else null. */
export function newerVersion(manifest: unknown): number | null {
  if (typeof manifest !== 'object' || manifest === null || !('format' in manifest) || !('version' in manifest)) return null
  const { format, version } = manifest
  return format === 'xuncha-package' && typeof version === 'number' && version > 1 ? version : null
}

/** null where the entry does not unpack to the size it tells. */
export async function contentOf(source: ByteSource, entry: ContainerEntry, tools: PackageTools): Promise<Uint8Array | null> {
  const packed = await source.read(entry.dataOffset, entry.compressedSize)
  if (entry.method === 0) return entry.compressedSize === entry.size ? packed : null
  if (entry.method !== 8) return null
  const bytes = await tools.inflate(packed, entry.size)
  return bytes?.length === entry.size ? bytes : null
}

/** One sentence a file and kind is enough; the archive itself comes last. */
function distinct(problems: readonly PackageProblem[]): PackageProblem[] {
  const byPlace = new Map<string, PackageProblem>()
  for (const problem of problems) {
    const place = `${problem.kind} ${problem.file} ${['chain', 'seal', 'anchor', 'stamp'].includes(problem.kind) ? problem.message : ''}`
    if (!byPlace.has(place)) byPlace.set(place, problem)
  }
  const all = [...byPlace.values()]
  return [...all.filter(({ file }) => file !== wholeArchive), ...all.filter(({ file }) => file === wholeArchive)]
}
