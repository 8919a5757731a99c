import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostAllowed } from '../../electron/domain/address-policy.ts'
import { listColumns } from '../../electron/sample/sample-data.ts'
import type { SampleFault, SampleSite } from '../../electron/sample/sample-data.ts'
import { startSampleSites } from '../../electron/sample/server.ts'
import type { SampleSites } from '../../electron/sample/server.ts'
import { fetchPage } from './fetch-page.ts'

const resourcesDir = resolve(import.meta.dirname, '../../resources')
const today = '2026-11-22'
let sites: SampleSites

beforeAll(async () => {
  sites = await startSampleSites({ resourcesDir, ports: { http: 0, https: 0 }, today, slowMs: 900 })
})
afterAll(() => sites.close())

const siteOf = (host: string) => {
  const site = sites.sample.sites.find((entry) => entry.host === host)
  if (!site) throw new Error(`no sample site ${host}`)
  return site
}
const pageOf = (host: string, path = '') => fetchPage(sites.origin(host) + path)
const textOf = async (host: string, path = '') => (await pageOf(host, path)).body.toString('utf8')
const datesIn = (html: string) => [...html.matchAll(/<span>(\d{4}-\d{2}-\d{2})<\/span>/g)].map((match) => match[1] ?? '')
const daysAgo = (date: string) => (Date.parse(today) - Date.parse(date)) / 86_400_000
/** What the rules ask of a column: news within two weeks, the rest within half a year. */
const limitDays = (path: string) => (path.startsWith('dtyw') ? 14 : 181)

