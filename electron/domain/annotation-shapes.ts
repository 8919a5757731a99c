/** How each layer is drawn: one geometry for the screen and for the copy, so that what is exported is what was seen. */
import type { Layer, LayerColour } from './annotation.ts'

export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** Each at least 5 : 1 against white; a white edge round the ink keeps it readable on dark pages. */
export const inkColours: Readonly<Record<LayerColour, string>> = {
  red: '#c8140c',
  blue: '#0b57d0',
  green: '#0a6e2c',
  black: '#1f2328'
}
export const inkEdge = '#ffffff'
export const inkFonts = 'Microsoft YaHei, PingFang SC, Noto Sans CJK SC, Noto Sans SC, WenQuanYi Micro Hei, sans-serif'

/** Lines and discs grow with the picture: a page pictured at twice the density has twice the line. */
export const inkScale = (pictureWidth: number): number => Math.min(3, Math.max(1, pictureWidth / 1366))
export const lineWidth = (scale: number): number => Math.round(4 * scale)
export const edgeWidth = (scale: number): number => lineWidth(scale) + Math.round(3 * scale)
export const discRadius = (scale: number): number => Math.round(15 * scale)
export const discFont = (scale: number): number => Math.round(18 * scale)
export const usualTextSize = (scale: number): number => Math.round(22 * scale)

/** The shaft ends inside the head, so that its round end does not stick out at the tip. */
export function arrowShape(
  { x, y, toX, toY }: { x: number; y: number; toX: number; toY: number },
  scale: number
): { endX: number; endY: number; head: readonly (readonly [number, number])[] } {
  const span = Math.hypot(toX - x, toY - y) || 1
  const [dx, dy] = [(toX - x) / span, (toY - y) / span]
  const long = Math.min(span, 20 * scale)
  const half = long * 0.5
  const [backX, backY] = [toX - dx * long, toY - dy * long]
  return {
    endX: toX - dx * long * 0.8,
    endY: toY - dy * long * 0.8,
    head: [
      [toX, toY],
      [backX - dy * half, backY + dx * half],
      [backX + dy * half, backY - dx * half]
    ]
  }
}

/** Wide characters take a whole em, others about six tenths: good enough to hit a text and to keep it inside. */
export function textWidth(text: string, size: number): number {
  const ems = [...text].reduce(
    (sum, sign) => sum + (/[\u1100-\u11ff\u2e80-\uffef]|[\u{1f000}-\u{3ffff}]/u.test(sign) ? 1 : 0.6),
    0
  )
  return Math.max(size / 2, Math.ceil(ems * size))
}
export const textHeight = (size: number): number => Math.ceil(size * 1.3)
/** Where the letters stand, below the top of their line. */
export const textBase = (size: number): number => Math.round(size * 1.02)

/** Everything that a layer covers, its white edge included. */
export function boundsOf(layer: Layer, scale: number): Rect {
  const edge = Math.ceil(edgeWidth(scale) / 2)
  switch (layer.type) {
    case 'mosaic':
      return { x: layer.x, y: layer.y, width: layer.width, height: layer.height }
    case 'box':
      return grown(layer, edge)
    case 'number': {
      const radius = discRadius(scale)
      return grown({ x: layer.x - radius, y: layer.y - radius, width: radius * 2, height: radius * 2 }, edge)
    }
    case 'text':
      return grown({ x: layer.x, y: layer.y, width: textWidth(layer.text, layer.size), height: textHeight(layer.size) }, edge)
    case 'arrow': {
      const points = [[layer.x, layer.y] as const, ...arrowShape(layer, scale).head]
      const xs = points.map(([x]) => x)
      const ys = points.map(([, y]) => y)
      const [left, top] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))]
      return grown({ x: left, y: top, width: Math.ceil(Math.max(...xs)) - left, height: Math.ceil(Math.max(...ys)) - top }, edge)
    }
  }
}

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + by * 2,
  height: height + by * 2
})

export const overlaps = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
