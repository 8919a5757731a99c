/** 任务包 on the way in: nothing of it is believed before all of it has been looked at. */
import { z } from 'zod'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { packageLimits, sealSchema, type Seal } from '../../domain/evidence-package.ts'
import { XunchaError } from '../../domain/errors.ts'
import { workFormat, workManifestSchema, workVersion, type WorkManifest } from '../../domain/work-package.ts'
import { canonicalValue, textOf } from '../package/canonical.ts'
import { readContainer, type ContainerEntry } from '../package/container.ts'
import { isSealed, keyOf, keyPath } from '../package/keys.ts'
import { namedHash } from '../package/paths.ts'
import type { ByteSource, PackageTools } from '../package/tools.ts'
import { contentOf } from '../package/verify.ts'

export const workFileNames = { excerpt: 'work.json', seals: 'seals.json', readme: '任务说明.txt' } as const

const allowed = [/^keys\/[0-9a-f]{16}\.pem$/, /^evidence\/[0-9a-f]{64}\.[0-9a-z]{1,8}$/]
const isWorkPath = (path: string): boolean =>
  Object.values<string>(workFileNames).includes(path) || allowed.some((pattern) => pattern.test(path))

export interface WorkPackage {
  manifest: WorkManifest
  seal: Seal
  /** A value that was canonical JSON; what it must hold is asked by who reads it. */
  excerpt: unknown
  /** Sizes of the evidence files, by SHA-256. */
  evidence: ReadonlyMap<string, number>
  /** One after the other, each hashed again. Call while the source is open. */
  eachEvidence(save: (bytes: Uint8Array, extension: string) => Promise<void>): Promise<void>
}

/**
 * The content of a work package that is what its sender signed, to the byte. Throws `bad-package` with what is wrong,
 * `package-newer`, or `bad-input` where it is no work package at all. Nothing is written.
 */
export async function readWorkPackage(
  source: ByteSource,
  tools: PackageTools,
  onFile: (done: number, total: number) => void = () => undefined
): Promise<WorkPackage> {
  const { entries, problems } = await readContainer(source)
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const manifestEntry = byPath.get('manifest.json')
  const manifestBytes = manifestEntry === undefined ? null : await bytesOf(source, manifestEntry, tools)
  const value = manifestBytes === null ? undefined : canonicalValue(textOf(manifestBytes) ?? '')
  refuseOtherKinds(value)
  const [problem] = problems
  if (problem !== undefined) throw wrong(problem.message)
  if (manifestBytes === null) throw wrong('里面没有清单，不是巡查的任务包，或已损坏。')
  const read = workManifestSchema.safeParse(value)
  if (!read.success) throw wrong('清单不是规定的写法：内容被改动过。')
  const manifest = read.data

  const contents = await checkedFiles(manifest, byPath, { source, tools, onFile })
  const pem = textOf(contents.get(keyPath(manifest.signer.keyId)) ?? new Uint8Array(0)) ?? ''
  const der = keyOf(pem, manifest.signer.keyId, tools)
  const signatureEntry = byPath.get('manifest.sig')
  const signature = signatureEntry === undefined ? null : await bytesOf(source, signatureEntry, tools)
  if (der === null) throw wrong('公钥与其编号不符：内容被改动过。')
  if (signature?.length !== 64 || !tools.isSigned(der, manifestBytes, signature)) throw wrong('签名与清单不符：内容被改动过。')

  const seal = sealOf(manifest, textOf(contents.get(workFileNames.seals) ?? new Uint8Array(0)) ?? '', pem, tools)
  const excerpt = canonicalValue(textOf(contents.get(workFileNames.excerpt) ?? new Uint8Array(0)) ?? '')
  if (excerpt === undefined) throw wrong('任务内容不是规定的写法：内容被改动过。')
  const files = manifest.files.flatMap(({ path, size }) => {
    const sha256 = namedHash(path)
    return sha256 === null ? [] : [{ path, sha256, size }]
  })
  return {
    manifest,
    seal,
    excerpt,
    evidence: new Map(files.map(({ sha256, size }) => [sha256, size])),
    async eachEvidence(save) {
      for (const { path, sha256 } of files) {
        const entry = byPath.get(path)
        const bytes = entry === undefined ? null : await bytesOf(source, entry, tools)
        if (bytes === null || tools.sha256(bytes) !== sha256) throw wrong('文件在读取时被改动。')
        await save(bytes, path.slice(path.lastIndexOf('.') + 1))
      }
    }
  }
}

