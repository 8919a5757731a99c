import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowserHost } from '../support/browser-app.ts'
import { launchElectron } from '../support/electron-app.ts'
import { screensFolder, type Product } from './main-path.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuncha-rules-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Every screen of the rule book and of the notices' own data, in the shell's own browser: older than the one of the unit tests. */
async function ruleBook({ page, screenshot }: Product, host: string): Promise<void> {
  const screens = screensFolder(host)
  const complaints: string[] = []
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => complaints.push(error.message))
  const go = (hash: string) =>
    page.evaluate((to) => {
      location.hash = to
    }, hash)
  const seen = async (text: string | RegExp, picture: string): Promise<void> => {
    await page.getByText(text).first().waitFor()
    // What the script has made the window has not painted yet.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))))
    await screenshot(join(screens, `${picture}.png`))
  }

  await page.getByRole('button', { name: '打开示例批次' }).first().click()
  await page.getByLabel('查找对象').waitFor({ timeout: 60_000 })
  const batchId = (await page.evaluate(() => location.hash)).split('/').at(-1) ?? ''
  await page.locator('[role="row"][row-index="0"]').first().click()
  await page.getByText('已载入').waitFor({ timeout: 30_000 })
  await page.getByRole('tab', { name: /栏目/ }).click()
  await page.getByText('登记当前页').first().click()
  await seen('以保存时为监测时间点', '30-栏目')

  await go('#/batches/new')
  await page.getByText(/^待核对的数值 \d+ 项$/).click()
  await seen('办事指南要素缺失', '31-待核对的数值')

  await go('#/rules')
  await page.getByText('政府网站检查指标（国家 2019 年版）').first().dblclick()
  await seen('严重表述错误', '32-指标')
  await go('#/rules/diff/national-2019-site/xianning-2022-site')
  await seen('解读栏目发布无关内容', '33-比较')
  await go(`#/rules/what-if/${batchId}`)
  await seen(/个由合格变为不合格/, '34-试算')

  await go('#/notices')
  await seen('还不能导出', '35-通报')
  await go('#/notices/profiles')
  await page.getByRole('button', { name: '以此为基础' }).first().click()
  await page.getByRole('heading', { name: /^编辑：/ }).waitFor()
  await seen('关于2026年第四季度', '36-模板编辑')
  await go('#/notices/tables')
  await seen('还没有外部数据表', '37-外部数据')
  await go('#/notices/templates')
  await seen('可以写的占位符', '38-Word模板')
  await go('#/settings')
  await seen('工作日', '39-设置')
  expect(complaints).toEqual([])
}

describe('the rule book and the data of notices', () => {
  it('stand on every screen in a real Electron', async () => {
    const running = await launchElectron({ workspace: join(folder, '工作区') })
    if (running === null) return
    try {
      await ruleBook(running, `electron-${running.electronVersion}`)
    } catch (error) {
      await running.screenshot(join(screensFolder('failed'), 'electron-rules.png'))
      throw error
    } finally {
      await running.close()
    }
  })

  it('stand on every screen in the browser host', async () => {
    const running = await launchBrowserHost({ workspace: join(folder, '工作区') })
    const screenshot = async (file: string) => void (await running.page.screenshot({ path: file }))
    try {
      await ruleBook({ page: running.page, screenshot }, 'browser')
    } catch (error) {
      await screenshot(join(screensFolder('failed'), 'browser-rules.png'))
      throw error
    } finally {
      await running.close()
    }
  })
})
