import type { PageRect } from '../domain/capture-area.ts'
import { XunchaError } from '../domain/errors.ts'
import type { CaptureFault } from '../domain/inspection.ts'
import type { PageDriver } from './page-driver.ts'
import { joinTiles, packTile, PngFault, pixelRows, readPng, singleColour, unfilterRows } from './png.ts'
import type { PackedTile, PngRows } from './png.ts'
import { seamHolds } from './seam.ts'
import { makeThumbnail } from './thumbnail.ts'
import { planTiles } from './tile-plan.ts'
import type { PlannedTile } from './tile-plan.ts'

export interface TilesWanted {
  area: PageRect
  ratio: number
  tallestTile: number
  /** What is in sight needs no clip. */
  isVisible: boolean
}

export interface TilesDone {
  /** The pieces of one PNG file, in order. */
  png: Buffer[]
  width: number
  height: number
  thumbnail: Buffer
  tiles: number
  faults: CaptureFault[]
}

interface Shot {
  bytes: Buffer
  tile: PngRows
  /** Not as big as was asked for. */
  isCut: boolean
}

/** The page must stand still. Each tile is decoded, measured and compared with its neighbour before the next one counts. */
export async function captureTiles(
  driver: PageDriver,
  { area, ratio, tallestTile, isVisible }: TilesWanted,
  onTile: (index: number, total: number) => void
): Promise<TilesDone> {
  const plan = planTiles(area, ratio, tallestTile)
  const faults = new Set<CaptureFault>(plan.isCut ? ['cut'] : [])
  const packing: Promise<PackedTile>[] = []
  const seen = new Set<string>()
  const colours: string[] = []
  let thumbnail: Promise<Buffer> | null = null
  let single: Shot | null = null
  /** Pixels of the last rows of the tile before; null where there is none, or it is not to be trusted. */
  let foot: Buffer | null = null
  const shooter = createShooter(driver)
  const shoot = ({ clip }: PlannedTile): Promise<Buffer> => shooter(isVisible ? null : clip)
  const shootAt = (index: number): Promise<Buffer> | null => {
    const planned = plan.tiles[index]
    const shot = planned === undefined ? null : shoot(planned)
    // Looked at when its turn comes; a failure before it must not count as nobody's.
    shot?.catch(() => {})
    return shot
  }
  let coming = shootAt(0)
  for (const [index, planned] of plan.tiles.entries()) {
    onTile(index, plan.tiles.length)
    const first = await coming?.catch((error: unknown) => {
      throw asCaptureFault(error)
    })
    // The browser paints the next tile while this one is decoded and checked.
    coming = shootAt(index + 1)
    let shot = await takeTile(first, () => shoot(planned), planned, ratio)
    const seamRows = Math.min(Math.round(planned.overlap * ratio), shot.tile.height - 1)
    const holds = (): boolean => foot === null || seamHolds(foot, shot.tile, seamRows)
    // Stale, shifted or repeated: once more, now that the page has had time to paint.
    if (!holds()) shot = await takeTile(undefined, () => shoot(planned), planned, ratio)
    const { tile, isCut } = shot
    if (isCut) faults.add('cut')
    const colour = singleColour(tile)
    // Equal sums are only a suspicion: the small picture below decides.
    const digest = `${tile.adler} ${tile.rows.length}`
    const repeats = seen.has(digest) && colour === null
    const isTorn = !isCut && !holds()
    // A tile of one colour among others, or one like an earlier one, may be the page's own doing: a small picture of the
    // same place, which no surface limit touches, tells.
    const isSuspect = !isVisible && plan.tiles.length > 1 && (colour !== null || repeats)
    if (isTorn || (isSuspect && !(await topIsTrue(shooter, tile, planned.clip)))) {
      faults.add(colour !== null ? 'blank' : repeats ? 'repeated-tiles' : 'torn')
    }
    const nextRows = Math.round((plan.tiles[index + 1]?.overlap ?? 0) * ratio)
    foot = nextRows === 0 || isTorn || isCut ? null : pixelRows(tile, tile.height - nextRows, nextRows)
    seen.add(digest)
    colours.push(colour === null ? '' : colour.join(','))
    thumbnail ??= makeThumbnail(tile)
    if (plan.tiles.length === 1) single = shot
    // Packing goes on in another thread while the browser paints the next tile.
    else packing.push(packTile(tile, seamRows))
    if (packing.length > 2) await packing[packing.length - 3]
  }
  for (const fault of colourFaults(colours)) faults.add(fault)
  const small = await (thumbnail ?? Promise.resolve(Buffer.alloc(0)))
  if (single !== null) {
    // One tile is the picture: checked, and kept as the browser made it.
    const { bytes, tile } = single
    return { png: [bytes], width: tile.width, height: tile.height, thumbnail: small, tiles: 1, faults: [...faults] }
  }
  const tiles = await Promise.all(packing)
  return {
    png: join(tiles),
    width: tiles[0]?.width ?? 0,
    height: tiles.reduce((sum, tile) => sum + tile.height, 0),
    thumbnail: small,
    tiles: tiles.length,
    faults: [...faults]
  }
}

