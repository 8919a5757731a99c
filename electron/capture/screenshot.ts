import type { CaptureFault } from '../domain/inspection.ts'
import { XunchaError } from '../domain/errors.ts'
import { openWorld } from './in-world.ts'
import type { InWorld } from './in-world.ts'
import type { PageDriver } from './page-driver.ts'
import { joinTiles, packTile, PngFault, readPng, singleColour, unfilterRows } from './png.ts'
import type { PackedTile, PngRows } from './png.ts'
import { hideScrollbars } from './scrollbars.ts'
import { makeThumbnail } from './thumbnail.ts'

export type CaptureMode = 'visible' | 'whole'
export type CaptureStep = 'preparing' | 'tiles' | 'checking' | 'saving'
export type OnProgress = (step: CaptureStep, done: number, total: number) => void

/** What the page looked like from outside while it was captured; goes into the capture sheet. */
export interface ViewFacts {
  /** CSS pixels. */
  viewport: { width: number; height: number }
  content: { width: number; height: number }
  scroll: { x: number; y: number }
  devicePixelRatio: number
}

export interface CapturedImage {
  /** The pieces of one PNG file, in order. */
  png: Buffer[]
  /** Device pixels. */
  width: number
  height: number
  thumbnail: Buffer
  faults: CaptureFault[]
  view: ViewFacts
  tiles: number
  startedAt: number
}

export interface CaptureOptions {
  mode: CaptureMode
  /** A page whose renderer hangs fails after this. */
  timeoutMs?: number
}

/** No page is pictured further down than this, in device pixels; a taller one is marked `cut`. */
export const tallestImage = 60_000
const usualTile = 8_000
const widestImage = 12_000

/** Takes the picture tile by tile; each tile is decoded and checked before the next one counts. */
export async function captureImage(driver: PageDriver, options: CaptureOptions, onProgress: OnProgress): Promise<CapturedImage> {
  return withTimeout(capture(driver, options, onProgress), options.timeoutMs ?? 120_000)
}

async function capture(driver: PageDriver, options: CaptureOptions, onProgress: OnProgress): Promise<CapturedImage> {
  onProgress('preparing', 0, 1)
  const mark = await pageMark(driver)
  const world = await openWorld(driver)
  const showScrollbars = options.mode === 'whole' ? await hideScrollbars(driver, world) : null
  try {
    return await captureTiles(driver, world, { mode: options.mode, mark }, onProgress)
  } finally {
    // A page that went away in the meantime has no bars to give back.
    await showScrollbars?.().catch(() => {})
  }
}

async function captureTiles(
  driver: PageDriver,
  world: InWorld,
  { mode, mark }: { mode: CaptureMode; mark: string },
  onProgress: OnProgress
): Promise<CapturedImage> {
  await world<undefined>(settle)
  if (mode === 'whole') await world<undefined>(scroll)
  const metrics = await driver.send('Page.getLayoutMetrics')
  const ratio = (await world<number>('devicePixelRatio')) ?? 1
  const view: ViewFacts = {
    viewport: { width: metrics.cssLayoutViewport.clientWidth, height: metrics.cssLayoutViewport.clientHeight },
    content: { width: metrics.cssContentSize.width, height: metrics.cssContentSize.height },
    scroll: { x: metrics.cssVisualViewport.pageX, y: metrics.cssVisualViewport.pageY },
    devicePixelRatio: ratio
  }
  const plan = planTiles(view, mode, driver.tallestTile ?? usualTile)
  const faults = new Set<CaptureFault>(plan.cut ? ['cut'] : [])
  const startedAt = performance.now()

  const packing: Promise<PackedTile>[] = []
  const seen = new Set<string>()
  const colours: string[] = []
  let thumbnail: Promise<Buffer> | null = null
  const shooter = createShooter(driver)
  const shootAt = (index: number): Promise<Buffer> | null => {
    const clip = plan.clips[index]
    const shot = clip === undefined ? null : shooter(mode === 'visible' ? null : clip)
    // Looked at when its turn comes; a failure before it must not count as nobody's.
    shot?.catch(() => {})
    return shot
  }
  let coming = shootAt(0)
  for (const [index, clip] of plan.clips.entries()) {
    onProgress('tiles', index, plan.clips.length)
    const shot = await coming?.catch((error: unknown) => {
      throw asCaptureFault(error)
    })
    // The browser paints the next tile while this one is decoded and checked.
    coming = shootAt(index + 1)
    const { tile, fault } = await takeTile(shot, () => shooter(mode === 'visible' ? null : clip), clip, ratio)
    if (fault) faults.add('cut')
    const colour = singleColour(tile)
    // Equal sums are only a suspicion: the small picture below decides.
    const digest = `${tile.adler} ${tile.rows.length}`
    const repeats = seen.has(digest) && colour === null
    // A tile of one colour among others, or one like an earlier one, may be the page's own doing: a small picture of
    // the same place, which no surface limit touches, tells.
    if (mode === 'whole' && plan.clips.length > 1 && (colour !== null || repeats) && !(await topIsTrue(shooter, tile, clip))) {
      faults.add(colour === null ? 'repeated-tiles' : 'blank')
    }
    seen.add(digest)
    colours.push(colour === null ? '' : colour.join(','))
    thumbnail ??= makeThumbnail(tile)
    // Packing goes on in another thread while the browser paints the next tile.
    packing.push(packTile(tile))
    if (packing.length > 2) await packing[packing.length - 3]
  }
  onProgress('checking', 0, 1)
  for (const fault of colourFaults(colours)) faults.add(fault)
  const tiles = await Promise.all(packing)
  const pieces = join(tiles)
  const stillLoading = mode === 'whole' ? await world<number>(imagesLoading) : 0
  // No answer: the document that was pictured is gone.
  if (stillLoading === null) faults.add('page-changed')
  else if (stillLoading > 0) faults.add('unloaded-images')
  if ((await pageMark(driver)) !== mark || !(await sameSize(driver, view))) faults.add('page-changed')
  const [first] = tiles
  return {
    png: pieces,
    width: first?.width ?? 0,
    height: tiles.reduce((sum, tile) => sum + tile.height, 0),
    thumbnail: await (thumbnail ?? Promise.resolve(Buffer.alloc(0))),
    faults: [...faults],
    view,
    tiles: tiles.length,
    startedAt
  }
}

