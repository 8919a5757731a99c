import { describe, expect, it } from 'vitest'
import { placeIn } from '../../../electron/hosts/electron/page-place.ts'

const pane = { x: 600, y: 100, width: 800, height: 600 }

describe('placeIn', () => {
  it('fills the pane without a device', () => {
    expect(placeIn(pane, null)).toEqual({ bounds: pane, metrics: null })
  })

  it('puts a phone into the middle and lays the page out as one', () => {
    expect(placeIn(pane, { width: 390, isMobile: true })).toEqual({
      bounds: { x: 805, y: 100, width: 390, height: 600 },
      metrics: { width: 390, height: 600, scale: 1, isMobile: true }
    })
  })

  it('draws a wider device smaller, and needs nothing where the pane is wide enough', () => {
    const { bounds, metrics } = placeIn(pane, { width: 1600, isMobile: false })
    expect(bounds).toEqual(pane)
    expect(metrics).toEqual({ width: 1600, height: 1200, scale: 0.5, isMobile: false })
    expect(placeIn({ ...pane, width: 1400 }, { width: 1366, isMobile: false })).toEqual({
      bounds: { x: 617, y: 100, width: 1366, height: 600 },
      metrics: null
    })
  })
})
