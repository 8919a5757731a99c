import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import type { CheckedLink } from '../../electron/domain/facts/site-facts.ts'
import { temporaryFolder } from '../db/support.ts'
import { realHost } from '../support/chromium.ts'
import { fastSweep } from '../support/sweep-sites.ts'
import { csv, design, importFile, openBackend } from './support.ts'

const page = (title: string, main: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1>${main}
<p>${'本网站所载信息以各部门正式印发的文件为准。'.repeat(15)}</p></body></html>`
const links = `<a href="/walled.html">办事指南汇编</a><a href="/broken.html">领导信箱</a><a href="/open.html">工作报告</a><a href="/gone.html">旧版首页</a>`

/** A site that answers a program with 500 where it shows a browser the page, and with 500 to both elsewhere. */
async function startSite() {
  const asked: { path: string; by: 'client' | 'browser' }[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const by = (request.headers['user-agent'] ?? '').includes('Xuncha') ? 'client' : 'browser'
    asked.push({ path, by })
    const answers: Record<string, [number, string]> = {
      '/': [200, page('某市人民政府', links)],
      '/open.html': [200, page('政府工作报告', '<p>一年来，全市经济社会发展取得新成效。</p>')],
      '/walled.html': by === 'client' ? [500, ''] : [200, page('办事指南汇编', '<p>申请材料与办理流程。</p>')],
      '/broken.html': [500, page('服务器内部错误', '')]
    }
    const [status, body] = answers[path] ?? [404, page('没有找到', '')]
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  return { asked, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** Sweeps the site for dead links; says what was found of each link, by its path, and which hints stand. */
async function sweepLinks(origin: string, pageHost: PageHost | null) {
  const dir = temporaryFolder()
  const test = await openBackend(dir, { pageHost, clock: { now: () => '2023-09-25T02:00:00.000Z' } })
  await importFile(test, csv(dir, '名录.csv', [`网站,某市人民政府门户网站,市直,某市人民政府,3400000001,${origin}/,,,`]))
  const { batch } = await test.call('batches.create', {
    title: '三季度检查',
    period: '2023Q3',
    catalogueId: 'national-2019-site',
    design: design(),
    allowHosts: [new URL(origin).host]
  })
  const run = { batchId: batch.id, checks: ['dead-links'], settings: { ...fastSweep, useBrowser: true, homeLinks: 20 } }
  expect(await test.call('sweeps.run', run)).toMatchObject({ state: 'done', failed: 0 })
  const db = new Database(join(dir, 'workspace.db'), { readonly: true })
  const rows = db.prepare("SELECT checked_links FROM sweep_pages WHERE part = 'links'").pluck().all()
  db.close()
  const checked = rows.flatMap((row) => JSON.parse(String(row)) as CheckedLink[])
  const byPath = new Map(checked.map((link) => [new URL(link.url).pathname, link]))
  const { hints } = await test.call('hints.ofTarget', { batchId: batch.id, objectKey: 'site:3400000001' })
  return { byPath, hints }
}

describe('links of a home page that HTTP calls dead', { timeout: 180_000 }, () => {
  it('are opened in a browser before anybody is told so', async () => {
    const { asked, origin } = await startSite()
    const pageHost = await realHost()
    onTestFinished(() => pageHost.close())
    const { byPath, hints } = await sweepLinks(origin, pageHost)

    expect(byPath.get('/walled.html')).toMatchObject({ outcome: 'ok', status: 200 })
    expect(byPath.get('/broken.html')).toMatchObject({ outcome: 'dead', status: 500 })
    expect(byPath.get('/broken.html')?.evidence).toContain('浏览器打开也是 500')
    expect(byPath.get('/open.html')).toMatchObject({ outcome: 'ok' })
    expect(byPath.get('/gone.html')).toMatchObject({ outcome: 'dead', status: 404 })
    expect(hints.flatMap(({ places }) => places.map(({ text }) => text)).toSorted()).toEqual(['旧版首页', '领导信箱'].toSorted())
    // What is well, and what any made-up path shows too, is not opened there.
    const opened = asked.flatMap(({ path, by }) => (by === 'browser' && path !== '/favicon.ico' ? [path] : []))
    expect(opened.toSorted()).toEqual(['/broken.html', '/walled.html'])
  })

  it('stay dead by HTTP alone where there is no browser', async () => {
    const { origin } = await startSite()
    const { byPath } = await sweepLinks(origin, null)
    expect(byPath.get('/walled.html')).toMatchObject({ outcome: 'dead', status: 500 })
  })
})
