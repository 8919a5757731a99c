import type { Input } from '../../../electron/contract/index.ts'

export type Bounds = NonNullable<Input<'page.bounds'>['bounds']>

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/**
 * Where the page may stand. In the desktop host it is a native view above everything the renderer draws, so it must go
 * (null) while a dialog, list or viewer reaches over it. Whole pixels: a native view at half a pixel is blurred.
 */
export function boundsToSend(box: Box | null, overlays: readonly Box[]): Bounds | null {
  if (box === null || overlays.some((overlay) => overlaps(box, overlay))) return null
  const x = Math.round(box.left)
  const y = Math.round(box.top)
  const width = Math.round(box.right) - x
  const height = Math.round(box.bottom) - y
  return width < 1 || height < 1 ? null : { x, y, width, height }
}

export function sameBounds(a: Bounds | null, b: Bounds | null): boolean {
  if (a === null || b === null) return a === b
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}
