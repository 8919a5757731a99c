import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { helpPages } from '../../../renderer/features/help/pages.ts'
import { seriousFaults } from '../support/axe.ts'
import { clippedControls } from '../support/clipped.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'

let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
beforeAll(async () => {
  opened = await openBackend()
  screens = await openScreens(opened.backend)
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
})

const title = () => screens.page.locator('.help-article h2').innerText()
const hash = () => screens.page.evaluate(() => location.hash)

describe('help by keyboard', () => {
  it('opens by F1 with the page about the screen, the focus in the search, and goes back by Esc and by F1', async () => {
    const { page } = screens
    for (const [screen, expected, key] of [
      ['/registry', '名录导入', 'Escape'],
      ['/settings', '整理与备份', 'F1']
    ] as const) {
      await page.evaluate((to) => {
        location.hash = to
      }, `#${screen}`)
      await page.locator('main h1').first().waitFor()
      await page.keyboard.press('F1')
      await page.locator('.help-article').waitFor()
      expect(await title()).toBe(expected)
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('查找帮助')
      await page.keyboard.press(key)
      await page.waitForURL(new RegExp(`#${screen}$`))
    }
  })

  it('finds by pinyin, opens the first by Enter at its heading, and Esc clears the search first', async () => {
    const { page } = screens
    await page.keyboard.press('F1')
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.type('zhiliangcunyi')
    await page.getByRole('link', { name: '取证 › 质量存疑' }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '质量存疑' }).waitFor()
    expect(await title()).toBe('取证')
    const heading = page.getByRole('heading', { name: '质量存疑' })
    const pane = await page.locator('.help-pane').boundingBox()
    await expect.poll(async () => Math.abs(((await heading.boundingBox())?.y ?? 0) - (pane?.y ?? 0))).toBeLessThan(60)
    await page.keyboard.press('Escape')
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
    expect(await hash()).toContain('/help/evidence')
    await page.keyboard.press('Escape')
    await page.waitForURL(/#\/settings$/)
  })

  it('stands at the foot of the rail, and offers no way back where it was not called from a screen', async () => {
    const { page } = screens
    await page.getByRole('navigation').getByRole('link', { name: '帮助' }).click()
    await page.getByRole('button', { name: '开始三分钟上手' }).waitFor()
    expect(await page.getByRole('button', { name: '返回' }).count()).toBe(0)
    expect(await page.getByRole('link', { name: '键盘' }).count()).toBe(1)
  })

  it('does nothing on F1 while an input method composes', async () => {
    const { page } = screens
    await page.evaluate(() => {
      location.hash = '#/home'
    })
    await page.getByRole('heading', { name: '开始一次巡查' }).waitFor()
    await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F1', isComposing: true })))
    expect(await hash()).toBe('#/home')
    await page.evaluate(() => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F1' })))
    await page.waitForURL(/#\/help\/start$/)
  })
})

describe('every help page', () => {
  it('shows its pictures, has no serious fault and nothing clipped, light and dark, laptop and 150 %, in both languages', async () => {
    const { page } = screens
    for (const look of [
      { colorScheme: 'light', size: { width: 1366, height: 768 }, language: '中文' },
      { colorScheme: 'dark', size: { width: 911, height: 512 }, language: 'EN' }
    ] as const) {
      await page.emulateMedia({ colorScheme: look.colorScheme })
      await page.setViewportSize(look.size)
      if (look.language === 'EN') await page.getByRole('button', { name: 'EN', exact: true }).click()
      for (const { id, title: name } of helpPages) {
        await page.evaluate((to) => {
          location.hash = to
        }, `#/help/${id}`)
        await page.getByRole('heading', { name, exact: true }).waitFor()
        const images = page.locator('.help-article img')
        await images.evaluateAll((all) => all.forEach((image) => image.setAttribute('loading', 'eager')))
        await expect
          .poll(() => images.evaluateAll((all: HTMLImageElement[]) => all.every((image) => image.naturalWidth === 960)))
          .toBe(true)
        expect(await seriousFaults(page), id).toEqual([])
        expect(await clippedControls(page), id).toEqual([])
        // Nothing but the pane itself scrolls, and never sideways.
        expect(await page.locator('.help-pane').evaluate((pane) => pane.scrollWidth - pane.clientWidth), id).toBeLessThanOrEqual(
          0
        )
      }
    }
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.getByRole('button', { name: '中文', exact: true }).click()
  })

  it('lists every key of the checking screen', async () => {
    const { page } = screens
    await page.evaluate(() => {
      location.hash = '#/help/keys'
    })
    const rows = await page.getByRole('table', { name: '检查界面的快捷键' }).locator('tbody tr').allInnerTexts()
    const { keyMap } = await import('../../../renderer/features/checking/keys.ts')
    expect(rows.map((row) => row.split('\t')[0]?.trim())).toEqual(keyMap.map(({ shown }) => shown))
    expect(rows.join()).toContain('判为不合格并登记问题')
  })

  it('made the browser complain of nothing', () => expect(screens.complaints).toEqual([]))
})
