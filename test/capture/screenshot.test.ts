import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureImage } from '../../electron/capture/screenshot.ts'
import type { CapturedImage } from '../../electron/capture/screenshot.ts'
import type { PageDriver, PageHost } from '../../electron/capture/page-driver.ts'
import { realHost } from '../support/chromium.ts'
import { colourPng, send, sendHtml, serveFixtures, stripeHeight, stripeIndex } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'

let host: PageHost
let server: FixtureServer
let driver: PageDriver
/** Requests for the picture that comes when a test lets it. */
const lateAnswers: (() => void)[] = []

beforeAll(async () => {
  server = await serveFixtures({
    '/sticky': sendHtml(
      `<style>body{margin:0}header{position:sticky;top:0;height:40px;background:rgb(200,0,0)}section{height:30px}</style><header></header>${Array.from({ length: 700 }, (_, i) => `<section style="background:rgb(${(i * 7) % 200},${i % 250},99)"></section>`).join('')}`
    ),
    '/lazy': sendHtml(
      `<style>body{margin:0}img{display:block;width:600px;height:600px}</style>${Array.from({ length: 12 }, (_, i) => `<img loading=lazy src="/picture/${i}" alt="">`).join('')}`
    ),
    '/observed': sendHtml(
      `<style>body{margin:0}img{display:block;width:600px;height:600px;background:rgb(9,9,9)}</style>${Array.from({ length: 12 }, (_, i) => `<img data-src="/picture/${i}" alt="">`).join('')}<script>const o=new IntersectionObserver(es=>{for(const e of es)if(e.isIntersecting){e.target.src=e.target.dataset.src;o.unobserve(e.target)}});for(const i of document.images)o.observe(i)</script>`
    ),
    '/vh': sendHtml(
      `<style>body{margin:0}</style><div style="height:100vh;background:rgb(1,2,3)"></div><div style="height:9000px;background:rgb(4,5,6)"></div>`
    ),
    '/blank': sendHtml('<title>空白</title>'),
    '/grey': sendHtml('<style>body{background:rgb(120,120,120)}</style>'),
    '/periodic': sendHtml(
      `<style>body{margin:0}div{height:10px}</style>${Array.from({ length: 4000 }, (_, i) => `<div style="background:${i % 2 ? '#333' : '#ccc'}"></div>`).join('')}`
    ),
    '/gap': sendHtml(
      `<style>body{margin:0}</style><div style="height:9000px;background:linear-gradient(#123,#def)"></div><div style="height:40000px"></div><div style="height:1000px;background:#555"></div>`
    ),
    '/endless': sendHtml(`<style>body{margin:0}div{height:70000px;background:linear-gradient(red,blue)}</style><div></div>`),
    '/stuck': sendHtml(`<style>body{margin:0}</style><img src="/never" width=10 height=10><p>文字</p>`),
    '/never': () => undefined,
    '/short': sendHtml(
      `<style>body{margin:0}</style><p>文字</p><script>addEventListener('load',()=>{document.body.insertAdjacentHTML('beforeend','<img src=/late width=300 height=200 style="position:absolute;left:0;top:100px">')})</script>`
    ),
    '/late': (request, response) =>
      void lateAnswers.push(() => send(200, 'image/png', colourPng(6, 6, [10, 100, 200]))(request, response)),
    '*': (request, response) => {
      const path = request.url ?? ''
      const page = path.startsWith('/picture/')
        ? send(200, 'image/png', colourPng(6, 6, [10, 100, Number(path.slice(9)) * 10 + 50]))
        : send(404, 'text/plain', 'none')
      page(request, response)
    }
  })
  host = await realHost()
  driver = await host.open({ sessionKey: 'capture', allowHosts: [server.host], visible: false })
})
afterAll(async () => {
  await host?.close()
  await server?.close()
})

async function load(page: PageDriver, path: string): Promise<void> {
  const loaded = new Promise<void>((done) => {
    const stop = page.on('Page.loadEventFired', () => {
      stop()
      done()
    })
  })
  await page.send('Page.navigate', { url: `${server.origin}${path}` })
  await loaded
}

async function capture(path: string, mode: 'visible' | 'whole' = 'whole', page: PageDriver = driver): Promise<CapturedImage> {
  await load(page, path)
  return captureImage(page, { mode }, () => undefined)
}

interface Pixels {
  width: number
  height: number
  at(x: number, y: number): number[]
}

/** Decoded by another library than the one that wrote it. */
async function decode(image: Pick<CapturedImage, 'png'>): Promise<Pixels> {
  const transformer = new Transformer(Buffer.concat(image.png))
  const { width, height } = await transformer.metadata()
  const raw = await transformer.rawPixels()
  const channels = raw.length / width / height
  return { width, height, at: (x, y) => [...raw.subarray((y * width + x) * channels, (y * width + x) * channels + 3)] }
}

