import { nameFault, nameKey } from './entry-name.ts'
import { ZipFault } from './zip-fault.ts'
import { entryName, wide, wideSizes } from './zip-extra.ts'
import { localHeader } from './zip-local.ts'

/** One entry, as directory and local header agree on it. Sizes and places in bytes. */
export interface ZipEntry {
  name: string
  isFolder: boolean
  method: number
  crc: number
  packed: number
  size: number
  /** Where its packed bytes begin. */
  dataAt: number
}

const endMark = 0x06_05_4b_50
const entryMark = 0x02_01_4b_50
const wideEndMark = 0x06_06_4b_50
const wideLocatorMark = 0x07_06_4b_50
/** Encrypted, patched, strongly encrypted, masked headers. */
const refusedFlags = 0x01 | 0x20 | 0x40 | 0x20_00

/**
 * The entries of an archive in the order of their directory. Every reader must see the same archive, so that all that could
 * be read in two ways is refused: a second end mark, headers that disagree, overlapping entries, names that are one file on
 * some disk. Throws `ZipFault`.
 */
export function readDirectory(archive: Buffer, mostEntries: number): ZipEntry[] {
  try {
    return directoryOf(archive, mostEntries)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ZipFault('damaged', null, '目录残缺', error)
  }
}

function directoryOf(archive: Buffer, mostEntries: number): ZipEntry[] {
  const { count, from, to } = endOfDirectory(archive)
  if (count > mostEntries) throw new ZipFault('too-large', null, `有 ${count} 个文件，超过 ${mostEntries} 个`)
  const entries: ZipEntry[] = []
  const ranges: { name: string; from: number; to: number }[] = []
  let at = from
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== entryMark) throw new RangeError('no directory entry')
    const { entry, next, localAt } = readEntry(archive, at)
    if (entry.dataAt + entry.packed > from) throw new ZipFault('damaged', entry.name, '的位置超出了文件')
    ranges.push({ name: entry.name, from: localAt, to: entry.dataAt + entry.packed })
    entries.push(entry)
    at = next
  }
  if (at !== to) throw new RangeError('directory is longer or shorter than it says')
  refuseOverlaps(ranges)
  refuseDoubles(entries)
  return entries
}

function readEntry(archive: Buffer, at: number): { entry: ZipEntry; next: number; localAt: number } {
  const flags = archive.readUInt16LE(at + 8)
  const nameEnd = at + 46 + archive.readUInt16LE(at + 28)
  const extraEnd = nameEnd + archive.readUInt16LE(at + 30)
  const next = extraEnd + archive.readUInt16LE(at + 32)
  if (next > archive.length) throw new RangeError('directory entry runs out of the file')
  const rawName = archive.subarray(at + 46, nameEnd)
  const extra = archive.subarray(nameEnd, extraEnd)
  const name = entryName(rawName, flags, extra)
  const fault = nameFault(name)
  if (fault !== null) throw new ZipFault('unsafe', name, fault)
  if ((flags & refusedFlags) !== 0) throw new ZipFault('protected', name, '加了密码')
  const type = (archive.readUInt32LE(at + 38) >>> 16) & 0xf0_00
  if (![0, 0x40_00, 0x80_00].includes(type)) throw new ZipFault('unsafe', name, '不是普通文件，而是链接或设备')
  if (archive.readUInt16LE(at + 34) !== 0) throw new ZipFault('damaged', name, '在另一个分卷里')
  const sizes = wideSizes(extra, name, {
    size: archive.readUInt32LE(at + 24),
    packed: archive.readUInt32LE(at + 20),
    localAt: archive.readUInt32LE(at + 42)
  })
  const method = archive.readUInt16LE(at + 10)
  if (method !== 0 && method !== 8) throw new ZipFault('damaged', name, '用了不能识别的压缩方法')
  const crc = archive.readUInt32LE(at + 16)
  const isFolder = name.endsWith('/')
  if (isFolder && sizes.size > 0) throw new ZipFault('unsafe', name, '是文件夹却带有内容')
  if (method === 0 && sizes.size !== sizes.packed) throw new ZipFault('damaged', name, '未压缩而前后长度不同')
  const dataAt = localHeader(archive, { ...sizes, name, rawName, flags, method, crc })
  return { entry: { name, isFolder, method, crc, packed: sizes.packed, size: sizes.size, dataAt }, next, localAt: sizes.localAt }
}

/** Where the directory lies. The last end mark must be the one at the very end, or readers differ on which one counts. */
function endOfDirectory(archive: Buffer): { count: number; from: number; to: number } {
  const first = Math.max(0, archive.length - 22 - 0xff_ff)
  for (let at = archive.length - 22; at >= first; at -= 1) {
    if (archive.readUInt32LE(at) !== endMark) continue
    if (at + 22 + archive.readUInt16LE(at + 20) !== archive.length) throw new ZipFault('damaged', null, '结尾有多余的内容')
    const count = archive.readUInt16LE(at + 10)
    const size = archive.readUInt32LE(at + 12)
    const from = archive.readUInt32LE(at + 16)
    const disks = archive.readUInt16LE(at + 4) + archive.readUInt16LE(at + 6)
    if (disks !== 0 || archive.readUInt16LE(at + 8) !== count) throw new ZipFault('damaged', null, '是分卷压缩')
    if (count === 0xff_ff || size === wide || from === wide) throw new ZipFault('too-large', null, '用了超大文件的目录（ZIP64）')
    if (from + size !== at) checkWideEnd(archive, at, { count, size, from })
    return { count, from, to: from + size }
  }
  throw new RangeError('no end of directory')
}

/** Some writers always put the wide end record in as well: it must say the same. */
function checkWideEnd(archive: Buffer, at: number, end: { count: number; size: number; from: number }): void {
  const record = end.from + end.size
  const same =
    record + 76 === at &&
    archive.readUInt32LE(record) === wideEndMark &&
    archive.readBigUInt64LE(record + 32) === BigInt(end.count) &&
    archive.readBigUInt64LE(record + 40) === BigInt(end.size) &&
    archive.readBigUInt64LE(record + 48) === BigInt(end.from) &&
    archive.readUInt32LE(at - 20) === wideLocatorMark &&
    archive.readBigUInt64LE(at - 12) === BigInt(record)
  if (!same) throw new ZipFault('damaged', null, '目录与它所记的位置不符')
}

/** Entries that share bytes are how a small archive is made to unpack to a petabyte. */
function refuseOverlaps(ranges: { name: string; from: number; to: number }[]): void {
  ranges.sort((one, other) => one.from - other.from)
  ranges.forEach((range, index) => {
    const before = ranges[index - 1]
    if (before !== undefined && range.from < before.to) throw new ZipFault('bomb', range.name, '与别的文件共用同一段数据')
  })
}

function refuseDoubles(entries: readonly ZipEntry[]): void {
  const seen = new Map<string, ZipEntry>()
  for (const entry of entries) {
    const key = nameKey(entry.name)
    const other = seen.get(key)
    if (other !== undefined) throw new ZipFault('unsafe', entry.name, `与“${other.name.slice(0, 80)}”重名`)
    seen.set(key, entry)
  }
  for (const { name } of entries) {
    const parts = nameKey(name).split('/')
    for (let depth = 1; depth < parts.length; depth += 1) {
      if (seen.get(parts.slice(0, depth).join('/'))?.isFolder === false)
        throw new ZipFault('unsafe', name, '把一个文件当成文件夹')
    }
  }
}
