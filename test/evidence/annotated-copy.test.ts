import { Transformer } from '@napi-rs/image'
import { describe, expect, it } from 'vitest'
import type { Layer, MosaicLayer } from '../../electron/domain/annotation.ts'
import { boundsOf, inkScale } from '../../electron/domain/annotation-shapes.ts'
import { burnIn, pixelate } from '../../electron/evidence/annotated-copy.ts'
import { decodePixels, encodePng, type Pixels } from '../../electron/evidence/pixels.ts'

/** Every pixel another colour than its neighbours, the same on every run. */
function noise(width: number, height: number): Pixels {
  const data = Buffer.alloc(width * height * 3)
  let state = 12_345
  for (let at = 0; at < data.length; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    data[at] = state >> 16
  }
  return { width, height, channels: 3, data }
}
const copyOf = (pixels: Pixels): Pixels => ({ ...pixels, data: Buffer.from(pixels.data) })
const at = ({ data, width, channels }: Pixels, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * channels, (y * width + x) * channels + 3)
]
const mosaic = (rect: Partial<MosaicLayer>): MosaicLayer => ({
  type: 'mosaic',
  id: 'm',
  x: 0,
  y: 0,
  width: 32,
  height: 32,
  block: 16,
  shown: null,
  ...rect
})

describe('pixelate', () => {
  it('makes every square its average, the cut ones at the edge too, and touches nothing outside', () => {
    const before = noise(200, 90)
    const after = copyOf(before)
    const region = { x: 30, y: 11, width: 50, height: 40, block: 16 }
    pixelate(after, region)
    for (let y = 0; y < 90; y += 1) {
      for (let x = 0; x < 200; x += 1) {
        const inside = x >= 30 && x < 80 && y >= 11 && y < 51
        if (!inside) {
          expect(at(after, x, y)).toEqual(at(before, x, y))
          continue
        }
        const [left, top] = [30 + Math.floor((x - 30) / 16) * 16, 11 + Math.floor((y - 11) / 16) * 16]
        const square: number[][] = []
        for (let v = top; v < Math.min(top + 16, 51); v += 1)
          for (let u = left; u < Math.min(left + 16, 80); u += 1) square.push(at(before, u, v))
        const mean = [0, 1, 2].map((channel) =>
          Math.round(square.reduce((sum, colour) => sum + (colour[channel] ?? 0), 0) / square.length)
        )
        expect(at(after, x, y)).toEqual(mean)
      }
    }
  })

  it('gives the same copy for pictures that differ only in where the pixels of a square stand: nothing leads back', () => {
    const one = noise(64, 64)
    const other = copyOf(one)
    const square: number[][] = []
    for (let y = 16; y < 32; y += 1) for (let x = 16; x < 32; x += 1) square.push(at(one, x, y))
    square.reverse()
    for (let y = 16; y < 32; y += 1)
      for (let x = 16; x < 32; x += 1) other.data.set(square[(y - 16) * 16 + x - 16] ?? [], (y * 64 + x) * 3)
    expect(other.data.equals(one.data)).toBe(false)
    pixelate(one, mosaic({ x: 16, y: 16 }))
    pixelate(other, mosaic({ x: 16, y: 16 }))
    expect(other.data.equals(one.data)).toBe(true)
  })

  it('stays inside the picture', () => {
    const before = noise(40, 40)
    const after = copyOf(before)
    pixelate(after, { x: 30, y: 30, width: 500, height: 500, block: 500 })
    expect(at(after, 29, 39)).toEqual(at(before, 29, 39))
    expect(at(after, 30, 30)).toEqual(at(after, 39, 39))
  })
})

