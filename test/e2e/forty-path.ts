import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBackend } from '../backend/support.ts'
import { fortyObjects, type Forty } from './forty-batch.ts'
import { screensFolder } from './main-path.ts'

/** The product in one of its shells, as one who is about to pull the plug sees it. */
export interface Shell {
  page: Page
  screenshot(file: string): Promise<void>
  close(): Promise<unknown>
  kill(): Promise<void>
}

const half = '首页最近一条信息发布于'
/** Places in the order of the batch. */
const blank = 4
const unread = 10
/** Checked by object up to here, then along the line; the stale home page is in the middle of that. */
const places = { all: { counties: 4, line: 20, stale: 27 }, half: { counties: 2, line: 13, stale: 16 } }
type Places = (typeof places)['all']

/** A person at the keyboard: nothing here moves or clicks a mouse. */
class Keyboard {
  readonly #page: Page
  readonly #names: readonly string[]
  constructor(page: Page, names: readonly string[]) {
    this.#page = page
    this.#names = names
    page.setDefaultTimeout(60_000)
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }
  type(text: string): Promise<void> {
    return this.#page.keyboard.type(text)
  }
  /** What the one line of answers says in the end. */
  told(part: string): Promise<void> {
    return expect.poll(() => this.#page.locator('.checking-status').innerText()).toContain(part)
  }
  async at(place: number): Promise<void> {
    await expect.poll(() => this.#page.locator('.checking-head h2').innerText()).toBe(this.#names[place])
    await this.#page.getByText('已载入').waitFor()
    await this.#page.locator('.checking-verdict').first().waitFor()
  }
  async palette(key: string, query: string): Promise<void> {
    await this.press(key)
    await this.#page.locator('dialog[open]').waitFor()
    await this.type(query)
    await this.#page.locator('[role="option"]').first().waitFor()
    await this.press('Enter')
    await this.#page.locator('dialog[open]').waitFor({ state: 'detached' })
  }
  async tabTo(label: string): Promise<void> {
    const field = this.#page.getByLabel(label, { exact: true })
    const isThere = (): Promise<boolean> => field.evaluate((element) => element === document.activeElement)
    for (let step = 0; step < 30 && !(await isThere()); step += 1) await this.press('Tab')
    expect(await isThere()).toBe(true)
  }
  async capture(): Promise<void> {
    await this.press('F8')
    await this.told('取证完成，质量合格')
  }
  /** Opens the editor of the item that stands open. */
  async fail(): Promise<void> {
    await this.press('2')
    await this.#page.getByLabel('问题描述').waitFor()
  }
}

async function goTo(page: Page, forty: Forty): Promise<Keyboard> {
  const keyboard = new Keyboard(page, forty.names)
  await page.evaluate((id) => {
    window.location.hash = `#/checking/${id}`
  }, forty.batchId)
  await page.locator('.ag-row').first().waitFor()
  return keyboard
}

async function byObject(keyboard: Keyboard, { names }: Forty, { line }: Places): Promise<void> {
  await keyboard.palette('Control+k', names[0] ?? '')
  for (let place = 0; place < line; place += 1) {
    await keyboard.at(place)
    if (place === blank) {
      await keyboard.capture()
      await keyboard.palette('i', 'kblm')
      await keyboard.fail()
      await keyboard.tabTo('数量')
      await keyboard.press('Control+a')
      await keyboard.type('5')
      await keyboard.press('Control+Enter')
      await keyboard.told('已登记问题：空白栏目')
    }
    if (place === unread) {
      await keyboard.capture()
      await keyboard.palette('i', 'D1.6')
      await keyboard.fail()
      await keyboard.press('Control+Enter')
      await keyboard.told('已登记问题：政策解读')
    }
    if (place === 7) {
      await keyboard.palette('i', 'W2')
      await keyboard.press('4')
      await keyboard.told('待定')
      await keyboard.press('n')
      await keyboard.told('还不能完成，待定 1 项')
      await keyboard.press('Control+z')
      await keyboard.told('恢复为未判')
    }
    await keyboard.press('n')
    await keyboard.told(`已完成：${names[place]}`)
    if (place === 12) {
      // Taken back, brought again: the object one came from is there again both times.
      await keyboard.at(13)
      await keyboard.press('Control+z')
      await keyboard.told('已撤销并转到')
      await keyboard.at(12)
      await keyboard.press('Control+y')
      await keyboard.told('已重做：')
      await keyboard.press('n')
    }
  }
}

/** One item over the objects that are left, up to the middle of a sentence. */
async function alongTheLine(keyboard: Keyboard, { names }: Forty, { line, stale }: Places): Promise<void> {
  await keyboard.at(line)
  await keyboard.press('Control+l')
  await keyboard.palette('i', 'sybgx')
  for (let place = line; place < stale; place += 1) {
    await keyboard.at(place)
    await keyboard.press('1')
    await keyboard.told(`${names[place]}：首页不更新 合格`)
  }
  await keyboard.at(stale)
  await keyboard.capture()
  await keyboard.fail()
  await keyboard.press('Control+a')
  await keyboard.type(half)
}

async function afterTheKill(page: Page, keyboard: Keyboard, { names }: Forty, { line, stale }: Places): Promise<void> {
  await expect.poll(() => page.getByLabel('问题描述').inputValue()).toBe(half)
  await keyboard.told('上次没写完的内容已恢复')
  await keyboard.press('Control+End')
  await keyboard.type('2026年10月，超过两周。')
  await keyboard.press('Control+Enter')
  for (let place = stale + 1; place < names.length; place += 1) {
    await keyboard.at(place)
    await keyboard.press('1')
  }
  await keyboard.told(`${names.at(-1)}：首页不更新 合格`)
  await keyboard.press('Control+l')
  await keyboard.palette('Control+k', names[line] ?? '')
  for (let place = line; place < names.length; place += 1) {
    await keyboard.at(place)
    await keyboard.press('n')
    await keyboard.told(`已完成：${names[place]}`)
  }
  await keyboard.told('本批次的对象已全部检完')
}

/**
 * All of it in one shell; `start` opens the product on a workspace, or says that it cannot be shown here and gives null.
 * @param share half: twenty of the forty, with everything that happens on the way
 */
export async function fortyObjectsIn(
  host: string,
  start: (workspace: string) => Promise<Shell | null>,
  share: keyof typeof places = 'all'
): Promise<void> {
  const at = places[share]
  const folder = mkdtempSync(join(tmpdir(), 'xuncha-forty-'))
  const workspace = join(folder, '工作区')
  const forty = await fortyObjects(folder, workspace, at.counties)
  const screens = screensFolder(host)
  const again = async (): Promise<Shell> => {
    const next = await start(workspace)
    if (next === null) throw new Error('the product did not start again')
    return next
  }
  const first = await start(workspace)
  if (first === null) return forty.sites.close()
  let shell = first
  try {
    const keyboard = await goTo(shell.page, forty)
    await byObject(keyboard, forty, at)
    await alongTheLine(keyboard, forty, at)
    await shell.screenshot(join(screens, '40-流水线.png'))
    // What was typed up to a second ago has to be there again.
    await shell.page.waitForTimeout(1_000)
    await shell.kill()
    shell = await again()
    await afterTheKill(shell.page, await goTo(shell.page, forty), forty, at)
    await shell.screenshot(join(screens, '41-四十个对象检完.png'))
    await shell.close()
    // Where one was is known after an ordinary end as well.
    shell = await again()
    await (await goTo(shell.page, forty)).at(forty.names.length - 1)
  } catch (error) {
    await shell.screenshot(join(screensFolder('failed'), `forty-${host}.png`)).catch(() => undefined)
    throw error
  } finally {
    await shell.close()
    await forty.sites.close()
  }
  await asExpected(workspace, forty, at)
  rmSync(folder, { recursive: true, force: true })
}

/**
 * By the rules: five blank columns and a stale home page are a veto each; a portal that lacks its interpretation loses 5 of
 * 100. Two of forty fail, or two of twenty.
 */
async function asExpected(workspace: string, { batchId, names }: Forty, { counties, stale }: Places): Promise<void> {
  const { call, backend } = await openBackend(workspace)
  const { targets } = await call('batches.targets', { batchId })
  expect(targets.map(({ state }) => state)).toEqual(Array<string>(names.length).fill('inspected'))
  const { targets: scores, summary } = await call('scores.batch', { batchId })
  expect(summary).toMatchObject({
    checked: 10 * counties,
    failed: 2,
    unsettled: 0,
    passRate: counties === 4 ? '95.00' : '90.00'
  })
  expect(scores.flatMap(({ vetoes }, place) => (vetoes.length === 0 ? [] : [[place, vetoes]]))).toEqual([
    [blank, ['W4.3']],
    [stale, ['W3']]
  ])
  // The other portals, one a county, keep their 100; sites that are no portal have no score.
  expect(scores.flatMap(({ score }, place) => (score === null ? [] : [[place, score]]))).toEqual(
    [
      [0, '100'],
      [unread, '95'],
      [20, '100'],
      [30, '100']
    ].slice(0, counties)
  )
  for (const [place, url] of [blank, unread, stale].map((each) => [each, targets[each]?.url] as const)) {
    const { findings, evidence } = await call('targets.get', { batchId, objectKey: targets[place]?.objectKey ?? '' })
    expect(evidence).toMatchObject([{ quality: [], requestedUrl: url, finalUrl: url }])
    expect(findings).toMatchObject([{ evidenceIds: evidence.map(({ id }) => id) }])
    if (place === stale) expect(findings[0]?.description).toBe(`${half}2026年10月，超过两周。`)
  }
  const { stateHash } = await call('state.hash', {})
  expect(await call('state.rebuild', {})).toMatchObject({ before: stateHash, stateHash })
  await backend.close()
}
