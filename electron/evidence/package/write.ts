/** 证据包 on the way out: hashed, listed, signed, packed, read back. */
import { crc32 } from 'node:zlib'
import { writeAll, writeDurably, type DurableHandle } from '../../disk/durable-file.ts'
import { canonicalJson } from '../../domain/canonical-json.ts'
import { packageLimits, type Head, type PackageManifest, type PackageVerdict } from '../../domain/evidence-package.ts'
import { XunchaError } from '../../domain/errors.ts'
import { digestOf, type Digest } from '../file-digest.ts'
import type { Signer } from '../key-store.ts'
import { nodeTools, withByteSource } from './node-tools.ts'
import { sumsText } from './paths.ts'
import { verifyPackage } from './verify.ts'
import { byPackageOrder, centralHeader, endRecord, localHeader, type StoredEntry } from './zip-format.ts'

/** One file of the package. `open` is called twice, once to hash and once to pack, and must give the same bytes. */
export interface PackageFile {
  path: string
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

export interface PackProgress {
  onFile?: (done: number, total: number) => void
  signal?: AbortSignal
}

export interface PackageRequest extends PackProgress {
  createdAt: string
  batch: PackageManifest['batch']
  /** By device. */
  heads: readonly Head[]
  files: readonly PackageFile[]
  signer: Signer
  signerName: string
}

/**
 * Writes the package: whole and verified under its name, or not at all. The same request gives the same bytes on every
 * machine. Throws `bad-package` where it would not verify or is larger than one may be.
 */
export async function createPackage(target: string, request: PackageRequest): Promise<PackageVerdict> {
  const { createdAt, batch, heads, signer, signerName, signal } = request
  const digests = new Map<string, Digest>()
  for (const { path, open } of request.files) {
    signal?.throwIfAborted()
    digests.set(path, await digestOf(open()))
    request.onFile?.(digests.size, request.files.length * 2)
  }
  const own = (path: string, bytes: Uint8Array): PackageFile => ({ path, open: () => [bytes] })
  const sums = own('SHA256SUMS', Buffer.from(sumsText(listed(digests)), 'utf8'))
  digests.set(sums.path, await digestOf(sums.open()))

  const manifest: PackageManifest = {
    format: 'xuncha-package',
    version: 1,
    createdAt,
    batch,
    signer: { device: signer.device, keyId: signer.keyId, name: signerName },
    heads: [...heads],
    files: listed(digests)
  }
  refuseTooLarge(manifest)
  const manifestBytes = Buffer.from(canonicalJson(manifest), 'utf8')
  const first = [own('manifest.json', manifestBytes), own('manifest.sig', signer.sign(manifestBytes))]
  for (const { path, open } of first) digests.set(path, await digestOf(open()))
  const files = [...first, ...request.files, sums].sort((a, b) => byPackageOrder(a.path, b.path))

  let verdict: PackageVerdict | null = null
  const check = async (temporary: string): Promise<void> => {
    verdict = await withByteSource(temporary, (source) =>
      verifyPackage(source, nodeTools, { heads: [], keyIds: [request.signer.keyId] })
    )
    const [problem] = verdict.problems
    if (problem !== undefined) {
      throw new XunchaError('bad-package', `证据包写好后核验没有通过，没有保存：${problem.message}请检查磁盘后重试。`)
    }
  }
  await writeDurably(target, (handle) => packFiles(handle, files, digests, request), { check })
  if (verdict === null) throw new XunchaError('internal', '证据包没有核验。')
  return verdict
}

const listed = (digests: ReadonlyMap<string, Digest>): PackageManifest['files'] =>
  [...digests]
    .map(([path, { size, sha256, sm3 }]) => ({ path, size, sha256, sm3 }))
    .sort((a, b) => byPackageOrder(a.path, b.path))

function refuseTooLarge({ files }: PackageManifest): void {
  const total = files.reduce((sum, { size, path }) => sum + size + 2 * path.length + 200, 0)
  const large = files.find(({ size }) => size > packageLimits.fileBytes)
  if (large !== undefined) throw new XunchaError('bad-package', `“${large.path}”超过 256 MB，不能放进证据包。`)
  if (files.length > packageLimits.files - 2 || total > packageLimits.bytes) {
    throw new XunchaError('bad-package', '证据太多，一个证据包放不下（最多 20000 个文件、4 GB）；请用 --targets 分几次做。')
  }
}

/** Writes the archive; `files` in the order of the archive, `digests` of all of them. */
export async function packFiles(
  handle: DurableHandle,
  files: readonly PackageFile[],
  digests: ReadonlyMap<string, Digest>,
  { onFile, signal }: PackProgress
): Promise<void> {
  const directory: Uint8Array[] = []
  let offset = 0
  const write = async (bytes: Uint8Array): Promise<void> => {
    await writeAll(handle, bytes)
    offset += bytes.length
  }
  for (const [index, { path, open }] of files.entries()) {
    signal?.throwIfAborted()
    const digest = digests.get(path)
    if (digest === undefined) throw new XunchaError('internal', `“${path}”没有校验值。`)
    const entry: StoredEntry = { path, size: digest.size, crc32: digest.crc32, offset }
    await write(localHeader(entry))
    let crc = 0
    let size = 0
    for await (const piece of open()) {
      crc = crc32(piece, crc)
      size += piece.length
      await write(piece)
    }
    if (crc !== digest.crc32 || size !== digest.size) {
      throw new XunchaError('bad-package', `“${path}”在打包时变了，没有保存；请重试。`)
    }
    directory.push(centralHeader(entry))
    onFile?.(files.length + index + 1, files.length * 2)
  }
  const start = offset
  for (const header of directory) await write(header)
  await write(endRecord(directory.length, offset - start, start))
}
