import { Transformer } from '@napi-rs/image'
import { unfilterRows } from './png.ts'
import type { PngRows } from './png.ts'

const thumbnailWidth = 320
/** Shape of the part that is shown: the top of the page, four to three. */
const shape = 3 / 4

/** WebP of the top part of the picture, 320 pixels wide at most. */
export async function makeThumbnail(tile: PngRows): Promise<Buffer> {
  const rows = Math.max(1, Math.min(tile.height, Math.round(tile.width * shape)))
  const pixels = unfilterRows(tile, rows)
  const rgba = tile.channels === 4 ? pixels : withAlpha(pixels)
  const image = Transformer.fromRgbaPixels(rgba, tile.width, rows)
  const width = Math.min(thumbnailWidth, tile.width)
  return image.fastResize({ width, height: Math.max(1, Math.round((rows * width) / tile.width)) }).webp(80)
}

function withAlpha(rgb: Buffer): Buffer {
  const rgba = Buffer.allocUnsafe((rgb.length / 3) * 4)
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from] ?? 0
    rgba[to + 1] = rgb[from + 1] ?? 0
    rgba[to + 2] = rgb[from + 2] ?? 0
    rgba[to + 3] = 255
  }
  return rgba
}