interface Clip {
  x: number
  y: number
  width: number
  height: number
}

function planTiles(view: ViewFacts, mode: CaptureMode, tallestTile: number): { clips: Clip[]; cut: boolean } {
  const { viewport, content, scroll, devicePixelRatio } = view
  if (mode === 'visible') return { clips: [{ x: scroll.x, y: scroll.y, ...viewport }], cut: false }
  const wanted = Math.max(1, Math.ceil(Math.max(content.height, viewport.height)))
  const height = Math.min(wanted, Math.floor(tallestImage / devicePixelRatio))
  const wide = Math.max(1, Math.ceil(Math.max(content.width, viewport.width)))
  const width = Math.min(wide, Math.floor(widestImage / devicePixelRatio))
  const step = Math.max(1, Math.floor(tallestTile / devicePixelRatio))
  const clips: Clip[] = []
  for (let y = 0; y < height; y += step) clips.push({ x: 0, y, width, height: Math.min(step, height - y) })
  return { clips, cut: height < wanted || width < wide }
}

/** `fault`: the picture is not as big as was asked for, also the second time. */
async function takeTile(
  first: Buffer | undefined,
  again: () => Promise<Buffer>,
  wanted: Clip,
  ratio: number
): Promise<{ tile: PngRows; fault: boolean }> {
  let tile: PngRows | null = null
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      tile = await readPng(attempt === 0 && first !== undefined ? first : await again())
    } catch (error) {
      if (!(error instanceof PngFault) || attempt > 0) throw asCaptureFault(error)
      continue
    }
    if (isSize(tile.width, wanted.width * ratio) && isSize(tile.height, wanted.height * ratio)) return { tile, fault: false }
  }
  if (tile === null) throw new XunchaError('capture-failed', '截图数据不完整，取证未保存，请重新取证。')
  return { tile, fault: true }
}

const isSize = (pixels: number, wanted: number): boolean => Math.abs(pixels - wanted) <= 1

type Shooter = (clip: Clip | null) => Promise<Buffer>

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
async function topIsTrue(shooter: Shooter, tile: PngRows, clip: Clip): Promise<boolean> {
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

/** Which document stands in the page. */
async function pageMark(driver: PageDriver): Promise<string> {
  const { frameTree } = await driver.send('Page.getFrameTree')
  return `${frameTree.frame.loaderId} ${frameTree.frame.url}`
}

async function sameSize(driver: PageDriver, view: ViewFacts): Promise<boolean> {
  const { cssContentSize } = await driver.send('Page.getLayoutMetrics')
  return Math.abs(cssContentSize.height - view.content.height) <= 1 && Math.abs(cssContentSize.width - view.content.width) <= 1
}

/** A page still being built gets three seconds more; one that never finishes is pictured as it is. */
const settle = `(async () => {
  const until = Date.now() + 3000
  while (document.readyState !== 'complete' && Date.now() < until) await new Promise((done) => setTimeout(done, 30))
})()`

/**
 * Pictures on their way that have a place in the page. One that failed is the site's fault and stays as it is. (A picture's
 * currentSrc is empty until something of it came, so the address asked for counts.)
 */
const loadingImages = `[...document.images].filter((image) =>
  !image.complete && (image.src !== '' || image.srcset !== '') && image.getClientRects().length > 0)`
const imagesLoading = `${loadingImages}.length`

/**
 * Goes down the page once, so that what loads only when it comes into sight is there, waits for pictures on their way (at
 * most 4 s) and goes back. Pages without a sign of lazy loading get few stops. Stops early where a page grows for ever.
 */
const scroll = `(async () => {
  const frame = () => new Promise((done) => { const late = setTimeout(done, 60); requestAnimationFrame(() => { clearTimeout(late); done() }) })
  const root = document.scrollingElement ?? document.documentElement
  const start = [scrollX, scrollY]
  const view = Math.max(200, innerHeight)
  if (root.scrollHeight <= view + 1) return
  const lazy = document.querySelector('img[loading=lazy],iframe[loading=lazy],[data-src],[data-original],[data-lazy],[data-lazy-src],[data-srcset],[data-bg],[lazyload],[v-lazy]') !== null
  const until = Date.now() + 10000
  const limit = 60000
  let at = 0
  const step = lazy ? view : Math.max(view, Math.ceil(Math.min(limit, root.scrollHeight) / 6))
  while (at + view < Math.min(limit, root.scrollHeight) && Date.now() < until) {
    at += step
    scrollTo({ left: 0, top: at, behavior: 'instant' })
    await frame()
  }
  const imagesUntil = Math.min(until, Date.now() + 4000)
  const loading = () => ${loadingImages}.length > 0
  while (loading() && Date.now() < imagesUntil) await new Promise((done) => setTimeout(done, 30))
  scrollTo({ left: start[0], top: start[1], behavior: 'instant' })
  await frame()
})()`

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(
      () => fail(new XunchaError('capture-failed', '页面长时间没有响应，取证未保存，请刷新页面后重新取证。')),
      timeoutMs
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
