import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import { launchBrowserHost } from '../support/browser-app.ts'
import { launchElectron } from '../support/electron-app.ts'
import { checkTargets, drawBatch, exportNotice, importRegistry, lookAround, screensFolder, serveSites } from './main-path.ts'
import type { Product, Served } from './main-path.ts'

let folder: string
let served: Served

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xuncha-path-'))
  served = await serveSites(folder)
})
afterEach(async () => {
  await served.sites.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Import → draw → open → fail with captured evidence → score → notice, then the files against what the screen said. */
async function wholePath(product: Product, host: string): Promise<void> {
  const screens = screensFolder(host)
  await importRegistry(product, served, screens)
  await drawBatch(product, served, screens)
  const shown = await checkTargets(product, screens)
  const dir = await exportNotice(product, screens)

  const model = JSON.parse(readFileSync(join(dir, 'notice.json'), 'utf8')) as NoticeModel
  expect(model.figures).toMatchObject({ 'site.checked': shown.checked, 'site.failed': shown.failed, 'site.passRate': '75.00%' })
  const annex = await readXlsx(readFileSync(join(dir, '附件.xlsx')))
  const total = annex.sheets[0]?.rows.findLast((row) => row.includes('合计'))
  expect(total).toEqual(expect.arrayContaining([served.registered, shown.checked, shown.failed, 0.75]))
  const problems = await readXlsx(readFileSync(join(dir, '问题清单.xlsx')))
  const rows = problems.sheets[0]?.rows ?? []
  const listed = rows.filter((row) => row.includes(shown.failedName))
  expect(listed).toHaveLength(1)
  expect(listed[0]).toEqual(expect.arrayContaining([5, '首页》政策》政策解读', '政策解读、人事信息等 5 个栏目为空白栏目。']))
  expect(statSync(join(dir, '通报.docx')).size).toBeGreaterThan(5_000)
  await lookAround(product, screens)
}

/** The records of the environment (清洁性检查) that lie with the captures, as they were written. */
function environmentsIn(workspace: string): Record<string, unknown>[] {
  const dir = join(workspace, 'evidence')
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(dir, name), 'utf8')) as Record<string, unknown>)
    .filter((sheet) => 'environment' in sheet)
}

describe('the main path through the screen', () => {
  it('goes from a registry file to the notice in a real Electron', async () => {
    const running = await launchElectron({ workspace: join(folder, '工作区') })
    if (running === null) return
    try {
      await wholePath(running, `electron-${running.electronVersion}`)
      const sheets = environmentsIn(join(folder, '工作区'))
      expect(sheets.length).toBeGreaterThan(0)
      const hosts = execFileSync('sha256sum', ['/etc/hosts']).toString().slice(0, 64)
      for (const { environment, versions } of sheets) {
        expect(versions).toMatchObject({ shell: `Electron ${running.electronVersion}` })
        expect(environment).toMatchObject({
          os: { arch: process.arch },
          partition: { isFresh: true, isPersistent: false },
          devTools: '关闭',
          extensions: 0,
          hostsFile: { sha256: hosts },
          proxy: { browser: 'DIRECT' }
        })
      }
      console.log(`environment records in Electron ${running.electronVersion}: ${sheets.length} as the machine is`)
    } catch (error) {
      await running.screenshot(join(screensFolder('failed'), 'electron.png'))
      throw error
    } finally {
      await running.close()
    }
  })

  it('goes from a registry file to the notice in the browser host', async () => {
    const running = await launchBrowserHost({ workspace: join(folder, '工作区') })
    const screenshot = async (file: string) => void (await running.page.screenshot({ path: file }))
    try {
      await wholePath({ page: running.page, screenshot }, 'browser')
    } catch (error) {
      await screenshot(join(screensFolder('failed'), 'browser.png'))
      throw error
    } finally {
      await running.close()
    }
  })
})
