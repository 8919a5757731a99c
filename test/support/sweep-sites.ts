import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestBackend } from '../backend/support.ts'

/** What is wrong with a site, by its number: a fifth each, and two fifths are clean. */
export const faultOf = (number: number): 'stale-column' | 'no-code-tag' | 'no-organiser' | null =>
  ([null, 'stale-column', 'no-code-tag', 'no-organiser', null] as const)[number % 5] ?? null

/** The check that finds it. */
export const checkOfFault = {
  'stale-column': 'column-stale',
  'no-code-tag': 'meta-tags',
  'no-organiser': 'footer-marks'
} as const
export const fixtureChecks = ['column-stale', 'footer-marks', 'meta-tags']
/** The day the pages are made for. */
export const fixtureDay = '2023-09-25'

export interface SweepSites {
  port: number
  allowHosts: string[]
  /** `<site number> <path>` of every page that was answered whole, in order; robots.txt is kept apart. */
  answered: string[]
  robots: string[]
  /** Every request, robots.txt among them, in order. `answeredAt`: `performance.now()` when the last byte had left; else null. */
  requests: { page: string; answeredAt: number | null }[]
  /** Pages under way now, and the most there were at once for one site. */
  underWay(): number
  mostAtOnce(): number
  /** Answers are kept back from now on; those kept back are given when it is lifted. */
  hold(isHeld: boolean): void
  /** Sites that do not answer: their connections are cut. */
  cut(isCut: (number: number) => boolean): void
  /** Changes the organiser line of the sites without one. */
  changeFooter(text: string): void
  /** Leaves the telephone out of the foot of those sites. */
  dropPhone(isDropped: boolean): void
  close(): Promise<void>
}

const code = (number: number): string => `34${String(number).padStart(8, '0')}`
const daysBefore = (days: number): string => new Date(Date.parse(fixtureDay) - days * 86_400_000).toISOString().slice(0, 10)

const items = (first: number, every: number): string =>
  Array.from({ length: 8 }, (_, at) => {
    const day = daysBefore(first + at * every)
    return `<li><a href="/art/${day}.html">云岭县第${at + 1}次工作会议召开情况通报</a><span>${day}</span></li>`
  }).join('')

function pageOf(number: number, path: string, footer: string, hasPhone: boolean, shownCode = code(number)): string | null {
  const fault = faultOf(number)
  const name = `第${number}号网站`
  const column = { '/tzgg/': '通知公告', '/zwdt/': '政务动态' }[path]
  if (path !== '/' && column === undefined) return null
  const list = path === '/tzgg/' && fault === 'stale-column' ? items(400, 30) : items(1, 1)
  const tags = [
    ['SiteName', name],
    ['SiteDomain', `s${number}.sweep.localhost`],
    ...(fault === 'no-code-tag' ? [] : [['SiteIDCode', code(number)]]),
    ...(column === undefined
      ? []
      : [
          ['ColumnName', column],
          ['ColumnType', column]
        ])
  ]
  const organiser = fault === 'no-organiser' ? footer : `<p>主办单位：第${number}号单位</p>`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${column === undefined ? name : `${column}_${name}`}</title>
${tags.map(([tag, content]) => `<meta name="${tag}" content="${content}">`).join('\n')}</head><body>
<div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a><a href="/zwdt/">政务动态</a></div>
<h1>${column ?? name}</h1><ul class="list">${list}</ul>
<div class="footer">${organiser}${hasPhone ? '<p>联系电话：0871-60000000</p>' : ''}<p>网站标识码：${shownCode}</p>
<p><a href="https://beian.miit.gov.cn/">滇ICP备05000${String(number).padStart(3, '0')}号-1</a>
<a href="https://www.beian.gov.cn/">滇公网安备53010200000${String(number).padStart(3, '0')}号</a></p>
<a href="https://bszs.conac.cn/sitename?method=show&amp;id=0E2DB1F03C7E2C49E053012819ACFF5B"><img src="https://dcs.conac.cn/image/red.png" alt="党政机关"></a>
<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=${code(number)}"><img src="/jiucuo.png" alt="我为政府网站找错"></a></div></body></html>`
}

/**
 * Made-up sites on loopback, `s<number>.sweep.localhost`, with a known fault or a clean twin.
 * @param wrongCode a site whose foot bears another's code
 */
