import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSweepBatch, startSweepSites, type SweepSites } from '../support/sweep-sites.ts'
import { seriousFaults } from './support/axe.ts'
import { layoutFaults } from './support/layout-faults.ts'
import { openBackend, type OpenedBackend } from './support/open-backend.ts'
import { openScreens, type OpenedScreens } from './support/open-screens.ts'
import { picture } from './support/picture.ts'

let served: SweepSites
let opened: OpenedBackend
let screens: OpenedScreens
let page: Page
let dir: string
let batchId: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xuncha-sweep-start-'))
  served = await startSweepSites()
  opened = await openBackend()
  batchId = await openSweepBatch(opened, dir, served, 3)
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
  await page.evaluate(() => {
    location.hash = '#/hints'
  })
  await page.getByText('尚未巡检').waitFor()
}, 120_000)
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  await served?.close()
  rmSync(dir, { recursive: true, force: true })
})

const swept = async () => opened.call('sweeps.get', { batchId })

describe('the start of a sweep', { timeout: 120_000 }, () => {
  it('offers every check with its items, all chosen, and begins nothing by being asked', async () => {
    const { checks } = await swept()
    await page.getByRole('button', { name: '开始巡检' }).click()
    const dialog = page.getByRole('dialog', { name: '开始巡检' })
    await dialog.getByText(`已选 ${checks.length} / ${checks.length} 项`).waitFor()
    const offered = await dialog.locator('.sweep-dialog-checks label').allInnerTexts()
    expect(offered.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual(
      checks.map(({ title, indicators }) => `${title} ${indicators.join('、')}`.trim())
    )
    expect(await seriousFaults(page)).toEqual([])
    expect(await layoutFaults(page)).toEqual([])
    await picture(page, 'hints', 'start')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect((await swept()).sweep).toBeNull()
  })

  it('makes by key the checks that were chosen, and no others', async () => {
    await page.getByRole('button', { name: '开始巡检' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: '开始巡检' })
    const start = dialog.getByRole('button', { name: '开始巡检' })
    await dialog.getByRole('button', { name: '全不选' }).press('Enter')
    await dialog.getByText('至少选一项').waitFor()
    expect(await start.isDisabled()).toBe(true)
    await dialog.getByRole('checkbox', { name: /^网站标识/ }).press('Space')
    await dialog.getByText(/^已选 1 \//).waitFor()
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('巡检完成').waitFor({ timeout: 60_000 })
    expect((await swept()).sweep?.checks).toEqual(['footer-marks'])
    // Site 2 lacks its code tag and columns are stale: neither was asked for. Site 3 names no organiser.
    const { hints } = await opened.call('hints.list', { batchId })
    expect(hints.map(({ check, objectKey }) => [check, objectKey])).toEqual([['footer-marks', 'site:3400000003']])
  })

  it('offers the same choice again, and another sweep adds what it leaves out to what stands', async () => {
    const theme = page.getByRole('button', { name: /^主题/ })
    while ((await page.locator('html').getAttribute('data-theme')) !== 'dark') await theme.click()
    await page.getByRole('button', { name: '重新巡检' }).click()
    const dialog = page.getByRole('dialog', { name: '重新巡检' })
    await dialog.getByText(/^已选 1 \//).waitFor()
    await picture(page, 'hints', 'start-dark')
    expect(await seriousFaults(page)).toEqual([])
    await dialog.getByRole('checkbox', { name: /^网站标识/ }).press('Space')
    await dialog.getByRole('checkbox', { name: /^栏目更新/ }).press('Space')
    await dialog.getByRole('button', { name: '开始巡检' }).press('Enter')
    await expect.poll(async () => (await swept()).sweep?.checks).toEqual(['column-stale'])
    await expect.poll(async () => (await swept()).sweep?.state, { timeout: 60_000 }).toBe('done')
    const { hints } = await opened.call('hints.list', { batchId })
    // By the clock of this machine both columns of every site are years old.
    const stale = [1, 2, 3].flatMap((number) => Array.from({ length: 2 }, () => `column-stale site:340000000${number}`))
    expect(hints.map(({ check, objectKey }) => `${check} ${objectKey}`).toSorted()).toEqual([
      ...stale,
      'footer-marks site:3400000003'
    ])
    expect(screens.complaints).toEqual([])
  })
})
