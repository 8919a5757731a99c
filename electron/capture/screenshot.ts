import type { CaptureArea, PageRect } from '../domain/capture-area.ts'
import type { CaptureFault } from '../domain/inspection.ts'
import { XunchaError } from '../domain/errors.ts'
import { findElement } from './element-box.ts'
import type { ElementBox } from './element-box.ts'
import { holdStill } from './hold-still.ts'
import { openWorld } from './in-world.ts'
import type { InWorld } from './in-world.ts'
import type { PageDriver } from './page-driver.ts'
import { readHints } from './page-hints.ts'
import type { PageHints } from './page-hints.ts'
import { animationsEnd, bringIntoSight, missingImages, scrollBack, scrollPlace, settle, walkDown } from './page-walk.ts'
import { captureTiles } from './tiles.ts'
import type { TilesDone } from './tiles.ts'

export type CaptureStep = 'preparing' | 'tiles' | 'checking' | 'saving'
export type OnProgress = (step: CaptureStep, done: number, total: number) => void

/** What the page looked like from outside while it was captured; goes into the capture sheet. */
export interface ViewFacts {
  /** CSS pixels. */
  viewport: { width: number; height: number }
  content: { width: number; height: number }
  scroll: { x: number; y: number }
  devicePixelRatio: number
  /** What the picture shows of the page, CSS pixels. */
  taken: PageRect
  /** The captured element as the browser names it, e.g. `div#content.list`; null for other modes. */
  element: string | null
}

export interface CapturedImage {
  /** The pieces of one PNG file, in order. */
  png: Buffer[]
  /** Device pixels. */
  width: number
  height: number
  thumbnail: Buffer
  /** What is wrong with the picture itself; what is wrong with the page is judged from `hints`. */
  faults: CaptureFault[]
  hints: PageHints | null
  view: ViewFacts
  tiles: number
  startedAt: number
}

export type CaptureOptions = CaptureArea & {
  /** A page whose renderer hangs fails after this. */
  timeoutMs?: number
}

const usualTile = 8_000

/** Takes the picture tile by tile; each tile is decoded and checked before the next one counts. */
export async function captureImage(driver: PageDriver, options: CaptureOptions, onProgress: OnProgress): Promise<CapturedImage> {
  return withTimeout(capture(driver, options, onProgress), options.timeoutMs ?? 120_000)
}

async function capture(driver: PageDriver, area: CaptureArea, onProgress: OnProgress): Promise<CapturedImage> {
  onProgress('preparing', 0, 1)
  const mark = await pageMark(driver)
  const world = await openWorld(driver)
  await world<undefined>(settle)
  const place = (await world<[number, number]>(scrollPlace)) ?? [0, 0]
  // The browser finds elements only in sight.
  if (area.mode === 'element') await world<undefined>(bringIntoSight(area.at))
  const before = await measure(driver, world)
  const element = area.mode === 'element' ? await findElement(driver, area.at) : null
  const isInSight = area.mode === 'visible' || (area.mode !== 'whole' && isWithin(element?.rect ?? rectOf(area), before))
  if (!isInSight) await world<undefined>(walkDown)
  await world<undefined>(animationsEnd)
  const restore = await holdStill(driver, world, isInSight ? 'as-seen' : 'freeze')
  try {
    const still = { ...(await measure(driver, world)), scroll: before.scroll }
    const taken = await areaOf(area, still, element)
    return await picture(driver, world, { mark, area, view: { ...still, taken, element: element?.name ?? null } }, onProgress)
  } finally {
    // A page that went away in the meantime has nothing to give back.
    await restore().catch(() => {})
    if (!isInSight || area.mode === 'element') await world<undefined>(scrollBack(place))
  }
}

async function picture(
  driver: PageDriver,
  world: InWorld,
  { mark, area, view }: { mark: string; area: CaptureArea; view: ViewFacts },
  onProgress: OnProgress
): Promise<CapturedImage> {
  const startedAt = performance.now()
  const tallestTile = driver.tallestTile ?? usualTile
  const missingImagesNow = (): Promise<number | null> => world<number>(missingImages(area.mode === 'visible'))
  // What comes while the tiles are taken is there afterwards and not in the picture.
  const missingBefore = await missingImagesNow()
  const done: TilesDone = await captureTiles(
    driver,
    { area: view.taken, ratio: view.devicePixelRatio, tallestTile, isVisible: area.mode === 'visible' },
    (index, total) => onProgress('tiles', index, total)
  )
  onProgress('checking', 0, 1)
  const faults = new Set(done.faults)
  const missing = await missingImagesNow()
  const hints = await readHints(world)
  // No answer: the document that was pictured is gone.
  if (missing === null) faults.add('page-changed')
  else if (missing > 0 || (missingBefore ?? 0) > 0) faults.add('unloaded-images')
  if (area.mode === 'whole' && hints !== null && hints.hiddenScroll > 0) faults.add('cut')
  if ((await pageMark(driver)) !== mark || !(await sameSize(driver, view))) faults.add('page-changed')
  return {
    png: done.png,
    width: done.width,
    height: done.height,
    thumbnail: done.thumbnail,
    faults: [...faults],
    hints,
    view,
    tiles: done.tiles,
    startedAt
  }
}

type Measured = Omit<ViewFacts, 'taken' | 'element'>

async function measure(driver: PageDriver, world: InWorld): Promise<Measured> {
  const metrics = await driver.send('Page.getLayoutMetrics')
  return {
    viewport: { width: metrics.cssLayoutViewport.clientWidth, height: metrics.cssLayoutViewport.clientHeight },
    content: { width: metrics.cssContentSize.width, height: metrics.cssContentSize.height },
    scroll: { x: metrics.cssVisualViewport.pageX, y: metrics.cssVisualViewport.pageY },
    devicePixelRatio: (await world<number>('devicePixelRatio')) ?? 1
  }
}

const rectOf = (area: CaptureArea): PageRect | null => (area.mode === 'region' ? area.rect : null)

function isWithin(rect: PageRect | null, { scroll, viewport }: Measured): boolean {
  if (rect === null) return false
  const isAcross = rect.x >= scroll.x - 1 && rect.x + rect.width <= scroll.x + viewport.width + 1
  return isAcross && rect.y >= scroll.y - 1 && rect.y + rect.height <= scroll.y + viewport.height + 1
}

async function areaOf(area: CaptureArea, view: Measured, element: ElementBox | null): Promise<PageRect> {
  if (area.mode === 'visible') return { ...view.scroll, ...view.viewport }
  const whole = {
    x: 0,
    y: 0,
    width: Math.max(1, Math.ceil(Math.max(view.content.width, view.viewport.width))),
    height: Math.max(1, Math.ceil(Math.max(view.content.height, view.viewport.height)))
  }
  if (area.mode === 'whole') return whole
  // Scrolling and frozen bars may have moved the element since it was pointed at.
  const wanted = area.mode === 'region' ? area.rect : ((await element?.again()) ?? null)
  const x = Math.max(0, Math.floor(wanted?.x ?? 0))
  const y = Math.max(0, Math.floor(wanted?.y ?? 0))
  const right = Math.min(whole.width, Math.ceil((wanted?.x ?? 0) + (wanted?.width ?? 0)))
  const bottom = Math.min(whole.height, Math.ceil((wanted?.y ?? 0) + (wanted?.height ?? 0)))
  if (wanted === null || right <= x || bottom <= y) {
    throw new XunchaError('capture-failed', '所选范围不在页面上，取证未保存，请重新框选。')
  }
  return { x, y, width: right - x, height: bottom - y }
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
