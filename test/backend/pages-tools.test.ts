import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PageState } from '../../electron/contract/pages.ts'
import type { Evidence } from '../../electron/domain/inspection.ts'
import { pause, until } from '../support/chromium.ts'
import { batchId, clock, dir, host, key, open, site, test, useInspectedPages } from './inspected-pages.ts'
import { openBackend } from './support.ts'

useInspectedPages()

const bounds = { x: 0, y: 0, width: 800, height: 600 }
const find = (query: string, by: -1 | 0 | 1 = 0) => test.call('page.find', { query, by })
const asked = (path: string): number => site.requests.filter((each) => each === path).length

function sheetOf(evidence: Evidence, served = test): { view: { scroll: { y: number }; viewport: { width: number } } } {
  const sha256 = evidence.files.find(({ role }) => role === 'sheet')?.sha256
  return JSON.parse(readFileSync(served.backend.servedFile(`evidence/${sha256}`)?.file ?? '', 'utf8')) as ReturnType<
    typeof sheetOf
  >
}

const imageOf = (evidence: Evidence): string | undefined => evidence.files.find(({ role }) => role === 'image')?.sha256

describe('page.find', () => {
  it('counts what can be read, across elements, widths and frames, and goes round', async () => {
    await open('/words')
    await until(async () => (await test.call('page.state', {})).state?.loading === false)
    expect(await find('政务公开')).toEqual({ total: 4, at: 1 })
    expect(await find('政务公开', 1)).toEqual({ total: 4, at: 2 })
    expect(await find('政务公开', -1)).toEqual({ total: 4, at: 1 })
    expect(await find('政务公开', -1)).toEqual({ total: 4, at: 4 })
    expect(await find('zwgk')).toEqual({ total: 2, at: 1 })
    expect(await find('没有的词')).toEqual({ total: 0, at: 0 })
    expect(await find('')).toEqual({ total: 0, at: 0 })
  })

  it('goes to the place, and its marks stand in no picture', async () => {
    await test.call('page.bounds', { bounds })
    await open('/words')
    const plain = await test.call('page.capture', { mode: 'whole' })
    await find('zwgk')
    const marked = await test.call('page.capture', { mode: 'whole' })
    expect(imageOf(marked)).toBe(imageOf(plain))
    expect(await find('zwgk')).toEqual({ total: 2, at: 1 })
    expect(sheetOf(await test.call('page.capture', { mode: 'visible' })).view.scroll.y).toBeGreaterThan(3_000)
  })
})

describe('page.device and page.textMode', () => {
  it('lays the page out as wide as the device, and as the pane again', async () => {
    await test.call('page.bounds', { bounds })
    await open('/tall')
    const width = async (): Promise<number> => (await test.call('page.capture', { mode: 'visible' })).width
    expect((await test.call('page.device', { device: 'phone' })).device).toBe('phone')
    expect(await width()).toBe(390)
    await test.call('page.device', { device: 'desktop' })
    expect(await width()).toBe(1366)
    await test.call('page.device', { device: 'pane' })
    expect(await width()).toBe(800)
  })

  it('leaves out pictures and scripts, says so, and fetches them again afterwards', async () => {
    await open('/heavy')
    await until(async () => asked('/heavy.js') === 1 && asked('/heavy.png') === 1)
    await until(async () => (await test.call('page.state', {})).state?.loading === false)
    expect(await test.call('page.textMode', { isOn: true })).toMatchObject({ textMode: true, status: 200 })
    await until(async () => (await test.call('page.state', {})).state?.title === '重', 'the title without script')
    await until(() => asked('/heavy.css') >= 2)
    await pause(300)
    expect([asked('/heavy.js'), asked('/heavy.png')]).toEqual([1, 1])
    expect(await test.call('page.textMode', { isOn: false })).toMatchObject({ textMode: false })
    await until(() => asked('/heavy.js') === 2 && asked('/heavy.png') === 2)
    await until(async () => (await test.call('page.state', {})).state?.title === '脚本')
  })
})

describe('tabs', () => {
  it('opens, shows and closes up to three, each with its own page', async () => {
    const first = await open('/')
    expect(first.tabs.length).toBe(1)
    const second = await test.call('page.openTab', { url: `${site.origin}/second` })
    expect(second).toMatchObject({ url: `${site.origin}/second`, tab: second.tabs[1]?.id })
    const third = await test.call('page.openTab', { url: `${site.origin}/tall` })
    expect(third.tabs.map(({ url }) => url)).toEqual([`${site.origin}/`, `${site.origin}/second`, `${site.origin}/tall`])
    await expect(test.call('page.openTab', { url: site.origin })).rejects.toMatchObject({
      code: 'page-failed',
      message: expect.stringContaining('3')
    })
    await expect(test.call('page.openTab', { url: 'file:///etc/passwd' })).rejects.toMatchObject({ code: 'page-blocked' })
    expect((await test.call('page.selectTab', { tab: first.tab })).url).toBe(`${site.origin}/`)
    expect((await test.call('page.capture', { mode: 'visible' })).finalUrl).toBe(`${site.origin}/`)
    expect(await test.call('page.closeTab', { tab: first.tab })).toMatchObject({ url: `${site.origin}/second`, tab: second.tab })
    const left = await test.call('page.closeTab', { tab: second.tab })
    expect(left.tabs.map(({ url }) => url)).toEqual([`${site.origin}/tall`])
    expect((await test.call('page.closeTab', { tab: left.tab })).tabs.length).toBe(1)
    await expect(test.call('page.selectTab', { tab: first.tab })).rejects.toMatchObject({ code: 'page-failed' })
  })
})

describe('places', () => {
  it('opens a target where it was left before the program ended', async () => {
    await test.call('page.bounds', { bounds })
    await test.call('page.open', { batchId, objectKey: key(4), url: null })
    await test.call('page.navigate', { url: `${site.origin}/kept/6` })
    await test.call('page.device', { device: 'desktop' })
    await test.call('page.input', { type: 'wheel', x: 300, y: 300, dx: 0, dy: 900, modifiers: 0 })
    await pause(800)
    const left = sheetOf(await test.call('page.capture', { mode: 'visible' })).view.scroll.y
    expect(left).toBeGreaterThan(300)
    await test.backend.close()

    const again = await openBackend(join(dir, 'workspace'), {
      clock,
      pageHost: { open: (options) => host.open(options), close: async () => {} }
    })
    try {
      await again.call('page.bounds', { bounds })
      const state: PageState = await again.call('page.open', { batchId, objectKey: key(4), url: null })
      expect(state).toMatchObject({ url: `${site.origin}/kept/6`, device: 'desktop' })
      expect(sheetOf(await again.call('page.capture', { mode: 'visible' }), again).view.scroll.y).toBe(left)
      // An address that was asked for goes before the place.
      expect((await again.call('page.open', { batchId, objectKey: key(5), url: `${site.origin}/kept/7` })).url).toContain(
        '/kept/7'
      )
    } finally {
      await again.backend.close()
    }
  })
})
