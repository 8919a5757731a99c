import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output } from '../../../electron/contract/index.ts'
import { readZip, writeZip } from '../../../electron/export/zip.ts'
import { seriousFaults } from '../support/axe.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'

const folder = mkdtempSync(join(tmpdir(), 'xuncha-notices-'))

let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page

async function call<T>(procedure: string, input: unknown): Promise<T> {
  const reply = await opened.backend.call(procedure, input)
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value as T
}

beforeAll(async () => {
  opened = await openBackend()
  await call('workspace.openSample', {})
  const { batches } = await call<Output<'batches.list'>>('batches.list', {})
  for (const { id } of batches) await call('batches.complete', { batchId: id })
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
  await page.evaluate((id) => localStorage.setItem('xuncha.batch', id), batches.find(({ object }) => object === 'site')?.id ?? '')
  await page.reload()
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  rmSync(folder, { recursive: true, force: true })
})

const goTo = async (hash: string): Promise<void> => {
  await page.evaluate((to) => {
    window.location.hash = to
  }, hash)
  await page.locator('h1').first().waitFor()
}
const block = (place: string) => page.locator(`[data-place="${place}"]`)
const text = () => page.locator('.block-form textarea').first()

describe('the composer', () => {
  it('takes both batches of the period, and a number leads to as many rows as it says', async () => {
    await goTo('#/notices')
    const checked = page.getByRole('button', { name: /^检查 16，/ })
    await checked.click()
    await page.locator('.ant-drawer').getByText('共 16 行').waitFor()
    expect(await page.locator('.ant-drawer tbody tr').count()).toBe(16)
    await page.keyboard.press('Escape')
    await page.locator('.ant-drawer').waitFor({ state: 'hidden' })
    // The sample draws half of 21 accounts in operation, rounded up.
    await page.getByRole('button', { name: /^检查 11，/ }).waitFor()
  })

  it('prints issuer, number and a deadline of so many working days', async () => {
    await page.getByRole('button', { name: '更多设置' }).click()
    await page.getByLabel('发文机关').fill('云岭县人民政府办公室')
    await page.getByLabel('发文字号').fill('云政办函〔2024〕3号')
    await page.getByLabel('成文日期').fill('2024-09-20')
    await page.getByLabel('整改期限的写法').click()
    await page.getByTitle('个工作日后').click()
    await page.getByRole('spinbutton', { name: '整改期限' }).fill('10')
    // After Friday 20 September 2024: five days of the week, Sunday 29th and Monday 30th worked, 1 to 7 October off, then 8, 9, 10.
    await page.locator('.notice-choices output', { hasText: '2024-10-10' }).waitFor()
    await page.locator('.paper-number', { hasText: '云政办函〔2024〕3号' }).waitFor()
    await page.locator('.paper-signature', { hasText: '云岭县人民政府办公室' }).waitFor()
    await page.locator('.paper', { hasText: '2024年10月10日' }).first().waitFor()
  })
})

describe('external data', () => {
  it('is not saved while a total differs, until the person says so', async () => {
    const file = join(folder, '找错.csv')
    writeFileSync(file, '找错留言,,\n单位,留言数,按时办结数\n县公安局,12,12\n县教育局,30,29\n合计,43,41\n')
    await goTo('#/notices/tables/import')
    await page.getByTestId('table-file').setInputFiles(file)
    await page.getByText('第 5 行“留言数”写的是 43，各行之和是 42').waitFor()
    const save = page.getByRole('button', { name: '保存' })
    expect(await save.isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: /合计与各行不符/ }).check()
    await save.click()
    await page.getByRole('row', { name: /找错.*2.*单位、留言数、按时办结数/ }).waitFor()
    const { tables } = await call<Output<'externals.list'>>('externals.list', {})
    expect(tables.map(({ rows, disagreements }) => [rows, disagreements])).toEqual([
      [2, ['第 5 行“留言数”写的是 43，各行之和是 42']]
    ])
  })
})

