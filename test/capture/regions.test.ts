import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageDriver, PageHost } from '../../electron/capture/page-driver.ts'
import { captureImage } from '../../electron/capture/screenshot.ts'
import { takeStill } from '../../electron/capture/still.ts'
import { realHost } from '../support/chromium.ts'
import { sendHtml, serveFixtures, stripes, stripeHeight } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'
import { readStripes } from '../support/stripe-pages.ts'

let host: PageHost
let server: FixtureServer
let driver: PageDriver

beforeAll(async () => {
  server = await serveFixtures({
    // A box of 300 stripes, far taller than the window, under a bar that sticks; a small one in sight beside it.
    '/': sendHtml(
      `${stripes(6_000)}<style>body{position:relative}#small{position:absolute;left:900px;top:100px;width:200px;height:120px;background:rgb(1,200,3)}
      #tall{position:absolute;left:300px;top:400px;width:80px;height:3000px;background:rgb(9,9,200)}
      header{position:fixed;top:0;left:0;right:0;height:50px;background:rgb(200,0,0)}</style>
      <div id=small class="a b"></div><div id=tall></div><header></header>`
    )
  })
  host = await realHost()
  driver = await host.open({ sessionKey: 'regions', allowHosts: [server.host], visible: false })
  const loaded = new Promise<void>((done) => {
    driver.on('Page.loadEventFired', () => done())
  })
  await driver.send('Page.navigate', { url: `${server.origin}/` })
  await loaded
})
afterAll(async () => {
  await host?.close()
  await server?.close()
})

const scrollTo = (y: number) => driver.send('Runtime.evaluate', { expression: `scrollTo(0, ${y})` })
const scrolled = async (): Promise<number> => (await driver.send('Page.getLayoutMetrics')).cssVisualViewport.pageY
const quiet = (): void => undefined

describe('a drawn region', () => {
  it('is taken where it lies on the page, as it is seen', async () => {
    await scrollTo(1_000)
    const still = await takeStill(driver)
    expect(still).toMatchObject({ viewport: { width: 1366, height: 768 }, scroll: { x: 0, y: 1_000 } })
    const rect = { x: 20, y: 1_100, width: 200, height: 300 }
    const image = await captureImage(driver, { mode: 'region', rect }, quiet)
    expect(image.view.taken).toEqual(rect)
    expect(image.faults).toEqual([])
    const { size, lines } = await readStripes(Buffer.concat(image.png), () => [5])
    expect(size).toEqual({ width: 200, height: 300 })
    expect(lines.map(([says]) => says)).toEqual(Array.from({ length: 300 }, (_, y) => Math.floor((1_100 + y) / stripeHeight)))
    expect(await scrolled()).toBe(1_000)
  })

  it('reaches beyond the window, without the bar that hangs in it', async () => {
    await scrollTo(1_000)
    const image = await captureImage(driver, { mode: 'region', rect: { x: 0, y: 900, width: 100, height: 2_000 } }, quiet)
    const { lines } = await readStripes(Buffer.concat(image.png), () => [50])
    expect(lines.map(([says]) => says)).toEqual(Array.from({ length: 2_000 }, (_, y) => Math.floor((900 + y) / stripeHeight)))
    expect(await scrolled()).toBe(1_000)
  })

  it('is refused off the page', async () => {
    const rect = { x: 0, y: 90_000, width: 10, height: 10 }
    await expect(captureImage(driver, { mode: 'region', rect }, quiet)).rejects.toMatchObject({ code: 'capture-failed' })
  })
})

describe('an element', () => {
  it('is taken by its box, with its name', async () => {
    await scrollTo(0)
    const image = await captureImage(driver, { mode: 'element', at: { x: 950, y: 150 } }, quiet)
    expect(image.view).toMatchObject({ element: 'div#small.a.b', taken: { x: 900, y: 100, width: 200, height: 120 } })
    expect([image.width, image.height]).toEqual([200, 120])
    expect(image.faults).toEqual(['single-colour'])
  })

  it('is taken whole when it reaches beyond the window', async () => {
    await scrollTo(1_200)
    const image = await captureImage(driver, { mode: 'element', at: { x: 320, y: 1_500 } }, quiet)
    expect(image.view).toMatchObject({ element: 'div#tall', taken: { x: 300, y: 400, width: 80, height: 3_000 } })
    expect([image.width, image.height]).toEqual([80, 3_000])
    expect(image.faults).toEqual(['single-colour'])
    expect(await scrolled()).toBe(1_200)
  })
})
