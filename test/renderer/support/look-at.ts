import type { Page } from 'playwright-core'
import { seriousFaults } from './axe.ts'
import { layoutFaults } from './layout-faults.ts'
import { picture } from './picture.ts'

/** Pictures of a page, light and dark, under `out/screens/<folder>`; each look gives what is wrong with the page in either. */
export function lookAt(page: Page, folder: string): (name: string) => Promise<string[]> {
  return async (name) => {
    const faults = [...(await layoutFaults(page)), ...(await seriousFaults(page))]
    await picture(page, folder, `${name}`)
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-theme="dark"]').waitFor()
    faults.push(...(await seriousFaults(page, 'colours')).map((fault) => `dark: ${fault}`))
    await picture(page, folder, `${name}-dark`)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.locator('html[data-theme="light"]').waitFor()
    return faults
  }
}
