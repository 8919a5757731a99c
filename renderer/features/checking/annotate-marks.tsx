import type { ReactNode } from 'react'
import type { Layer } from '../../../electron/domain/annotation.ts'
import {
  arrowShape,
  discFont,
  discRadius,
  edgeWidth,
  inkColours,
  inkEdge,
  inkFonts,
  lineWidth,
  textBase
} from '../../../electron/domain/annotation-shapes.ts'

/** One layer as it will be drawn into the copy, by the same geometry. A mosaic is shown by its frame; its squares are the canvas's. */
export function Mark({ layer, scale }: { layer: Layer; scale: number }): ReactNode {
  if (layer.type === 'mosaic') {
    return <rect className="annotate-mask" x={layer.x} y={layer.y} width={layer.width} height={layer.height} />
  }
  const ink = inkColours[layer.colour]
  const strokes = [
    { colour: inkEdge, width: edgeWidth(scale) },
    { colour: ink, width: lineWidth(scale) }
  ]
  switch (layer.type) {
    case 'box':
      return strokes.map(({ colour, width }) => (
        <rect
          key={colour}
          x={layer.x}
          y={layer.y}
          width={layer.width}
          height={layer.height}
          fill="none"
          stroke={colour}
          strokeWidth={width}
          strokeLinejoin="round"
        />
      ))
    case 'arrow': {
      const { endX, endY, head } = arrowShape(layer, scale)
      return strokes.map(({ colour, width }) => (
        <g key={colour} stroke={colour} strokeLinejoin="round" strokeLinecap="round">
          <line x1={layer.x} y1={layer.y} x2={endX} y2={endY} strokeWidth={width} />
          <polygon points={head.map((point) => point.join(',')).join(' ')} fill={colour} strokeWidth={width - lineWidth(scale)} />
        </g>
      ))
    }
    case 'number': {
      const size = discFont(scale)
      return (
        <>
          <circle
            cx={layer.x}
            cy={layer.y}
            r={discRadius(scale)}
            fill={ink}
            stroke={inkEdge}
            strokeWidth={edgeWidth(scale) - lineWidth(scale)}
          />
          <text
            x={layer.x}
            y={layer.y + Math.round(size * 0.36)}
            fontFamily={inkFonts}
            fontSize={size}
            fontWeight={700}
            textAnchor="middle"
            fill={inkEdge}
          >
            {layer.value}
          </text>
        </>
      )
    }
    case 'text': {
      const at = { x: layer.x, y: layer.y + textBase(layer.size), fontFamily: inkFonts, fontSize: layer.size, fontWeight: 700 }
      return (
        <>
          <text {...at} xmlSpace="preserve" fill={inkEdge} stroke={inkEdge} strokeWidth={edgeWidth(scale)} strokeLinejoin="round">
            {layer.text}
          </text>
          <text {...at} xmlSpace="preserve" fill={ink}>
            {layer.text}
          </text>
        </>
      )
    }
  }
}
