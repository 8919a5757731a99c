import { describe, expect, it } from 'vitest'
import { areaOf, boxBetween, isClick, stepBox } from '../../../renderer/features/checking/region.ts'

const shown = { width: 800, height: 600 }
/** A page at 125 %: its window is smaller than its place on the screen, and scrolled. */
const still = { data: '', viewport: { width: 640, height: 480 }, scroll: { x: 0, y: 1_000 } }

describe('a box drawn on the still picture', () => {
  it('is the place on the page, scrolled and zoomed', () => {
    const box = boxBetween({ x: 300, y: 400 }, { x: 100, y: 200 }, shown)
    expect(box).toEqual({ x: 100, y: 200, width: 200, height: 200 })
    expect(areaOf(box, shown, still)).toEqual({ mode: 'region', rect: { x: 80, y: 1_160, width: 160, height: 160 } })
  })

  it('stays on the picture', () => {
    expect(boxBetween({ x: 700, y: 500 }, { x: 900, y: -20 }, shown)).toEqual({ x: 700, y: 0, width: 100, height: 500 })
  })

  it('is the element under it when it was only a click', () => {
    const box = boxBetween({ x: 400, y: 300 }, { x: 402, y: 301 }, shown)
    expect(isClick(box)).toBe(true)
    expect(areaOf(box, shown, still)).toEqual({ mode: 'element', at: { x: 320, y: 1_240 } })
  })

  it('comes, moves and grows by the arrow keys, never off the picture', () => {
    const first = stepBox(null, 'ArrowDown', false, shown)
    expect(first).toEqual({ x: 200, y: 150, width: 400, height: 300 })
    expect(stepBox(first, 'ArrowRight', false, shown)).toMatchObject({ x: 210 })
    expect(stepBox(first, 'ArrowRight', true, shown)).toMatchObject({ x: 200, width: 410 })
    expect(stepBox(first, 'a', false, shown)).toBe(first)
    let box = first
    for (let step = 0; step < 100; step += 1) box = stepBox(box, 'ArrowLeft', false, shown)
    expect(box).toMatchObject({ x: 0 })
    for (let step = 0; step < 100; step += 1) box = stepBox(box, 'ArrowUp', true, shown)
    expect(box).toMatchObject({ height: 8 })
  })
})
