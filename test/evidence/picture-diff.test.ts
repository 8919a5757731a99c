import { describe, expect, it } from 'vitest'
import { assertComparable, comparePictures } from '../../electron/evidence/picture-diff.ts'
import type { Pixels } from '../../electron/evidence/pixels.ts'

/** A page of rows that are all different, as text makes them: `rows` gives the number of each. */
function page(rows: readonly number[], width = 320, channels: 3 | 4 = 3): Pixels {
  const data = Buffer.alloc(width * rows.length * channels, 255)
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < width; x += 1) {
      const ink = ((row * 7_919 + x * 104_729 + ((row * x) % 251)) >>> 3) % 256
      data.fill(ink, (y * width + x) * channels, (y * width + x) * channels + 3)
    }
  }
  return { width, height: rows.length, channels, data }
}
const rows = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

function paint(pixels: Pixels, area: { x: number; y: number; width: number; height: number }, colour: number): Pixels {
  for (let y = area.y; y < area.y + area.height; y += 1) {
    for (let x = area.x; x < area.x + area.width; x += 1) {
      pixels.data.fill(colour, (y * pixels.width + x) * pixels.channels, (y * pixels.width + x) * pixels.channels + 3)
    }
  }
  return pixels
}

describe('comparePictures', () => {
  it('finds nothing in equal pictures, with and without alpha', async () => {
    expect(await comparePictures(page(rows(0, 700)), page(rows(0, 700), 320, 4))).toEqual({ changes: [], isCut: false })
  })

  it('finds each changed place, and lays a line put in and a line taken out aside', async () => {
    const before = page(rows(0, 900))
    // 60 rows put in at 200, rows 500–539 taken out, and one box painted in what was row 700.
    const after = paint(
      page([...rows(0, 200), ...rows(5_000, 5_060), ...rows(200, 500), ...rows(540, 900)]),
      { x: 100, y: 725, width: 40, height: 10 },
      0
    )
    const { changes } = await comparePictures(before, after)
    expect(changes).toEqual([
      { kind: 'added', after: { x: 0, y: 200, width: 320, height: 60 } },
      { kind: 'removed', before: { x: 0, y: 500, width: 320, height: 40 } },
      { kind: 'changed', before: expect.anything(), after: expect.anything() }
    ])
    const [, , box] = changes
    if (box?.kind !== 'changed') throw new Error('no changed box')
    // The box in whole cells around it, at the same distance below in both.
    expect(box.before.y).toBe(box.after.y - 20)
    expect(box.after.y).toBeLessThanOrEqual(725)
    expect(box.after.y + box.after.height).toBeGreaterThanOrEqual(735)
    expect([box.after.x, box.after.width]).toEqual([96, 64])
  })

  it('gives places that do not touch as places of their own', async () => {
    const after = paint(
      paint(page(rows(0, 400)), { x: 10, y: 100, width: 20, height: 20 }, 0),
      { x: 200, y: 110, width: 20, height: 20 },
      0
    )
    const { changes } = await comparePictures(page(rows(0, 400)), after)
    expect(changes.map((change) => (change.kind === 'changed' ? change.after.x : -1))).toEqual([0, 192])
  })

  it('compares pictures of other widths over what both have, and one that is all white with one that is not', async () => {
    expect((await comparePictures(page(rows(0, 100), 320), page(rows(0, 100), 300))).changes).toEqual([])
    const white = paint(page(rows(0, 64)), { x: 0, y: 0, width: 320, height: 64 }, 255)
    expect((await comparePictures(white, page(rows(0, 64)))).changes).toMatchObject([
      { kind: 'changed', after: { x: 0, y: 0, width: 320, height: 64 } }
    ])
  })

  it('refuses, before they are unpacked, pictures that would not fit into memory', () => {
    expect(() => assertComparable({ width: 1_366, height: 40_000 })).toThrow('太大')
    expect(() => assertComparable({ width: 1_366, height: 20_000 })).not.toThrow()
  })
})
