import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBackend, type Backend } from '../../../electron/backend/backend.ts'
import type { Output } from '../../../electron/contract/index.ts'
import { projectRoot } from '../support/open-backend.ts'
import { screenBrowser } from '../../support/screen-browser.ts'
import { builtRenderer } from '../support/built-renderer.ts'

const folder = mkdtempSync(join(tmpdir(), 'xuncha-keyboard-'))
const workspaceDir = join(folder, '工作区')
const half = '首页两周没有更新，最新一条是'

let page: Page
let running: ChildProcess
let batchId: string
let rendererDir: string

async function openWorkspace(): Promise<Backend> {
  return createBackend({
    workspaceDir,
    resourcesDir: join(projectRoot, 'resources'),
    version: 'test',
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => v7() },
    pageHost: null,
    runtime: { host: 'test' },
    log: pino({ level: 'silent' })
  })
}
async function ask<T>(backend: Backend, procedure: string, input: unknown): Promise<T> {
  const reply = await backend.call(procedure, input)
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value as T
}

async function startHost(): Promise<string> {
  running = spawn(process.execPath, [join(import.meta.dirname, 'host-process.ts'), workspaceDir, rendererDir], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const output = running.stdout
  if (output === null) throw new Error('no output')
  const [url] = (await once(createInterface({ input: output }), 'line')) as [string]
  return url
}
async function openBatch(url: string): Promise<void> {
  const context = await (await screenBrowser()).newContext({ viewport: { width: 1366, height: 768 } })
  page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(url)
  await page.evaluate((id) => {
    window.location.hash = `#/checking/${id}`
  }, batchId)
  await page.locator('.ag-row').first().waitFor()
}

beforeAll(async () => {
  rendererDir = await builtRenderer()
  const backend = await openWorkspace()
  ;({ batchId } = await ask<{ batchId: string }>(backend, 'workspace.openSample', {}))
  await backend.close()
  await openBatch(await startHost())
}, 300_000)
afterAll(async () => {
  await page?.context().close()
  running?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const press = (...keys: string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
const status = (): Promise<string> => page.locator('.checking-status').innerText()
const name = (): Promise<string> => page.locator('.checking-head h2').innerText()
/** A verdict key speaks of what is on the screen: the verdict buttons must be there. */
const asked = (): Promise<void> => page.locator('.checking-verdict').first().waitFor()

async function palette(key: string, query: string): Promise<void> {
  await press(key)
  await page.locator('dialog[open]').waitFor()
  await page.keyboard.type(query)
  await page.locator('[role="option"]').first().waitFor()
  await press('Enter')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
}
/** As on a busy machine, where all keys wait before any timer: no task runs between them, only what the one before has set going. */
function pressAtOnce(...keys: [key: string, code: string][]): Promise<void> {
  return page.evaluate(async (list) => {
    for (const [key, code] of list) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    }
  }, keys)
}
async function tabTo(label: string): Promise<void> {
  const isThere = (): Promise<boolean> =>
    page.evaluate(
      (words) => document.activeElement instanceof HTMLInputElement && document.activeElement.labels?.[0]?.textContent === words,
      label
    )
  for (let step = 0; step < 30 && !(await isThere()); step += 1) await press('Tab')
  expect(await isThere()).toBe(true)
}
async function capture(): Promise<void> {
  await page.getByText('已载入').waitFor()
  await press('F8')
  await expect.poll(status, { timeout: 90_000 }).toContain('取证完成')
}

describe('a batch by keyboard alone', () => {
  it('is checked by object: found by pinyin, failed with evidence, an act taken back, completed', async () => {
    await palette('Control+k', 'kjhgyxxhj')
    await expect.poll(name).toBe('云岭县科技和工业信息化局网站')
    await asked()
    await capture()
    await palette('i', 'kblm')
    await press('2')
    await page.getByLabel('问题描述').waitFor()
    await tabTo('数量')
    await press('Control+a')
    await page.keyboard.type('5')
    await press('Control+Enter')
    await expect.poll(status).toContain('已登记问题：空白栏目')
    await press('j', '4')
    await expect.poll(status).toContain('待定')
    await press('n')
    await expect.poll(status).toContain('还不能完成，待定 1 项')
    await press('Control+z')
    await expect.poll(status).toContain('恢复为未判')
    await press('n')
    await expect.poll(status).toContain('已完成：云岭县科技和工业信息化局网站，不合格')
    await expect.poll(name).toBe('云岭县民政局网站')
  })

  it('a key that waits behind Enter means the item just chosen in the palette', async () => {
    await asked()
    await press('i')
    await page.locator('dialog[open]').waitFor()
    await page.keyboard.type('kblm')
    await page.locator('[role="option"]').first().waitFor()
    await pressAtOnce(['Enter', 'Enter'], ['2', 'Digit2'])
    await page.getByLabel('问题描述').waitFor()
    expect(await page.locator('.checking-editor select').first().inputValue()).toBe('W4.3')
    expect(await page.locator('dialog[open], .modal-dialog').count()).toBe(0)
    await press('Escape')
    await page.getByLabel('问题描述').waitFor({ state: 'detached' })
  })

  it('is checked along the line: each verdict brings the next object, and undo goes back to it', async () => {
    await asked()
    await press('Control+l')
    await palette('i', 'yzbscw')
    await expect.poll(() => page.getByLabel('流水线检查的指标').inputValue()).toBe('W1.1')
    const progress = page.locator('[data-line-progress]')
    // The object that is completed passed the item; nobody else has a verdict.
    await expect.poll(() => progress.getAttribute('data-line-progress')).toBe('1/16')
    await asked()
    await press('1')
    await expect.poll(name).toBe('云岭县财政局网站')
    await asked()
    await press('1')
    await expect.poll(name).toBe('云岭县人力资源和社会保障局劳动保障监察大队政务服务网')
    await expect.poll(() => progress.getAttribute('data-line-progress')).toBe('3/16')
    await press('Control+z')
    await expect.poll(name).toBe('云岭县财政局网站')
    expect(await status()).toContain('已撤销并转到“云岭县财政局网站”：严重表述错误 判为合格')
    await expect.poll(() => progress.getAttribute('data-line-progress')).toBe('2/16')
    await asked()
    await press('3')
    await expect.poll(name).toBe('云岭县人力资源和社会保障局劳动保障监察大队政务服务网')
    await press('g', 'm')
    await page.getByRole('heading', { name: '名录' }).waitFor()
    await page.locator('.ag-row').first().waitFor()
    await press('g', 'j')
    await expect.poll(name).toBe('云岭县人力资源和社会保障局劳动保障监察大队政务服务网')
  })

  it('a verdict for an item just chosen along the line waits until it is known where one goes on to', async () => {
    await asked()
    await press('i')
    await page.locator('dialog[open]').waitFor()
    await page.keyboard.type('xlgjmm')
    await page.locator('[role="option"]').first().waitFor()
    await pressAtOnce(['Enter', 'Enter'], ['1', 'Digit1'])
    await expect.poll(status).toContain('云岭县人力资源和社会保障局劳动保障监察大队政务服务网：泄露国家秘密 合格')
    await expect.poll(name).toBe('云岭县自然资源局网站')
    await press('Control+z')
    await expect.poll(name).toBe('云岭县人力资源和社会保障局劳动保障监察大队政务服务网')
  })

  it('comes back as it was after a kill in the middle of typing: line, object and every letter', async () => {
    await asked()
    await press('k')
    await expect.poll(name).toBe('云岭县财政局网站')
    await palette('i', 'sybgx')
    await asked()
    await capture()
    await press('2')
    await page.getByLabel('问题描述').waitFor()
    await press('Control+a')
    await page.keyboard.type(half, { delay: 20 })
    await page.waitForTimeout(1_000)
    const gone = once(running, 'exit')
    running.kill('SIGKILL')
    await gone
    await page.context().close()

    await openBatch(await startHost())
    await expect.poll(name).toBe('云岭县财政局网站')
    await expect.poll(() => page.getByLabel('问题描述').inputValue()).toBe(half)
    expect(await status()).toContain('上次没写完的内容已恢复，共 1 处')
    await press('Control+End')
    await page.keyboard.type('2023年的')
    await press('Control+Enter')
    await expect.poll(name).toBe('云岭县人力资源和社会保障局劳动保障监察大队政务服务网')
    expect(await page.getByLabel('流水线检查的指标').inputValue()).toBe('W3')
    await press('Control+s')
    await expect.poll(status).toContain('已')
  })

  it('scores as the rules say, from the log alone as well', async () => {
    const gone = once(running, 'exit')
    running.kill('SIGTERM')
    await gone
    const backend = await openWorkspace()
    try {
      const { targets } = await ask<Output<'batches.targets'>>(backend, 'batches.targets', { batchId })
      const given: Record<string, unknown> = {}
      for (const { objectKey, name: title } of targets) {
        const { verdicts, findings } = await ask<Output<'targets.get'>>(backend, 'targets.get', { batchId, objectKey })
        if (Object.keys(verdicts).length > 0) given[title] = [verdicts, findings.map((finding) => finding.description)]
      }
      expect(given).toEqual({
        云岭县科技和工业信息化局网站: [{ 'W4.3': 'fail' }, [expect.stringContaining('5')]],
        云岭县民政局网站: [{ 'W1.1': 'pass' }, []],
        云岭县财政局网站: [{ 'W1.1': 'not-applicable', W3: 'fail' }, [`${half}2023年的`]]
      })
      expect(await ask(backend, 'drafts.list', { batchId })).toEqual({ drafts: [] })
      await ask(backend, 'batches.complete', { batchId })
      const scores = await ask<Output<'scores.batch'>>(backend, 'scores.batch', { batchId })
      // Five blank columns and a home page of two weeks ago are a veto each; whoever has no verdict passed.
      expect(scores.targets.flatMap(({ code, vetoes }) => (vetoes.length === 0 ? [] : [[code, vetoes]]))).toEqual([
        ['5399000004', ['W4.3']],
        ['5399000006', ['W3']]
      ])
      expect(scores.summary).toMatchObject({ checked: 16, failed: 2, unsettled: 0 })
      const { stateHash } = await ask<{ stateHash: string }>(backend, 'state.hash', {})
      expect(await ask(backend, 'state.rebuild', {})).toMatchObject({ before: stateHash, stateHash })
    } finally {
      await backend.close()
    }
  })
})
