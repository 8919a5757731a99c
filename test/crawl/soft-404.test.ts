import { afterEach, describe, expect, it } from 'vitest'
import { checkLinks } from '../../electron/crawl/check-links.ts'
import { createPoliteClient } from '../../electron/crawl/create-polite-client.ts'
import { measuringServer } from './support.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close()
})

const nav = '<nav>首页 政务公开 政务服务 互动交流 走进本市 数据发布</nav>'
const page = (title: string, body: string): string =>
  `<!doctype html><title>${title}</title>${nav}${body}<footer>某市人民政府办公室</footer>`

/** Outcome by path of the links on the start page, where `answer` gives every page of the site with status 200. */
async function outcomes(
  addresses: readonly string[],
  answer: (path: string, count: number) => string
): Promise<Record<string, string>> {
  let count = 0
  const made = await measuringServer((request, response) => {
    count += 1
    const path = request.url ?? '/'
    const isMissing = path === '/robots.txt'
    response.writeHead(isMissing ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      path === '/' ? page('首页', addresses.map((each) => `<p><a href="${each}">${each}</a>`).join('')) : answer(path, count)
    )
  })
  open.push(made)
  const client = createPoliteClient({ allowHosts: ['127.0.0.1'], spacingMs: 0 })
  open.push(client)
  const { links } = await checkLinks({ client, start: `${made.origin}/`, depth: 0, pausesMs: [50] })
  return Object.fromEntries(links.map(({ url, outcome }) => [new URL(url).pathname, outcome]))
}

describe('pages that a site shows for anything', () => {
  it('are told from short real pages in the same frame', async () => {
    const seen = await outcomes(['/a/gone.html', '/a/real.html'], (path) =>
      path === '/a/real.html'
        ? page('某市人民政府', '<p>本市定于六月一日举行防汛演练，请市民不要惊慌，特此公告。</p>')
        : page('某市人民政府', '<p>没有您要看的</p>')
    )
    expect(seen).toEqual({ '/': 'ok', '/a/gone.html': 'soft-404', '/a/real.html': 'ok' })
  })

  it('are known although they tell the time, count visitors and repeat the address', async () => {
    const seen = await outcomes(['/a/gone.html', '/政策/gone.html'], (path, count) =>
      page('提示', `<p>您要看的 ${decodeURI(path)} 现在看不了</p><p>第 ${count} 位访客，${new Date().toISOString()}</p>`)
    )
    expect(Object.values(seen)).toEqual(['ok', 'soft-404', 'soft-404'])
  })

  it('are known although each shows another choice of news beside it', async () => {
    const news = ['市长调研重点项目建设情况', '全市防汛工作会议召开', '我市举办招聘会', '春季义务植树活动启动']
    const seen = await outcomes(['/a/gone.html'], (_path, count) =>
      page('提示', `<p>没有您要看的</p><ul><li>${news[count % 4]}</li><li>${news[(count + 1) % 4]}</li></ul>`)
    )
    expect(seen['/a/gone.html']).toBe('soft-404')
  })

  it('are not seen in pages with another title', async () => {
    const seen = await outcomes(['/a/list.html'], (path) => page(path === '/a/list.html' ? '通知公告' : '提示', ''))
    expect(seen['/a/list.html']).toBe('ok')
  })

  it('are left to people where a script makes the page', async () => {
    const shell = '<!doctype html><title>某市人民政府</title><div id="app"></div><script src="data:,"></script>'
    const seen = await outcomes(['/a/news'], () => shell)
    expect(seen['/a/news']).toBe('needs-eyes')
  })

  it('are asked for once in a directory, and once for all days of an archive', async () => {
    const asked: string[] = []
    const addresses = Array.from({ length: 12 }, (_, day) => [
      `/art/2026/${day + 1}/a.html`,
      `/art/2026/${day + 1}/b.html`
    ]).flat()
    await outcomes(addresses, (path) => {
      asked.push(path)
      return page(path, `<p>${path}</p>`)
    })
    expect(asked.filter((path) => path.includes('/xuncha-'))).toHaveLength(2)
  })
})
