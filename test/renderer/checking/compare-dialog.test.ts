import { describe, expect, it, onTestFinished } from 'vitest'
import { batchId, open, test, useInspectedPages } from '../../backend/inspected-pages.ts'
import { seriousFaults } from '../support/axe.ts'
import { heldCalls } from '../support/held-calls.ts'
import { openScreens } from '../support/open-screens.ts'
import { picture } from '../support/picture.ts'

useInspectedPages()

describe('compare dialog', { timeout: 180_000 }, () => {
  it('shows two captures beside each other, what differs framed and listed, scrolled together, and one over the other', async () => {
    await open('/then')
    await test.call('page.capture', { mode: 'whole' })
    await open('/now')
    await test.call('page.capture', { mode: 'whole' })
    const calls = heldCalls(test.backend)
    const screens = await openScreens(calls.backend)
    onTestFinished(() => screens.close())
    const { page } = screens
    await page.evaluate((id) => {
      window.location.hash = `#/checking/${id}`
    }, batchId)
    await page.locator('.checking-grid .ag-row[row-index="0"]').first().click()
    await page.getByRole('tab', { name: '对照' }).click()
    calls.fail('compare.run', '有一张图片没有读出来，请重试。')
    await page.getByRole('button', { name: '比对页面' }).click()

    const dialog = page.getByRole('dialog', { name: '比对页面：以前与现在' })
    const alert = dialog.getByRole('alert').filter({ hasText: '有一张图片没有读出来' })
    await alert.waitFor()
    // Nothing goes on any more: nothing may say so.
    expect(await dialog.getByText('正在比对').count()).toBe(0)
    expect(await dialog.getByText('没有比对成功').count()).toBe(2)
    await picture(page, 'compare', 'failed')
    calls.clear()
    await alert.getByRole('button', { name: '重试' }).click()
    await dialog.getByText('文字 2 处不同').waitFor()
    expect(await dialog.locator('.compare-list li').allInnerTexts()).toEqual([
      '改动 关于印发实施方案的通知 20236-02-01',
      '新增 全市安全生产会议召开'
    ])
    expect(await dialog.locator('del').innerText()).toBe('3')
    await dialog.getByText(/图片 \d+ 处不同/).waitFor()
    const [before, after] = [dialog.locator('.compare-pane').nth(0), dialog.locator('.compare-pane').nth(1)]
    // What was put in has no place in the earlier picture.
    expect(await before.locator('.compare-frame-added').count()).toBe(0)
    expect(await after.locator('.compare-frame-added').count()).toBeGreaterThan(0)
    expect(await after.locator('.compare-frame-changed').count()).toBeGreaterThan(0)
    await picture(page, 'compare', 'beside')
    expect(await seriousFaults(page)).toEqual([])

    await page.setViewportSize({ width: 1366, height: 360 })
    await before.evaluate((pane) => {
      pane.scrollTop = 60
    })
    await expect.poll(() => after.evaluate((pane) => pane.scrollTop)).toBe(60)
    // The earlier page was longer: it is read to its end while the other waits at its own.
    const endOf = (pane: HTMLElement | SVGElement): number => pane.scrollHeight - pane.clientHeight
    await before.evaluate((pane) => {
      if (pane.firstElementChild instanceof HTMLElement) pane.firstElementChild.style.paddingBottom = '700px'
      pane.scrollTop = pane.scrollHeight
    })
    const [longEnd, shortEnd] = [await before.evaluate(endOf), await after.evaluate(endOf)]
    expect(longEnd).toBeGreaterThan(shortEnd + 600)
    await expect.poll(() => after.evaluate((pane) => pane.scrollTop)).toBeCloseTo(shortEnd, -1)
    // Long enough for the answer of the other pane's own scroll event.
    await page.waitForTimeout(300)
    expect(await before.evaluate((pane) => pane.scrollTop)).toBeGreaterThan(longEnd - 2)
    // Back up the shorter one leads again.
    await after.evaluate((pane) => {
      pane.scrollTop = 30
    })
    await expect.poll(() => before.evaluate((pane) => pane.scrollTop)).toBe(30)
    await page.setViewportSize({ width: 1366, height: 768 })

    await dialog.getByText('叠放', { exact: true }).click()
    const cover = (): Promise<string> => dialog.locator('.compare-cover').evaluate((part) => getComputedStyle(part).clipPath)
    expect(await cover()).toBe('inset(0px 50% 0px 0px)')
    const slider = dialog.getByRole('slider')
    await slider.focus()
    await page.keyboard.press('End')
    expect(await cover()).toMatch(/^inset\(0px(?: 0%?| 0px)*\)$/)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await cover()).toBe('inset(0px 2% 0px 0px)')
    await picture(page, 'compare', 'over')
    await page.getByRole('button', { name: '关闭' }).click()
    const theme = page.getByRole('button', { name: /^主题/ })
    while ((await page.locator('html').getAttribute('data-theme')) !== 'dark') await theme.click()
    await page.getByRole('button', { name: '比对页面' }).click()
    await dialog.getByText('文字 2 处不同').waitFor()
    await picture(page, 'compare', 'dark')
    expect(await seriousFaults(page)).toEqual([])
    expect(screens.complaints).toEqual([])
  })
})
