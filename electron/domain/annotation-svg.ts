import type { Layer } from './annotation.ts'
import {
  arrowShape,
  discFont,
  discRadius,
  edgeWidth,
  inkColours,
  inkEdge,
  inkFonts,
  lineWidth,
  textBase,
  type Rect
} from './annotation-shapes.ts'

/** The inked layers of one part of the picture as SVG, one pixel of the picture to a pixel. Mosaics are no ink. */
export function layersSvg(layers: readonly Layer[], scale: number, part: Rect): string {
  const { x, y, width, height } = part
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}">`
  return `${head}${layers.map((layer) => markOf(layer, scale)).join('')}</svg>`
}

function markOf(layer: Layer, scale: number): string {
  if (layer.type === 'mosaic') return ''
  const ink = inkColours[layer.colour]
  const both = (draw: (colour: string, width: number) => string): string =>
    draw(inkEdge, edgeWidth(scale)) + draw(ink, lineWidth(scale))
  switch (layer.type) {
    case 'box':
      return both(
        (colour, width) =>
          `<rect x="${layer.x}" y="${layer.y}" width="${layer.width}" height="${layer.height}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"/>`
      )
    case 'arrow': {
      const { endX, endY, head } = arrowShape(layer, scale)
      const points = head.map((point) => point.join(',')).join(' ')
      return both(
        (colour, width) =>
          `<line x1="${layer.x}" y1="${layer.y}" x2="${endX}" y2="${endY}" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>` +
          `<polygon points="${points}" fill="${colour}" stroke="${colour}" stroke-width="${width - lineWidth(scale)}" stroke-linejoin="round"/>`
      )
    }
    case 'number': {
      const size = discFont(scale)
      return (
        `<circle cx="${layer.x}" cy="${layer.y}" r="${discRadius(scale)}" fill="${ink}" stroke="${inkEdge}" stroke-width="${edgeWidth(scale) - lineWidth(scale)}"/>` +
        `<text x="${layer.x}" y="${layer.y + Math.round(size * 0.36)}" font-family="${inkFonts}" font-size="${size}" font-weight="700" text-anchor="middle" fill="${inkEdge}">${layer.value}</text>`
      )
    }
    case 'text': {
      const text = escaped(layer.text)
      const at = `x="${layer.x}" y="${layer.y + textBase(layer.size)}" font-family="${inkFonts}" font-size="${layer.size}" font-weight="700" xml:space="preserve"`
      const edge = edgeWidth(scale)
      return (
        `<text ${at} fill="${inkEdge}" stroke="${inkEdge}" stroke-width="${edge}" stroke-linejoin="round">${text}</text>` +
        `<text ${at} fill="${ink}">${text}</text>`
      )
    }
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
