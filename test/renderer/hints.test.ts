import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFaults } from './support/axe.ts'
import { busyBackend, type BusyBackend } from './support/busy-backend.ts'
import { layoutFaults } from './support/layout-faults.ts'
import { openScreens, type OpenedScreens } from './support/open-screens.ts'
import { picture } from './support/picture.ts'

let busy: BusyBackend
let opened: OpenedScreens
let page: Page

beforeAll(async () => {
  busy = await busyBackend()
  opened = await openScreens(busy.backend)
  ;({ page } = opened)
  await page.getByRole('navigation').waitFor()
})
afterAll(async () => {
  await opened?.close()
  await busy?.close()
})

async function showHints(): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/hints'
  })
  await page.getByRole('grid', { name: '线索列表' }).waitFor()
  await page.locator('.hint-detail h2').waitFor()
}

const shown = async (): Promise<number> =>
  Number(/共 (\d+) 行/.exec((await page.locator('.data-grid-foot').textContent()) ?? '')?.[1] ?? Number.NaN)
const rows = async () => (await busy.call('hints.list', { batchId: busy.batchId })).hints
/** The one that the pane at the right shows. */
async function hintInDetail() {
  const name = await page.locator('.hint-detail h2').innerText()
  const text = await page.locator('.hint-message').innerText()
  const hint = (await rows()).find((row) => row.name === name && text.endsWith(row.message))
  if (hint === undefined) throw new Error(`no hint of ${name} says ${text}`)
  return hint
}
const openOnes = async () => (await rows()).filter(({ state }) => state === 'open')

