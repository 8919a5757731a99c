import { ZipFault } from './zip-fault.ts'

/** Stands for a number that is in the extra field. */
export const wide = 0xff_ff_ff_ff
const wideField = 0x00_01
const unicodeNameField = 0x70_75
const nameIsUtf8 = 0x08_00

/** Sizes that do not fit 32 bits stand in an extra field, in this order and only those that are marked so. */
export function wideSizes(
  extra: Buffer,
  name: string,
  given: { size: number; packed: number; localAt: number }
): { size: number; packed: number; localAt: number } {
  if (given.size !== wide && given.packed !== wide && given.localAt !== wide) return given
  const field = extraField(extra, wideField)
  let at = 0
  const widened = (value: number): number => {
    if (value !== wide) return value
    if (field === null || at + 8 > field.length) throw new ZipFault('damaged', name, '缺少长度')
    const found = field.readBigUInt64LE(at)
    at += 8
    if (found > BigInt(Number.MAX_SAFE_INTEGER)) throw new ZipFault('too-large', name, '所记的长度大得不可能')
    return Number(found)
  }
  // The order counts: it is that of the field.
  const size = widened(given.size)
  const packed = widened(given.packed)
  return { size, packed, localAt: widened(given.localAt) }
}

/**
 * The name of an entry. Marked as UTF-8 it must be; unmarked it is ASCII, UTF-8 of writers that forget the mark, or what
 * Chinese Windows writes. A second name in an extra field must be the same.
 */
export function entryName(raw: Buffer, flags: number, extra: Buffer): string {
  const isMarked = (flags & nameIsUtf8) !== 0
  const name = decoded('utf-8', raw) ?? (isMarked ? null : decoded('gb18030', raw))
  if (name === null) throw new ZipFault('unsafe', raw.toString('latin1'), '的名称与它所标的编码不符')
  const second = extraField(extra, unicodeNameField)
  if (second !== null && (second.length < 5 || decoded('utf-8', second.subarray(5)) !== name)) {
    throw new ZipFault('unsafe', name, '有两个不同的名称')
  }
  return name
}

function decoded(encoding: string, raw: Buffer): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    return null
  }
}

function extraField(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2)
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, Math.min(extra.length, at + 4 + length))
    at += 4 + length
  }
  return null
}
