import { describe, expect, it } from 'vitest'
import { boundsToSend, overlaps, sameBounds } from '../../../renderer/features/checking/page-bounds.ts'

const pane = { left: 596.4, top: 99.6, right: 1366, bottom: 768 }

describe('boundsToSend', () => {
  it('sends whole pixels whose edges stay where the pane ends', () => {
    expect(boundsToSend(pane, [])).toEqual({ x: 596, y: 100, width: 770, height: 668 })
  })

  it('hides the page under a dialog that reaches over it, not under one beside it', () => {
    expect(boundsToSend(pane, [{ left: 300, top: 0, right: 700, bottom: 400 }])).toBeNull()
    expect(boundsToSend(pane, [{ left: 0, top: 0, right: 596, bottom: 768 }])).not.toBeNull()
    expect(boundsToSend(pane, [{ left: 700, top: 0, right: 900, bottom: 99 }])).not.toBeNull()
  })

  it('hides the page when the pane is gone or folded to nothing', () => {
    expect(boundsToSend(null, [])).toBeNull()
    expect(boundsToSend({ ...pane, right: pane.left }, [])).toBeNull()
  })
})

describe('overlaps', () => {
  it('does not count a shared edge', () => {
    expect(overlaps({ left: 0, top: 0, right: 10, bottom: 10 }, { left: 10, top: 0, right: 20, bottom: 10 })).toBe(false)
  })
})

describe('sameBounds', () => {
  it('tells hidden from shown and any moved edge', () => {
    const bounds = { x: 1, y: 2, width: 3, height: 4 }
    expect(sameBounds(bounds, { ...bounds })).toBe(true)
    expect(sameBounds(bounds, { ...bounds, height: 5 })).toBe(false)
    expect(sameBounds(bounds, null)).toBe(false)
    expect(sameBounds(null, null)).toBe(true)
  })
})