describe('the editor', () => {
  it('names a fault at its block, keeps the last notice, and takes it back', async () => {
    await goTo('#/notices/profiles')
    await page
      .getByRole('row', { name: /default/ })
      .getByRole('button', { name: '以此为基础' })
      .click()
    await block('paragraphs-0').click()
    await page.locator('.editor-preview .paper').first().waitFor()
    const before = await text().inputValue()
    await text().fill('共{site.nothing}家。')
    await page.getByRole('alert').filter({ hasText: '没有名为 {site.nothing} 的数字' }).waitFor()
    await block('paragraphs-0').getByText('有误').waitFor()
    expect(await page.getByRole('button', { name: '保存' }).isDisabled()).toBe(true)
    expect(await page.locator('.editor-preview .paper').count()).toBeGreaterThan(0)
    await page.keyboard.press('Control+z')
    await block('paragraphs-0').getByText('有误').waitFor({ state: 'detached' })
    expect(await text().inputValue()).toBe(before)
  })

  it('puts a figure in by its name, and the preview prints its number', async () => {
    await text().fill('本次共检查')
    await text().press('End')
    await page.getByRole('combobox', { name: '插入数字' }).fill('政府网站 检查数')
    await page.keyboard.press('Enter')
    expect(await text().inputValue()).toBe('本次共检查{site.checked}')
    await page.locator('.editor-preview .paper', { hasText: '本次共检查16' }).first().waitFor()
  })

  it('is worked by keyboard: next block, move it, remove it, take it back', async () => {
    await block('paragraphs-0').focus()
    await page.keyboard.press('Alt+ArrowDown')
    await page.locator('[data-place="paragraphs-1"]:focus', { hasText: '本次共检查' }).waitFor()
    const count = await page.locator('[data-place^="paragraphs-"]').count()
    await page.keyboard.press('Delete')
    await page.locator(`[data-place="paragraphs-${count - 1}"]`).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await page.locator(`[data-place="paragraphs-${count - 1}"]`).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.locator('.block-item[aria-current]:focus').waitFor()
  })

  it('keeps unsaved work over leaving and a reload, hands it out as a file, and saves it', async () => {
    await goTo('#/home')
    await page.reload()
    await goTo('#/notices/profiles')
    await page
      .getByRole('row', { name: /尚未保存/ })
      .getByRole('button', { name: '继续编辑' })
      .click()
    await block('paragraphs-1').filter({ hasText: '本次共检查' }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出 .json' }).click()
    ])
    const file = join(folder, '模板.json')
    await download.saveAs(file)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ id: 'default-own' })
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('模板已保存').waitFor()
    const { profiles } = await call<Output<'profiles.list'>>('profiles.list', {})
    expect(profiles.filter(({ isShipped }) => !isShipped).map(({ id }) => id)).toEqual(['default-own'])

    await goTo('#/notices/profiles')
    await page.getByTestId('profile-file').setInputFiles(file)
    // Under an id of its own beside the one it came from.
    await block('profile-0').click()
    await page.locator('.block-form').getByLabel('模板编号').waitFor()
    expect(await page.locator('.block-form').getByLabel('模板编号').inputValue()).toBe('default-own2')
  })

  it('refuses a file that is no profile, with its name', async () => {
    const file = join(folder, '别的.json')
    writeFileSync(file, '{"tables": 5}')
    await goTo('#/notices/profiles')
    await page.getByTestId('profile-file').setInputFiles(file)
    await page.getByRole('alert').filter({ hasText: '文件“别的.json”不是通报模板' }).waitFor()
    // Which of the two a program takes is anybody's guess.
    writeFileSync(file, '{"id": "a",\n "id": "b", "name": "甲", "paragraphs": [{"text": "乙"}]}')
    await page.getByTestId('profile-file').setInputFiles(file)
    await page.getByRole('alert').filter({ hasText: '文件“别的.json”不是有效的 JSON（第 2 行键“id”出现了两次）' }).waitFor()
    writeFileSync(file, ' '.repeat(2_000_001))
    await page.getByTestId('profile-file').setInputFiles(file)
    await page.getByRole('alert').filter({ hasText: '文件“别的.json”超过 2 MB' }).waitFor()
  })
})