describe('the screen of hints', () => {
  it('lists open hints by check and by object, and the chosen one with its places', async () => {
    await showHints()
    const open = await openOnes()
    expect(await shown()).toBe(open.length)
    await page.getByRole('button', { name: /^栏目更新/ }).click()
    await expect.poll(shown).toBe(open.filter(({ check }) => check === 'column-stale').length)
    await page.getByText('还没有人认定或核减过').waitFor()
    await picture(page, 'hints', 'by-check')
    await page.getByText('按对象').click()
    const [first] = open
    await page.getByRole('button', { name: new RegExp(`^${first?.name}`) }).click()
    await expect.poll(shown).toBe(open.filter(({ objectKey }) => objectKey === first?.objectKey).length)
    await page.getByText('按检查项').click()
    // 卫生健康委员会, by the initials of its name.
    await page.getByLabel('搜索', { exact: true }).fill('wsjk')
    const ofHealth = open.filter(({ name }) => name.includes('卫生健康'))
    expect(ofHealth.length).toBeGreaterThan(0)
    await page.locator('.data-grid-foot', { hasText: `显示 ${ofHealth.length} 行` }).waitFor()
    await page.getByLabel('搜索', { exact: true }).fill('布署')
    const misspelt = open.filter(({ message }) => message.includes('布署')).length
    await page.locator('.data-grid-foot', { hasText: `显示 ${misspelt} 行` }).waitFor()
    await page.getByLabel('搜索', { exact: true }).fill('')
  })

  it('says in words why a page did not come, with the record behind them', async () => {
    await showHints()
    await page.getByText('按对象').click()
    for (const [at, words, record] of [
      [4, '连接超时', 'connect-timeout 10000 ms'],
      [5, '没有打开', 'unheard-of 1']
    ] as const) {
      await page.getByRole('button', { name: new RegExp(`^${busy.targets[at]?.name}`) }).click()
      const said = page.locator('.hint-visited .hint-fail', { hasText: words })
      await said.waitFor()
      expect(await said.getAttribute('title')).toBe(record)
    }
    await page.getByText('按检查项').click()
  })

  it('gives the day of an earlier dismissal as China had it', async () => {
    const said = '页面已变，原核减理由：栏目已并入上级栏目（王检查，2023-06-21'
    const again = (await rows()).find(({ earlier }) => earlier !== null)
    await showHints()
    await page.getByText('按对象').click()
    await page.getByRole('button', { name: new RegExp(`^${again?.name}`) }).click()
    await page
      .locator('.ag-row', { hasText: again?.checkTitle ?? '' })
      .first()
      .click()
    await page.locator('.hint-detail', { hasText: said }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.checking-hints', { hasText: said }).waitFor({ timeout: 20_000 })
  })

  it('dismisses by key with a reason, offers it again, and takes it back by key', async () => {
    await showHints()
    const before = (await openOnes()).length
    await page.locator('.ag-row[row-index="0"]').click()
    await page.keyboard.press('x')
    const dialog = page.getByRole('dialog', { name: '核减 1 条线索' })
    await dialog.waitFor()
    await page.keyboard.type('标识在图片里')
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'hints', 'dismiss')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(async () => (await openOnes()).length).toBe(before - 1)
    await expect.poll(shown).toBe(before - 1)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await openOnes()).length).toBe(before)
    await page.getByText('已撤销：核减 1 条线索').waitFor()
  })

  it('takes back by key nothing that was done on another screen, and says where to', async () => {
    await showHints()
    const { batchId, targets } = busy
    const target = targets[20]
    if (target === undefined) throw new Error('no target')
    const given = { batchId, objectKey: target.objectKey, indicatorId: 'W2' }
    await busy.call('verdicts.give', { ...given, verdict: 'pass' })
    const before = (await busy.call('acts.last', { batchId })).undo
    await page.locator('.hint-detail').focus()
    await page.keyboard.press('Control+z')
    await page.getByText(new RegExp(`^上一步不是线索操作，请到“检查”中撤销：.+判为合格（${target.name}）$`)).waitFor()
    expect((await busy.call('acts.last', { batchId })).undo).toEqual(before)
    const { detail } = await busy.call('acts.undo', { batchId })
    expect(detail.target.objectKey).toBe(target.objectKey)
  })

  it('dismisses what stood there when it was asked, though the first rows go meanwhile', async () => {
    await showHints()
    await page.keyboard.press('x')
    const dialog = page.getByRole('dialog', { name: '核减 1 条线索' })
    await dialog.waitFor()
    const first = await hintInDetail()
    // As a running sweep does: what was asked about is decided elsewhere, and another stands first.
    await busy.call('hints.dismiss', { batchId: busy.batchId, hintIds: [first.id], reason: '别处核减' })
    await expect.poll(shown).toBe((await openOnes()).length)
    const before = (await openOnes()).length
    await page.keyboard.type('标识在图片里')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('已核减 0 条').waitFor()
    expect((await openOnes()).length).toBe(before)
    await busy.call('hints.reopen', { batchId: busy.batchId, hintIds: [first.id] })
    await expect.poll(shown).toBe(before + 1)
  })

  it('speaks by key of the first row that a search leaves, and of none where it leaves none', async () => {
    await showHints()
    const search = page.getByLabel('搜索', { exact: true })
    await search.fill('布署')
    await page.locator('.hint-message', { hasText: '布署' }).waitFor()
    await page.locator('.ag-row[row-index="0"].ag-row-selected', { hasText: '布署' }).waitFor()
    await page.locator('.hint-detail').focus()
    await page.keyboard.press('x')
    const dialog = page.getByRole('dialog', { name: '核减 1 条线索' })
    await page.keyboard.type('误报')
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
    const dismissed = (await rows()).filter(({ state }) => state === 'dismissed')
    expect(dismissed.map(({ check }) => check)).toEqual(['misspelt'])
    // The step goes on among the rows that the search leaves.
    await page.locator('.hint-message', { hasText: '布署' }).waitFor()
    await search.fill('没有这样的线索')
    await page.getByText('选择一条线索查看详情').waitFor()
    await page.locator('.hint-detail').focus()
    await page.keyboard.press('x')
    expect(await dialog.count()).toBe(0)
    await search.fill('')
    await busy.call('hints.reopen', { batchId: busy.batchId, hintIds: dismissed.map(({ id }) => id) })
    await expect.poll(shown).toBe((await openOnes()).length)
  })

  it('speaks by key of the row that a sort puts first, and goes on to the one below it', async () => {
    await showHints()
    // Another grouping leaves nothing chosen.
    await page.getByText('按对象').click()
    await page.getByText('按检查项').click()
    const heading = page.getByRole('columnheader', { name: '位置' })
    await heading.click()
    await heading.click()
    const location = (row: number) => page.locator(`.ag-row[row-index="${row}"] [col-id="location"]`).innerText()
    // Descending, 首页》… comes before 首页.
    await expect.poll(() => location(0)).toMatch(/^首页》/)
    const second = await page.locator('.ag-row[row-index="1"]').getAttribute('row-id')
    const first = await page.locator('.ag-row[row-index="0"]').getAttribute('row-id')
    await expect.poll(async () => (await hintInDetail()).id).toBe(first)
    await page.locator('.hint-detail').focus()
    await page.keyboard.press('x')
    await page.keyboard.type('误报')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await rows()).find(({ id }) => id === first)?.state).toBe('dismissed')
    await expect.poll(async () => (await hintInDetail()).id).toBe(second)
    await heading.click()
    await busy.call('hints.reopen', { batchId: busy.batchId, hintIds: [first ?? ''] })
    await expect.poll(shown).toBe((await openOnes()).length)
  })

  it('dismisses all that is selected at once', async () => {
    await showHints()
    const before = (await openOnes()).length
    await page.locator('.ag-row[row-index="0"]').click()
    await page.keyboard.press('x')
    await page.getByRole('dialog', { name: '核减 1 条线索' }).waitFor()
    await page.keyboard.type('页面另有说明')
    await page.keyboard.press('Enter')
    await expect.poll(shown).toBe(before - 1)
    await page.locator('.ag-row[row-index="0"]').click()
    await page.locator('.ag-row[row-index="2"]').click({ modifiers: ['Shift'] })
    await page.getByRole('heading', { name: '已选 3 条' }).waitFor()
    await page.keyboard.press('x')
    // A reason that was given before is offered again; one click takes it.
    await page.getByRole('dialog', { name: '核减 3 条线索' }).getByRole('button', { name: '页面另有说明', exact: true }).click()
    await expect.poll(async () => (await openOnes()).length).toBe(before - 4)
    expect((await rows()).filter(({ reason }) => reason === '页面另有说明')).toHaveLength(4)
    await page.getByText('已核减', { exact: true }).click()
    await expect.poll(shown).toBe(4)
    await picture(page, 'hints', 'dismissed')
    await page.getByText('待处理', { exact: true }).first().click()
  })

  it('folds a quiet check away, says why, and wakes it by key', async () => {
    await showHints()
    await page.getByRole('button', { name: /^栏目更新/ }).click()
    await page.getByRole('button', { name: '静默规则' }).click()
    const rule = page.locator('.settings-quiet')
    const [percent, least] = [rule.getByLabel('认定率低于'), rule.getByLabel('至少判断过（次）')]
    expect([await percent.inputValue(), await least.inputValue()]).toEqual(['50', '20'])
    await percent.fill('')
    expect(await rule.getByRole('button', { name: '保存' }).isDisabled()).toBe(true)
    await percent.fill('45')
    await least.fill('1')
    await page.keyboard.press('Enter')
    await page.getByText('静默规则已保存').waitFor()
    expect(await busy.call('hints.rule', {})).toEqual({ precision: 0.45, leastDecisions: 1 })
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, 'hints', 'rule')
    await showHints()
    const all = await openOnes()
    const quiet = all.filter(({ isQuiet }) => isQuiet)
    expect(quiet.length).toBeGreaterThan(0)
    await expect.poll(shown).toBe(all.length - quiet.length)
    await page.getByText(`另有 ${quiet.length} 条属于静默的检查项`).waitFor()
    const title = quiet[0]?.checkTitle ?? ''
    await page.getByRole('button', { name: new RegExp(`^${title}`) }).click()
    await page.getByText(/低于 45%，这项检查已自动静默，线索仍保留/).waitFor()
    expect(await seriousFaults(page)).toEqual([])
    expect(await layoutFaults(page)).toEqual([])
    await picture(page, 'hints', 'quiet')
    await page.getByRole('button', { name: '重新巡检' }).click()
    const dialog = page.getByRole('dialog', { name: '重新巡检' })
    await dialog.locator('label', { hasText: title }).getByText('静默').waitFor()
    expect(await seriousFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.locator('.ag-row[row-index="0"]').click()
    await page.keyboard.press('w')
    await expect
      .poll(async () => (await openOnes()).some(({ isQuiet, checkTitle }) => isQuiet && checkTitle === title))
      .toBe(false)
    await busy.call('hints.setRule', { precision: 0.5, leastDecisions: 20 })
  })

  it('takes a hint into the finding of its item by key, prefilled, and shows hints at the item', async () => {
    // An object that is not finished yet.
    const targets = (await busy.call('batches.targets', { batchId: busy.batchId })).targets
    const waiting = new Set(targets.filter(({ state }) => state === 'waiting').map(({ objectKey }) => objectKey))
    const wanted = (await openOnes()).find(({ check, objectKey }) => check === 'column-stale' && waiting.has(objectKey))
    await showHints()
    await page.getByText('按对象').click()
    await page.getByRole('button', { name: new RegExp(`^${wanted?.name}`) }).click()
    await page.locator('.ag-row', { hasText: '栏目更新' }).first().click()
    await page.locator('.hint-message', { hasText: wanted?.message.slice(0, 20) ?? '' }).waitFor()
    await page.keyboard.press('t')
    await page.locator('.checking').waitFor()
    const description = page.locator('.checking-checklist textarea').first()
    // Without the check's reasoning.
    const fault = '“首页》政务公开》法定主动公开内容》政策解读”最近更新 2022-12-30，距监测时间点 271 天，超过 6 个月。'
    await expect.poll(() => description.inputValue(), { timeout: 20_000 }).toBe(fault)
    await picture(page, 'hints', 'taken')
    await page.keyboard.press('Escape')
    await page.locator('.checking-hint-count').first().waitFor()
    await picture(page, 'hints', 'checking')
    expect(await seriousFaults(page)).toEqual([])
  })

  it('made the browser complain of nothing on the way', () => {
    expect(opened.complaints).toEqual([])
  })
})
