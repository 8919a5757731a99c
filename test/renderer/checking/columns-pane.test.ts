import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost } from '../../../electron/capture/page-driver.ts'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import type { SiteColumn } from '../../../electron/domain/site-columns.ts'
import { realHost } from '../../support/chromium.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'

const folder = mkdtempSync(join(tmpdir(), 'xuncha-columns-'))
let pageHost: PageHost
let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page
let batchId: string
let objectKey: string

beforeAll(async () => {
  pageHost = await realHost()
  opened = await openBackend(pageHost)
  ;({ batchId } = await call<{ batchId: string }>('workspace.openSample', {}))
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
  await page.evaluate((id) => {
    window.location.hash = `#/checking/${id}`
  }, batchId)
  await page.getByLabel('查找对象').fill('ylxmzjwz')
  await page.locator('.ag-row', { hasText: '云岭县民政局网站' }).click()
  await page.getByText('已载入').waitFor()
  objectKey = (await page.locator('.ag-row-selected').getAttribute('row-id')) ?? ''
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  await pageHost?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function call<T>(name: string, input: unknown): Promise<T> {
  const answer = await opened.backend.call(name, input)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value as T
}
const detail = (): Promise<TargetDetail> => call('targets.get', { batchId, objectKey })
const columns = async (): Promise<SiteColumn[]> => (await call<{ columns: SiteColumn[] }>('columns.list', { objectKey })).columns
const status = (): Promise<string> => page.locator('.checking-status').innerText()
const pane = () => page.locator('[data-pane=checklist]')

describe('the columns of a site', () => {
  it('stand a key away; a verdict key there says nothing while no item is open', async () => {
    await pane().focus()
    // The fourth item and those after it are in the paper, the first one (W1.1) is not.
    await page.keyboard.press('c')
    await page.getByText('栏目登记（0）').waitFor()
    await page.keyboard.press('1')
    await page.keyboard.press('2')
    expect(await page.getByText('登记问题').count()).toBe(0)
    expect((await detail()).verdicts).toEqual({})
  })

  it('take the open page in with path, class and address; only the day is typed', async () => {
    const url = (await page.getByLabel('网址').inputValue()).replace(/\/$/, '')
    await page.getByLabel('网址').fill(`${url}/zcjd/`)
    await page.getByLabel('网址').press('Enter')
    // What was typed stands in the field at once, and the page before says 已载入 too: only the tooltip tells where the page is.
    await expect.poll(() => page.getByLabel('网址').getAttribute('title'), { timeout: 30_000 }).toBe(`${url}/zcjd/`)
    await expect.poll(() => page.locator('.checking-page-facts').innerText(), { timeout: 30_000 }).toContain('已载入')
    await page.getByRole('button', { name: '登记当前页' }).click()
    await page.keyboard.type('2021年3月1日')
    await page.keyboard.press('Enter')
    await expect.poll(status).toContain('已登记')
    expect(await columns()).toMatchObject([
      {
        path: '首页》政策解读',
        class: 'interpretation',
        level: 'first',
        url: `${url}/zcjd/`,
        lastUpdate: '2021-03-01',
        isBlank: false
      }
    ])
    await expect.poll(() => page.getByLabel('栏目', { exact: true }).innerText()).toContain('超期')
  })

  it('name the rows of a table that cannot be read, and take nothing of it', async () => {
    const file = join(folder, '栏目.csv')
    writeFileSync(file, '栏目路径,栏目类别,最近更新\n首页》甲,专题,2021-01-01\n')
    await page.getByTestId('columns-file').setInputFiles(file)
    await expect.poll(status).toMatch(/没有导入任何内容[^]*第 2 行 栏目类别/)
    writeFileSync(file, '栏目路径,栏目类别,最近更新,空白\n首页》人事,人事,2021-01-01,否\n首页》规划,规划,,是\n')
    await page.getByTestId('columns-file').setInputFiles(file)
    await expect.poll(status).toContain('新增 2')
    expect(await columns()).toHaveLength(3)
  })

  it('become a finding by one key, with the count of the paper', async () => {
    await pane().focus()
    // W3, W4.1, W4.2: two columns are older than their time, the blank one belongs to W4.3.
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('j')
    await expect.poll(() => pane().locator('.checking-item.is-open').innerText()).toMatch(/W4\.2[^]*2\/10/)
    await page.keyboard.press('2')
    await expect.poll(() => page.getByLabel('数量').inputValue()).toBe('2')
    expect(await page.getByLabel('位置').inputValue()).toBe('首页》政策解读、首页》人事')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => page.locator('.checking-fault').count()).toBe(1)
    await page.keyboard.press('F8')
    await expect.poll(status, { timeout: 60_000 }).toContain('取证完成')
    await page.keyboard.press('Control+Enter')
    await expect.poll(status).toContain('已登记问题')
    const { findings, evidence } = await detail()
    expect(findings).toMatchObject([
      { indicatorId: 'W4.2', count: 2, location: '首页》政策解读、首页》人事', evidenceIds: [evidence[0]?.id] }
    ])
    // All of them are recorded: there is nothing left to offer.
    await expect.poll(() => pane().locator('.checking-item.is-open').innerText()).toContain('已记')
    expect(
      await pane()
        .getByRole('button', { name: /记为问题/ })
        .count()
    ).toBe(0)
  })

  it('are seen anew by typing the day, and counted anew', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const field = page.getByLabel('首页》人事的最近更新日期')
    await field.fill(today)
    await field.press('Enter')
    await expect.poll(() => pane().locator('.checking-item.is-open').innerText()).toMatch(/W4\.2[^]*1\/10/)
    await field.fill('2026-02-30')
    await field.press('Enter')
    await expect.poll(status).toContain('看不懂这个日期')
    await field.press('Escape')
    expect((await columns()).find(({ path }) => path === '首页》人事')?.lastUpdate).toBe(today)
  })

  it('are removed by two clicks and brought back by one', async () => {
    await page.getByRole('button', { name: '删除首页》规划' }).click()
    await page.getByRole('button', { name: '确认删除首页》规划' }).click()
    await expect.poll(status).toContain('已删除')
    expect(await columns()).toHaveLength(2)
    await page
      .locator('.checking-status')
      .getByRole('button', { name: /撤\s?销|撤/ })
      .click()
    await expect.poll(async () => (await columns()).length).toBe(3)
  })

  it('fit the narrow pane', async () => {
    const width = await pane().evaluate((element) => element.clientWidth)
    expect(width).toBeLessThan(330)
    const wide = await pane().evaluate((element) =>
      [...element.querySelectorAll('.columns-list > li, .columns-head, .columns-paper')]
        .filter((each) => each.scrollWidth > each.clientWidth)
        .map((each) => each.className)
    )
    expect(wide).toEqual([])
  })
})
