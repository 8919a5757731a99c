import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { projectRoot } from './open-backend.ts'

/** Pictures are for the eye; a run that nobody looks at spends no minutes on them. */
export const isForTheEye = process.env['XUNCHA_PICTURES'] === '1'

/** What the page looks like now, as `out/screens/<place>.png`, where `XUNCHA_PICTURES=1` asks for pictures. */
export async function picture(page: Page, ...place: string[]): Promise<void> {
  if (!isForTheEye) return
  const path = `${join(projectRoot, 'out/screens', ...place)}.png`
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path })
}
