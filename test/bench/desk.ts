import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { launchBrowserHost } from '../support/browser-app.ts'
import { launchElectron } from '../support/electron-app.ts'
import { sendHtml, serveFixtures } from '../support/fixture-pages.ts'
import { keyToNext } from '../support/key-to-next.ts'
import type { Figure, Part } from './figure.ts'
import { median } from './figure.ts'
import { registryCsv } from './inputs.ts'
import { openWorkspaceIn } from './workspace.ts'

const walked = 21
const runs = 7

interface Shell {
  page: Page
  close(): Promise<unknown>
}

/** Makes a workspace from a registry and a batch of its sites, and closes it again. */
async function prepare(workspace: string, registry: string, allowHosts: string[]): Promise<string> {
  const { call, close } = await openWorkspaceIn(workspace)
  try {
    const file = join(workspace, '..', '名录.csv')
    writeFileSync(file, registry)
    const { previewId } = await call('registry.preview', { sources: [{ path: file }] })
    await call('registry.commit', { previewId, acceptValid: true })
    const design = {
      object: 'site',
      size: { by: 'all' },
      total: 'half-up',
      strata: 'stratum',
      seed: '1',
      mustInclude: []
    } as const
    const made = await call('batches.create', {
      title: '全量检查',
      period: '2026Q4',
      catalogueId: 'national-2019-site',
      design: { ...design, mustInclude: [] },
      allowHosts
    })
    return made.batch.id
  } finally {
    await close()
  }
}

export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'xuncha-desk-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function inShells(workspace: string, work: (shell: Shell, host: string) => Promise<Figure[]>): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const host of ['desktop', 'browser host'] as const) {
    const shell = host === 'desktop' ? await launchElectron({ workspace }) : await launchBrowserHost({ workspace })
    if (shell === null) continue
    try {
      shell.page.setDefaultTimeout(60_000)
      figures.push(...(await work(shell, host)))
    } finally {
      await shell.close()
    }
  }
  return figures
}

export const go = (page: Page, hash: string): Promise<void> =>
  page.evaluate((to) => {
    window.location.hash = to
  }, hash)

/** From the key to the next object's page, when it was loaded ahead and when there was no time for it. */
export const nextPage: Part = () =>
  inFolder(async (folder) => {
    const text = '<p>关于公开征求《东胜区政务公开工作规范》意见的公告。</p>'.repeat(80)
    const site = await serveFixtures(
      Object.fromEntries(
        Array.from({ length: walked }, (_, at) => [`/s/${at}`, sendHtml(`<title>${at}</title><h1>第${at}号网站</h1>${text}`)])
      )
    )
    try {
      const rows = Array.from(
        { length: walked },
        (_, at) => `网站,第${at}号网站,东胜区,第${at}号单位,34${String(at).padStart(8, '0')},${site.origin}/s/${at}`
      )
      const registry = ['类别,名称,地区,主办单位,网站标识码,网址', ...rows].join('\r\n')
      const workspace = join(folder, '工作区')
      const batchId = await prepare(workspace, registry, [site.host])
      return await inShells(workspace, async ({ page }, host) => {
        await go(page, `#/checking/${batchId}`)
        // The second shell finds ten objects done, and begins where the first one stopped.
        const first = host === 'desktop' ? 0 : 10
        await page.locator(`.checking-grid [role="row"][row-index="${first}"]`).first().click()
        await page.getByText('已载入').waitFor()
        const ahead: number[] = []
        const sudden: number[] = []
        for (let step = 1; step <= 10; step += 1) {
          const isAhead = step % 2 === 1
          if (isAhead) await page.waitForTimeout(2_000)
          const took = await keyToNext(page, 'n', `/s/${first + step}`)
          if (isAhead) ahead.push(took)
          else sudden.push(took)
        }
        return [
          {
            part: 'next',
            what: `${host}: key to the next page, loaded ahead`,
            value: median(ahead),
            unit: 'ms',
            aim: { most: 100 }
          },
          { part: 'next', what: `${host}: key to the next page, pressed at once`, value: median(sudden), unit: 'ms' }
        ]
      })
    } finally {
      await site.close()
    }
  })

/** In the page: milliseconds from setting the address until a row of the list is painted. */
export const painted = (hash: string): string => `new Promise((done) => {
  const start = performance.now()
  location.hash = '${hash}'
  const look = () => document.querySelector('main .ag-row .ag-cell') === null
    ? requestAnimationFrame(look)
    : requestAnimationFrame(() => done(performance.now() - start))
  requestAnimationFrame(look)
})`

/** Types one search text and gives the milliseconds until the number of listed rows is the wanted one. */
export const filtered = (label: string, text: string, isThere: string): string => `new Promise((done) => {
  const field = document.querySelector('input[aria-label="${label}"]')
  const start = performance.now()
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '${text}')
  field.dispatchEvent(new Event('input', { bubbles: true }))
  const look = () => ${isThere} ? requestAnimationFrame(() => done(performance.now() - start)) : requestAnimationFrame(look)
  requestAnimationFrame(look)
})`

/** 5,000 objects of a batch in the checking list. */
export const lists: Part = () =>
  inFolder(async (folder) => {
    const workspace = join(folder, '工作区')
    const batchId = await prepare(workspace, registryCsv(20_000), [])
    return inShells(workspace, async ({ page }, host) => {
      await page.getByRole('navigation').waitFor()
      const first: number[] = []
      const filter: number[] = []
      for (let run = 0; run < runs; run += 1) {
        await go(page, '#/settings')
        await page.locator('main .ag-row').first().waitFor({ state: 'detached' })
        first.push(await page.evaluate<number>(painted(`#/checking/${batchId}`)))
        const allOf = `document.querySelectorAll('.checking-grid .ag-row').length`
        const narrow = `${allOf} > 0 && [...document.querySelectorAll('.checking-grid .ag-row')].every((row) => row.innerText.includes('东川市示例0区'))`
        filter.push(await page.evaluate<number>(filtered('查找对象', '东川市示例0区', narrow)))
        await page.evaluate<number>(filtered('查找对象', '', `${allOf} > 10`))
      }
      return [
        { part: 'lists', what: `${host}: list of 5,000 objects, first paint`, value: median(first), unit: 'ms' },
        { part: 'lists', what: `${host}: the same, filtered by a text`, value: median(filter), unit: 'ms' }
      ]
    })
  })
