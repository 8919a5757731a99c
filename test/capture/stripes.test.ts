import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageDriver, PageHost } from '../../electron/capture/page-driver.ts'
import { captureImage } from '../../electron/capture/screenshot.ts'
import type { CapturedImage } from '../../electron/capture/screenshot.ts'
import { realHost } from '../support/chromium.ts'
import { serveFixtures } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'
import { misplaced, overflowWidth, readStripes, rowHeight, serveStripes, variants, window } from '../support/stripe-pages.ts'
import type { LineSays, Variant } from '../support/stripe-pages.ts'

const heights = [100, 5_000, 16_384, 16_385, 40_000, 60_000]

/** Pictures of more than twenty million pixels take most of the time: one of them by default, all where all are asked for. */
const isWhole = process.env['XUNCHA_WHOLE_STRIPES'] === '1'
const isShare = ({ variant, height, scale }: { variant: Variant; height: number; scale: number }): boolean =>
  height * window.width * scale * scale < 20_000_000 || (variant === 'plain' && height === 40_000 && scale === 2)

/** Every height and scale of the plain page; every variant at every height, and at scale 2 where a second tile begins. */
const cases = variants
  .flatMap((variant) =>
    heights.flatMap((height) =>
      [1, 1.5, 2, 3]
        .filter(
          (scale) => (scale < 3 || height <= 16_384) && (variant === 'plain' || scale === 1 || (scale === 2 && height === 16_385))
        )
        .map((scale) => ({ variant, height, scale }))
    )
  )
  .filter((each) => isWhole || isShare(each))

let host: PageHost
let server: FixtureServer
let driver: PageDriver
let executed = 0

beforeAll(async () => {
  server = await serveFixtures({ '*': serveStripes })
  host = await realHost()
  driver = await host.open({ sessionKey: 'stripes', allowHosts: [server.host], visible: false })
})
afterAll(async () => {
  await host?.close()
  await server?.close()
  console.log(
    `stripes: ${executed} pictures decoded, every stripe complete and in order (${cases.length} wanted${isWhole ? '' : '; XUNCHA_WHOLE_STRIPES=1 takes the larger ones too'})`
  )
})

async function load(variant: Variant, height: number, scale: number): Promise<void> {
  // A page shorter than the window is pictured with the window below it, so the window is no taller here.
  const view = { ...window, height: Math.min(window.height, height) }
  await driver.send('Emulation.setDeviceMetricsOverride', { ...view, deviceScaleFactor: scale, mobile: false })
  const loaded = new Promise<void>((done) => {
    const stop = driver.on('Page.loadEventFired', () => {
      stop()
      done()
    })
  })
  await driver.send('Page.navigate', { url: `${server.origin}/stripes-of/${variant}/${height}` })
  await loaded
}

/** Left edge, middle of the part that stands still, and, but for the animated page, the right edge. */
const places =
  (variant: Variant) =>
  ({ width }: { width: number }): number[] =>
    variant === 'animated' ? [0, Math.floor(width * 0.5)] : [0, Math.floor(width / 2), width - 1]

const bytesOf = (image: CapturedImage): Buffer => Buffer.concat(image.png)

describe('captureImage of striped pages', () => {
  for (const { variant, height, scale } of cases) {
    it(`has every stripe of a ${variant} page of ${height} px at scale ${scale} in order`, async () => {
      await load(variant, height, scale)
      const image = await captureImage(driver, { mode: 'whole' }, () => undefined)
      const { size, lines } = await readStripes(bytesOf(image), places(variant))
      expect(misplaced(lines, { height, scale, variant })).toEqual([])
      const width = variant === 'overflow' ? overflowWidth : window.width
      expect([size.width, size.height]).toEqual([Math.round(width * scale), Math.round(height * scale)])
      expect([image.width, image.height]).toEqual([size.width, size.height])
      expect(image.faults).toEqual([])
      executed += 1
    })
  }

  it('catches what slides in one moment: its rows do not jump where tiles meet', async () => {
    await load('animated', 40_000, 1)
    const image = await captureImage(driver, { mode: 'whole' }, () => undefined)
    expect(image.tiles).toBeGreaterThan(1)
    const { lines } = await readStripes(bytesOf(image), () => [200])
    // A line that shows the edge between two stripes says nothing.
    const shifts = lines.flatMap(([says], y) => (typeof says === 'number' ? [says - y / rowHeight] : []))
    expect(shifts.length).toBeGreaterThan(30_000)
    // Within a stripe its lines differ by less than one.
    expect(
      shifts.reduce((most, each) => Math.max(most, each)) - shifts.reduce((least, each) => Math.min(least, each))
    ).toBeLessThanOrEqual(1)
  })

  it('gives animations, bars and the place in the page back', async () => {
    await load('sticky', 5_000, 1)
    await driver.send('Runtime.evaluate', { expression: 'scrollTo(0, 1200)' })
    await captureImage(driver, { mode: 'whole' }, () => undefined)
    const { result } = await driver.send('Runtime.evaluate', {
      expression: `(() => { const foot = document.querySelector('footer'); return [scrollY, getComputedStyle(document.querySelector('header')).position, getComputedStyle(foot).translate, document.querySelector('[style*=xuncha]') === null].join(' ') })()`,
      returnByValue: true
    })
    expect(result.value).toBe('1200 sticky none true')
    await load('animated', 5_000, 1)
    await captureImage(driver, { mode: 'whole' }, () => undefined)
    const moved = await driver.send('Runtime.evaluate', {
      expression: `(async () => { const at = () => document.querySelector('aside>div').getBoundingClientRect().top; const first = at(); for (let i = 0; i < 200; i++) { await new Promise((d) => setTimeout(d, 20)); if (at() !== first) return true } return false })()`,
      awaitPromise: true,
      returnByValue: true
    })
    expect(moved.result.value).toBe(true)
  })
})

describe('the reader of stripes', () => {
  it('finds a repeated tile, a swapped tile and a missing row', async () => {
    await load('plain', 40_000, 1)
    const image = await captureImage(driver, { mode: 'whole' }, () => undefined)
    const { lines } = await readStripes(bytesOf(image), places('plain'))
    const as = { height: 40_000, scale: 1, variant: 'plain' } as const
    const part = (from: number, to: number): LineSays[] => lines.slice(from, to)
    expect(misplaced(lines, as)).toEqual([])
    expect(misplaced([...part(0, 16_000), ...part(0, 16_000), ...part(32_000, 40_000)], as)).toContain(
      'line 16000 says 0 0 0, not 2000'
    )
    expect(misplaced([...part(8_000, 16_000), ...part(0, 8_000), ...part(16_000, 40_000)], as)).toContain(
      'line 0 says 1000 1000 1000, not 0'
    )
    expect(misplaced([...part(0, 20_003), ...part(20_004, 40_000)], as)).toContain('39999 lines, not 40000')
    expect(misplaced([...part(0, 20_003), ...part(20_004, 40_000), ...part(39_999, 40_000)], as)).toContain(
      'line 20007 says 2501 2501 2501, not 2500'
    )
  })
})
