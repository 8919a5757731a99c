/**
 * Just enough of PNG to check a screenshot and to lay tiles under each other without decoding them to pixels: the rows of a
 * PNG are kept filtered, only the first row of a tile refers to a row that another tile would put above it.
 */
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw, inflate } from 'node:zlib'
import { pngChunk } from '../png/png-chunk.ts'

const inflateAsync = promisify(inflate)
const deflateRawAsync = promisify(deflateRaw)

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const adlerBase = 65_521

export class PngFault extends Error {}

/** A decoded tile: `rows` are its filtered scanlines, one filter byte and then `width × channels` bytes each. */
export interface PngRows {
  width: number
  height: number
  channels: 3 | 4
  rows: Buffer
  adler: number
}

/** Decodes and checks: signature, every chunk's CRC, the stream's own checksum, the number of rows, the filter of each row. */
export async function readPng(bytes: Buffer): Promise<PngRows> {
  if (bytes.length < 57 || !bytes.subarray(0, 8).equals(signature)) throw new PngFault('not a PNG')
  const data: Buffer[] = []
  let header: Buffer | null = null
  let ended = false
  for (let at = 8; at < bytes.length && !ended;) {
    if (at + 12 > bytes.length) throw new PngFault('cut in a chunk')
    const length = bytes.readUInt32BE(at)
    if (at + 12 + length > bytes.length) throw new PngFault('cut in a chunk')
    const type = bytes.toString('latin1', at + 4, at + 8)
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length))
      throw new PngFault(`bad checksum in ${type}`)
    if (type === 'IHDR') header = body
    if (type === 'IDAT') data.push(body)
    ended = type === 'IEND'
    at += 12 + length
  }
  if (header === null || !ended || data.length === 0) throw new PngFault('a part is missing')
  const channels = header[9] === 2 ? 3 : header[9] === 6 ? 4 : null
  if (header[8] !== 8 || channels === null || header[12] !== 0) throw new PngFault('not a plain 8-bit colour picture')
  const width = header.readUInt32BE(0)
  const height = header.readUInt32BE(4)
  const packed = data.length === 1 ? (data[0] ?? Buffer.alloc(0)) : Buffer.concat(data)
  const stride = 1 + width * channels
  const rows = await inflateAsync(packed, {
    chunkSize: Math.max(65_536, stride * height + 64),
    maxOutputLength: stride * height + 1
  }).catch((error: unknown) => {
    throw new PngFault('the picture data cannot be unpacked', { cause: error })
  })
  if (rows.length !== stride * height) throw new PngFault('rows are missing')
  for (let row = 0; row < height; row += 1) if ((rows[row * stride] ?? 9) > 4) throw new PngFault('unknown filter')
  return { width, height, channels, rows, adler: packed.readUInt32BE(packed.length - 4) }
}

/** The one colour of the whole tile, or null. Exact, and over at the first pixel that differs. */
export function singleColour({ width, height, channels, rows }: PngRows): number[] | null {
  const stride = 1 + width * channels
  const first = unfilterRows({ width, height, channels, rows }, 1)
  const colour = [...first.subarray(0, channels)]
  for (let at = 0; at < first.length; at += 1) if (first[at] !== colour[at % channels]) return null
  // What each filter makes of a row of this colour under a row of this colour.
  const expected = [0, 1, 2, 3, 4].map((filter) => {
    const row = Buffer.alloc(stride)
    row[0] = filter
    for (let at = 0; at < width * channels; at += 1) {
      const value = colour[at % channels] ?? 0
      const left = at < channels ? 0 : value
      const predicted = filter === 0 ? 0 : filter === 1 ? left : filter === 3 ? Math.floor((left + value) / 2) : value
      row[at + 1] = (value - predicted) & 0xff
    }
    return row
  })
  for (let row = 1; row < height; row += 1) {
    const start = row * stride
    const wanted = expected[rows[start] ?? 0]
    if (wanted === undefined || rows.compare(wanted, 0, stride, start, start + stride) !== 0) return null
  }
  return colour
}

/** Pixels of the first `count` rows, without filter bytes. */
export const unfilterRows = (tile: Omit<PngRows, 'adler'>, count: number): Buffer => pixelRows(tile, 0, count)

/** Pixels of `count` rows from row `from` on. Only rows that lean on the one above them make it look further up. */
export function pixelRows({ width, channels, rows }: Omit<PngRows, 'adler'>, from: number, count: number): Buffer {
  const line = width * channels
  const stride = line + 1
  let start = from
  while (start > 0 && (rows[start * stride] ?? 0) > 1) start -= 1
  const taken = from - start + count
  const pixels = Buffer.alloc(line * taken)
  for (let row = 0; row < taken; row += 1) {
    const at = (start + row) * stride + 1
    rows.copy(pixels, row * line, at, at + line)
    unfilterRow(pixels, row * line, line, channels, rows[at - 1] ?? 0)
  }
  return pixels.subarray((from - start) * line)
}

