import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageDriver, PageHost } from '../../../electron/capture/page-driver.ts'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import { realHost } from '../../support/chromium.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'

const name = '云岭县民政局网站'

let pageHost: PageHost
let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page
let batchId: string
/** The inspected page itself, to see what came of the input sent to it. */
let inspected: PageDriver | null = null

beforeAll(async () => {
  pageHost = await realHost()
  opened = await openBackend({
    open: async (options) => {
      const driver = await pageHost.open(options)
      // One that is loaded ahead is not the one on screen.
      if (options.visible) inspected = driver
      return driver
    },
    close: () => pageHost.close()
  })
  const sample = await opened.backend.call('workspace.openSample', {})
  if (!sample.ok) throw new Error(sample.error.message)
  ;({ batchId } = sample.value as { batchId: string })
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
  await page.evaluate((id) => {
    window.location.hash = `#/checking/${id}`
  }, batchId)
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  await pageHost?.close()
})

async function inPage<T>(expression: string): Promise<T> {
  if (inspected === null) throw new Error('no page open')
  const { result } = await inspected.send('Runtime.evaluate', { expression, returnByValue: true })
  return result.value as T
}
async function detail(): Promise<TargetDetail> {
  const key = await page.locator('.ag-row-selected').getAttribute('row-id')
  const answer = await opened.backend.call('targets.get', { batchId, objectKey: key ?? '' })
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value as TargetDetail
}
const status = (): Promise<string> => page.locator('.checking-status').innerText()

describe('CheckingScreen', () => {
  it('finds a target by pinyin initials and opens its page in a viewport of the size of the canvas', async () => {
    await page.getByLabel('查找对象').fill('ylxmzjwz')
    await page.locator('.ag-row', { hasText: name }).click()
    await page.getByText('已载入').waitFor()
    await page.locator('canvas[data-frames]').waitFor()
    expect(await page.locator('.checking-grid .ag-row').count()).toBe(1)
    const canvas = await page.locator('canvas').boundingBox()
    expect([await inPage<number>('innerWidth'), await inPage<number>('innerHeight')]).toEqual([canvas?.width, canvas?.height])
  })

  it('hits what is clicked, and writes into the page what an input method composes, no key of the screen firing', async () => {
    const url = (await page.getByLabel('网址').inputValue()).replace(/\/$/, '')
    await page.getByLabel('网址').fill(`${url}/hdjl/`)
    await page.getByLabel('网址').press('Enter')
    await expect.poll(() => inPage<string>('location.pathname + document.readyState'), { timeout: 30_000 }).toBe('/hdjl/complete')
    const at = await inPage<{ x: number; y: number }>(
      "(() => { const { x, y, width, height } = document.querySelector('input[name=name]').getBoundingClientRect(); return { x: x + width / 2, y: y + height / 2 } })()"
    )
    const canvas = await page.locator('canvas').boundingBox()
    await page.mouse.click((canvas?.x ?? 0) + at.x, (canvas?.y ?? 0) + at.y)
    await expect.poll(() => inPage<string>('document.activeElement.name')).toBe('name')
    await page.keyboard.type('n12')
    const session = await page.context().newCDPSession(page)
    await session.send('Input.imeSetComposition', { text: 'zhang', selectionStart: 5, selectionEnd: 5 })
    await session.send('Input.insertText', { text: '张三' })
    await page.keyboard.press('Backspace')
    await expect.poll(() => inPage<string>('document.activeElement.value')).toBe('n12张')
    expect(await detail()).toMatchObject({ verdicts: {}, target: { state: 'waiting' } })
    await page.keyboard.press('F6')
    expect(await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-pane]')?.dataset['pane'])).toBe(
      'targets'
    )
  })

  it('records a finding prefilled from page and capture, and scores it', async () => {
    await page.keyboard.press('F6')
    await page.keyboard.press('F8')
    await expect.poll(status, { timeout: 60_000 }).toContain('取证完成')
    for (let step = 0; step < 9; step += 1) await page.keyboard.press('j')
    await page.keyboard.press('2')
    await expect.poll(() => page.getByLabel('位置').inputValue()).toBe('首页》互动交流')
    await page.getByLabel('数量').fill('10')
    await page.keyboard.press('Control+Enter')
    await expect.poll(status).toContain('已登记问题')
    const { findings, evidence, verdicts, score } = await detail()
    expect(findings).toMatchObject([
      { indicatorId: 'W4.2', count: 10, location: '首页》互动交流', evidenceIds: [evidence[0]?.id] }
    ])
    expect(findings[0]?.url).toMatch(/\/hdjl\/$/)
    expect(findings[0]?.description).toContain('10个')
    expect(verdicts['W4.2']).toBe('fail')
    expect(score.vetoes).toEqual(['W4.2'])
    expect(await page.locator('.checking-score').innerText()).toContain('单项否决 W4.2')
  })

  it('holds the dates that were seen against the days of the item, and says when they do not prove it', async () => {
    const daysAgo = (days: number): string => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10)
    const editor = page.locator('.checking-editor')
    await page.keyboard.press('2')
    // W3: no update of the home page within two weeks; exactly two weeks still count as updated.
    await editor.getByLabel('指标', { exact: true }).selectOption('W3')
    await editor.getByLabel('最近更新', { exact: true }).fill(daysAgo(14))
    await expect.poll(() => editor.innerText()).toContain('期限核对')
    await editor.getByLabel('最近更新', { exact: true }).fill(daysAgo(15))
    await expect.poll(() => editor.innerText()).toMatch(/15 天(?![^]*期限核对)/)
    // W5.2: a message of the last year that nobody answered for three months.
    await editor.getByLabel('指标', { exact: true }).selectOption('W5.2')
    await editor.getByLabel('留言日期').fill(daysAgo(150))
    await expect.poll(() => editor.innerText()).toMatch(/150 天没有答复(?![^]*期限核对)/)
    await editor.getByLabel('答复日期').fill(daysAgo(1))
    await expect.poll(() => editor.innerText()).toContain('期限核对')
    await page.keyboard.press('Escape')
    await editor.waitFor({ state: 'detached' })
  })

  it('does not complete while something is open, then completes, and takes it back', async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('4')
    await expect.poll(status).toContain('待定')
    await page.keyboard.press('n')
    await expect.poll(status).toContain('还不能完成，待定 1 项：W4.3')
    await page.keyboard.press('1')
    await expect.poll(status).toContain('合格')
    await page.keyboard.press('n')
    await expect.poll(status).toContain(`已完成：${name}，不合格`)
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(async () => (await detail()).target).toMatchObject({ state: 'in-progress', object: { name } })
  })

  it('keeps what is half-written within a second, and says on Ctrl+S when', async () => {
    await page.keyboard.press('2')
    await page.getByLabel('问题描述').fill('写到一半')
    await page.keyboard.type('的话')
    const typed = Date.now()
    const kept = async (): Promise<string> => {
      const answer = await opened.backend.call('drafts.list', { batchId })
      return JSON.stringify(answer)
    }
    await expect.poll(kept, { interval: 50 }).toContain('写到一半的话')
    console.log(`draft on disk ${Date.now() - typed} ms after the last key`)
    await page.keyboard.press('Control+s')
    await expect.poll(status).toMatch(/未写完的内容保存于 \d\d:\d\d:\d\d/)
    await page.reload()
    await page.getByLabel('问题描述').waitFor()
    expect(await page.getByLabel('问题描述').inputValue()).toBe('写到一半的话')
    await page.getByLabel('问题描述').press('Escape')
    await expect.poll(kept).not.toContain('写到一半')
  })
})
