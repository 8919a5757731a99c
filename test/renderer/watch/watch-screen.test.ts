import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openBackend } from '../../backend/support.ts'
import { serveSite, watchedBatch } from '../../backend/watch-support.ts'
import { temporaryFolder } from '../../db/support.ts'
import { seriousFaults } from '../support/axe.ts'
import { busyBackend, type BusyBackend } from '../support/busy-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'
import { picture } from '../support/picture.ts'

let busy: BusyBackend
let screens: OpenedScreens
let page: Page

const goTo = (on: Page, hash: string) =>
  on.evaluate((to) => {
    window.location.hash = to
  }, hash)

beforeAll(async () => {
  busy = await busyBackend()
  screens = await openScreens(busy.backend)
  ;({ page } = screens)
  await goTo(page, `#/batches/watch/${busy.batchId}`)
  await page.getByRole('heading', { name: '站点可用性监测' }).waitFor()
}, 240_000)
afterAll(async () => {
  await screens?.close()
  await busy?.close()
})

describe('watch screen', { timeout: 120_000 }, () => {
  it('says of each site what its week says, and how many visits today have', async () => {
    const rows = await page.locator('.watch-sites tbody tr').allInnerTexts()
    // 36 visits a day of which two failed and one was slow: 21 of 252 are 8.33 %.
    expect(rows.map((row) => row.split(/\s+/).slice(1).join(' '))).toEqual(['18 2 ✕ 达到否决', '18 0 ✓ 未达到', '2 0 ○ 不满一周'])
    expect(await page.locator('.watch-verdict').innerText()).toBe(
      '2023-09-19 至 2023-09-25：有效访问 252 次，21 次在 15 秒内打不开，占 8.33%，达到 5%。请人工换一个网络核实后再作结论。'
    )
    await page.getByText('没有设置对照地址').waitFor()
    await picture(page, 'watch', 'strip')
    expect(await seriousFaults(page)).toEqual([])
  })

  it('draws every visit in its hour, empty hours as empty, and lists the same in a table with the gaps', async () => {
    const day = page.locator('.watch-strip tbody tr', { hasText: '2023-09-25' })
    expect(await day.locator('.watch-mark').count()).toBe(36)
    expect(await day.locator('.watch-hour-none').count()).toBe(6)
    expect(await day.locator('td').nth(7).innerText()).toMatch(/^✕\s*✕$/)
    await page.getByText('表', { exact: true }).click()
    const table = page.locator('.watch-table tbody', { hasText: '2023-09-25' })
    expect(await table.locator('tr').count()).toBe(37)
    expect(await table.locator('th').innerText()).toContain('空缺的时段 00:00—06:00')
    await picture(page, 'watch', 'table')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByText('图', { exact: true }).click()
  })

  it('shows what is not counted with its reason', async () => {
    await page.locator('.watch-name').nth(2).click()
    await page.getByText('连续完整的监测日有 0 天').waitFor()
    const day = page.locator('.watch-strip tbody tr', { hasText: '2023-09-25' })
    expect(await day.locator('.watch-mark-not-counted').count()).toBe(4)
    expect(await day.locator('.watch-mark-not-counted').first().getAttribute('title')).toContain('本机网络不通，不计')
    // 22 visits of which four do not count.
    await day.getByText('不足 20 次').waitFor()
  })

  it('chooses sites by a search in initials', async () => {
    await page.getByRole('button', { name: '选网站' }).click()
    await page.getByText('已选 3 个').waitFor()
    const search = page.getByPlaceholder('名称、单位，或拼音首字母')
    await search.fill('没有这样的网站')
    await page.getByText('没有符合的网站').waitFor()
    // Words of a search are matched one by one, as in every other list.
    await search.fill('dalateqi wsjk')
    await expect.poll(() => page.locator('.watch-choices label').count()).toBe(1)
    await search.fill('wsjk')
    await expect.poll(() => page.locator('.watch-choices label').count()).toBe(5)
    await page.getByRole('button', { name: '全选' }).click()
    await page.getByText('已选 8 个').waitFor()
    await picture(page, 'watch', 'choose')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: '确定' }).click()
    await expect.poll(() => page.locator('.watch-sites tbody tr').count()).toBe(8)
    expect(screens.complaints).toEqual([])
  })

  it('says that a long list is cut off, and finds what is not drawn', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const urls = Array.from({ length: 301 }, (_, index) => `http://s${index + 1}.example.gov.cn/`)
    const { batchId } = await watchedBatch(test, dir, urls)
    const other = await openScreens(test.backend)
    onTestFinished(() => other.close())
    await goTo(other.page, `#/batches/watch/${batchId}`)
    await other.page.getByRole('button', { name: '选网站' }).first().click()
    await other.page.getByText('共 301 个，只列前 300 个，其余请搜索').waitFor()
    expect(await other.page.locator('.watch-choices label').count()).toBe(300)
    await picture(other.page, 'watch', 'choose-many')
    await other.page.getByPlaceholder('名称、单位，或拼音首字母').fill('第301号')
    await expect.poll(() => other.page.locator('.watch-choices label').count()).toBe(1)
    expect(await other.page.getByText('只列前').count()).toBe(0)
  })

  it('starts, shows a visit as it comes, and pauses', async () => {
    const site = await serveSite()
    const dir = temporaryFolder()
    let later = 0
    const test = await openBackend(dir, { clock: { now: () => new Date(Date.now() + later).toISOString() } })
    const { batchId, keys } = await watchedBatch(test, dir, [site.url])
    await test.call('watch.setControlHosts', { addresses: [site.url] })
    await test.call('watch.plan', { batchId, objectKeys: keys, perDay: 72 })
    const other = await openScreens(test.backend)
    onTestFinished(() => other.close())
    await goTo(other.page, `#/batches/watch/${batchId}`)
    await other.page.getByText('还没有访问过').waitFor()
    await other.page.getByRole('button', { name: '开始监测' }).click()
    await other.page.getByText('正在监测 · 下次访问').waitFor()
    await other.page.getByRole('button', { name: '暂停监测' }).click()
    await other.page.getByText('未在监测').waitFor()
    // The watch may have made its first visit before the pause; a site is not visited again at once.
    later = 3_600_000
    const db = new Database(join(dir, 'workspace.db'))
    onTestFinished(() => void db.close())
    db.exec(`CREATE TRIGGER full BEFORE INSERT ON visits BEGIN SELECT RAISE(ABORT, 'full'); END`)
    await expect(test.call('watch.round', { batchId })).rejects.toThrow('访问结果没有保存')
    await other.page.getByText('访问结果没有保存；请检查工作区所在的磁盘').waitFor()
    await picture(other.page, 'watch', 'not-saved')
    expect(await seriousFaults(other.page)).toEqual([])
    db.exec('DROP TRIGGER full')
    await expect.poll(() => other.page.getByText('访问结果没有保存').count(), { timeout: 90_000 }).toBe(0)
    await expect.poll(() => other.page.locator('.watch-mark').count()).toBeGreaterThan(0)
    await goTo(other.page, '#/settings')
    const addresses = other.page.getByLabel('对照地址', { exact: true })
    expect(await addresses.inputValue()).toBe(site.url)
    await addresses.fill('不是网址')
    await other.page.locator('.settings-control').getByRole('button', { name: '保存' }).click()
    await other.page.getByText('不是以 http:// 或 https:// 开头的网址').waitFor()
  })
})
