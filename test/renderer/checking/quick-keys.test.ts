import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output } from '../../../electron/contract/index.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'

let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page
let batchId: string

async function ask<T>(procedure: string, input: unknown): Promise<T> {
  const reply = await opened.backend.call(procedure, input)
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value as T
}

beforeAll(async () => {
  opened = await openBackend()
  ;({ batchId } = await ask<{ batchId: string }>('workspace.openSample', {}))
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
  page.setDefaultTimeout(30_000)
  await page.evaluate((id) => {
    window.location.hash = `#/checking/${id}`
  }, batchId)
  await page.locator('.checking-grid .ag-row').first().waitFor()
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
})

/** The next object and its items stand there: looked for in every frame, so that the former is still being written. */
const stands = async (wanted: string): Promise<void> => {
  await page.waitForFunction(
    (text) =>
      document.querySelector('.checking-head h2')?.textContent === text && document.querySelector('.checking-verdict') !== null,
    wanted,
    { polling: 'raf' }
  )
}
const name = (): Promise<string> => page.locator('.checking-head h2').innerText()
const targets = async (): Promise<Output<'batches.targets'>['targets']> =>
  (await ask<Output<'batches.targets'>>('batches.targets', { batchId })).targets

describe('keys pressed faster than the disk writes', () => {
  it('complete one object after the other, none left out and none twice', async () => {
    const all = await targets()
    await page.locator('.checking-grid .ag-row[row-index="0"]').first().click()
    await expect.poll(name).toBe(all[0]?.name)
    await page.locator('.checking-verdict').first().waitFor()
    for (let step = 1; step <= 4; step += 1) {
      await page.keyboard.press('n')
      await stands(all[step]?.name ?? '')
    }
    await expect.poll(async () => (await targets()).filter(({ state }) => state === 'inspected').length).toBe(4)
    expect((await targets()).map(({ state }) => state === 'inspected')).toEqual(all.map((_, at) => at < 4))
  })
})
