import type { Bounds } from '../../capture/page-driver.ts'

export interface Device {
  width: number
  isMobile: boolean
}

export interface Place {
  bounds: Bounds
  /** Metrics to lay the page out in where they are not those of the view; `scale` draws it smaller. */
  metrics: { width: number; height: number; scale: number; isMobile: boolean } | null
}

/** Where a view stands in its pane: all of it, or as wide as the device in the middle, or drawn smaller where the pane is narrower. */
export function placeIn(pane: Bounds, device: Device | null): Place {
  if (device === null) return { bounds: pane, metrics: null }
  const scale = Math.min(1, pane.width / device.width)
  const width = Math.min(pane.width, device.width)
  const bounds = { ...pane, x: pane.x + Math.round((pane.width - width) / 2), width }
  if (scale === 1 && !device.isMobile) return { bounds, metrics: null }
  return { bounds, metrics: { width: device.width, height: Math.round(pane.height / scale), scale, isMobile: device.isMobile } }
}
