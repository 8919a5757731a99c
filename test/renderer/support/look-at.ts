import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { seriousFaults } from './axe.ts'
import { layoutFaults } from './layout-faults.ts'
import { projectRoot } from './open-backend.ts'

/** Pictures of a page, light and dark, under `out/screens/<folder>`; each look gives what is wrong with the page in either. */
export function lookAt(page: Page, folder: string): (name: string) => Promise<string[]> {
  const pictures = join(projectRoot, 'out/screens', folder)
  mkdirSync(pictures, { recursive: true })
  return async (name) => {
    const faults = [...(await layoutFaults(page)), ...(await seriousFaults(page))]
    await page.screenshot({ path: join(pictures, `${name}.png`) })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-theme="dark"]').waitFor()
    faults.push(...(await seriousFaults(page, 'colours')).map((fault) => `dark: ${fault}`))
    await page.screenshot({ path: join(pictures, `${name}-dark.png`) })
    await page.emulateMedia({ colorScheme: 'light' })
    await page.locator('html[data-theme="light"]').waitFor()
    return faults
  }
}
