import type { PageRect } from '../domain/capture-area.ts'

export interface PlannedTile {
  clip: PageRect
  /** CSS pixels at its top that the tile before it shows as well; compared, then left out of the picture. */
  overlap: number
}

/** CSS pixels: no page is pictured further down or across than this; a larger one is marked `cut`. */
const tallestPage = 60_000
const widestPage = 12_000
/**
 * Seams lie on this grid of CSS pixels: at scales of 1.25, 1.5 and the like, and at the usual zooms, that is a whole number
 * of device pixels, so that no seam falls into the middle of one.
 */
const grid = 40
const seamHeight = grid

/** Tiles of an area, each beginning a little above the end of the one before it. */
export function planTiles(area: PageRect, ratio: number, tallestTile: number): { tiles: PlannedTile[]; isCut: boolean } {
  const height = Math.min(area.height, tallestPage)
  const width = Math.min(area.width, widestPage)
  const most = Math.max(2 * grid, Math.floor(tallestTile / ratio / grid) * grid)
  const tiles: PlannedTile[] = []
  for (let end = 0; end < height;) {
    const overlap = end === 0 ? 0 : seamHeight
    const top = end - overlap
    end = Math.min(height, top + most)
    tiles.push({ clip: { x: area.x, y: area.y + top, width, height: end - top }, overlap })
  }
  return { tiles, isCut: height < area.height || width < area.width }
}
