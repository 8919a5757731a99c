import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import type { Backend } from '../../../electron/backend/backend.ts'
import { seriousFaults } from './axe.ts'
import { layoutFaults } from './layout-faults.ts'
import { projectRoot } from './open-backend.ts'
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
  const pictures = join(projectRoot, 'out/screens', folder)
  mkdirSync(pictures, { recursive: true })
  const screens = await openScreens(backend)
  onTestFinished(() => screens.close())
  const { page, complaints } = screens
  // Beside a whole run a machine of two processors takes its time.
  page.setDefaultTimeout(120_000)
  const inTheme = async (theme: 'light' | 'dark'): Promise<void> => {
    const button = page.getByRole('button', { name: /^(主题|Theme)/, includeHidden: true })
    while ((await page.locator(`html[data-theme="${theme}"]`).count()) === 0)
      await button.evaluate((one: HTMLElement) => one.click())
  }
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
    async look(name) {
      const faults = (await layoutFaults(page)).map((fault) => `${name}: ${fault}`)
      await page.screenshot({ path: join(pictures, `${name}.png`) })
      faults.push(...(await seriousFaults(page)).map((fault) => `${name}: ${fault}`))
      await inTheme('dark')
      await page.screenshot({ path: join(pictures, `${name}-dark.png`) })
      faults.push(...(await seriousFaults(page, 'colours')).map((fault) => `${name} dark: ${fault}`))
      await inTheme('light')
      return faults
    }
  }
}
