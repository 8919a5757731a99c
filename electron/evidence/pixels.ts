/** A picture as plain pixels in memory: read, changed in place and written back without loss. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { createDeflate } from 'node:zlib'
import { Transformer } from '@napi-rs/image'
import { pngChunk } from '../png/png-chunk.ts'
import { XunchaError } from '../domain/errors.ts'

export interface Pixels {
  width: number
  height: number
  channels: 3 | 4
  /** Rows from the top, `width × channels` bytes each. */
  data: Buffer
}

/** Work on pixels lets others have their turn after so many rows. */
const bandRows = 1024

/** Decodes any picture that a browser shows; one turned by its camera's note is turned as it is shown. */
export async function decodePixels(bytes: Uint8Array): Promise<Pixels> {
  const image = new Transformer(bytes)
  const meta = await image.metadata().catch(unreadable)
  if (meta.orientation !== undefined && meta.orientation > 1) image.rotate()
  const data = await image.rawPixels().catch(unreadable)
  const turned = (meta.orientation ?? 1) > 4
  const [width, height] = turned ? [meta.height, meta.width] : [meta.width, meta.height]
  const channels = data.length / (width * height)
  if (channels === 3 || channels === 4) return { width, height, channels, data }
  if (channels === 1 || channels === 2) return { width, height, ...colouredFrom(data, channels) }
  throw new XunchaError('evidence-missing', '这张图片的格式不能加标注，请换成 PNG 或 JPEG 图片后重试。')
}

const unreadable = (cause: unknown): never => {
  throw new XunchaError('evidence-missing', '证据图片读不出来，没有生成副本；请从备份恢复这份证据后重试。', { cause })
}

function colouredFrom(grey: Buffer, channels: 1 | 2): Pick<Pixels, 'channels' | 'data'> {
  const out = channels === 1 ? 3 : 4
  const data = Buffer.allocUnsafe((grey.length / channels) * out)
  for (let from = 0, to = 0; from < grey.length; from += channels, to += out) {
    data.fill(grey[from] ?? 0, to, to + 3)
    if (channels === 2) data[to + 3] = grey[from + 1] ?? 255
  }
  return { channels: out, data }
}

/**
 * The pixels as the pieces of one PNG file. Rows are packed in bands, each with the filter "up", so that a picture of
 * 60,000 rows needs no second copy of itself.
 */
export async function encodePng({ width, height, channels, data }: Pixels): Promise<Buffer[]> {
  const line = width * channels
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8)
  const pieces = [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...pngChunk('IHDR', [header])]
  const deflate = createDeflate({ level: 4 })
  const packed: Buffer[] = []
  deflate.on('data', (part: Buffer) => packed.push(part))
  const ended = new Promise<void>((done, fail) => deflate.once('end', done).once('error', fail))
  for (let top = 0; top < height; top += bandRows) {
    const rows = Math.min(bandRows, height - top)
    const band = Buffer.allocUnsafe(rows * (line + 1))
    for (let row = 0; row < rows; row += 1) {
      const to = row * (line + 1)
      const from = (top + row) * line
      band[to] = 2
      if (top + row === 0) data.copy(band, to + 1, from, from + line)
      else for (let at = 0; at < line; at += 1) band[to + 1 + at] = (data[from + at] ?? 0) - (data[from + at - line] ?? 0)
    }
    if (!deflate.write(band)) await new Promise<void>((done) => deflate.once('drain', done))
    await nextTurn()
  }
  deflate.end()
  await ended
  for (const part of packed) pieces.push(...pngChunk('IDAT', [part]))
  return [...pieces, ...pngChunk('IEND', [])]
}
