import { crc32, deflateRawSync } from 'node:zlib'

/** One entry as it is to be written, lies included. What is not given is what an honest writer puts. */
export interface RawEntry {
  name: string | Buffer
  data?: Buffer
  /** Packed bytes as they are to stand in the file. */
  packedData?: Buffer
  method?: number
  flags?: number
  crc?: number
  size?: number
  packed?: number
  /** Upper 16 bits: file mode. */
  attributes?: number
  extra?: Buffer
  /** It is not written: its local header is that of the entry at this place, or stands at this byte. */
  sharedWith?: number
  placedAt?: number
  local?: Partial<Pick<RawEntry, 'name' | 'method' | 'flags' | 'crc' | 'size' | 'packed' | 'extra'>>
  /** Written behind the data, as writers to streams do. */
  hasDescriptor?: boolean
}

export interface RawEnd {
  count?: number
  size?: number
  from?: number
  comment?: Buffer
  /** Before the first entry. */
  prefix?: Buffer
  /** The wide end record and its locator, with what it says of the directory. */
  wideEnd?: { count: number; size: number; from: number } | 'honest'
}

/** An archive byte by byte. */
export function rawZip(entries: readonly RawEntry[], end: RawEnd = {}): Buffer {
  const parts: Buffer[] = [end.prefix ?? Buffer.alloc(0)]
  let at = parts[0]?.length ?? 0
  const push = (part: Buffer): void => {
    parts.push(part)
    at += part.length
  }
  const places: number[] = []
  const central = entries.map((entry, index) => {
    const full = filled(entry)
    if (entry.placedAt !== undefined) places[index] = entry.placedAt
    else if (entry.sharedWith === undefined) {
      places[index] = at
      push(localHeader(full, entry))
      push(full.raw)
      if (entry.hasDescriptor === true) push(descriptor(full))
    } else places[index] = places[entry.sharedWith] ?? 0
    return centralHeader(full, entry, places[index] ?? 0)
  })
  const from = at
  for (const header of central) push(header)
  const size = at - from
  if (end.wideEnd !== undefined) push(wideEnd(at, end.wideEnd === 'honest' ? { count: entries.length, size, from } : end.wideEnd))
  const comment = end.comment ?? Buffer.alloc(0)
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x06_05_4b_50, 0)
  tail.writeUInt16LE(end.count ?? entries.length, 8)
  tail.writeUInt16LE(end.count ?? entries.length, 10)
  tail.writeUInt32LE(end.size ?? size, 12)
  tail.writeUInt32LE(end.from ?? from, 16)
  tail.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...parts, tail, comment])
}

interface Filled {
  name: Buffer
  raw: Buffer
  method: number
  flags: number
  crc: number
  size: number
  packed: number
  extra: Buffer
}

function filled(entry: RawEntry): Filled {
  const data = entry.data ?? Buffer.alloc(0)
  const method = entry.method ?? (data.length === 0 ? 0 : 8)
  const raw = entry.packedData ?? (method === 8 ? deflateRawSync(data) : data)
  const name = bytesOf(entry.name)
  const isPlain = name.every((byte) => byte < 128)
  return {
    name,
    raw,
    method,
    flags: entry.flags ?? (typeof entry.name === 'string' && !isPlain ? 0x08_00 : 0) | (entry.hasDescriptor === true ? 8 : 0),
    crc: entry.crc ?? crc32(data),
    size: entry.size ?? data.length,
    packed: entry.packed ?? raw.length,
    extra: entry.extra ?? Buffer.alloc(0)
  }
}

const bytesOf = (name: string | Buffer): Buffer => (typeof name === 'string' ? Buffer.from(name) : name)

/** Header and data of an entry as they stand in an archive. */
export function localBytes(entry: RawEntry): Buffer {
  const full = filled(entry)
  return Buffer.concat([localHeader(full, entry), full.raw])
}

function localHeader(full: Filled, { local = {}, hasDescriptor }: RawEntry): Buffer {
  const name = local.name === undefined ? full.name : bytesOf(local.name)
  const extra = local.extra ?? Buffer.alloc(0)
  const told = hasDescriptor === true ? { crc: 0, size: 0, packed: 0 } : full
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04_03_4b_50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(local.flags ?? full.flags, 6)
  header.writeUInt16LE(local.method ?? full.method, 8)
  header.writeUInt32LE(0x58_21_00_00, 10)
  header.writeUInt32LE(local.crc ?? told.crc, 14)
  header.writeUInt32LE(local.packed ?? told.packed, 18)
  header.writeUInt32LE(local.size ?? told.size, 22)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(extra.length, 28)
  return Buffer.concat([header, name, extra])
}

function descriptor({ crc, packed, size }: Filled): Buffer {
  const out = Buffer.alloc(16)
  for (const [index, value] of [0x08_07_4b_50, crc, packed, size].entries()) out.writeUInt32LE(value, index * 4)
  return out
}

function centralHeader(full: Filled, { attributes = 0 }: RawEntry, place: number): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02_01_4b_50, 0)
  header.writeUInt16LE(0x03_14, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(full.flags, 8)
  header.writeUInt16LE(full.method, 10)
  header.writeUInt32LE(0x58_21_00_00, 12)
  header.writeUInt32LE(full.crc, 16)
  header.writeUInt32LE(full.packed, 20)
  header.writeUInt32LE(full.size, 24)
  header.writeUInt16LE(full.name.length, 28)
  header.writeUInt16LE(full.extra.length, 30)
  header.writeUInt32LE(attributes >>> 0, 38)
  header.writeUInt32LE(place, 42)
  return Buffer.concat([header, full.name, full.extra])
}

function wideEnd(at: number, told: { count: number; size: number; from: number }): Buffer {
  const out = Buffer.alloc(76)
  out.writeUInt32LE(0x06_06_4b_50, 0)
  out.writeBigUInt64LE(44n, 4)
  out.writeUInt16LE(45, 12)
  out.writeUInt16LE(45, 14)
  out.writeBigUInt64LE(BigInt(told.count), 24)
  out.writeBigUInt64LE(BigInt(told.count), 32)
  out.writeBigUInt64LE(BigInt(told.size), 40)
  out.writeBigUInt64LE(BigInt(told.from), 48)
  out.writeUInt32LE(0x07_06_4b_50, 56)
  out.writeBigUInt64LE(BigInt(at), 64)
  out.writeUInt32LE(1, 72)
  return out
}

/** An extra field of an entry. */
export function extraField(id: number, data: Buffer): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(id, 0)
  head.writeUInt16LE(data.length, 2)
  return Buffer.concat([head, data])
}

/** The extra field in which 64-bit sizes stand. */
export function wideField(...values: readonly bigint[]): Buffer {
  const data = Buffer.alloc(values.length * 8)
  for (const [index, value] of values.entries()) data.writeBigUInt64LE(value, index * 8)
  return extraField(1, data)
}