/** Tries twice where the data is damaged or the size is not what was asked for. */
async function takeTile(
  first: Buffer | undefined,
  again: () => Promise<Buffer>,
  { clip }: PlannedTile,
  ratio: number
): Promise<Shot> {
  let shot: Shot | null = null
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const bytes = attempt === 0 && first !== undefined ? first : await again()
      const tile = await readPng(bytes)
      shot = { bytes, tile, isCut: !isSize(tile.width, clip.width * ratio) || !isSize(tile.height, clip.height * ratio) }
    } catch (error) {
      if (!(error instanceof PngFault) || attempt > 0) throw asCaptureFault(error)
      continue
    }
    if (!shot.isCut) return shot
  }
  if (shot === null) throw new XunchaError('capture-failed', '截图数据不完整，取证未保存，请重新取证。')
  return shot
}

const isSize = (pixels: number, wanted: number): boolean => Math.abs(pixels - wanted) <= 1

type Shooter = (clip: PageRect | null) => Promise<Buffer>

/** One picture after the other: two at once give each other's place. */
function createShooter(driver: PageDriver): Shooter {
  let last: Promise<unknown> = Promise.resolve()
  return (clip) => {
    const shot = last.then(async () => {
      const { data } = await driver.send('Page.captureScreenshot', {
        format: 'png',
        // Packs less tightly, loses nothing.
        optimizeForSpeed: true,
        ...(clip === null ? {} : { captureBeyondViewport: true, clip: { ...clip, scale: 1 } })
      })
      return Buffer.from(data, 'base64')
    })
    last = shot.catch(() => {})
    return shot
  }
}

const controlHeight = 200

/** Compares the top rows of a tile with a small picture of that place. */
async function topIsTrue(shooter: Shooter, tile: PngRows, clip: PageRect): Promise<boolean> {
  const control = await readPng(await shooter({ ...clip, height: Math.min(controlHeight, clip.height) }))
  if (control.width !== tile.width || control.channels !== tile.channels) return false
  const rows = Math.min(control.height, tile.height)
  return unfilterRows(control, rows).equals(unfilterRows(tile, rows))
}

function colourFaults(colours: readonly string[]): CaptureFault[] {
  const [first] = colours
  if (first === undefined || first === '' || colours.some((colour) => colour !== first)) return []
  return /^(?:255,255,255(?:,255)?|\d+,\d+,\d+,0)$/.test(first) ? ['blank'] : ['single-colour']
}

function join(tiles: readonly PackedTile[]): Buffer[] {
  try {
    return joinTiles(tiles)
  } catch (error) {
    throw asCaptureFault(error)
  }
}

function asCaptureFault(error: unknown): XunchaError {
  if (error instanceof XunchaError) return error
  return new XunchaError('capture-failed', '截图没有完成，取证未保存，请等页面加载完成后重新取证。', { cause: error })
}
