/**
 * 带标注副本: the picture with its layers burnt in. What a mosaic covers is replaced by averages and cannot be had back
 * from the copy; every other pixel without ink stays the original's.
 */
import { Transformer } from '@napi-rs/image'
import type { Layer, MosaicLayer } from '../domain/annotation.ts'
import { boundsOf, inkScale, overlaps, type Rect } from '../domain/annotation-shapes.ts'
import { layersSvg } from '../domain/annotation-svg.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Pixels } from './pixels.ts'

/** Ink is drawn in bands of so many rows: a drawing as tall as the picture would be as large as the picture. */
const bandRows = 512
/** The drawing library doubles a smaller drawing until it is this wide or high. */
const leastDrawing = 1_000

/** Changes the pixels in place. */
export async function burnIn(pixels: Pixels, layers: readonly Layer[]): Promise<void> {
  for (const layer of layers) if (layer.type === 'mosaic') pixelate(pixels, layer)
  const scale = inkScale(pixels.width)
  const inked = layers.filter((layer) => layer.type !== 'mosaic')
  await assertTextShows(inked, scale)
  const width = Math.max(pixels.width, leastDrawing)
  for (let top = 0; top < pixels.height; top += bandRows) {
    const part = { x: 0, y: top, width, height: Math.min(bandRows, pixels.height - top) }
    const here = inked.filter((layer) => overlaps(boundsOf(layer, scale), part))
    if (here.length > 0) blend(pixels, await drawn(here, scale, part), part)
  }
}

/** Squares of `block` pixels from the region's top left corner, each its own average; the last ones are cut to the region. */
export function pixelate({ width, height, channels, data }: Pixels, region: Pick<MosaicLayer, keyof Rect | 'block'>): void {
  const right = Math.min(width, region.x + region.width)
  const bottom = Math.min(height, region.y + region.height)
  for (let top = region.y; top < bottom; top += region.block) {
    for (let left = region.x; left < right; left += region.block) {
      const square = {
        x: left,
        y: top,
        width: Math.min(region.block, right - left),
        height: Math.min(region.block, bottom - top)
      }
      const average = averageOf({ width, channels, data }, square)
      for (let y = top; y < top + square.height; y += 1) {
        for (let x = left; x < left + square.width; x += 1) data.set(average, (y * width + x) * channels)
      }
    }
  }
}

function averageOf({ width, channels, data }: Pick<Pixels, 'width' | 'channels' | 'data'>, square: Rect): number[] {
  const sums = Array.from({ length: channels }, () => 0)
  for (let y = square.y; y < square.y + square.height; y += 1) {
    for (let x = square.x; x < square.x + square.width; x += 1) {
      const at = (y * width + x) * channels
      for (let channel = 0; channel < channels; channel += 1) sums[channel] = (sums[channel] ?? 0) + (data[at + channel] ?? 0)
    }
  }
  return sums.map((sum) => Math.round(sum / (square.width * square.height)))
}

/** RGBA with the colours already multiplied by their alpha. */
async function drawn(layers: readonly Layer[], scale: number, part: Rect): Promise<Buffer> {
  const ink = await Transformer.fromSvg(layersSvg(layers, scale, part)).rawPixels()
  if (ink.length === part.width * part.height * 4) return ink
  throw new XunchaError('internal', '标注没有画成，副本没有生成；请重试，仍不行请导出日志反馈。')
}

function blend({ width, channels, data }: Pixels, ink: Buffer, part: Rect): void {
  for (let row = 0; row < part.height; row += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (row * part.width + x) * 4
      const alpha = ink[from + 3] ?? 0
      if (alpha === 0) continue
      const to = ((part.y + row) * width + x) * channels
      const rest = 255 - alpha
      for (let channel = 0; channel < 3; channel += 1) {
        data[to + channel] = Math.min(255, (ink[from + channel] ?? 0) + Math.round(((data[to + channel] ?? 0) * rest) / 255))
      }
      if (channels === 4) data[to + 3] = Math.min(255, alpha + Math.round(((data[to + 3] ?? 0) * rest) / 255))
    }
  }
}

/** No font has this sign: what comes of it is the mark for a missing one, or nothing. */
const missing = '\u{10fffd}'

/** A sign that no font of this machine has is drawn as an empty frame, or not at all: that may not go out as a copy. */
async function assertTextShows(layers: readonly Layer[], scale: number): Promise<void> {
  const texts = layers.flatMap((layer) => (layer.type === 'text' ? [layer.text] : []))
  const signs = new Set(texts.join('').replaceAll(/\s/g, ''))
  if (signs.size === 0) return
  const inkOf = (text: string): Promise<Buffer> =>
    drawn([{ type: 'text', id: '', x: 0, y: 0, text, size: 16, colour: 'black' }], scale, {
      x: 0,
      y: 0,
      width: leastDrawing,
      height: 24
    })
  const nothing = await inkOf(missing)
  for (const sign of signs) {
    if (!(await inkOf(sign)).equals(nothing)) continue
    throw new XunchaError('bad-input', `这台电脑上没有能写出“${sign}”字的字体，副本没有生成；请安装中文字体或改用别的文字。`)
  }
}
