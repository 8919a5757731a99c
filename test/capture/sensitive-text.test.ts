import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageDriver, PageHost } from '../../electron/capture/page-driver.ts'
import { captureImage } from '../../electron/capture/screenshot.ts'
import { findSensitiveNumbers } from '../../electron/capture/sensitive-text.ts'
import { realHost } from '../support/chromium.ts'
import { sendHtml, serveFixtures, type FixtureServer } from '../support/fixture-pages.ts'

let host: PageHost
let server: FixtureServer
let driver: PageDriver

/** The hidden digits stand on a ground of their own colour: the picture itself tells where they are. */
const marked = (text: string): string => `<span style="background:#f0f">${text}</span>`
const page = `<title>公示</title><style>body{margin:0;font:16px/28px sans-serif}div{padding:20px 0 0 40px}</style>
<div id=a>联系电话：138${marked('1234')}5678（办公室）</div>
<div id=b style="margin-top:9000px;font-size:22px">身份证 <b>35${marked('020319900307')}</b>${marked('4')}1230 不对的号码</div>
<div id=c>证件号码 11${marked('0105194912310')}02X，电话 <b>139</b> ${marked('8765')} <i>4321</i></div>
<div>网站标识码 3400000001 固定电话 0551-62345678</div>
<div><input value="15912345678" style="width:200px;height:30px;border:0;padding:0"></div>
<div style="visibility:hidden">13700001111</div><div style="display:none">13700002222</div>
<script>Range.prototype.getClientRects = () => []; document.createTreeWalker = () => ({ nextNode: () => null })</script>
<iframe srcdoc="<body style='margin:0;font:16px sans-serif'>电话 18812345678" style="border:3px solid;width:300px;height:60px"></iframe>
<div id=s></div><script>document.getElementById('s').attachShadow({ mode: 'open' }).innerHTML = '影子 17712345678'</script>`

beforeAll(async () => {
  server = await serveFixtures({ '/': sendHtml(page), '/none': sendHtml('<p>没有号码 12345678901</p>') })
  host = await realHost()
  driver = await host.open({ sessionKey: 'numbers', allowHosts: [server.host], visible: false })
})
afterAll(async () => {
  await host?.close()
  await server?.close()
})

async function load(path: string): Promise<void> {
  const loaded = new Promise<void>((done) => {
    const stop = driver.on('Page.loadEventFired', () => {
      stop()
      done()
    })
  })
  await driver.send('Page.navigate', { url: `${server.origin}${path}` })
  await loaded
}

async function look(mode: 'whole' | 'visible') {
  const image = await captureImage(driver, { mode }, () => undefined)
  const { data, width, channels } = await decoded(Buffer.concat(image.png))
  const numbers = await findSensitiveNumbers(driver, {
    origin: mode === 'whole' ? { x: 0, y: 0 } : image.view.scroll,
    ratio: image.view.devicePixelRatio,
    width: image.width,
    height: image.height
  })
  /** Extent of the coloured ground within some rows around a box. */
  const ground = (top: number, bottom: number) => {
    let [left, right] = [Infinity, -1]
    for (let y = top; y < bottom; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const at = (y * width + x) * channels
        if (data[at] === 255 && data[at + 1] === 0 && data[at + 2] === 255)
          [left, right] = [Math.min(left, x), Math.max(right, x)]
      }
    }
    return { left, right: right + 1 }
  }
  return { image, numbers: numbers ?? [], ground }
}

async function decoded(png: Buffer) {
  const { width, height } = await new Transformer(png).metadata()
  const data = await new Transformer(png).rawPixels()
  return { data, width, channels: data.length / (width * height) }
}

describe('findSensitiveNumbers', () => {
  it.each([1, 1.5, 2])('finds each number that can exist where the picture shows it, at density %f', async (density) => {
    await driver.send('Emulation.setDeviceMetricsOverride', {
      width: 1000,
      height: 700,
      deviceScaleFactor: density,
      mobile: false
    })
    await load('/')
    const { image, numbers, ground } = await look('whole')
    expect(numbers.map(({ kind, shown }) => `${kind} ${shown}`)).toEqual([
      'mobile 138****5678',
      'identity 11*************02X',
      'mobile 139****4321',
      'mobile 159****5678',
      'mobile 188****5678',
      'mobile 177****5678'
    ])
    const [first, card, split, field, framed] = numbers
    if (!first || !card || !split || !field || !framed) throw new Error('numbers are missing')
    // What the boxes cover is exactly the coloured ground, to a pixel for rounding.
    const one = ground(first.y, first.y + first.height)
    expect(Math.abs(first.x - one.left)).toBeLessThanOrEqual(1)
    expect(Math.abs(first.x + first.width - one.right)).toBeLessThanOrEqual(1)
    expect(card.y).toBeGreaterThan(9000 * density)
    const both = ground(card.y, card.y + card.height)
    expect(Math.abs(card.x - both.left)).toBeLessThanOrEqual(1)
    // The gap before the last group is hidden with the digits.
    expect(Math.abs(split.x + split.width - both.right)).toBeLessThanOrEqual(6 * density)
    expect(split.x + split.width).toBeGreaterThanOrEqual(both.right - 1)
    expect([field.x, field.width, field.height]).toEqual([40, 200, 30].map((value) => value * density))
    expect(framed.x).toBeGreaterThan(3 * density)
    expect(Math.max(...numbers.map(({ y, height }) => y + height))).toBeLessThanOrEqual(image.height)
  })

  it('counts from what is in sight, and leaves out what is not', async () => {
    await driver.send('Emulation.setDeviceMetricsOverride', { width: 1000, height: 700, deviceScaleFactor: 1, mobile: false })
    await load('/')
    await driver.send('Runtime.evaluate', { expression: 'scrollTo(0, 8700)' })
    const { numbers, ground } = await look('visible')
    expect(numbers.map(({ shown }) => shown)).not.toContain('138****5678')
    const card = numbers.find(({ kind }) => kind === 'identity')
    expect(card?.y).toBeLessThan(700)
    expect(Math.abs((card?.x ?? 0) - ground(card?.y ?? 0, (card?.y ?? 0) + (card?.height ?? 0)).left)).toBeLessThanOrEqual(1)
  })

  it('finds none where there is none', async () => {
    await load('/none')
    expect((await look('whole')).numbers).toEqual([])
  })
})
