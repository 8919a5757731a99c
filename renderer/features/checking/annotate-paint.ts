import type { Layer, MosaicLayer } from '../../../electron/domain/annotation.ts'
import { overlaps, type Rect } from '../../../electron/domain/annotation-shapes.ts'

/**
 * The seen part of the picture, and its mosaics as squares. The canvas never grows beyond the pane; reading pixels is
 * asked for, so that the browser keeps it in memory and needs no texture as large as the picture.
 */
export function paintPicture(
  canvas: HTMLCanvasElement,
  picture: ImageBitmap | null,
  view: Rect,
  zoom: number,
  layers: readonly Layer[]
): void {
  const ratio = window.devicePixelRatio
  const width = Math.max(1, Math.round(view.width * zoom * ratio))
  const height = Math.max(1, Math.round(view.height * zoom * ratio))
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, width, height)
  if (picture === null) return
  const pixel = zoom * ratio
  context.imageSmoothingEnabled = pixel < 1.5
  context.imageSmoothingQuality = 'medium'
  const seen = {
    x: view.x,
    y: view.y,
    width: Math.min(view.width, picture.width - view.x),
    height: Math.min(view.height, picture.height - view.y)
  }
  if (seen.width <= 0 || seen.height <= 0) return
  context.drawImage(picture, seen.x, seen.y, seen.width, seen.height, 0, 0, seen.width * pixel, seen.height * pixel)
  context.setTransform(pixel, 0, 0, pixel, -view.x * pixel, -view.y * pixel)
  for (const layer of layers) if (layer.type === 'mosaic' && overlaps(layer, view)) paintMosaic(context, picture, layer)
}

/** Shrunk to a pixel a square and drawn large again: near the average that the copy will have. */
function paintMosaic(context: CanvasRenderingContext2D, picture: ImageBitmap, { x, y, width, height, block }: MosaicLayer): void {
  const small = document.createElement('canvas')
  small.width = Math.min(512, Math.ceil(width / block))
  small.height = Math.min(512, Math.ceil(height / block))
  const shrunk = small.getContext('2d', { willReadFrequently: true })
  if (shrunk === null) return
  shrunk.imageSmoothingQuality = 'high'
  shrunk.drawImage(picture, x, y, width, height, 0, 0, small.width, small.height)
  context.imageSmoothingEnabled = false
  context.drawImage(small, x, y, width, height)
}
