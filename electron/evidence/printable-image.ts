import { Transformer } from '@napi-rs/image'
import type { Layer } from '../domain/annotation.ts'
import { burnIn } from './annotated-copy.ts'
import { decodePixels, encodePng } from './pixels.ts'

/**
 * The upper part of a picture, its layers burnt in, as WebP no larger than so many pixels. `isCut`: there is more of it below.
 * What is masked is averaged before anything is made smaller.
 */
export async function printableImage(
  bytes: Uint8Array,
  layers: readonly Layer[],
  most: { width: number; height: number }
): Promise<{ webp: Buffer; isCut: boolean }> {
  const pixels = await decodePixels(bytes)
  if (layers.length > 0) await burnIn(pixels, layers)
  const scale = Math.min(1, most.width / pixels.width)
  const shown = Math.min(pixels.height, Math.floor(most.height / scale))
  const part = { ...pixels, height: shown, data: pixels.data.subarray(0, shown * pixels.width * pixels.channels) }
  const image = new Transformer(Buffer.concat(await encodePng(part)))
  if (scale < 1) image.resize(most.width)
  return { webp: await image.webp(80), isCut: shown < pixels.height }
}
