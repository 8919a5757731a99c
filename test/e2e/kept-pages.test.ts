import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { csv, design, header, importFile, openBackend } from '../backend/support.ts'
import { seriousFaults } from '../renderer/support/axe.ts'
import { launchBrowserHost } from '../support/browser-app.ts'
import { launchElectron } from '../support/electron-app.ts'
import { keyToNext } from '../support/key-to-next.ts'
import { send, sendHtml, serveFixtures } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'
import { screensFolder } from './main-path.ts'
import type { Product } from './main-path.ts'

const amount = 8
const names = '内蒙古自治区鄂尔多斯市东胜区人力资源和社会保障局'
let folder: string
let site: FixtureServer
let other: FixtureServer
let batchId: string

const text = '<p>关于公开征求《东胜区政务公开工作规范》意见的公告。政务<b>公开</b>是本栏目的主要内容。</p>'.repeat(40)
const sitePage = (number: number) =>
  sendHtml(
    `<title>第 ${number} 号网站</title><h1>第 ${number} 号网站</h1><style>a{position:fixed;right:20px;top:10px}</style><img src="/p.png" alt="图"><a href="/popped" target="_blank">新窗口</a>${text}`
  )

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuncha-kept-'))
  const pages = Object.fromEntries(Array.from({ length: amount }, (_, at) => [`/s/${at + 1}`, sitePage(at + 1)]))
  site = await serveFixtures({
    ...pages,
    '/popped': sendHtml(`<title>弹出的公告栏目</title><h1>公告</h1>${text}`),
    '/p.png': send(404, 'text/plain', '')
  })
  other = await serveFixtures({ '/': sendHtml('<title>别处</title><h1>另一个网站</h1>') })
  const workspace = await openBackend(join(folder, '工作区'))
  const row = (number: number): string =>
    `网站,${names}第${number}号网站,东胜区,第${number}号单位,34${String(number).padStart(8, '0')},${site.origin}/s/${number},,,`
  const rows = Array.from({ length: amount }, (_, at) => row(at + 1))
  expect(header).toContain('网站标识码')
  await importFile(workspace, csv(folder, '名录.csv', rows))
  const { batch } = await workspace.call('batches.create', {
    title: '2026年第四季度',
    period: '2026Q4',
    catalogueId: 'national-2019-site',
    design: design(),
    allowHosts: [site.host, other.host]
  })
  batchId = batch.id
  for (const [path, url] of [
    ['首页》政务公开》公告公示', '/popped'],
    ['首页》互动交流》调查征集', '/s/1']
  ] as const) {
    await workspace.call('columns.record', {
      id: null,
      objectKey: 'site:3400000001',
      class: 'other',
      level: 'deeper',
      path,
      url: `${site.origin}${url}`,
      lastUpdate: null,
      isBlank: false,
      observedAt: '2026-11-20T02:00:00.000Z',
      note: ''
    })
  }
  await workspace.backend.close()
})
afterEach(async () => {
  await site.close()
  await other.close()
  rmSync(folder, { recursive: true, force: true })
})

const pane = (page: Page) => page.getByRole('region', { name: '被检页面' })
const address = (page: Page) => pane(page).getByLabel('网址')

async function walk({ page, screenshot }: Product, host: string, alive: (() => Promise<number>) | null): Promise<void> {
  const screens = screensFolder(host)
  await page.evaluate((id) => {
    window.location.hash = `#/checking/${id}`
  }, batchId)
  await page.locator('[role="row"][row-index="0"]').first().click()
  await pane(page).getByText('已载入').waitFor({ timeout: 60_000 })
  const took: number[] = []
  for (let number = 2; number <= 6; number += 1) {
    await expect.poll(() => site.requests.includes(`/s/${number}`), { timeout: 60_000 }).toBe(true)
    await page.waitForTimeout(1_500)
    took.push(await keyToNext(page, 'n', `/s/${number}`))
    expect(site.requests.filter((path) => path === `/s/${number}`).length).toBe(1)
    if (alive !== null) expect(await alive()).toBeLessThanOrEqual(4)
  }
  console.log(`${host}: key to the next page, loaded ahead: ${took.map((ms) => Math.round(ms)).join(', ')} ms`)

  await page.keyboard.press('Control+f')
  await pane(page).getByRole('textbox', { name: '在页面中查找' }).fill('政务公开')
  await pane(page).getByText('1/80').waitFor()
  await page.keyboard.press('Enter')
  await pane(page).getByText('2/80').waitFor()
  await pane(page).getByRole('button', { name: '页面工具' }).click()
  await page.waitForTimeout(500)
  await screenshot(join(screens, '30-查找与工具.png'))
  await page.getByRole('button', { name: '关闭查找（Esc）' }).click()

  await pane(page).getByRole('button', { name: '手机 390' }).click()
  await pane(page).getByText('宽度 手机 390').waitFor()
  await page.waitForTimeout(800)
  await screenshot(join(screens, '31-手机宽度.png'))
  await pane(page).getByRole('button', { name: '1366', exact: true }).click()
  await pane(page).getByText('宽度 1366').waitFor()
  await page.waitForTimeout(800)
  await screenshot(join(screens, '32-电脑宽度.png'))
  await pane(page).getByRole('button', { name: '随窗口' }).click()
  await pane(page).getByRole('button', { name: '文字模式' }).click()
  await pane(page).getByText('文字模式：未载入图片和脚本').waitFor()
  await pane(page).getByRole('button', { name: '页面工具' }).click()

  await address(page).fill(other.origin)
  await address(page).press('Enter')
  await pane(page).getByRole('alert').getByText('这不是登记的网站').waitFor({ timeout: 30_000 })
  await page.waitForTimeout(500)
  await screenshot(join(screens, '33-不是登记的网站.png'))
}