export async function startSweepSites(
  delayMs = 0,
  wrongCode: { number: number; code: string } | null = null
): Promise<SweepSites> {
  const answered: string[] = []
  const robots: string[] = []
  const requests: SweepSites['requests'] = []
  const kept = new Set<() => void>()
  const open = new Map<number, number>()
  let most = 0
  let isHeld = false
  let footer = ''
  let hasPhone = true
  let isCut: (number: number) => boolean = () => false

  function serve(request: IncomingMessage, response: ServerResponse): void {
    const number = Number(/^s(\d+)\.sweep\.localhost/.exec(request.headers.host ?? '')?.[1] ?? Number.NaN)
    const path = request.url ?? '/'
    if (Number.isNaN(number) || isCut(number)) {
      request.socket.destroy()
      return
    }
    const asked: SweepSites['requests'][number] = { page: `${number} ${path}`, answeredAt: null }
    requests.push(asked)
    response.once('finish', () => {
      asked.answeredAt = performance.now()
    })
    if (path === '/robots.txt') {
      robots.push(`${number}`)
      response.end(number === 1 ? 'User-agent: *\nDisallow: /\n' : 'User-agent: *\nDisallow:\n')
      return
    }
    const now = (open.get(number) ?? 0) + 1
    open.set(number, now)
    most = Math.max(most, now)
    response.once('close', () => open.set(number, (open.get(number) ?? 1) - 1))
    const answer = (): void => {
      const shownCode = wrongCode?.number === number ? wrongCode.code : code(number)
      const html = pageOf(number, path, footer, hasPhone || faultOf(number) !== 'no-organiser', shownCode)
      response.writeHead(html === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      response.once('finish', () => answered.push(asked.page))
      response.end(html ?? '没有这个页面')
    }
    const answerOrKeep = (): void => {
      if (isHeld) kept.add(answer)
      else answer()
    }
    if (delayMs === 0) answerOrKeep()
    else setTimeout(answerOrKeep, delayMs)
  }

  const server = createServer(serve)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    port,
    allowHosts: [`*.sweep.localhost:${port}`],
    answered,
    robots,
    requests,
    underWay: () => [...open.values()].reduce((sum, each) => sum + each, 0),
    mostAtOnce: () => most,
    hold(wanted) {
      isHeld = wanted
      if (wanted) return
      for (const answer of kept) answer()
      kept.clear()
    },
    cut(wanted) {
      isCut = wanted
    },
    changeFooter(text) {
      footer = text
    },
    dropPhone(isDropped) {
      hasPhone = !isDropped
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      })
  }
}

/** A batch of that many sites, each with its two columns recorded. */
export async function openSweepBatch(
  test: Pick<TestBackend, 'call'>,
  dir: string,
  sites: Pick<SweepSites, 'port' | 'allowHosts'>,
  count: number,
  title = '三季度检查'
): Promise<string> {
  const known = await test.call('workspace.info', {})
  if (known.sites === 0) {
    const rows = Array.from({ length: count }, (_, index) => index + 1)
    const file = join(dir, '名录.csv')
    const home = (number: number): string => `http://s${number}.sweep.localhost:${sites.port}/`
    const lines = rows.map((n) => `网站,第${n}号网站,${n % 2 === 0 ? '合肥市' : '芜湖市'},第${n}号单位,${code(n)},${home(n)}`)
    writeFileSync(file, `${['类别,名称,地区,主办单位,网站标识码,网址', ...lines].join('\r\n')}\r\n`)
    const { previewId } = await test.call('registry.preview', { sources: [{ path: file }] })
    await test.call('registry.commit', { previewId, acceptValid: false })
    const columns = rows.flatMap((n) => [
      `${code(n)},首页》通知公告,通知公告,一级,${home(n)}tzgg/`,
      `${code(n)},首页》政务动态,动态要闻,一级,${home(n)}zwdt/`
    ])
    const table = join(dir, '栏目.csv')
    writeFileSync(table, `${['网站标识码,栏目路径,栏目类别,层级,网址', ...columns].join('\r\n')}\r\n`)
    await test.call('columns.import', { source: { path: table }, objectKey: null })
  }
  const { batch } = await test.call('batches.create', {
    title,
    period: '2023Q3',
    catalogueId: 'national-2019-site',
    design: { object: 'site', size: { by: 'all' }, total: 'half-up', strata: 'stratum', seed: '种子', mustInclude: [] },
    allowHosts: [...sites.allowHosts]
  })
  return batch.id
}

/**
 * What a kill had asked again, by one rule for the test and the measurement: an answer counts as had when its last byte left
 * the server at least this long before the kill. What came later, or not whole, was under way: the process may not have had it,
 * no program can know of it afterwards, and it is asked again.
 */
export const hadBeforeKillMs = 250

/** @param kills moments of `performance.now()` */
export function askedAgain(requests: SweepSites['requests'], kills: readonly number[]): { had: string[]; underWay: string[] } {
  const last = new Map<string, SweepSites['requests'][number]>()
  const had: string[] = []
  const underWay: string[] = []
  for (const request of requests) {
    const before = last.get(request.page)
    last.set(request.page, request)
    if (before === undefined) continue
    const { answeredAt } = before
    const kill = answeredAt === null ? undefined : kills.find((at) => at > answeredAt - hadBeforeKillMs)
    const isUnderWay = answeredAt === null || (kill !== undefined && kill - answeredAt < hadBeforeKillMs)
    ;(isUnderWay ? underWay : had).push(request.page)
  }
  return { had, underWay }
}

/** As fast as the test machine goes. */
export const fastSweep = {
  concurrency: 4,
  spacing: 0,
  navigationPages: 0,
  homeLinks: 0,
  useBrowser: false,
  retrySeconds: 0,
  controlUrls: []
}
