import { packageLimits, wholeArchive, type PackageProblem } from '../../domain/evidence-package.ts'
import { printedName } from '../../zip/printed-name.ts'
import type { ByteSource } from './tools.ts'
import { readDirectory, type DirectoryEntry } from './zip-directory.ts'
import { byPackageOrder, centralHeader, endRecord, localHeader, localMark, localSize, sameBytes } from './zip-format.ts'

export interface ContainerEntry extends DirectoryEntry {
  /** Of its content, from the archive's start. */
  dataOffset: number
}

export interface Container {
  entries: ContainerEntry[]
  problems: PackageProblem[]
}

/**
 * The archive's entries, and everything about the archive itself that is not as it should be. One that Xuncha wrote must
 * be byte for byte what Xuncha writes; one that somebody unpacked and packed again may have other times and methods, but
 * nothing that one reader sees and another does not.
 */
export async function readContainer(source: ByteSource): Promise<Container> {
  const problems: PackageProblem[] = []
  const directory = await readDirectory(source, problems)
  if (directory === null) return { entries: [], problems }
  const entries: ContainerEntry[] = []
  const spans: { path: string; from: number; to: number }[] = []
  const foreign: string[] = []
  for (const entry of directory.entries) {
    const local = await readLocal(source, entry, directory.offset)
    if (typeof local === 'string') {
      problems.push({ file: entry.path, kind: 'container', message: `“${entry.path}”${local}，压缩包被改动过。` })
      continue
    }
    if (!isAsWritten(entry, local.header)) foreign.push(entry.path)
    entries.push({ ...entry, dataOffset: local.dataOffset })
    spans.push({ path: entry.path, from: entry.offset, to: local.end })
  }
  const isWhole = problems.length === 0
  problems.push(...repeated(directory.entries))
  // Every header is another one after packing again; a few changed ones among ours are a forgery or damage.
  const isOurs = foreign.length < directory.entries.length / 2
  if (isOurs) {
    for (const path of foreign) {
      problems.push({ file: path, kind: 'container', message: `“${path}”在压缩包里的文件头被改动过。` })
    }
    if (isWhole && foreign.length === 0 && !isInOrder(directory.entries)) {
      problems.push({ file: wholeArchive, kind: 'container', message: '压缩包里文件的次序被改动过。' })
    }
    const end = endRecord(directory.entries.length, directory.size, directory.offset)
    if (!sameBytes(end, directory.end)) {
      problems.push({ file: wholeArchive, kind: 'container', message: '压缩包结尾的记录被改动过。' })
    }
  }
  if (isWhole) problems.push(...gaps(spans, directory.offset))
  const files = entries.filter(({ path, size }) => !(path.endsWith('/') && size === 0))
  if (files.length > packageLimits.files) {
    problems.push({ file: wholeArchive, kind: 'limit', message: `压缩包里的文件超过 ${packageLimits.files} 个，没有核验。` })
  }
  return { entries: isOurs ? files : withoutFolder(files), problems }
}

interface Local {
  header: Uint8Array
  dataOffset: number
  /** After the content and what may follow it (a data descriptor). */
  end: number
}

/** The local header and where content lies, or what is wrong as the rest of a sentence. */
async function readLocal(source: ByteSource, entry: DirectoryEntry, limit: number): Promise<Local | string> {
  if (entry.offset + localSize > limit) return '的位置超出压缩包'
  const fixed = await source.read(entry.offset, localSize)
  const view = new DataView(fixed.buffer, fixed.byteOffset, fixed.byteLength)
  if (view.getUint32(0, true) !== localMark) return '的文件头不在应在的位置'
  const nameLength = view.getUint16(26, true)
  const extraLength = view.getUint16(28, true)
  const dataOffset = entry.offset + localSize + nameLength + extraLength
  const flags = view.getUint16(6, true)
  const hasDescriptor = (flags & 8) !== 0
  if (dataOffset + entry.compressedSize > limit) return '的内容超出压缩包'
  const header = await source.read(entry.offset, localSize + nameLength + extraLength)
  if (!sameBytes(header.subarray(localSize, localSize + nameLength), entry.rawName)) return '在压缩包里前后的名称不一致'
  if ((flags & ~6) !== (entry.flags & ~6) || view.getUint16(8, true) !== entry.method) return '在压缩包里前后的说明不一致'
  const told = [view.getUint32(14, true), view.getUint32(18, true), view.getUint32(22, true)]
  const meant = [entry.crc32, entry.compressedSize, entry.size]
  const isLeftOut = hasDescriptor && told.every((value) => value === 0)
  if (!isLeftOut && told.some((value, index) => value !== meant[index])) return '在压缩包里前后的大小或校验值不一致'
  const end = dataOffset + entry.compressedSize
  return { header, dataOffset, end: hasDescriptor ? end + (await descriptorSize(source, end, limit)) : end }
}

async function descriptorSize(source: ByteSource, at: number, limit: number): Promise<number> {
  if (at + 4 > limit) return 0
  const bytes = await source.read(at, 4)
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) === 0x08074b50 ? 16 : 12
}

function isAsWritten(entry: DirectoryEntry, header: Uint8Array): boolean {
  const { path, size, crc32, offset } = entry
  const stored = { path, size, crc32, offset }
  return sameBytes(localHeader(stored), header) && sameBytes(centralHeader(stored), entry.header)
}

const isInOrder = (entries: readonly DirectoryEntry[]): boolean =>
  entries.every((entry, index) => {
    const next = entries[index + 1]
    return next === undefined || (byPackageOrder(entry.path, next.path) < 0 && entry.offset < next.offset)
  })

/** Names that are one file on some system or other: equal, or equal but for case or for the way letters are composed. */
function repeated(entries: readonly DirectoryEntry[]): PackageProblem[] {
  const seen = new Map<string, string>()
  const problems: PackageProblem[] = []
  for (const { path } of entries) {
    const folded = path.normalize('NFKC').toLowerCase()
    const before = seen.get(folded)
    if (before === undefined) seen.set(folded, path)
    else
      problems.push({
        file: path,
        kind: 'container',
        message: `压缩包里有两个“${path}”${before === path ? '' : `（另一个写作“${printedName(before)}”）`}。`
      })
  }
  return problems
}

/** Bytes that belong to no entry are something that was put in, or what is left of something taken out. */
function gaps(spans: readonly { path: string; from: number; to: number }[], end: number): PackageProblem[] {
  let at = 0
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from !== at) {
      return [
        { file: wholeArchive, kind: 'container', message: `压缩包里“${printedName(span.path)}”之前有来历不明或重叠的内容。` }
      ]
    }
    at = span.to
  }
  return at === end ? [] : [{ file: wholeArchive, kind: 'container', message: '压缩包里文件之后有来历不明或重叠的内容。' }]
}

/** A package that was unpacked and packed again often lies in a folder. */
function withoutFolder(entries: ContainerEntry[]): ContainerEntry[] {
  if (entries.some(({ path }) => path === 'manifest.json')) return entries
  const folder = /^([^/]+\/)manifest\.json$/.exec(
    entries.find(({ path }) => /^[^/]+\/manifest\.json$/.test(path))?.path ?? ''
  )?.[1]
  if (folder === undefined || !entries.every(({ path }) => path.startsWith(folder))) return entries
  return entries.map((entry) => ({ ...entry, path: entry.path.slice(folder.length) }))
}
