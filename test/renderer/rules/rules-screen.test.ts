import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'

const folder = mkdtempSync(join(tmpdir(), 'xuncha-rules-'))
let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page

beforeAll(async () => {
  opened = await openBackend()
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
}, 240_000)
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function goTo(hash: string): Promise<void> {
  await page.evaluate((to) => {
    window.location.hash = to
  }, hash)
  await page.locator('main h1').first().waitFor()
}
const item = (id: string) => page.getByRole('treeitem', { name: new RegExp(`^${id.replace('.', '\\.')}(?!\\d)`) })
const field = (name: string) => page.locator('main').getByLabel(name, { exact: true })
const state = (): Promise<string> => page.locator('.rules-state').innerText()

describe('rules screen', { timeout: 120_000 }, () => {
  it('lists every edition and opens one by Enter', async () => {
    await goTo('#/rules')
    await page.getByText('共 14 行').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.getByRole('gridcell', { name: '政府网站检查指标（国家 2019 年版）' }).first().click()
    await page.keyboard.press('Enter')
    await page.getByRole('tree').waitFor()
    await page.waitForFunction(() => window.location.hash === '#/rules/edition/national-2019-site')
  })

  it('is walked by arrow keys, folds, and searches by initials', async () => {
    await item('W4.1').click()
    await page.getByRole('heading', { name: /W4\.1/ }).waitFor()
    expect(await page.getByText('已证实').first().isVisible()).toBe(true)
    await item('W4.1').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /W4\.2/ }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await page.locator('[role=treeitem]:focus').getAttribute('aria-expanded')).toBe('false')
    expect(await item('W4.2').count()).toBe(0)
    await page.keyboard.press('ArrowRight')
    await page.getByPlaceholder('编号、名称，或拼音首字母').fill('kblm')
    await page.getByText('找到 2 项').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /W4\.3 空白栏目/ }).waitFor()
    await page.getByPlaceholder('编号、名称，或拼音首字母').fill('')
    expect(await seriousFaults(page)).toEqual([])
  })

  it('makes a plan, names a fault at its field, and keeps what is typed', async () => {
    await page.getByRole('button', { name: '以此为基础建立地方细则' }).click()
    const dialog = page.getByRole('dialog')
    for (const [name, text] of [
      ['编号', 'mouxian'],
      ['名称', '某县检查指标'],
      ['版本', '2026年版'],
      ['地区', '某省某县']
    ] as const) {
      await dialog.getByLabel(name, { exact: true }).fill(text)
    }
    await dialog.getByRole('button', { name: '建立细则' }).click()
    await dialog.getByText('请填写', { exact: true }).waitFor()
    await dialog.getByLabel('依据', { exact: true }).fill('某县方案')
    await page.keyboard.press('Enter')
    await page.getByText('细则信息').first().waitFor()

    await item('D1.6').click()
    await page.getByRole('button', { name: '填写 上限' }).click()
    await field('上限').fill('３')
    const culprit = page.locator('.rules-field', { has: page.getByText('上限', { exact: true }) }).getByRole('alert')
    await culprit.getByText('小于单位分值 5').waitFor()
    expect(await page.getByRole('button', { name: '保存', exact: true }).isDisabled()).toBe(true)
    expect(await item('D1.6').innerText()).toContain('有误')
    expect(await seriousFaults(page)).toEqual([])

    await goTo('#/rules')
    await page.getByText('未保存 · 某县检查指标').waitFor()
    await goTo('#/rules/edition/mouxian/D1.6')
    expect(await field('上限').inputValue()).toBe('3')
  })

  it('goes back by Ctrl+Z to the state that was opened', async () => {
    await field('上限').focus()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await page.getByText('0 项指标、0 处不同').waitFor()
    expect(await state()).toContain('已保存')
    expect(await page.getByRole('button', { name: '撤销' }).isDisabled()).toBe(true)
  })

  it('saves the difference only, shows it, and takes the plan away', async () => {
    await item('W4.1').click()
    await field('阈值').fill('3')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.getByText('已保存，与基础版本相比 1 处不同').waitFor()
    const reply = await opened.backend.call('catalogues.overlay', { id: 'mouxian' })
    const source = '国办秘函〔2019〕19号'
    expect(reply).toMatchObject({
      ok: true,
      value: {
        overlay: { frame: {}, remove: [], add: [], patch: { 'W4.1': { threshold: { value: 3, status: 'confirmed', source } } } }
      }
    })
    await page.getByRole('button', { name: '与基础版本比较' }).click()
    await page.getByText('1 项指标、1 处不同').waitFor()
    expect(await page.getByRole('gridcell', { name: '5（已证实）' }).isVisible()).toBe(true)
    expect(await page.getByRole('gridcell', { name: '3（已证实）' }).isVisible()).toBe(true)
    expect(await seriousFaults(page)).toEqual([])
    await goTo('#/rules/edition/mouxian')
    await page.getByRole('button', { name: '删除细则' }).click()
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: /确\s?定/ })
      .click()
    await page.getByText('共 14 行').waitFor()
  })

  it('lists the faults of a workbook and saves nothing', async () => {
    await goTo('#/rules/import')
    for (const name of ['名称', '版本', '地区', '依据']) await field(name).fill('某县')
    await field('编号').fill('mouxian')
    const file = join(folder, '坏.csv')
    writeFileSync(file, '编号,名称,类别,分组,判定规则\r\nM1,甲,警告,乙,丙\r\n')
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByText('表格有 1 处有误，没有保存任何内容').waitFor()
    expect(await page.locator('.rules-fault-table tbody').innerText()).toMatch(/2\s+类别\s+“警告”不对/)
    expect(await seriousFaults(page)).toEqual([])
  })

  it('made the browser complain of nothing under its own policy', () => {
    expect(screens.complaints).toEqual([])
  })
})
