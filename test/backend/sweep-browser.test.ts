import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { realHost } from '../support/chromium.ts'
import { fastSweep } from '../support/sweep-sites.ts'
import { csv, design, importFile, openBackend } from './support.ts'

const day = '2023-09-25'
const items = [24, 20, 11].map((date) => ({ date: `2023-09-${date}`, title: `全市第${date}次重点工作推进会议召开情况通报` }))
const list = items.map(({ date, title }) => `<li><a href="/art/${date}.html">${title}</a><span>${date}</span></li>`).join('')
const shell = (title: string, main: string): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<title>${title}</title></head><body><div class="nav">${Array.from(
  { length: 12 },
  (_, at) => `<a href="/lanmu${at}/">第${at + 1}个栏目的名称</a>`
).join('')}</div><h1>${title}</h1>${main}<div class="footer"><p>主办单位：某市人民政府办公室 承办单位：某市大数据管理局</p>
<p>网站标识码：3400000001 联系电话：0551-60000000</p><p>${'本网站所载信息以各部门正式印发的文件为准。'.repeat(15)}</p></div></body></html>`
/** Among all that a real page has around it, the list is made by a script out of what it asks the server for. */
const scripted = shell(
  '通知公告',
  `<ul id="list" class="list"></ul><script>
fetch('/api/list.json').then((answer) => answer.json()).then((items) => {
  for (const { date, title } of items) {
    const row = document.createElement('li')
    const link = Object.assign(document.createElement('a'), { href: '/art/' + date + '.html', textContent: title })
    row.append(link, Object.assign(document.createElement('span'), { textContent: date }))
    document.getElementById('list').append(row)
  }
})
</script>`
)
const pages: Record<string, [type: string, body: string]> = {
  '/': ['text/html', shell('某市人民政府', `<ul class="list">${list}</ul>`)],
  '/zwdt/': ['text/html', shell('政务动态', `<ul class="list">${list}</ul>`)],
  '/tzgg/': ['text/html', scripted],
  '/api/list.json': ['application/json', JSON.stringify(items)]
}

it(
  'takes the facts of a list that a script makes from a browser, and opens no other page there',
  { timeout: 180_000 },
  async () => {
    const asked: { path: string; by: 'client' | 'browser' }[] = []
    const server = createServer((request, response) => {
      const path = request.url ?? '/'
      asked.push({ path, by: (request.headers['user-agent'] ?? '').includes('Xuncha') ? 'client' : 'browser' })
      const [type, body] = pages[path] ?? ['text/plain', '']
      response.writeHead(path in pages ? 200 : 404, { 'content-type': `${type}; charset=utf-8` }).end(body)
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    onTestFinished(() => void server.close())
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const pageHost = await realHost()
    onTestFinished(() => pageHost.close())

    const dir = temporaryFolder()
    const test = await openBackend(dir, { pageHost, clock: { now: () => `${day}T02:00:00.000Z` } })
    await importFile(test, csv(dir, '名录.csv', [`网站,某市人民政府门户网站,市直,某市人民政府,3400000001,${origin}/,,,`]))
    const table = join(dir, '栏目.csv')
    const columns = ['首页》通知公告,通知公告,一级', '首页》政务动态,动态要闻,一级']
    const rows = ['tzgg', 'zwdt'].map((path, at) => `3400000001,${columns[at]},${origin}/${path}/`)
    writeFileSync(table, `${['网站标识码,栏目路径,栏目类别,层级,网址', ...rows].join('\r\n')}\r\n`)
    await test.call('columns.import', { source: { path: table }, objectKey: null })
    const { batch } = await test.call('batches.create', {
      title: '三季度检查',
      period: '2023Q3',
      catalogueId: 'national-2019-site',
      design: design(),
      allowHosts: [new URL(origin).host]
    })
    const checks = ['column-stale', 'blank-column']
    const run = { batchId: batch.id, checks, settings: { ...fastSweep, useBrowser: true } }
    expect(await test.call('sweeps.run', run)).toMatchObject({ state: 'done', pages: 3, byBrowser: 1, failed: 0 })

    const { pages: swept } = await test.call('sweeps.target', { batchId: batch.id, objectKey: 'site:3400000001' })
    expect(swept.map(({ url, by }) => [new URL(url).pathname, by])).toEqual([
      ['/', 'http'],
      ['/tzgg/', 'browser'],
      ['/zwdt/', 'http']
    ])
    const db = new Database(join(dir, 'workspace.db'), { readonly: true })
    const column = db.prepare("SELECT column FROM sweep_pages WHERE url LIKE '%/tzgg/'").pluck().get()
    db.close()
    expect(JSON.parse(String(column))).toMatchObject({ latestDate: '2023-09-24', items: items.map(({ date }) => ({ date })) })
    expect((await test.call('hints.list', { batchId: batch.id })).hints).toEqual([])
    // Every page was asked for over HTTP first; the browser opened that one and what its script wants.
    const byClient = asked.flatMap(({ path, by }) => (by === 'client' && path !== '/robots.txt' ? [path] : []))
    expect(byClient).toEqual(['/', '/tzgg/', '/zwdt/'])
    const byBrowser = asked.flatMap(({ path, by }) => (by === 'browser' && path !== '/favicon.ico' ? [path] : []))
    expect(byBrowser).toEqual(['/tzgg/', '/api/list.json'])
  }
)