describe('burnIn', () => {
  const layers: Layer[] = [
    { type: 'box', id: 'a', x: 40, y: 500, width: 200, height: 60, colour: 'red' },
    { type: 'arrow', id: 'b', x: 300, y: 700, toX: 420, toY: 640, colour: 'blue' },
    { type: 'number', id: 'c', x: 500, y: 100, value: 12, colour: 'green' },
    { type: 'text', id: 'd', x: 60, y: 1010, text: '栏目未更新', size: 30, colour: 'red' },
    mosaic({ x: 600, y: 1000, width: 64, height: 64 })
  ]

  it('inks what it should, across the bands, and leaves every other pixel as it was', async () => {
    const before = noise(700, 1100)
    const after = copyOf(before)
    await burnIn(after, layers)
    // Middle of the box's left and lower line, which is red ink.
    expect(at(after, 40, 530)).toEqual([0xc8, 0x14, 0x0c])
    expect(at(after, 140, 560)).toEqual([0xc8, 0x14, 0x0c])
    // Inside the box the page shows.
    expect(at(after, 140, 530)).toEqual(at(before, 140, 530))
    // The disc beside its digits; the arrow's shaft.
    expect(at(after, 490, 92)).toEqual([0x0a, 0x6e, 0x2c])
    expect(at(after, 340, 680)).toEqual([0x0b, 0x57, 0xd0])
    let red = 0
    for (let y = 1010; y < 1050; y += 1) for (let x = 60; x < 210; x += 1) if (at(after, x, y).join() === '200,20,12') red += 1
    expect(red).toBeGreaterThan(500)
    const scale = inkScale(700)
    const covered = layers.map((layer) => boundsOf(layer, scale))
    const changedOutside: string[] = []
    for (let y = 0; y < 1100; y += 1) {
      for (let x = 0; x < 700; x += 1) {
        const isCovered = covered.some((box) => x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height)
        if (!isCovered && at(after, x, y).join() !== at(before, x, y).join()) changedOutside.push(`${x},${y}`)
      }
    }
    expect(changedOutside).toEqual([])
  })

  it('refuses a text that no font can write', async () => {
    const text: Layer = { type: 'text', id: 'a', x: 10, y: 10, text: '\u{10fffd}', size: 30, colour: 'red' }
    await expect(burnIn(noise(200, 200), [text])).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('字体')
    })
  })
})

describe('encodePng', () => {
  it.each([
    [3, 1366, 2500],
    [4, 33, 1025]
  ] as const)('gives back the same pixels, %i channels, %i × %i', async (channels, width, height) => {
    const pixels: Pixels = {
      width,
      height,
      channels,
      data: Buffer.from(noise(width * channels, height).data.subarray(0, width * height * channels))
    }
    const png = Buffer.concat(await encodePng(pixels))
    const read = await decodePixels(png)
    expect([read.width, read.height, read.channels]).toEqual([width, height, channels])
    expect(read.data.equals(pixels.data)).toBe(true)
    // Read by another decoder too.
    expect(await new Transformer(png).metadata()).toMatchObject({ width, height, format: 'png' })
  })

  it('takes a picture of 40,000 rows', async () => {
    const pixels = { width: 1366, height: 40_000, channels: 3 as const, data: Buffer.alloc(1366 * 40_000 * 3, 0xee) }
    await burnIn(pixels, [
      mosaic({ x: 100, y: 39_900, width: 300, height: 80, block: 48 }),
      { type: 'box', id: 'b', x: 50, y: 39_000, width: 400, height: 900, colour: 'red' }
    ])
    const read = await decodePixels(Buffer.concat(await encodePng(pixels)))
    expect([read.width, read.height]).toEqual([1366, 40_000])
    expect(read.data.equals(pixels.data)).toBe(true)
    expect(at(read, 50, 39_400)).toEqual([0xc8, 0x14, 0x0c])
  })
})

describe('decodePixels', () => {
  it('reads grey and JPEG pictures as colour', async () => {
    const grey = await Transformer.fromRgbaPixels(Buffer.alloc(10 * 10 * 4, 200), 10, 10)
      .grayscale()
      .png()
    expect((await decodePixels(grey)).data[0]).toBeGreaterThan(150)
    const jpeg = await Transformer.fromRgbaPixels(Buffer.alloc(16 * 8 * 4, 255), 16, 8).jpeg(90)
    expect(await decodePixels(jpeg)).toMatchObject({ width: 16, height: 8, channels: 3 })
  })

  it('says what to do with what is no picture', async () => {
    await expect(decodePixels(Buffer.from('no picture'))).rejects.toMatchObject({ code: 'evidence-missing' })
  })
})