/** Rows that do not tell their own place. */
async function misplacedRows(image: Pick<CapturedImage, 'png'>): Promise<number> {
  const pixels = await decode(image)
  let misplaced = 0
  for (let y = 0; y < pixels.height; y += 1) {
    if (stripeIndex(pixels.at(7, y)) !== Math.floor(y / stripeHeight)) misplaced += 1
    if (stripeIndex(pixels.at(pixels.width - 1, y)) !== Math.floor(y / stripeHeight)) misplaced += 1
  }
  return misplaced
}

/** The real page, with tiles in the wrong place: what a faulty surface does, and does again when asked again. */
function tampered(change: (y: number, data: string, all: Map<number, string>) => string): PageDriver {
  const all = new Map<number, string>()
  return {
    ...driver,
    async send(method, ...params) {
      const answer = await driver.send(method, ...params)
      if (method !== 'Page.captureScreenshot') return answer
      const { data } = answer as { data: string }
      const [first] = params as [{ clip?: { y: number; height: number } }]
      if ((first.clip?.height ?? 0) < 1_000) return answer
      const y = first.clip?.y ?? 0
      all.set(y, data)
      return { ...(answer as object), data: change(y, data, all) } as typeof answer
    }
  }
}

describe('captureImage', () => {
  for (const height of [100, 5_000, 40_000]) {
    it(`pictures every row of a page of ${height} px in its place`, async () => {
      const image = await capture(`/stripes/${height}`)
      // A page shorter than the window is pictured with the window below it.
      if (height === 100) {
        const pixels = await decode(image)
        for (let y = 0; y < height; y += 1) expect(stripeIndex(pixels.at(7, y))).toBe(Math.floor(y / stripeHeight))
        expect(pixels.height).toBe(768)
      } else {
        expect(await misplacedRows(image)).toBe(0)
        expect(image.height).toBe(height)
      }
      expect(image.faults).toEqual([])
      expect(image.width).toBe(1366)
      expect((await decode(image)).height).toBe(image.height)
    })
  }

  it('pictures it the same in tiles of 8,000 px', async () => {
    const image = await capture('/stripes/40000', 'whole', { ...driver, tallestTile: 8_000 })
    expect(image.tiles).toBe(6)
    expect(await misplacedRows(image)).toBe(0)
    expect(image.faults).toEqual([])
  })

  it('marks a tile that repeats another', async () => {
    const page = { ...tampered((y, data, all) => (y === 15_920 ? (all.get(7_960) ?? data) : data)), tallestTile: 8_000 }
    expect((await capture('/stripes/24000', 'whole', page)).faults).toEqual(['repeated-tiles'])
  })

  it('marks a tile that stayed white among others', async () => {
    const white = colourPng(1366, 8_000, [255, 255, 255]).toString('base64')
    const page = { ...tampered((y, data) => (y === 15_920 ? white : data)), tallestTile: 8_000 }
    expect((await capture('/stripes/24000', 'whole', page)).faults).toEqual(['blank'])
  })

  it('marks a tile that is smaller than asked for', async () => {
    const small = colourPng(1366, 4_000, [9, 8, 7]).toString('base64')
    const page = { ...tampered((y, data) => (y > 0 ? small : data)), tallestTile: 8_000 }
    expect((await capture('/stripes/16000', 'whole', page)).faults).toContain('cut')
  })

  it('refuses a picture whose data is damaged', async () => {
    const page = tampered((_y, data) => `${data.slice(0, 2_000)}AAAA${data.slice(2_004)}`)
    await expect(capture('/stripes/5000', 'whole', page)).rejects.toMatchObject({ code: 'capture-failed' })
  })

  it('does not call a page that repeats itself faulty', async () => {
    const image = await capture('/periodic', 'whole', { ...driver, tallestTile: 8_000 })
    expect(image.tiles).toBe(6)
    expect(image.faults).toEqual([])
    expect((await capture('/gap')).faults).toEqual([])
  })

  it('shows a sticky header once, at the top', async () => {
    const pixels = await decode(await capture('/sticky'))
    const red = Array.from({ length: pixels.height }, (_, y) => pixels.at(5, y)).filter(
      ([r, g, b]) => r === 200 && g === 0 && b === 0
    )
    expect(pixels.height).toBe(40 + 700 * 30)
    expect(red.length).toBe(40)
    expect(pixels.at(5, 0)).toEqual([200, 0, 0])
  })

  it('does not stretch what is as tall as the window', async () => {
    const image = await capture('/vh')
    const pixels = await decode(image)
    expect(image.height).toBe(768 + 9_000)
    expect(pixels.at(5, 767)).toEqual([1, 2, 3])
    expect(pixels.at(5, 768)).toEqual([4, 5, 6])
    expect(image.faults).toEqual([])
  })

  for (const path of ['/lazy', '/observed']) {
    it(`has the pictures that load only in sight (${path})`, async () => {
      const image = await capture(path)
      const pixels = await decode(image)
      const blue = Array.from({ length: 12 }, (_, index) => pixels.at(300, index * 600 + 300))
      expect(blue).toEqual(Array.from({ length: 12 }, (_, index) => [10, 100, index * 10 + 50]))
      expect(image.faults).toEqual([])
      expect(image.view.scroll).toEqual({ x: 0, y: 0 })
    })
  }

  it('marks an empty page and a page of one colour', async () => {
    expect((await capture('/blank')).faults).toEqual(['blank'])
    expect((await capture('/grey')).faults).toEqual(['single-colour'])
  })

  it('marks a page taller than 60,000 px as cut', async () => {
    const image = await capture('/endless')
    expect(image.height).toBe(60_000)
    expect(image.faults).toEqual(['cut'])
  })

  it('marks pictures that never came', async () => {
    await driver.send('Page.navigate', { url: `${server.origin}/stuck` })
    expect((await captureImage(driver, { mode: 'whole' }, () => undefined)).faults).toContain('unloaded-images')
  })

  it('waits for pictures on their way on a page no taller than the window too', async () => {
    await load(driver, '/short')
    await expect.poll(() => lateAnswers.length).toBe(1)
    setTimeout(() => lateAnswers.pop()?.(), 500)
    const image = await captureImage(driver, { mode: 'whole' }, () => undefined)
    expect(image.faults).toEqual([])
    expect((await decode(image)).at(150, 200)).toEqual([10, 100, 200])
  })

  it('marks a picture that came only after the page was pictured', async () => {
    await load(driver, '/short')
    await expect.poll(() => lateAnswers.length).toBe(1)
    const between: PageDriver = {
      ...driver,
      async send(method, ...params) {
        const answer = await driver.send(method, ...params)
        if (method !== 'Page.captureScreenshot') return answer
        lateAnswers.pop()?.()
        const expression = `new Promise((done) => { const image = document.images[0]; image.complete ? done() : image.addEventListener('load', done) })`
        await driver.send('Runtime.evaluate', { expression, awaitPromise: true })
        return answer
      }
    }
    const image = await captureImage(between, { mode: 'visible' }, () => undefined)
    expect((await decode(image)).at(150, 200)).toEqual([255, 255, 255])
    expect(image.faults).toContain('unloaded-images')
  })

  it('pictures what is in sight, scrolled', async () => {
    await load(driver, '/stripes/5000')
    await driver.send('Runtime.evaluate', { expression: 'scrollTo(0, 1000)' })
    const image = await captureImage(driver, { mode: 'visible' }, () => undefined)
    expect([image.width, image.height]).toEqual([1366, 768])
    expect(image.view.scroll).toEqual({ x: 0, y: 1000 })
    const pixels = await decode(image)
    for (let y = 0; y < 768; y += 1) expect(stripeIndex(pixels.at(7, y))).toBe(Math.floor((1000 + y) / stripeHeight))
  })

  it('keeps the scroll position over a capture of the whole page', async () => {
    await load(driver, '/stripes/5000')
    await driver.send('Runtime.evaluate', { expression: 'scrollTo(0, 1000)' })
    const image = await captureImage(driver, { mode: 'whole' }, () => undefined)
    expect(await misplacedRows(image)).toBe(0)
    expect((await driver.send('Page.getLayoutMetrics')).cssVisualViewport.pageY).toBe(1000)
  })

  it('pictures a zoomed page at its own scale', async () => {
    await load(driver, '/stripes/5000')
    await driver.setZoom(2)
    const image = await captureImage(driver, { mode: 'whole' }, () => undefined)
    await driver.setZoom(1)
    expect([image.width, image.height]).toEqual([1366, 10_000])
    const pixels = await decode(image)
    for (let y = 0; y < 10_000; y += 1) expect(stripeIndex(pixels.at(7, y))).toBe(Math.floor(y / 2 / stripeHeight))
  })

  it('marks a page that changes under the capture', async () => {
    await load(driver, '/stripes/5000')
    const page: PageDriver = {
      ...driver,
      async send(method, ...params) {
        const answer = await driver.send(method, ...params)
        if (method === 'Page.captureScreenshot') {
          await driver.send('Runtime.evaluate', {
            expression: 'document.body.append(Object.assign(document.createElement("p"),{textContent:"新"}))'
          })
        }
        return answer
      }
    }
    expect((await captureImage(page, { mode: 'whole' }, () => undefined)).faults).toEqual(['page-changed'])
  })

  it('fails in time where the page hangs', async () => {
    await load(driver, '/blank')
    void driver.send('Runtime.evaluate', { expression: 'for(;;);' }).catch(() => undefined)
    await expect(captureImage(driver, { mode: 'whole', timeoutMs: 1_500 }, () => undefined)).rejects.toMatchObject({
      code: 'capture-failed'
    })
    await driver.send('Runtime.terminateExecution')
    await driver.send('Page.navigate', { url: 'about:blank' })
  })

  it('makes a small picture of the top', async () => {
    const image = await capture('/stripes/5000')
    const { width, height, format } = await new Transformer(image.thumbnail).metadata()
    expect([width, height, format]).toEqual([320, 240, 'webp'])
  })
})
