/** Real pictures with EXIF written by hand, byte by byte, apart from what reads it. */
import { Transformer } from '@napi-rs/image'

export async function photo(format: 'jpg' | 'png' | 'webp', size = { width: 320, height: 200 }): Promise<Buffer> {
  const pixels = Buffer.alloc(size.width * size.height * 4)
  for (let at = 0; at < pixels.length; at += 4) pixels.set([at % 251, (at >> 8) % 251, (at >> 16) % 251, 255], at)
  const image = Transformer.fromRgbaPixels(pixels, size.width, size.height)
  return format === 'jpg' ? image.jpeg(80) : format === 'png' ? image.png() : image.webp(80)
}

export interface Exif {
  taken: string
  offset?: string
  order?: 'II' | 'MM'
}

/** A TIFF block: IFD0 with a pointer to the Exif folder, which holds DateTimeOriginal and OffsetTimeOriginal. */
export function exifBlock({ taken, offset, order = 'II' }: Exif): Buffer {
  const texts = [[0x9003, taken], ...(offset === undefined ? [] : [[0x9011, offset]])] as [number, string][]
  const out = Buffer.alloc(8 + 2 + 12 + 4 + 2 + texts.length * 12 + 4 + 64)
  const u16 = (value: number, at: number): number =>
    order === 'II' ? out.writeUInt16LE(value, at) : out.writeUInt16BE(value, at)
  const u32 = (value: number, at: number): number =>
    order === 'II' ? out.writeUInt32LE(value, at) : out.writeUInt32BE(value, at)
  out.write(order, 0, 'latin1')
  u16(42, 2)
  u32(8, 4)
  u16(1, 8)
  u16(0x8769, 10)
  u16(4, 12)
  u32(1, 14)
  u32(26, 18)
  u16(texts.length, 26)
  let data = 28 + texts.length * 12 + 4
  for (const [index, [tag, text]] of texts.entries()) {
    const at = 28 + index * 12
    u16(tag, at)
    u16(2, at + 2)
    u32(text.length + 1, at + 4)
    u32(data, at + 8)
    out.write(`${text}\0`, data, 'latin1')
    data += text.length + 1
  }
  return out.subarray(0, data)
}

export function withExif(jpeg: Buffer, exif: Exif): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifBlock(exif)])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}
