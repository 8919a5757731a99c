import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../db/support.ts'
import { seriousFaults } from '../support/axe.ts'
import { busyBackend, type BusyBackend } from '../support/busy-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'
import { picture } from '../support/picture.ts'

let busy: BusyBackend
let opened: OpenedScreens
let page: Page

beforeAll(async () => {
  busy = await busyBackend()
  opened = await openScreens(busy.backend)
  ;({ page } = opened)
})
afterAll(async () => {
  await opened?.close()
  await busy?.close()
})

const figure = (title: string) => page.getByRole('region', { name: title, exact: true })

describe('分析', () => {
  it('draws four charts, each with a sentence that says what it shows', async () => {
    await page.getByRole('link', { name: '分析', exact: true }).click()
    await page.locator('main svg').nth(3).waitFor()
    expect(await page.locator('.analysis-chart svg').count()).toBe(4)
    // 25 sites in strata of five, of which 4, 2, 2, 1 and 0 are finished.
    await page.getByText('25 个对象已检 9 个（36%），剩得最多的是“伊金霍洛旗”，还有 5 个。').waitFor()
    await page.getByText('2 人经手 11 个对象，检完最多的是“阿拉腾其其格”，5 个。').waitFor()
    await page.getByText(/^判不合格最多的是 W3“.+”，2 个对象；另有 1 项判定待定。$/).waitFor()
    // 6 minutes each: 16 left are 96 minutes.
    await page
      .getByText(
        '共 2 天有完成，最近是 2023-09-26，完成 5 个。近来平均每个约 6 分钟，剩下 16 个，一人连续检查约需 1 小时 36 分钟。'
      )
      .waitFor()
    await picture(page, 'analysis-light')
  })

  it('says its charts to those who do not see them', async () => {
    const label = await page.locator('.analysis-chart').first().getAttribute('aria-label')
    expect(label).toContain('25 个对象已检 9 个')
  })

  it('has the table behind every chart, and copies it', async () => {
    const strata = figure('各层进度')
    await strata.locator('label', { hasText: '表' }).click()
    // Two vetoed by W3, one with a column not updated, below the veto's threshold, one without a fault.
    await strata.getByRole('row', { name: '东胜区 5 1 0 0 1 1 2 4 80' }).waitFor()
    await strata.getByRole('row', { name: '合计 25 14 2 0 6 1 2 9 36' }).waitFor()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await strata.getByRole('button', { name: '复制表格' }).click()
    await strata.getByRole('button', { name: '已复制' }).waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied.split('\n')[1]).toBe('东胜区\t5\t1\t0\t0\t1\t1\t2\t4\t80')
    expect(copied.split('\n')).toHaveLength(7)
    await picture(page, 'analysis-table')
  })

  it('stands in dark and in English without a serious fault', async () => {
    expect(await seriousFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-theme="dark"]').waitFor()
    await page.getByRole('button', { name: 'EN', exact: true }).click()
    await page.getByText('Lately one takes about 6 min').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'analysis-dark-en')
    await page.getByRole('button', { name: '中文', exact: true }).click()
    await page.emulateMedia({ colorScheme: 'light' })
  })

  it('leads by Enter from what is in the way to the object in checking', async () => {
    const name = busy.targets[7]?.name ?? ''
    await page.getByRole('link', { name }).first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`#/checking/${busy.batchId}$`))
    await page.getByRole('heading', { name }).waitFor()
    await page.goBack()
    await page.locator('.analysis-chart svg').nth(2).waitFor()
  })

  it('follows what is written behind it', async () => {
    await busy.call('verdicts.give', {
      batchId: busy.batchId,
      objectKey: busy.targets[7]?.objectKey ?? '',
      indicatorId: 'W3',
      verdict: 'pass'
    })
    await page.getByText(/，2 个对象；另有 0 项判定待定。$/).waitFor()
  })

  it('prints on A4 without the shell, with every table, title, date and page numbers', async () => {
    const path = join(temporaryFolder(), 'analysis.pdf')
    await page.pdf({ path, preferCSSPageSize: true, printBackground: true })
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
    expect(text).toContain('批次进度概览')
    expect(text).toContain('2023年第三季度 · 鄂尔多斯市政府网站常态化监管第三季度抽查')
    expect(text).toMatch(/数据截至 2023-09-26 \d\d:\d\d/)
    for (const title of ['各层进度', '各检查人进度', '问题最多的指标', '每日完成', '还差什么']) expect(text).toContain(title)
    expect(text).toMatch(/2023-09-25\s+4\n/)
    expect(text).toMatch(/1 ?\/ ?3/)
    // Of the shell nothing.
    expect(text).not.toContain('名录')
    expect(text).not.toContain('离线')
    expect(execFileSync('pdfinfo', [path], { encoding: 'utf8' })).toMatch(/Page size:\s+59[45].* \(A4\)/)
    await page.locator('.analysis-paper').waitFor({ state: 'detached' })
  })

  it('made the browser complain of nothing', () => {
    expect(opened.complaints).toEqual([])
  })
})

describe('首页', () => {
  it('has the same numbers, names what is in the way, and takes no chart library with it', async () => {
    const other = await page.context().newPage()
    const scripts: string[] = []
    other.on('response', (response) => void (response.url().endsWith('.js') && scripts.push(response.url())))
    await other.route(/(analysis|registry|rules|batches|checking|notices|settings)-screen/, (route) => route.abort())
    await other.goto(opened.host.url)
    await other.getByText('近来平均每个约 6 分钟，剩下 16 个').waitFor()
    await other
      .getByRole('link', { name: busy.targets[2]?.name ?? '' })
      .first()
      .waitFor()
    const bodies = await Promise.all(scripts.map(async (url) => (await other.request.get(url)).text()))
    expect(bodies.filter((body) => /zrender|echarts|ag-grid/i.test(body))).toEqual([])
    await picture(other, 'home-busy')
    await other.close()
  })
})
