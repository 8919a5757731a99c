import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { Backend } from '../../../electron/backend/backend.ts'
import { lookAt } from './look-at.ts'
import { openScreens } from './open-screens.ts'

export interface LookedAtScreens {
  page: Page
  complaints: string[]
  goTo(hash: string): Promise<void>
  /** A picture, light and dark, in `out/screens/<folder>`, and what is wrong with the screen in either. */
  look(name: string): Promise<string[]>
}

/** The screens of a backend until the test ends, and the way to look at them. */
export async function lookedAtScreens(backend: Backend, folder: string): Promise<LookedAtScreens> {
  const screens = await openScreens(backend)
  onTestFinished(() => screens.close())
  const { page, complaints } = screens
  // Beside a whole run a machine of two processors takes its time.
  page.setDefaultTimeout(120_000)
  return {
    page,
    complaints,
    async goTo(hash) {
      await page.evaluate((to) => {
        location.hash = to
      }, hash)
      await page.locator('main h1').first().waitFor()
      await page.locator('main .ant-skeleton').first().waitFor({ state: 'detached' })
    },
    look: lookAt(page, folder)
  }
}
