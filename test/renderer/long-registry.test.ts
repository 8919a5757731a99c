import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input, Output } from '../../electron/contract/index.ts'
import { seriousFaults } from './support/axe.ts'
import { openBackend } from './support/open-backend.ts'
import { openScreens, type OpenedScreens } from './support/open-screens.ts'

const folder = mkdtempSync(join(tmpdir(), 'xuncha-long-'))
const listed = 6_001

let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page

async function importRegistry(path: string): Promise<void> {
  const preview: Input<'registry.preview'> = { sources: [{ path }] }
  const read = await opened.backend.call('registry.preview', preview)
  if (!read.ok) throw new Error(read.error.message)
  const { previewId } = read.value as Output<'registry.preview'>
  const done = await opened.backend.call('registry.commit', { previewId, acceptValid: false })
  if (!done.ok) throw new Error(done.error.message)
}

beforeAll(async () => {
  opened = await openBackend()
  const rows = Array.from({ length: listed }, (_, at) => {
    const code = `34${String(at).padStart(8, '0')}`
    return `网站,第${at}号网站,${at < 6000 ? '东胜区' : '云岭县'},第${at}号单位,${code},http://s${at}.example.com/`
  })
  const file = join(folder, '名录.csv')
  writeFileSync(file, ['类别,名称,地区,主办单位,网站标识码,网址', ...rows].join('\r\n'))
  await importRegistry(file)
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
  await page.evaluate(() => {
    location.hash = '#/registry'
  })
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  rmSync(folder, { recursive: true, force: true })
})

const cell = (name: string) => page.getByRole('gridcell', { name, exact: true }).first()
const scrollTo = (share: number): Promise<void> =>
  page.evaluate((to) => {
    const scroller = document.querySelector('.registry-grid .ag-grid-viewport')
    if (scroller !== null) scroller.scrollTop = (scroller.scrollHeight - scroller.clientHeight) * to
  }, share)

describe('a registry too long for the window', () => {
  it('shows its first and its last row, and how many there are', async () => {
    await cell('第0号网站').waitFor()
    await page.getByText(`共 ${listed} 行`).waitFor()
    await scrollTo(1)
    await cell('第6000号网站').waitFor()
    await scrollTo(0.5)
    await cell('第3000号网站').waitFor()
    expect(await seriousFaults(page)).toEqual([])
  })

  it('goes to a place, sorts there, and back', async () => {
    await page.getByRole('treeitem').filter({ hasText: '云岭县' }).getByText('云岭县').click()
    await cell('第6000号网站').waitFor()
    await page.getByText('显示 1 行').waitFor()
    await page.getByRole('button', { name: '全部地区' }).click()
    await cell('第0号网站').waitFor()
    const head = page.getByRole('columnheader', { name: /标识码/ })
    await head.click()
    await head.click()
    await cell('第6000号网站').waitFor()
    await head.click()
    await cell('第0号网站').waitFor()
  })

  it('finds by name and pinyin, says when there is nothing, and comes back', async () => {
    const field = page.getByRole('searchbox')
    await field.fill('第4321号')
    await cell('第4321号网站').waitFor()
    await page.getByText('显示 1 行').waitFor()
    await field.fill('d77hdw')
    await page.getByText('没有符合筛选条件的对象').waitFor()
    await field.fill('d77hwz')
    await cell('第77号网站').waitFor()
    await field.fill('')
    await cell('第0号网站').waitFor()
  })

  it('goes on when the language changes', async () => {
    await page.getByRole('button', { name: 'EN', exact: true }).click()
    await page.getByText(`${listed} rows`).waitFor()
    await cell('第0号网站').waitFor()
    await scrollTo(1)
    await cell('第6000号网站').waitFor()
    await page.getByRole('button', { name: '中文', exact: true }).click()
    await cell('第0号网站').waitFor()
  })

  it('is the new one after another import', async () => {
    const file = join(folder, '名录2.csv')
    writeFileSync(
      file,
      ['类别,名称,地区,主办单位,网站标识码,网址', '网站,新设网站,云岭县,新设单位,3499999999,http://new.example.com/'].join('\r\n')
    )
    await importRegistry(file)
    await page.getByText(`共 ${listed + 1} 行`).waitFor()
    await page.getByRole('searchbox').fill('新设')
    await cell('新设网站').waitFor()
  })
})