const wrong = (why: string): XunchaError =>
  new XunchaError('bad-package', `任务包没有通过核验，没有打开：${why}请让发件人重新发送。`)

/** A package of another kind or of a later version is no damaged one. */
function refuseOtherKinds(value: unknown): void {
  if (typeof value !== 'object' || value === null || !('format' in value)) return
  if (value.format === 'xuncha-package') {
    throw new XunchaError('bad-input', '这是证据包，不是任务包，没有打开；证据包请用“合并”收进来。')
  }
  const version = 'version' in value ? value.version : null
  if (value.format === workFormat && typeof version === 'number' && version > workVersion) {
    throw new XunchaError('package-newer', '这个任务包由更新版本的巡查制作，本版本看不懂；请升级程序后再打开，数据未改动。')
  }
}

/** null where it does not unpack to what the archive says, or is larger than anything of ours. */
async function bytesOf(source: ByteSource, entry: ContainerEntry, tools: PackageTools): Promise<Uint8Array | null> {
  if (entry.size > packageLimits.fileBytes || entry.compressedSize > packageLimits.fileBytes) return null
  const bytes = await contentOf(source, entry, tools)
  return bytes !== null && tools.crc32(bytes) === entry.crc32 ? bytes : null
}

/** Every file against the manifest. @returns the content of those that are read, evidence left out */
async function checkedFiles(
  { files, signer }: WorkManifest,
  byPath: ReadonlyMap<string, ContainerEntry>,
  { source, tools, onFile }: { source: ByteSource; tools: PackageTools; onFile(done: number, total: number): void }
): Promise<ReadonlyMap<string, Uint8Array>> {
  const listed = new Set(files.map(({ path }) => path))
  if (listed.size !== files.length) throw wrong('清单里有重复的文件。')
  for (const path of byPath.keys()) {
    if (path === 'manifest.json' || path === 'manifest.sig' || listed.has(path)) continue
    throw wrong(`“${path}”是多出来的：清单里没有。`)
  }
  for (const path of [...Object.values(workFileNames), keyPath(signer.keyId)]) {
    if (!listed.has(path)) throw wrong(`清单里没有“${path}”。`)
  }
  let total = 0
  const contents = new Map<string, Uint8Array>()
  for (const [at, { path, size, sha256 }] of files.entries()) {
    onFile(at, files.length)
    const entry = byPath.get(path)
    total += size
    if (!isWorkPath(path)) throw wrong(`“${path}”不是任务包里该有的文件名。`)
    if (entry === undefined) throw wrong(`“${path}”缺失：清单里有，包里没有。`)
    if (total > packageLimits.bytes) throw wrong('内容太大。')
    const bytes = entry.size === size ? await bytesOf(source, entry, tools) : null
    if (bytes === null || tools.sha256(bytes) !== sha256 || (namedHash(path) ?? sha256) !== sha256) {
      throw wrong(`“${path}”的内容被改动过。`)
    }
    if (namedHash(path) === null) contents.set(path, bytes)
  }
  return contents
}

/** The sender's own seal over the very event that the work rests on. */
function sealOf({ signer, base }: WorkManifest, text: string, pem: string, tools: PackageTools): Seal {
  const read = z.array(sealSchema).length(1).safeParse(canonicalValue(text))
  const seal = read.data?.[0]
  if (seal === undefined) throw wrong('发件人的封记不是规定的写法：内容被改动过。')
  const isTheirs = seal.device === signer.device && seal.keyId === signer.keyId && seal.publicKey === pem
  const isOfBase = seal.device === base.device && seal.seq === base.seq && seal.hash === base.hash
  const isHead = base.heads.some(({ device, seq, hash }) => device === base.device && seq === base.seq && hash === base.hash)
  if (!isTheirs || !isOfBase || !isHead || !isSealed(seal, tools)) throw wrong('发件人的封记不对：内容被改动过。')
  return seal
}

/** Whether the value is canonical JSON of what the schema made of it: nothing in it that the schema does not know. */
export const isExactly = (parsed: unknown, value: unknown): boolean => canonicalJson(parsed) === canonicalJson(value)
