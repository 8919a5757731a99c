import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openBackend } from '../backend/support.ts'
import { watchedBatch } from '../backend/watch-support.ts'
import { temporaryFolder } from '../db/support.ts'
import { seriousFaults } from './support/axe.ts'
import { heldCalls, type HeldCalls } from './support/held-calls.ts'
import { openScreens } from './support/open-screens.ts'
import { picture } from './support/picture.ts'

/** A batch of one site that was never swept. */
async function opened(): Promise<{ page: Page; calls: HeldCalls; goTo: (hash: string) => Promise<void> }> {
  const dir = temporaryFolder()
  const test = await openBackend(dir)
  await watchedBatch(test, dir, ['http://s1.example.gov.cn/'])
  const calls = heldCalls(test.backend)
  const screens = await openScreens(calls.backend)
  onTestFinished(() => screens.close())
  const { page } = screens
  const goTo = (hash: string): Promise<void> =>
    page.evaluate((to) => {
      location.hash = to
    }, hash)
  return { page, calls, goTo }
}

describe('a part of a screen that cannot be read', { timeout: 120_000 }, () => {
  it('is never taken for a batch without sweeps: it fails in words, is asked for again, and only then says so', async () => {
    const { page, calls, goTo } = await opened()
    const never = page.getByText('尚未巡检')
    calls.fail('sweeps.get', '没有读出巡检的进度，请重试。')
    await goTo('/hints')
    const alert = page.getByRole('alert').filter({ hasText: '没有读出巡检的进度' })
    await alert.waitFor()
    expect(await never.count()).toBe(0)
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'failed-reads', 'sweep')
    const letGo = calls.hold('sweeps.get')
    await alert.getByRole('button', { name: '重试' }).click()
    await page.locator('.skeleton-late').waitFor({ state: 'attached' })
    await alert.waitFor({ state: 'detached' })
    expect(await never.count()).toBe(0)
    letGo()
    await never.waitFor()
  })

  it('leaves the list of the registry beside its tree', async () => {
    const { page, calls, goTo } = await opened()
    calls.fail('registry.places', '没有读出地区，请重试。')
    await goTo('/registry')
    const alert = page.locator('.registry-tree').getByRole('alert')
    await alert.filter({ hasText: '没有读出地区' }).waitFor()
    await page.locator('.ag-row', { hasText: '第1号网站' }).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'failed-reads', 'registry')
    calls.clear()
    await alert.getByRole('button', { name: '重试' }).click()
    await page.locator('.registry-tree .place-name', { hasText: '市直' }).waitFor()
  })
})