async function tabs({ page, screenshot }: Product, host: string, click: () => Promise<void>): Promise<void> {
  const screens = screensFolder(host)
  await page.locator('[role="row"][row-index="0"]').first().click()
  await expect.poll(() => address(page).inputValue(), { timeout: 60_000 }).toMatch(/\/s\/1$/)
  await pane(page).getByText('已载入').waitFor({ timeout: 60_000 })
  await page.waitForTimeout(800)
  await click()
  await pane(page).getByText('弹窗被拦截').waitFor({ timeout: 30_000 })
  await pane(page).getByRole('button', { name: '在新标签打开' }).click()
  await pane(page).getByRole('button', { name: '关闭标签：弹出的公告栏目' }).waitFor({ timeout: 30_000 })
  await pane(page).getByRole('button', { name: '页面工具' }).click()
  await page.waitForTimeout(500)
  await screenshot(join(screens, '34-标签与栏目.png'))
  await pane(page).getByRole('button', { name: '页面工具' }).click()
  await page.keyboard.press('Alt+PageDown')
  await expect.poll(() => address(page).inputValue()).toMatch(/\/s\/1$/)
  await page.keyboard.press('Alt+PageUp')
  await expect.poll(() => address(page).inputValue()).toMatch(/\/popped$/)
  await pane(page).getByRole('button', { name: '关闭标签：弹出的公告栏目' }).click()
  await expect.poll(() => address(page).inputValue()).toMatch(/\/s\/1$/)
}

describe('pages kept behind the shown one', () => {
  it('come at once, and no more than four are alive, in a real Electron', async () => {
    const running = await launchElectron({ workspace: join(folder, '工作区') })
    if (running === null) return
    const host = `electron-${running.electronVersion}`
    try {
      const alive = (): Promise<number> =>
        running.app.evaluate(
          ({ webContents }) => webContents.getAllWebContents().filter((each) => !each.isDestroyed()).length - 1
        )
      await walk(running, host, alive)
      await tabs(running, host, () =>
        running.app.evaluate(async ({ webContents }) => {
          const shown = webContents.getAllWebContents().find((each) => each.getURL().endsWith('/s/1'))
          await shown?.executeJavaScript('document.querySelector("a").click()', true)
        })
      )
      expect(await alive()).toBeLessThanOrEqual(4)
    } catch (error) {
      await running.screenshot(join(screensFolder(host), '39-出错.png'))
      throw error
    } finally {
      await running.close()
    }
  })

  it('come at once in the browser host, without a serious fault of access', async () => {
    const running = await launchBrowserHost({ workspace: join(folder, '工作区') })
    const { page } = running
    const product: Product = { page, screenshot: (file) => page.screenshot({ path: file }).then(() => {}) }
    try {
      await walk(product, 'browser', null)
      expect(await seriousFaults(page)).toEqual([])
      await tabs(product, 'browser', async () => {
        const canvas = pane(page).locator('canvas')
        const box = await canvas.boundingBox()
        if (box === null) throw new Error('no canvas')
        await page.mouse.click(box.x + box.width - 40, box.y + 20)
      })
      await page.getByRole('button', { name: '页面工具' }).click()
      expect(await seriousFaults(page)).toEqual([])
    } catch (error) {
      await product.screenshot(join(screensFolder('browser'), '39-出错.png'))
      throw error
    } finally {
      await running.close()
    }
  })
})
