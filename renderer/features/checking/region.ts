import type { Input, Output } from '../../../electron/contract/index.ts'

export type CaptureArea = Input<'page.capture'>
export type Still = Output<'page.still'>

/** Pixels of the picture on the screen, from its top left corner. */
export interface DrawnBox {
  x: number
  y: number
  width: number
  height: number
}

export interface Size {
  width: number
  height: number
}

/** A press that moves less than this is a click: it means the element under it. */
const clickPixels = 4
const smallest = 8

export function boxBetween(from: { x: number; y: number }, to: { x: number; y: number }, within: Size): DrawnBox {
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value))
  const x = clamp(Math.min(from.x, to.x), within.width)
  const y = clamp(Math.min(from.y, to.y), within.height)
  return {
    x,
    y,
    width: clamp(Math.max(from.x, to.x), within.width) - x,
    height: clamp(Math.max(from.y, to.y), within.height) - y
  }
}

export const isClick = (box: DrawnBox): boolean => box.width < clickPixels && box.height < clickPixels

/** Arrow keys move the box, with Shift they make it larger or smaller; the first one brings a box in the middle. */
export function stepBox(box: DrawnBox | null, key: string, isSizing: boolean, within: Size): DrawnBox | null {
  const step = 10
  const dx = key === 'ArrowLeft' ? -step : key === 'ArrowRight' ? step : 0
  const dy = key === 'ArrowUp' ? -step : key === 'ArrowDown' ? step : 0
  if (dx === 0 && dy === 0) return box
  if (box === null) return { x: within.width / 4, y: within.height / 4, width: within.width / 2, height: within.height / 2 }
  if (isSizing) {
    return {
      ...box,
      width: Math.min(within.width - box.x, Math.max(smallest, box.width + dx)),
      height: Math.min(within.height - box.y, Math.max(smallest, box.height + dy))
    }
  }
  return {
    ...box,
    x: Math.min(within.width - box.width, Math.max(0, box.x + dx)),
    y: Math.min(within.height - box.height, Math.max(0, box.y + dy))
  }
}

/** What was drawn on the picture, as a place on the page. */
export function areaOf(box: DrawnBox, shown: Size, { viewport, scroll }: Still): CaptureArea {
  const across = viewport.width / shown.width
  const down = viewport.height / shown.height
  const x = scroll.x + box.x * across
  const y = scroll.y + box.y * down
  if (isClick(box)) return { mode: 'element', at: { x, y } }
  return { mode: 'region', rect: { x, y, width: Math.max(1, box.width * across), height: Math.max(1, box.height * down) } }
}
