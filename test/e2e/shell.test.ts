import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { launchBrowserHost } from '../support/browser-app.ts'
import { canScreenshotDisplay, electronExecutable, launchElectron, projectRoot } from '../support/electron-app.ts'

const screens = join(projectRoot, 'out/screens')

/** The first screen has come and its figures came over the wire; the page complained of nothing. */
async function showsFirstScreen(page: Page, workspace: string): Promise<void> {
  await page.getByText('打开示例批次').first().waitFor()
  expect(await page.title()).toBe('巡查')
  await page.evaluate(() => {
    location.hash = '#/settings'
  })
  await page.getByText(workspace).first().waitFor()
}

describe('the same program in both shells', () => {
  it('opens in the browser host', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'xuncha-shell-'))
    const running = await launchBrowserHost({ workspace })
    const complaints: string[] = []
    running.page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
    running.page.on('pageerror', (error) => complaints.push(error.message))
    await running.page.reload()
    await showsFirstScreen(running.page, workspace)
    mkdirSync(screens, { recursive: true })
    await running.page.screenshot({ path: join(screens, 'shell-browser.png') })
    expect(complaints).toEqual([])
    expect(await running.close()).toBe(0)
    rmSync(workspace, { recursive: true })
  })

  it('opens in Electron, or says that Electron is not shown', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'xuncha-shell-'))
    const running = await launchElectron({ workspace })
    if (running === null) {
      expect(electronExecutable()).toBeNull()
      return
    }
    const complaints: string[] = []
    running.page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
    running.page.on('pageerror', (error) => complaints.push(error.message))
    await running.page.reload()
    await showsFirstScreen(running.page, workspace)
    mkdirSync(screens, { recursive: true })
    if (canScreenshotDisplay()) {
      await running.screenshot(join(screens, 'shell-electron.png'))
      expect(statSync(join(screens, 'shell-electron.png')).size).toBeGreaterThan(10_000)
    }
    expect(complaints).toEqual([])
    expect(await running.close()).toBe(0)
    rmSync(workspace, { recursive: true })
  })
})
