/** When a photo says it was taken: DateTimeOriginal of its EXIF, in JPEG, PNG and WebP. A foreign file: every read is bounded. */
export interface ClaimedTime {
  /** ISO instant in UTC. */
  utc: string
  /** As the file writes it. */
  written: string
  /** As the file gives it, `+08:00`; null where it gives none and Beijing time is taken. */
  offset: string | null
}

const exifPointer = 0x8769
const dateTimeOriginal = 0x9003
const offsetTimeOriginal = 0x9011

/** null where the file says nothing, or nothing that is a time. */
export function claimedTime(file: Buffer): ClaimedTime | null {
  const tiff = tiffOf(file)
  if (tiff === null || tiff.length < 8) return null
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return null
  const isLittle = order === 'II'
  const u16 = (at: number): number | null =>
    at < 0 || at + 2 > tiff.length ? null : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const u32 = (at: number): number | null =>
    at < 0 || at + 4 > tiff.length ? null : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at)
  /** Place of the entry of this tag in the folder at `start`. */
  const entry = (start: number | null, tag: number): number | null => {
    const count = start === null ? null : u16(start)
    if (start === null || count === null) return null
    for (let index = 0; index < count; index += 1) {
      const at = start + 2 + index * 12
      if (u16(at) === tag) return at
    }
    return null
  }
  const ascii = (at: number | null): string | null => {
    if (at === null || u16(at + 2) !== 2) return null
    const length = u32(at + 4) ?? 0
    const from = length <= 4 ? at + 8 : u32(at + 8)
    if (from === null || length > 64 || from + length > tiff.length) return null
    return tiff
      .toString('latin1', from, from + length)
      .replace(/\0.*$/s, '')
      .trim()
  }
  if (u16(2) !== 42) return null
  const pointer = entry(u32(4), exifPointer)
  const folder = pointer === null ? null : u32(pointer + 8)
  const written = ascii(entry(folder, dateTimeOriginal))
  return written === null ? null : timeOf(written, ascii(entry(folder, offsetTimeOriginal)))
}

function timeOf(written: string, zone: string | null): ClaimedTime | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(written)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second] = parts
  const offset = zone !== null && /^[+-]\d\d:\d\d$/.test(zone) ? zone : null
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const at = Date.parse(`${local}${offset ?? '+08:00'}`)
  // 2023-02-30 is read as a day in March by some; it is no time.
  if (Number.isNaN(at) || !new Date(Date.parse(`${local}Z`)).toISOString().startsWith(local)) return null
  return { utc: new Date(at).toISOString(), written, offset }
}

/** The TIFF block that EXIF is. */
function tiffOf(file: Buffer): Buffer | null {
  if (file.length > 4 && file.readUInt16BE(0) === 0xffd8) return inJpeg(file)
  if (file.toString('latin1', 1, 4) === 'PNG') return inPng(file)
  if (file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP') return inWebp(file)
  return null
}

function inJpeg(file: Buffer): Buffer | null {
  for (let at = 2; at + 4 <= file.length;) {
    if (file[at] !== 0xff) return null
    const marker = file[at + 1] ?? 0
    // Filling between segments.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda || marker === 0xd9) return null
    const size = file.readUInt16BE(at + 2)
    if (marker === 0xe1 && file.toString('latin1', at + 4, at + 10) === 'Exif\0\0') return file.subarray(at + 10, at + 2 + size)
    at += 2 + size
  }
  return null
}

function inPng(file: Buffer): Buffer | null {
  for (let at = 8; at + 12 <= file.length;) {
    const size = file.readUInt32BE(at)
    if (file.toString('latin1', at + 4, at + 8) === 'eXIf') return file.subarray(at + 8, at + 8 + size)
    at += 12 + size
  }
  return null
}

function inWebp(file: Buffer): Buffer | null {
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4)
    if (file.toString('latin1', at, at + 4) === 'EXIF') {
      const block = file.subarray(at + 8, at + 8 + size)
      return block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block
    }
    at += 8 + size + (size % 2)
  }
  return null
}
