import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost } from '../../../electron/capture/page-driver.ts'
import { findBrowser } from '../../../electron/hosts/chromium/find-browser.ts'
import { createChromiumHost } from '../../../electron/hosts/chromium/playwright-host.ts'
import { seriousFaults } from '../support/axe.ts'
import { clippedControls } from '../support/clipped.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'
import { picture } from '../support/picture.ts'

let pageHost: PageHost
let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens

beforeAll(async () => {
  const executable = findBrowser()
  if (executable === null) throw new Error('no Chromium, Edge or Chrome on this machine: run `xuncha doctor --fix`')
  pageHost = await createChromiumHost({ executable, version: 'test' })
  opened = await openBackend(pageHost)
  screens = await openScreens(opened.backend)
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  await pageHost?.close()
})

const limit = { timeout: 60_000 }
const strip = () => screens.page.getByRole('region', { name: '上手引导' })
const ticked = () =>
  screens.page.locator('.guide-steps li[data-done="true"]').evaluateAll((steps) => steps.map((step) => step.dataset['step']))
const stepIs = (name: string) => strip().locator('[aria-current="step"]').getByText(`${name}：还没做`).waitFor(limit)
const status = (): Promise<string> => screens.page.locator('.checking-status').innerText()

/** As a person without a mouse does: from where the focus is, forward until it stands on the control. */
async function tabTo(name: string): Promise<void> {
  const { page } = screens
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    if (
      await page.evaluate(
        (word) =>
          document.activeElement?.textContent?.includes(word) === true &&
          document.activeElement !== document.body &&
          document.activeElement.matches('button, a'),
        name
      )
    )
      return
  }
  throw new Error(`${name} cannot be reached by Tab`)
}

describe('the guide on the sample, by keyboard', () => {
  it('starts with the sample, takes no focus, and covers nothing', async () => {
    const { page } = screens
    await page.getByRole('button', { name: '打开示例批次' }).waitFor()
    await tabTo('打开示例批次')
    await page.keyboard.press('Enter')
    await strip().waitFor(limit)
    await stepIs('选一个对象')
    expect(await ticked()).toEqual([])
    expect(await page.evaluate(() => document.activeElement?.closest('.guide') === null)).toBe(true)
    const [own, main] = [await strip().boundingBox(), await page.locator('#main').boundingBox()]
    expect((own?.y ?? 0) + (own?.height ?? 0)).toBeLessThanOrEqual((main?.y ?? 0) + 0.5)
    expect(await seriousFaults(page)).toEqual([])
    expect(await clippedControls(page)).toEqual([])
  })

  it('ticks a choice and the loaded page, not a key that did nothing', async () => {
    const { page } = screens
    await page.keyboard.press('1')
    await page.keyboard.press('F8')
    expect(await ticked()).toEqual([])
    await page.locator('.checking-grid .ag-row').first().waitFor()
    await page.keyboard.press('F6')
    await page.locator('.checking-grid .ag-row[row-index="0"] [role="gridcell"]').first().focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect.poll(ticked, limit).toEqual(['target', 'page'])
    await stepIs('给出判定')
    await picture(page, 'guide', 'laptop-light')
  })

  it('ticks verdict, capture, finding and score as they are really done', async () => {
    const { page } = screens
    await page.keyboard.press('1')
    await stepIs('取证')
    await page.keyboard.press('F8')
    await expect.poll(status, limit).toContain('取证完成')
    await stepIs('登记问题')
    await page.keyboard.press('2')
    // The editor alone is no finding.
    await page.getByLabel('问题描述').waitFor()
    expect(await ticked()).toEqual(['target', 'page', 'verdict', 'capture'])
    await page.getByLabel('问题描述').fill('练习。')
    await page.keyboard.press('Control+Enter')
    await stepIs('看得分')
    await tabTo('为什么')
    await page.keyboard.press('Enter')
    await stepIs('完成对象')
  })

  it('goes on over a reload, and through another screen leads back', async () => {
    const { page } = screens
    await page.reload()
    await stepIs('完成对象')
    await page.keyboard.press('F1')
    await strip().getByRole('button', { name: '回到检查' }).waitFor()
    await page.locator('.help-article').waitFor()
    await page.keyboard.press('Escape')
    await page.getByLabel('查找对象').waitFor()
    await page.locator('[data-pane="page"]').getByText('已载入').waitFor(limit)
    await page.keyboard.press('n')
    await stepIs('看通报')
    // Tab belongs to the inspected page once it has come there, so the way is not walked step by step.
    await strip().getByRole('button', { name: '打开通报' }).press('Enter')
    await strip().getByText('八步都做完了').waitFor(limit)
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: '关闭引导' }).press('Enter')
    await strip().waitFor({ state: 'detached' })
  })

  it('is found again in help, from the beginning; Esc inside puts it away for good', async () => {
    const { page } = screens
    await page.keyboard.press('F1')
    await page.evaluate(() => {
      location.hash = '#/help/start'
    })
    await page.getByRole('button', { name: '开始三分钟上手' }).press('Enter')
    await strip().waitFor(limit)
    // Only what is on screen of itself counts: an object is chosen, its page stands open.
    await expect.poll(ticked, limit).toEqual(['target', 'page'])
    for (const look of [
      { colorScheme: 'dark', size: { width: 911, height: 512 }, language: 'EN' },
      { colorScheme: 'light', size: { width: 1366, height: 768 }, language: '中文' }
    ] as const) {
      await page.emulateMedia({ colorScheme: look.colorScheme })
      await page.setViewportSize(look.size)
      await page.getByRole('button', { name: look.language, exact: true }).click()
      await page.locator('.guide-acts').waitFor()
      // The grid's heads come anew with their words: a row without a cell is no fault of the screen that is looked at.
      await page.locator('.ag-header-row-column .ag-header-cell').first().waitFor()
      expect(await seriousFaults(page), look.language).toEqual([])
      const outside = await strip()
        .locator('button')
        .evaluateAll((all) => all.filter((each) => each.getBoundingClientRect().right > innerWidth).length)
      expect(outside).toBe(0)
      await picture(page, 'guide', `${look.colorScheme}-${look.size.width}`)
    }
    await page.getByRole('button', { name: '跳过引导' }).focus()
    await page.keyboard.press('Escape')
    await strip().waitFor({ state: 'detached' })
    await page.reload()
    await page.getByLabel('查找对象').waitFor()
    expect(await strip().count()).toBe(0)
    await page.evaluate(() => {
      location.hash = '#/home'
    })
    await page.getByRole('button', { name: '打开示例批次' }).press('Enter')
    await page.getByLabel('查找对象').waitFor()
    expect(await strip().count()).toBe(0)
  })

  it('made the browser complain of nothing', () => expect(screens.complaints).toEqual([]))
})