/** Everything a site can have wrong, found by fetching it: independent of what sites.json says. */
async function faultsSeen(site: SampleSite): Promise<string[]> {
  const seen: string[] = []
  const home = await pageOf(site.host)
  if (home.validTo !== null && home.validTo < `${today}T00:00:00.000Z`) seen.push('expired-certificate')
  if (home.location !== null) return [...seen, 'redirect']
  if (!home.ended) return [...seen, 'endless']
  const html = new TextDecoder(site.charset ?? 'utf-8').decode(home.body)
  if (!html.includes(`网站标识码：${site.siteCode}`) || !html.includes(`name="SiteIDCode" content="${site.siteCode}"`))
    seen.push('missing-site-code')
  for (const mark of ['主办单位', '联系方式', '滇ICP备', '滇公网安备', '党政机关', '我为政府网站找错'])
    expect(html, `${site.host} ${mark}`).toContain(mark)
  if (/window\.open|requestPermission|alert\(/.test(html)) seen.push('hostile')
  const links = new Set([...html.matchAll(/href="(\/[^"]*)"/g)].map((match) => (match[1] ?? '').slice(1)))
  for (const link of links) {
    const { status } = await pageOf(site.host, link)
    if (status === 0 || status === 404 || status >= 500) seen.push('dead-link')
    else if (status !== 200) seen.push('needs-eyes')
  }
  for (const { path, column } of listColumns(site)) {
    if (column.form) continue
    const page = await pageOf(site.host, `${path}/`)
    const dates = datesIn(new TextDecoder(site.charset ?? 'utf-8').decode(page.body))
    if (dates.length === 0) seen.push('blank-column')
    else if (daysAgo(dates.toSorted().at(-1) ?? '') > limitDays(path)) seen.push('stale-column')
  }
  const text = async (path: string, headers = {}) =>
    new TextDecoder(site.charset ?? 'utf-8').decode((await fetchPage(sites.origin(site.host) + path, 5_000, headers)).body)
  const titleOf = (page: string) => /<title>(.*?)<\/title>/.exec(page)?.[1]
  if (titleOf(html) !== titleOf(await text('', { 'user-agent': 'Mozilla/5.0 (compatible; Baiduspider/2.0)' })))
    seen.push('hijacked-title')
  // The words stand in the title of a notice, in the bytes that the site's own form would send; 节假日 is `BD DA BC D9 C8 D5`.
  const words = site.charset === 'gb18030' ? '%BD%DA%BC%D9%C8%D5' : encodeURIComponent('节假日')
  if (!(await text(`search/?q=${words}`)).includes('<a href="/tzgg/7.html">')) seen.push('broken-search')
  const dateOf = async (path: string) => /PubDate" content="([\d-]{10})/.exec(await text(path))?.[1] ?? ''
  const [document, interpretation] = [await dateOf('zcwj/1.html'), await dateOf('zcjd/1.html')]
  const isPair = (await text('zcjd/1.html')).includes('href="/zcwj/1.html"')
  if (isPair && document !== interpretation) seen.push('late-interpretation')
  return seen.sort()
}

describe('startSampleSites', () => {
  it('has at least eight faulty running sites and some with none', () => {
    const running = sites.sample.sites.filter((site) => site.isRunning)
    expect(running.filter((site) => site.faults.length > 0).length).toBeGreaterThanOrEqual(8)
    expect(running.filter((site) => site.faults.length === 0).length).toBeGreaterThanOrEqual(4)
  })

  const expected: Record<string, string[]> = {
    www: ['stale-column', 'stale-column', 'stale-column'],
    fgj: [],
    jtj: Array.from({ length: 5 }, () => 'stale-column'),
    kgj: Array.from({ length: 5 }, () => 'blank-column'),
    mzj: ['dead-link', 'dead-link', 'dead-link', 'dead-link', 'hijacked-title', 'needs-eyes'],
    czj: [],
    ldjc: ['late-interpretation', 'missing-site-code'],
    zrzy: ['expired-certificate'],
    nyncj: ['redirect'],
    wjj: [],
    wlj: [],
    ljj: ['hostile'],
    swj: ['endless'],
    qlz: [],
    bsx: ['blank-column', 'blank-column', 'broken-search'],
    yxj: []
  }
  it.each(Object.keys(expected))('serves on %s the faults it should have and no other', async (host) => {
    expect(await faultsSeen(siteOf(host))).toEqual(expected[host])
  })

  it('lists in sites.json exactly the faults that are seen', () => {
    const kinds = (faults: SampleFault[]) => faults.map((fault) => fault.kind).filter((kind) => kind !== 'slow')
    for (const [host, seen] of Object.entries(expected))
      expect(kinds(siteOf(host).faults).sort()).toEqual(seen.filter((kind) => kind !== 'needs-eyes'))
  })

  it('keeps stale columns stale and healthy ones fresh years later', async () => {
    const later = await startSampleSites({ resourcesDir, ports: { http: 0, https: 0 }, today: '2029-03-01' })
    try {
      const dates = async (path: string) =>
        datesIn((await fetchPage(`${later.origin('www')}${path}`)).body.toString('utf8'))
          .toSorted()
          .at(-1)
      expect(await dates('zcjd/')).toBe('2026-04-01')
      expect(await dates('tzgg/')).toBe('2029-02-28')
    } finally {
      await later.close()
    }
  })

  it('answers the slow home page late, and its other pages at once', async () => {
    const started = performance.now()
    expect((await pageOf('wjj')).status).toBe(200)
    // Node's timer may fire a millisecond early.
    expect(performance.now() - started).toBeGreaterThan(890)
    expect(siteOf('wjj').faults).toEqual([{ kind: 'slow', seconds: 20 }])
    expect(await textOf('wjj', 'tzgg/')).toContain('通知公告')
  })

  it('starts the endless page and never ends it', async () => {
    const page = await fetchPage(sites.origin('swj'), 1_500)
    expect(page).toMatchObject({ status: 200, ended: false })
    expect(page.body.toString('utf8')).toContain('云岭县水务局')
    expect(page.body.toString('utf8')).not.toContain('</html>')
  })

  it('redirects over three steps to another host', async () => {
    const steps: string[] = []
    let url = sites.origin('nyncj')
    for (let step = 0; step < 5; step += 1) {
      const page = await fetchPage(url)
      if (page.location === null) break
      url = new URL(page.location, url).href
      steps.push(`${page.status} ${new URL(url).hostname}${new URL(url).pathname}`)
    }
    expect(steps).toEqual([
      '302 nyncj.yunling.localhost/index.html',
      '301 nyncj.yunling.localhost/2026/qianyi.html',
      '302 xinnongcun.yunling.localhost/'
    ])
    expect((await fetchPage(url)).body.toString('utf8')).toContain('云岭新农村信息网')
  })

  it('sends the GB18030 site in GB18030, declared in its meta only', async () => {
    const page = await pageOf('czj')
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(page.body)).toThrow()
    const html = new TextDecoder('gb18030', { fatal: true }).decode(page.body)
    expect(html).toContain('<meta charset="gb18030">')
    expect(html).toContain('云岭县财政局')
  })

  it('serves a certificate that ended on 2025-01-01', async () => {
    expect((await pageOf('zrzy')).validTo).toBe('2025-01-01T00:00:00.000Z')
  })

  it('answers a dead link by reset, 404 and 500, and one link with 403', async () => {
    const statuses = await Promise.all(
      ['ylfw/yljg.html', 'hydj/yuyue.html', 'shzz/nianjian', 'jzsq/', 'oa/'].map((path) => pageOf('mzj', path))
    )
    expect(statuses.map((page) => page.status)).toEqual([404, 404, 500, 0, 403])
  })

  it('answers only the hosts of the sample, on loopback', async () => {
    expect((await fetchPage(`http://other.yunling.localhost:${sites.ports.http}/`)).status).toBe(0)
    expect((await fetchPage(`http://localhost:${sites.ports.http}/`)).status).toBe(0)
  })

  it('allows its own hosts and ports and no others', () => {
    const { http, https } = sites.ports
    expect(hostAllowed('www.yunling.localhost', http, sites.allowHosts)).toBe(true)
    expect(hostAllowed('zrzy.yunling.localhost', https, sites.allowHosts)).toBe(true)
    expect(hostAllowed('www.yunling.localhost', http + https, sites.allowHosts)).toBe(false)
    expect(hostAllowed('127.0.0.1', http, sites.allowHosts)).toBe(false)
  })

  it('takes free ports where the preferred ones are taken, and refuses with a sentence where they were asked for', async () => {
    const holder = createServer()
    const taken = await new Promise<number>((done) => {
      holder.listen(0, '127.0.0.1', () => {
        const address = holder.address()
        done(typeof address === 'object' && address ? address.port : 0)
      })
    })
    try {
      await expect(startSampleSites({ resourcesDir, ports: { http: taken, https: 0 } })).rejects.toThrow(
        `示例网站原来使用的端口 ${taken} 已被其他程序占用`
      )
    } finally {
      await new Promise((done) => holder.close(done))
    }
    const first = await startSampleSites({ resourcesDir })
    const second = await startSampleSites({ resourcesDir })
    try {
      expect(second.ports.http).not.toBe(first.ports.http)
      expect((await fetchPage(second.origin('fgj'))).status).toBe(200)
    } finally {
      await Promise.all([first.close(), second.close()])
    }
  })
})
