import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output, ProcedureName } from '../../../electron/contract/index.ts'
import { photo } from '../../support/photos.ts'
import { openBackend } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'

let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page
let batchId: string
/** Calls of the window that are kept waiting. */
const held = new Map<ProcedureName, Promise<null>>()

/** @returns lets the calls go on */
function hold(...procedures: ProcedureName[]): () => void {
  const { promise, resolve } = Promise.withResolvers<null>()
  for (const procedure of procedures) held.set(procedure, promise)
  return () => {
    for (const procedure of procedures) held.delete(procedure)
    resolve(null)
  }
}

async function ask<T>(procedure: string, input: unknown): Promise<T> {
  const reply = await opened.backend.call(procedure, input)
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value as T
}

beforeAll(async () => {
  opened = await openBackend()
  ;({ batchId } = await ask<{ batchId: string }>('workspace.openSample', {}))
  const { backend } = opened
  screens = await openScreens({
    ...backend,
    async call(procedure, input) {
      await held.get(procedure as ProcedureName)
      return backend.call(procedure, input)
    }
  })
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

describe('keys pressed before what they speak of is read', () => {
  const text = '机构职能栏目为空白，页面只有栏目名称'
  const open = async (): Promise<void> => {
    await page.reload()
    await page.evaluate((id) => {
      window.location.hash = `#/checking/${id}`
    }, batchId)
  }

  it('save a text that came back as soon as its items are there, and go on along the line', async () => {
    const row = (await targets())[5]
    await page.locator('.checking-grid .ag-row[row-index="5"]').first().click()
    await expect.poll(name).toBe(row?.name)
    await page.locator('.checking-verdict').first().waitFor()
    await page.getByRole('tab', { name: /^证据/ }).click()
    await page
      .getByTestId('evidence-files')
      .setInputFiles({ name: '手机拍摄.png', mimeType: 'image/png', buffer: await photo('png') })
    const { objectKey } = row ?? { objectKey: '' }
    await expect
      .poll(async () => (await ask<Output<'targets.get'>>('targets.get', { batchId, objectKey })).evidence.length)
      .toBe(1)
    await page.keyboard.press('Control+l')
    await page.getByLabel('流水线检查的指标').waitFor()
    await page.locator('.checking-verdict').first().waitFor()
    await page.locator('.checking-head h2').click()
    await page.keyboard.press('2')
    await page.getByLabel('问题描述').fill(text)
    await expect
      .poll(async () => (await ask<Output<'drafts.list'>>('drafts.list', { batchId })).drafts[0]?.of)
      .toMatchObject({
        content: { description: text }
      })
    const letGo = hold('batches.get', 'line.get')
    await open()
    await page.getByLabel('问题描述').waitFor()
    expect(await page.getByLabel('问题描述').inputValue()).toBe(text)
    await page.keyboard.press('Control+Enter')
    letGo()
    await expect.poll(name).toBe((await targets())[6]?.name)
    const of = { batchId, objectKey }
    expect((await ask<Output<'targets.get'>>('targets.get', of)).findings.map(({ description }) => description)).toEqual([text])
  })
})

describe('going on while the list is still being read', () => {
  it('leads to nothing that is done already, around the end to the start, and says when all is done', async () => {
    await page.keyboard.press('Control+l')
    await page.getByLabel('流水线检查的指标').waitFor({ state: 'detached' })
    const all = await targets()
    await page.locator('.checking-grid .ag-row[row-index="6"]').first().click()
    await stands(all[6]?.name ?? '')
    const letGo = hold('batches.targets')
    const rest = [...all.slice(6), ...all.slice(4, 6)]
    for (const [step, { name: wanted }] of rest.entries()) {
      await stands(wanted)
      await page.keyboard.press('n')
      const next = rest[step + 1]
      if (next !== undefined) await stands(next.name)
    }
    await page.getByText(/全部检完/).waitFor()
    expect(await name()).toBe(rest.at(-1)?.name)
    letGo()
    await expect.poll(async () => (await targets()).every(({ state }) => state === 'inspected')).toBe(true)
  })
})
