import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import type { PageHost } from '../../../electron/capture/page-driver.ts'
import { realHost } from '../../support/chromium.ts'
import { photo, withExif } from '../../support/photos.ts'
import { seriousFaults } from '../support/axe.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens } from '../support/open-screens.ts'
import type { OpenedScreens } from '../support/open-screens.ts'
import { picture } from '../support/picture.ts'

const name = '云岭县民政局网站'

let pages: PageHost
let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page
let batchId = ''

beforeAll(async () => {
  pages = await realHost()
  opened = await openBackend(pages)
  const sample = await opened.backend.call('workspace.openSample', {})
  if (!sample.ok) throw new Error(sample.error.message)
  ;({ batchId } = sample.value as { batchId: string })
  screens = await openScreens(opened.backend)
  page = screens.page
  page.setDefaultTimeout(120_000)
  await page.evaluate((id) => {
    window.location.hash = `#/checking/${id}`
  }, batchId)
}, 300_000)
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  await pages?.close()
})

const evidence = async () => {
  const targets = await opened.backend.call('batches.targets', { batchId })
  const { targets: rows } = (targets as { value: { targets: { objectKey: string; name: string }[] } }).value
  const objectKey = rows.find((row) => row.name === name)?.objectKey ?? ''
  const answer = await opened.backend.call('targets.get', { batchId, objectKey })
  return (answer as { value: TargetDetail }).value.evidence
}

describe('a region drawn on the checking screen', () => {
  it('is drawn by mouse over the page, confirmed by Enter, and taken', async () => {
    await page.getByLabel('查找对象').fill('ylxmzjwz')
    await page.locator('.ag-row', { hasText: name }).click()
    await page.getByText('已载入').waitFor()
    await page.locator('canvas[data-frames]').waitFor()
    await page.keyboard.press('Shift+F8')
    const sheet = page.locator('.capture-region-sheet')
    await sheet.waitFor()
    const pane = await page.locator('[data-page-surface]').boundingBox()
    expect(await page.locator('.capture-region').boundingBox()).toEqual(pane)
    const [x, y] = [(pane?.x ?? 0) + 40, (pane?.y ?? 0) + 30]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 300, y + 200, { steps: 4 })
    await page.mouse.up()
    await page.getByText('300 × 200').waitFor()
    await picture(page, 'capture-region')
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await evidence()).length, { timeout: 120_000 }).toBe(1)
    expect((await evidence())[0]).toMatchObject({ width: 300, height: 200 })
  })

  it('goes away by Escape and takes nothing', async () => {
    await page.keyboard.press('Shift+F8')
    await page.locator('.capture-region-sheet').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.capture-region').count()).toBe(0)
    expect(await evidence()).toHaveLength(1)
  })
})

describe('photos on the checking screen', () => {
  it('come in by the button, with what is refused said beside it', async () => {
    await page.getByRole('tab', { name: /^证据/ }).click()
    const files = [
      { name: '小程序首页.jpg', mimeType: 'image/jpeg', buffer: withExif(await photo('jpg'), { taken: '2023:09:25 08:15:00' }) },
      { name: '手写说明.docx', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004') }
    ]
    await page.getByTestId('evidence-files').setInputFiles(files)
    await page.getByText('“手写说明.docx”不是能用的证据文件').waitFor()
    expect((await evidence()).map(({ kind, takenAt }) => [kind, takenAt])).toEqual([
      ['capture', undefined],
      ['file', '2023-09-25T00:15:00.000Z']
    ])
    await picture(page, 'evidence-photo')
    expect(await seriousFaults(page)).toEqual([])
    expect(screens.complaints).toEqual([])
  })
})
