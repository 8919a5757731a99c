import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { findBrowser } from '../../electron/hosts/chromium/find-browser.ts'
import { createChromiumHost } from '../../electron/hosts/chromium/playwright-host.ts'
import { fastSweep, fixtureChecks, openSweepBatch, startSweepSites, type SweepSites } from '../support/sweep-sites.ts'
import { heldCalls, type HeldCalls } from './support/held-calls.ts'
import { openBackend, type OpenedBackend } from './support/open-backend.ts'
import { openScreens, type OpenedScreens } from './support/open-screens.ts'
import { picture } from './support/picture.ts'

const wrong = '3499999999'
let served: SweepSites
let pageHost: PageHost
let opened: OpenedBackend
let screens: OpenedScreens
let page: Page
let dir: string
let batchId: string

let calls: HeldCalls

/** Swept sites: the column of site 1 is stale, and its foot bears another's code. */
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xuncha-hint-place-'))
  served = await startSweepSites(0, { number: 1, code: wrong })
  const executable = findBrowser()
  if (executable === null) throw new Error('no Chromium, Edge or Chrome on this machine: run `xuncha doctor --fix`')
  pageHost = await createChromiumHost({ executable, version: 'test' })
  opened = await openBackend(pageHost)
  batchId = await openSweepBatch(opened, dir, served, 5)
  await opened.call('sweeps.run', { batchId, checks: fixtureChecks, settings: fastSweep })
  calls = heldCalls(opened.backend)
  screens = await openScreens(calls.backend)
  ;({ page } = screens)
  await page.getByRole('navigation').waitFor()
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  await pageHost?.close()
  await served?.close()
  rmSync(dir, { recursive: true, force: true })
})

const shownNow = async () => (await opened.call('page.state', {})).state
async function goHome(): Promise<void> {
  const url = `http://s1.sweep.localhost:${served.port}/`
  await opened.call('page.navigate', { url })
  await expect.poll(shownNow).toMatchObject({ url, loading: false, error: null })
}

/** The hint's own button, where the item it speaks of stands open. */
const inChecking = (location: string) =>
  page.locator('.checking-hints li', { has: page.locator(`p[title="${location}"]`) }).first()
const openInChecking = (location: string) => inChecking(location).getByRole('button', { name: '打开页面' }).click()

/** Opens a hint of site 1 by Enter, as a person does; others' pages can have one at a column of the same name. */
async function openByKey(text: string): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/hints'
  })
  await page.locator('.ag-row', { hasText: text }).filter({ hasText: '第1号网站' }).first().click()
  await page.locator('.hint-detail h2').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.checking').waitFor()
}

describe('Enter on a hint', () => {
  it('opens the page of its object with the text marked', async () => {
    await openByKey(wrong)
    await page.getByText('已标出线索原文').waitFor({ timeout: 30_000 })
    await picture(page, 'hints', 'marked')
    const { state } = await opened.call('page.state', {})
    expect(state).toMatchObject({ objectKey: 'site:3400000001', url: `http://s1.sweep.localhost:${served.port}/` })
    // Found again where it stands: the marks are those of find-in-page.
    expect(await opened.call('page.find', { query: wrong, by: 0 })).toEqual({ total: 1, at: 1 })
  })

  it('goes on to the column that the hint speaks of', async () => {
    await openByKey('首页》通知公告')
    await page.getByText('已打开线索所在的页面').waitFor({ timeout: 30_000 })
    const { state } = await opened.call('page.state', {})
    expect(state).toMatchObject({ objectKey: 'site:3400000001', url: `http://s1.sweep.localhost:${served.port}/tzgg/` })
  })

  it('goes on to the second hint where the first is still being sought, and says nothing of the first', async () => {
    await openByKey(wrong)
    await page.getByText('已标出线索原文').waitFor({ timeout: 30_000 })
    const letFind = calls.hold('page.find')
    const letGo = calls.hold('page.navigate')
    await openInChecking('首页')
    for (const head of await page.locator('.checking-item-head', { has: page.locator('.checking-hint-count') }).all()) {
      await head.click()
      if ((await inChecking('首页》通知公告').count()) > 0) break
    }
    await openInChecking('首页》通知公告')
    letFind()
    await page.waitForTimeout(500)
    letGo()
    await page.getByText('已打开线索所在的页面').waitFor({ timeout: 30_000 })
    const { state } = await opened.call('page.state', {})
    expect(state?.url).toBe(`http://s1.sweep.localhost:${served.port}/tzgg/`)
  })

  it('gives up where the page stays, and leaves the person alone afterwards', async () => {
    await goHome()
    // As an answer without content does.
    calls.answer('page.navigate', shownNow)
    await openInChecking('首页》通知公告')
    await page.getByText('没有打开线索所在的页面').waitFor()
    calls.clear()
    await opened.call('page.navigate', { url: `http://s1.sweep.localhost:${served.port}/tzgg/` })
    await page.waitForTimeout(500)
    expect(await page.getByText('已打开线索所在的页面').count()).toBe(0)
  })

  it('forgets the hint when another object is chosen', async () => {
    await goHome()
    const letGo = calls.hold('page.navigate')
    await openInChecking('首页》通知公告')
    const choose = (number: number) => page.locator(`.checking-grid .ag-row[row-id="site:340000000${number}"]`).first().click()
    await choose(2)
    await expect.poll(async () => (await shownNow())?.objectKey).toBe('site:3400000002')
    await choose(1)
    await expect.poll(async () => (await shownNow())?.objectKey).toBe('site:3400000001')
    letGo()
    await page.waitForTimeout(1_500)
    expect(await page.getByText('已打开线索所在的页面').count()).toBe(0)
  })

  it('says that the page cannot be opened where it fails, and asks again where it failed before', async () => {
    const column = `http://s1.sweep.localhost:${served.port}/tzgg/`
    const nowhere = 'http://nowhere.sweep.localhost:9/'
    await goHome()
    calls.answer('page.navigate', () => opened.call('page.navigate', { url: nowhere }))
    await openInChecking('首页》通知公告')
    await page.getByText('线索所在的页面打不开').waitFor({ timeout: 30_000 })
    calls.clear()
    await openInChecking('首页》通知公告')
    await page.getByText('已打开线索所在的页面').waitFor({ timeout: 30_000 })
    expect(await shownNow()).toMatchObject({ url: column, error: null })
  })
})
