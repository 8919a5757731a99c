import { wholeArchive, type PackageProblem } from '../../domain/evidence-package.ts'
import type { ByteSource } from './tools.ts'
import { centralMark, centralSize, endMark, endSize, utf8Flag } from './zip-format.ts'

/** One entry as the central directory has it. */
export interface DirectoryEntry {
  path: string
  rawName: Uint8Array
  flags: number
  method: number
  crc32: number
  compressedSize: number
  size: number
  offset: number
  /** The directory's record itself. */
  header: Uint8Array
}

export interface Directory {
  entries: DirectoryEntry[]
  offset: number
  size: number
  /** The end record itself. */
  end: Uint8Array
}

/** Room for 20,000 entries with long names; a directory past it is not read. */
const mostBytes = 16 * 1024 * 1024

/**
 * null where the archive has no directory that can be read; why is added to `problems`. Not the reader of `electron/zip/`:
 * that one stops at the first fault, needs the whole archive in memory as a Buffer and Node's zlib. Here the archive may
 * have 4 GB, the same code runs in verify.html, every fault is named beside the file it is in, and what that one lets pass
 * (gaps, comments, other headers than ours) is a fault too.
 */
export async function readDirectory(source: ByteSource, problems: PackageProblem[]): Promise<Directory | null> {
  const fault = (message: string, file = wholeArchive): null => {
    problems.push({ file, kind: 'container', message })
    return null
  }
  const tailSize = Math.min(source.size, endSize + 0xffff)
  const tail = await source.read(source.size - tailSize, tailSize)
  const found = findEnd(tail)
  if (found === null) return fault('不是完整的压缩包：结尾的记录缺失或被改动，请重新取得该文件。')
  const { at, commentLength } = found
  const view = new DataView(tail.buffer, tail.byteOffset + at, endSize)
  const endOffset = source.size - tailSize + at
  const end = tail.slice(at, at + endSize)
  if (endOffset + endSize + commentLength !== source.size) fault('压缩包之后还有多余的内容。')
  else if (commentLength > 0) fault('压缩包带有附注，不是巡查写出的样子。')
  const count = view.getUint16(10, true)
  const size = view.getUint32(12, true)
  const offset = view.getUint32(16, true)
  if (view.getUint16(4, true) !== 0 || view.getUint16(6, true) !== 0 || view.getUint16(8, true) !== count) {
    return fault('压缩包被分卷，或结尾的记录被改动。')
  }
  if (count === 0xffff || offset === 0xffffffff || size > mostBytes) return fault('压缩包的文件太多或太大，没有核验。')
  if (offset + size !== endOffset) return fault('压缩包的目录不在应在的位置：前面或中间有多余的内容，或结尾的记录被改动。')
  const bytes = await source.read(offset, size)
  const entries: DirectoryEntry[] = []
  for (let from = 0; from < size;) {
    const entry = entryAt(bytes, from)
    if (typeof entry === 'string') {
      const near = entries.at(-1)?.path
      return fault(`压缩包的目录被改动过：${near === undefined ? '第一项' : `“${near}”之后的一项`}${entry}。`)
    }
    if ((entry.flags & 1) !== 0) fault(`“${entry.path}”被加密，不能核验。`, entry.path)
    if (entry.method !== 0 && entry.method !== 8) fault(`“${entry.path}”的压缩方法不是常用的两种。`, entry.path)
    entries.push(entry)
    from += entry.header.length
  }
  if (entries.length !== count) fault('压缩包目录里的项数与结尾的记录不符。')
  return { entries, offset, size, end }
}

/** The end record whose comment reaches to the end; else the last mark there is, so that what follows can be told. */
function findEnd(tail: Uint8Array): { at: number; commentLength: number } | null {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength)
  let last: { at: number; commentLength: number } | null = null
  for (let at = tail.length - endSize; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== endMark) continue
    const found = { at, commentLength: view.getUint16(at + 20, true) }
    if (at + endSize + found.commentLength === tail.length) return found
    last ??= found
  }
  return last
}

function entryAt(bytes: Uint8Array, at: number): DirectoryEntry | string {
  if (at + centralSize > bytes.length) return '不完整'
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, centralSize)
  if (view.getUint32(0, true) !== centralMark) return '不是目录项'
  const nameLength = view.getUint16(28, true)
  const length = centralSize + nameLength + view.getUint16(30, true) + view.getUint16(32, true)
  if (nameLength === 0 || at + length > bytes.length) return '的长度不对'
  const rawName = bytes.slice(at + centralSize, at + centralSize + nameLength)
  const flags = view.getUint16(8, true)
  const path = nameOf(rawName, (flags & utf8Flag) !== 0)
  if (path === null) return '的名称不是文字'
  return {
    path,
    rawName,
    flags,
    method: view.getUint16(10, true),
    crc32: view.getUint32(16, true),
    compressedSize: view.getUint32(20, true),
    size: view.getUint32(24, true),
    offset: view.getUint32(42, true),
    header: bytes.slice(at, at + length)
  }
}

/** Chinese Windows packs names in GB18030 without saying so. */
function nameOf(raw: Uint8Array, isUtf8: boolean): string | null {
  return decoded(raw, 'utf-8') ?? (isUtf8 ? null : decoded(raw, 'gb18030'))
}

function decoded(raw: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    return null
  }
}