describe('Word templates', () => {
  const input = () => page.getByTestId('template-file')
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) })
  const kept = async () => (await call<Output<'templates.list'>>('templates.list', {})).templates
  /** The starter as the screen hands it out, with its text changed. */
  const changed = async (starter: string, name: string, edit: (xml: string) => string): Promise<string> => {
    const files = await readZip(readFileSync(starter))
    const before = files.get('word/document.xml')?.toString('utf8') ?? ''
    const after = edit(before)
    if (after === before) throw new Error('nothing was planted')
    files.set('word/document.xml', Buffer.from(after))
    const file = join(folder, name)
    writeFileSync(file, await writeZip(files, new Date(0)))
    return file
  }
  const starter = join(folder, '起步.docx')

  it('hands out a starter that is taken in again without a fault', async () => {
    await goTo('#/notices/templates')
    await page.getByText('还没有 Word 模板').waitFor()
    await page.getByRole('button', { name: '导出起步模板' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^下载/ }).click()])
    await download.saveAs(starter)
    await input().setInputFiles(starter)
    await row('起步').getByText('可用', { exact: true }).waitFor()
    expect((await kept()).map(({ title, file }) => [title, file])).toEqual([['起步', '起步.docx']])
  })

  it('keeps nothing of a file it refuses, and keeps the others chosen with it', async () => {
    const broken = join(folder, '坏的.docx')
    writeFileSync(broken, '不是文档')
    const faulty = await changed(starter, '有误.docx', (xml) =>
      xml.replace('{标题}', '{标提}').replace('{主送机关}', '｛主送机关｝')
    )
    await input().setInputFiles([broken, faulty])
    await page
      .getByRole('alert')
      .filter({ hasText: /模板“坏的\.docx”.*打不开/ })
      .waitFor()
    await row('有误').getByText('有 2 处要改正').waitFor()
    expect(await page.getByRole('list', { name: '“有误”的检查结果' }).getByRole('listitem').allTextContents()).toEqual(
      expect.arrayContaining([
        expect.stringContaining('占位符 {标提}在这份通报里没有对应的内容，是不是 {标题}？'),
        expect.stringContaining('请改成半角的 {主送机关}')
      ])
    )
    expect((await kept()).map(({ title }) => title).toSorted()).toEqual(['有误', '起步'].toSorted())
  })

  it('takes a dropped file in, and says what it leaves out without calling it a fault', async () => {
    const lacking = await changed(starter, '少标题.docx', (xml) => xml.replace('{标题}', ''))
    const dropped = await page.evaluateHandle((base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
      const data = new DataTransfer()
      data.items.add(new File([bytes], '少标题.docx'))
      return data
    }, readFileSync(lacking).toString('base64'))
    await page.getByText('也可以把 .docx 拖到这里').dispatchEvent('drop', { dataTransfer: dropped })
    await row('少标题').getByText('可用，有 1 项内容未写入').waitFor()
    await row('少标题').getByRole('button', { name: '查看' }).click()
    await page.getByText('模板里没有 {标题}，导出的通报将不含通报标题。').last().waitFor()
  })

  it('puts the mended file in the place of the faulty one, and checks against the profile chosen', async () => {
    const before = (await kept()).find(({ title }) => title === '有误')
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      row('有误').getByRole('button', { name: '换成新文件' }).click()
    ])
    await chooser.setFiles(starter)
    await row('有误').getByText('可用', { exact: true }).waitFor()
    const after = (await kept()).find(({ id }) => id === before?.id)
    expect([after?.title, after?.file]).toEqual(['有误', '起步.docx'])
    // Every profile has its own annexes: what fits the first lacks something of, or writes too much for, another.
    const { profiles } = await call<Output<'notices.profiles'>>('notices.profiles', {})
    const other = profiles.find(({ id }) => id === 'jieyang')?.title ?? ''
    await page.getByRole('combobox', { name: '对照的体例' }).click()
    await page.getByTitle(other, { exact: true }).click()
    await row('起步').getByText('可用', { exact: true }).waitFor({ state: 'detached' })
  })

  it('finds a placeholder by what it stands for', async () => {
    const names = page.getByRole('region', { name: '可以写的占位符' }).first()
    await names.getByRole('searchbox').fill('{标题}')
    await names.getByRole('button', { name: '{标题}', exact: true }).waitFor()
    await names.getByRole('searchbox').fill('没有这样的')
    await names.getByText('没有含“没有这样的”的占位符').waitFor()
    await names.getByRole('searchbox').fill('')
  })

  it('asks once before it removes, and the notice at hand no longer names it', async () => {
    await goTo('#/notices')
    await page.getByRole('button', { name: '更多设置' }).click()
    await page.getByRole('combobox', { name: 'Word 模板' }).click()
    await page.getByTitle('少标题').click()
    await page.locator('.notice-template', { hasText: '少标题' }).waitFor()
    await goTo('#/notices/templates')
    await row('少标题').getByRole('button', { name: '删除' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '删除' }).click()
    await row('少标题').waitFor({ state: 'detached' })
    expect((await kept()).map(({ title }) => title).toSorted()).toEqual(['有误', '起步'].toSorted())
    await goTo('#/notices')
    await page.getByRole('button', { name: '更多设置' }).click()
    await page.locator('.notice-template', { hasText: '公文格式（自带）' }).waitFor()
  })
})

describe('every screen of the notices', () => {
  it.each([
    '#/notices',
    '#/notices/profiles',
    '#/notices/profile/default-own',
    '#/notices/tables',
    '#/notices/tables/import',
    '#/notices/templates'
  ])('%s has no serious fault, light and dark', async (hash) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-theme="${colorScheme}"]`).waitFor()
      await goTo(hash)
      expect(await seriousFaults(page), colorScheme).toEqual([])
    }
  })

  it('made the browser complain of nothing under its own policy', () => {
    expect(screens.complaints).toEqual([])
  })
})
