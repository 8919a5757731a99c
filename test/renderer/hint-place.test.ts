import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import type { Input, Output, ProcedureName } from '../../electron/contract/index.ts'
import { findBrowser } from '../../electron/hosts/chromium/find-browser.ts'
import { createChromiumHost } from '../../electron/hosts/chromium/playwright-host.ts'
import { fastSweep, fixtureChecks, openSweepBatch, startSweepSites, type SweepSites } from '../support/sweep-sites.ts'
import { openBackend, projectRoot } from './support/open-backend.ts'
import { openScreens, type OpenedScreens } from './support/open-screens.ts'

const pictures = join(projectRoot, 'out/screens/hints')
const wrong = '3499999999'
let served: SweepSites
let pageHost: PageHost
let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page
let dir: string
let batchId: string

async function call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>> {
  const reply = await opened.backend.call(procedure, input)
  if (!reply.ok) throw new Error(`${procedure}: ${reply.error.message}`)
  return reply.value as Output<P>
}

/** Swept sites: the column of site 1 is stale, the foot of site 4 bears another's code. */
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  dir = mkdtempSync(join(tmpdir(), 'xuncha-hint-place-'))
  served = await startSweepSites(0, { number: 4, code: wrong })
  const executable = findBrowser()
  if (executable === null) throw new Error('no Chromium, Edge or Chrome on this machine: run `xuncha doctor --fix`')
  pageHost = await createChromiumHost({ executable, version: 'test' })
  opened = await openBackend(pageHost)
  batchId = await openSweepBatch({ call }, dir, served, 5)
  await call('sweeps.run', { batchId, checks: fixtureChecks, settings: fastSweep })
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
  await page.getByRole('navigation').waitFor()
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  await pageHost?.close()
  await served?.close()
  rmSync(dir, { recursive: true, force: true })
})

/** Opens the hint by Enter, as a person does. */
async function openByKey(text: string): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/hints'
  })
  await page.locator('.ag-row', { hasText: text }).first().click()
  await page.locator('.hint-detail h2').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.checking').waitFor()
}

describe('Enter on a hint', () => {
  it('opens the page of its object with the text marked', async () => {
    await openByKey(wrong)
    await page.getByText('已标出线索原文').waitFor({ timeout: 30_000 })
    await page.screenshot({ path: join(pictures, 'marked.png') })
    const { state } = await call('page.state', {})
    expect(state).toMatchObject({ objectKey: 'site:3400000004', url: `http://s4.sweep.localhost:${served.port}/` })
    // Found again where it stands: the marks are those of find-in-page.
    expect(await call('page.find', { query: wrong, by: 0 })).toEqual({ total: 1, at: 1 })
  })

  it('goes on to the column that the hint speaks of', async () => {
    await openByKey('首页》通知公告')
    await page.getByText('已打开线索所在的页面').waitFor({ timeout: 30_000 })
    const { state } = await call('page.state', {})
    expect(state).toMatchObject({ objectKey: 'site:3400000001', url: `http://s1.sweep.localhost:${served.port}/tzgg/` })
  })
})
