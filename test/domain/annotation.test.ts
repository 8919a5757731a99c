import { describe, expect, it } from 'vitest'
import { layersSchema, masksFor, mosaicBlock, renumbered, unmasked, type Layer } from '../../electron/domain/annotation.ts'
import { arrowShape, boundsOf, inkScale, overlaps } from '../../electron/domain/annotation-shapes.ts'
import { layersSvg } from '../../electron/domain/annotation-svg.ts'

const number = (id: string, value: number): Layer => ({ type: 'number', id, x: 10, y: 10, value, colour: 'red' })
const found = { kind: 'mobile', shown: '138****5678', x: 100, y: 50, width: 40, height: 18 } as const

describe('renumbered', () => {
  it('counts from one without gaps, in the order of the layers', () => {
    const box: Layer = { type: 'box', id: 'b', x: 0, y: 0, width: 5, height: 5, colour: 'red' }
    expect(renumbered([number('a', 3), box, number('c', 9)])).toEqual([number('a', 1), box, number('c', 2)])
  })
})

describe('masksFor', () => {
  it('covers each number whole with one square, and then none is left', () => {
    const masks = masksFor([found], (index) => `m${index}`)
    expect(masks).toEqual([{ type: 'mosaic', id: 'm0', x: 100, y: 50, width: 40, height: 18, block: 40, shown: '138****5678' }])
    expect(unmasked([found], masks)).toEqual([])
    expect(unmasked([found], [{ ...masks[0], width: 39 } as Layer])).toEqual([found])
    expect(unmasked([found], [number('a', 1)])).toEqual([found])
  })
})

describe('mosaicBlock', () => {
  it.each([
    [100, 4, 16],
    [100, 20, 20],
    [18, 300, 18],
    [900, 700, 48]
  ])('%i × %i is squared by %i', (width, height, block) => {
    expect(mosaicBlock(width, height)).toBe(block)
  })
})

describe('layersSchema', () => {
  it.each([
    [{ type: 'box', id: 'a', x: -1, y: 0, width: 1, height: 1, colour: 'red' }],
    [{ type: 'box', id: 'a', x: 0.5, y: 0, width: 1, height: 1, colour: 'red' }],
    [{ type: 'box', id: 'a', x: 0, y: 0, width: 0, height: 1, colour: 'red' }],
    [{ type: 'text', id: 'a', x: 0, y: 0, text: 'a\u0000b', size: 20, colour: 'red' }],
    [{ type: 'mosaic', id: 'a', x: 0, y: 0, width: 9, height: 9, block: 4, shown: null }],
    [{ type: 'box', id: 'a', x: 0, y: 0, width: 1, height: 1, colour: 'url(#x)' }]
  ])('refuses %j', (layer) => {
    expect(layersSchema.safeParse([layer]).success).toBe(false)
  })
})

describe('shapes', () => {
  it('end an arrow exactly where it points', () => {
    const { head, endX } = arrowShape({ x: 0, y: 0, toX: 100, toY: 0 }, 1)
    expect(head[0]).toEqual([100, 0])
    expect(head.slice(1).map(([x]) => x)).toEqual([80, 80])
    expect(endX).toBe(84)
  })

  it('know what they cover', () => {
    const arrow: Layer = { type: 'arrow', id: 'a', x: 50, y: 10, toX: 10, toY: 60, colour: 'blue' }
    const bounds = boundsOf(arrow, 1)
    expect([bounds.x < 10, bounds.y < 10, bounds.x + bounds.width > 50, bounds.y + bounds.height > 60]).toEqual([
      true,
      true,
      true,
      true
    ])
    expect(overlaps(bounds, { x: 0, y: 60, width: 1000, height: 10 })).toBe(true)
    expect(overlaps(bounds, { x: 0, y: 80, width: 1000, height: 10 })).toBe(false)
    expect([inkScale(320), inkScale(1366), inkScale(2732), inkScale(9000)]).toEqual([1, 1, 2, 3])
  })

  it('write a text as text, whatever it holds', () => {
    const text: Layer = { type: 'text', id: 'a', x: 0, y: 0, text: '<image href="x"/>&', size: 20, colour: 'red' }
    const svg = layersSvg([text], 1, { x: 0, y: 0, width: 10, height: 10 })
    expect(svg).not.toContain('<image')
    expect(svg).toContain('&lt;image href=&quot;x&quot;/&gt;&amp;')
  })
})