/** In place. A loop per filter: one for all of them took four times as long, and a picture waits for its thumbnail. */
function unfilterRow(pixels: Buffer, start: number, line: number, channels: number, filter: number): void {
  const end = start + line
  if (filter === 1) {
    for (let at = start + channels; at < end; at += 1) pixels[at] = (pixels[at] ?? 0) + (pixels[at - channels] ?? 0)
  } else if (filter === 2) {
    if (start > 0) for (let at = start; at < end; at += 1) pixels[at] = (pixels[at] ?? 0) + (pixels[at - line] ?? 0)
  } else if (filter > 2) {
    for (let at = start; at < end; at += 1) {
      const isFirst = at - start < channels
      const left = isFirst ? 0 : (pixels[at - channels] ?? 0)
      const up = start === 0 ? 0 : (pixels[at - line] ?? 0)
      const corner = isFirst || start === 0 ? 0 : (pixels[at - line - channels] ?? 0)
      pixels[at] = (pixels[at] ?? 0) + (filter === 3 ? (left + up) >> 1 : paeth(left, up, corner))
    }
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner
  const byLeft = Math.abs(estimate - left)
  const byUp = Math.abs(estimate - up)
  const byCorner = Math.abs(estimate - corner)
  if (byLeft <= byUp && byLeft <= byCorner) return left
  return byUp <= byCorner ? up : corner
}

/** One tile, packed so that others can follow it in the same stream. */
export interface PackedTile {
  width: number
  height: number
  channels: 3 | 4
  packed: Buffer
  bytes: number
  adler: number
}

/** `skip`: rows at its top that are left out. */
export async function packTile(tile: PngRows, skip = 0): Promise<PackedTile> {
  const stride = 1 + tile.width * tile.channels
  const kept = tile.rows.subarray(skip * stride)
  const before = adlerOf(tile.rows.subarray(0, (skip + 1) * stride))
  // The first row kept may lean on one that is no longer above it.
  const top = Buffer.concat([Buffer.from([0]), pixelRows(tile, skip, 1)])
  top.copy(kept, 0)
  // Level 1: the rows are filtered already, and a screenshot waits for this. A sync flush ends on a whole byte.
  const packed = await deflateRawAsync(kept, {
    level: 1,
    memLevel: 9,
    finishFlush: constants.Z_SYNC_FLUSH,
    chunkSize: 1 << 20
  })
  const rest = splitAdler(tile.adler, before, kept.length - stride)
  return {
    width: tile.width,
    height: tile.height - skip,
    channels: tile.channels,
    packed,
    bytes: kept.length,
    adler: joinAdler(adlerOf(top), rest, kept.length - stride)
  }
}

/** The tiles, in order, as the pieces of one PNG file. */
export function joinTiles(tiles: readonly PackedTile[]): Buffer[] {
  const [first] = tiles
  if (first === undefined) throw new PngFault('no tiles')
  const height = tiles.reduce((sum, tile) => sum + tile.height, 0)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(first.width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, first.channels === 3 ? 2 : 6, 0, 0, 0], 8)
  let adler = 1
  const pieces: Buffer[] = [signature, ...pngChunk('IHDR', [header])]
  for (const [index, tile] of tiles.entries()) {
    if (tile.width !== first.width || tile.channels !== first.channels) throw new PngFault('tiles of different widths')
    adler = joinAdler(adler, tile.adler, tile.bytes)
    pieces.push(...pngChunk('IDAT', index === 0 ? [Buffer.from([0x78, 0x01]), tile.packed] : [tile.packed]))
  }
  // An empty last block and the checksum over all rows end the stream.
  const end = Buffer.alloc(6)
  end.set([0x03, 0x00])
  end.writeUInt32BE(adler, 2)
  return [...pieces, ...pngChunk('IDAT', [end]), ...pngChunk('IEND', [])]
}

function adlerOf(bytes: Buffer): number {
  let a = 1
  let b = 0
  for (const byte of bytes) {
    a = (a + byte) % adlerBase
    b = (b + a) % adlerBase
  }
  return b * 65_536 + a
}

const mod = (value: number): number => ((value % adlerBase) + adlerBase) % adlerBase
const low = (adler: number): number => adler % 65_536
const high = (adler: number): number => Math.floor(adler / 65_536)

/** Checksum of X followed by Y, from theirs and Y's length. */
function joinAdler(x: number, y: number, length: number): number {
  const a = mod(low(x) + low(y) - 1)
  const b = mod(high(x) + high(y) + mod(length) * mod(low(x) - 1))
  return b * 65_536 + a
}

/** Checksum of Y, from that of X followed by Y, that of X, and Y's length. */
function splitAdler(all: number, x: number, length: number): number {
  const a = mod(low(all) - low(x) + 1)
  const b = mod(high(all) - high(x) - mod(length) * mod(low(x) - 1))
  return b * 65_536 + a
}
