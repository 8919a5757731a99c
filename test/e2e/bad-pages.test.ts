import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowserHost } from '../support/browser-app.ts'
import { launchElectron } from '../support/electron-app.ts'
import { screensFolder } from './main-path.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuncha-bad-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const pane = (page: Page) => page.getByRole('region', { name: '被检页面' })

/** Opens a sample site by its pinyin initials, as an inspector does. */
async function openSite(page: Page, initials: string, name: string): Promise<void> {
  await page.getByLabel('查找对象').fill(initials)
  await page.locator('[role="row"]', { hasText: name }).first().click()
  await page.getByRole('region', { name: '检查清单' }).getByRole('heading', { name }).waitFor()
}

/** The sample's bad sites, one after the other: each says what is wrong, none holds up the next. */
async function badPages(page: Page, screenshot: (file: string) => Promise<void>, host: string): Promise<void> {
  const screens = screensFolder(host)
  await page.getByRole('button', { name: '打开示例批次' }).first().click()
  await page.getByLabel('查找对象').waitFor({ timeout: 60_000 })

  await openSite(page, 'zrzy', '云岭县自然资源局网站')
  await expect.poll(() => pane(page).innerText(), { timeout: 30_000 }).toMatch(/证书/)
  await pane(page).getByText('重试').waitFor({ timeout: 30_000 })
  await screenshot(join(screens, '20-证书.png'))

  await openSite(page, 'swj', '云岭县水务局网站')
  await pane(page).getByText('正在载入…').first().waitFor()

  await openSite(page, 'nync', '云岭县农业农村局网站')
  await pane(page).getByRole('alert').getByText('当前网址与登记网址不一致').waitFor({ timeout: 30_000 })
  await screenshot(join(screens, '21-跳转.png'))

  await openSite(page, 'lyhcyj', '云岭县林业和草原局网站')
  await pane(page)
    .getByText(/弹窗被拦截|对话框|下载被拦截|权限请求/)
    .first()
    .waitFor({ timeout: 30_000 })
  await screenshot(join(screens, '22-拦截.png'))

  await openSite(page, 'fzhggj', '云岭县发展和改革局网站')
  await pane(page).getByText('已载入').waitFor({ timeout: 30_000 })
}

describe('pages that misbehave', () => {
  it('are named for what they are in a real Electron', async () => {
    const running = await launchElectron({ workspace: join(folder, '工作区') })
    if (running === null) return
    try {
      await badPages(running.page, running.screenshot, `electron-${running.electronVersion}`)
    } catch (error) {
      await running.screenshot(join(screensFolder('failed'), 'electron-bad.png'))
      throw error
    } finally {
      await running.close()
    }
  })

  it('are named for what they are in the browser host', async () => {
    const running = await launchBrowserHost({ workspace: join(folder, '工作区') })
    const screenshot = async (file: string) => void (await running.page.screenshot({ path: file }))
    try {
      await badPages(running.page, screenshot, 'browser')
    } catch (error) {
      await screenshot(join(screensFolder('failed'), 'browser-bad.png'))
      throw error
    } finally {
      await running.close()
    }
  })
})
