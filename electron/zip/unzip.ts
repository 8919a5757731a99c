import { crc32, inflateRawSync } from 'node:zlib'
import { readDirectory, type ZipEntry } from './zip-directory.ts'
import { ZipFault } from './zip-fault.ts'

/** What an archive may hold. */
export interface ZipLimits {
  entries: number
  /** Bytes that really come out, all entries together. */
  bytes: number
}

export interface ZipPart {
  name: string
  content: Buffer
}

/** Packed like this are only bombs: an honest sheet of equal rows reaches a few hundred. */
const largestRatio = 1000
/** Under this a bomb does no harm, and short runs of zeros in pictures and fonts pack just as well. */
const ratioFrom = 1024 * 1024

/**
 * The files of an archive one after the other, folders left out. The whole directory is checked before the first comes out;
 * what comes out is counted and not believed. Throws `ZipFault`.
 */
export function* unzip(bytes: Uint8Array, limits: ZipLimits): Generator<ZipPart> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(archive, limits.entries)
  const declared = entries.reduce((sum, { size }) => sum + size, 0)
  if (declared > limits.bytes) {
    const largest = entries.reduce((one, other) => (other.size > one.size ? other : one))
    throw tooLarge(largest.name, limits)
  }
  let left = limits.bytes
  for (const entry of entries) {
    if (entry.isFolder) continue
    const content = contentOf(archive, entry, left, limits)
    left -= content.byteLength
    yield { name: entry.name, content }
  }
}

function contentOf(archive: Buffer, entry: ZipEntry, left: number, limits: ZipLimits): Buffer {
  const { name, packed, size, crc, method, dataAt } = entry
  const raw = archive.subarray(dataAt, dataAt + packed)
  const content = method === 0 ? raw : inflate(raw, entry, left, limits)
  if (content.byteLength !== size) throw new ZipFault('damaged', name, '解出的长度与目录所记不符')
  if (size >= ratioFrom && size > packed * largestRatio) throw new ZipFault('bomb', name, '压缩比异常')
  if (crc32(content) !== crc) throw new ZipFault('damaged', name, '内容与校验码不符')
  return content
}

function inflate(raw: Buffer, { name, size }: ZipEntry, left: number, limits: ZipLimits): Buffer {
  try {
    // One byte more than declared is enough to know that the directory lies.
    return inflateRawSync(raw, { maxOutputLength: Math.max(1, Math.min(left, size + 1)) })
  } catch (cause) {
    if (cause instanceof RangeError) {
      if (size >= left) throw tooLarge(name, limits, cause)
      throw new ZipFault('bomb', name, '解出的内容比目录所记的长', cause)
    }
    throw new ZipFault('damaged', name, '解不开', cause)
  }
}

function tooLarge(name: string, { bytes }: ZipLimits, cause?: unknown): ZipFault {
  return new ZipFault('too-large', name, `解开后超过 ${Math.floor(bytes / 1024 / 1024)} MB`, cause)
}
