import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'
import { picture } from '../support/picture.ts'

let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page

beforeAll(async () => {
  opened = await openBackend()
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.evaluate(() => {
    window.location.hash = '#/rules/terms'
  })
  await page.getByRole('heading', { name: '词库', exact: true }).waitFor()
}, 240_000)
afterAll(async () => {
  await screens?.close()
  await opened?.close()
})

const head =
  '名称,鄂尔多斯市政务公开工作办公室常用错别字与不规范表述\r\n版本,2026年第三版\r\n来源,鄂尔多斯市政务公开工作办公室\r\n词,类别,正确写法,允许语境,说明\r\n'
const give = (text: string) =>
  page.getByTestId('word-pack-file').setInputFiles({ name: '词库.csv', mimeType: 'text/csv', buffer: Buffer.from(head + text) })
const tryText = (text: string) => page.getByLabel('要试的文字').fill(text)
const marks = () => page.locator('.pack-text mark').allInnerTexts()

describe('word packs screen', { timeout: 120_000 }, () => {
  it('marks in a typed text what the packs that are on would find', async () => {
    await tryText('请用帐号登录，攻坚难题')
    await page.getByText('命中 1 处，另有 1 处在允许语境中').waitFor()
    expect(await marks()).toEqual(['帐号', '坚难'])
    await page.getByRole('switch', { name: '启用“常见错别字（样例）”' }).click()
    await page.getByText('没有命中').waitFor()
    await page.getByRole('switch', { name: '启用“常见错别字（样例）”' }).click()
    await page.getByText('命中 1 处').waitFor()
  })

  it('shows rows and columns of a file that is refused', async () => {
    await give('帐,错别字,账,,\r\n工做,错别字吧,工作,,\r\n')
    await page.getByRole('alert').waitFor()
    expect(await page.locator('.rules-fault-table tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^词库\.csv\s+5\s+词\s+“帐”只有一个字/),
      expect.stringMatching(/^词库\.csv\s+6\s+类别\s+类别“错别字吧”不对/)
    ])
    expect(await seriousFaults(page)).toEqual([])
  })

  it('tries a pack before it is imported, imports it, and shows its words', async () => {
    await give('工做,错别字,工作,手工做；只做工做,“手工做”是对的\r\n某某表述,敏感,,,\r\n')
    await page.getByText('还没有同名的词库').waitFor()
    await tryText('工做与手工做')
    await page.getByText('命中 1 处，另有 1 处').waitFor()
    await picture(page, 'word-packs', 'preview')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('button', { name: '确认导入' }).click()
    await page.getByRole('heading', { name: /鄂尔多斯.*的词/ }).waitFor()
    await expect.poll(() => page.locator('.pack-words tbody tr').count()).toBe(2)
    await page.getByPlaceholder('找词').fill('表述')
    await page.getByText('共 1 个').waitFor()
    await page.getByPlaceholder('找词').fill('')
    await picture(page, 'word-packs', 'imported')
  })

  it('removes the office’s pack and keeps the shipped ones', async () => {
    const rows = page.locator('.pack-table tbody tr')
    await page.getByRole('button', { name: '删除' }).click()
    const question = page.locator('.ant-popconfirm', { hasText: '删除“鄂尔多斯市政务公开工作办公室常用错别字与不规范表述”？' })
    await question.getByText('2026年第三版的 2 个词不再用于检查').waitFor()
    const before = await rows.count()
    await picture(page, 'word-packs', 'remove')
    expect(await seriousFaults(page)).toEqual([])
    await question.getByRole('button', { name: '取消' }).click()
    await question.waitFor({ state: 'hidden' })
    expect(await rows.count()).toBe(before)
    await page.locator('.pack-table').getByRole('button', { name: '删除' }).click()
    await question.getByRole('button', { name: '删除' }).click()
    await expect.poll(() => rows.count()).toBe(before - 1)
    await question.waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: '删除' }).count()).toBe(0)
    expect(screens.complaints).toEqual([])
  })
})
