import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { createServer as createTlsServer } from 'node:https'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { askReach } from '../../electron/capture/gatherers/reach.ts'
import { askTls } from '../../electron/capture/gatherers/tls.ts'
import { inspectPage } from '../../electron/capture/inspect-page.ts'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { factSchemas, pageFactsSchema } from '../../electron/domain/facts/facts.ts'
import type { Fact, FactName, PageFacts } from '../../electron/domain/facts/facts.ts'
import { realHost } from '../support/chromium.ts'
import { colourPng, send, serveFixtures, serveOn } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'
import * as pages from './fact-pages.ts'

let host: PageHost
let site: FixtureServer
const html = (body: string) => send(200, 'text/html; charset=utf-8', body)
const gbk = iconv.encode(
  pages.column.replace('<meta charset="utf-8">', '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'),
  'gbk'
)

beforeAll(async () => {
  site = await serveFixtures({
    '/column/': html(pages.column),
    '/gbk/': send(200, 'text/html', gbk),
    '/script/': html(pages.scriptList),
    '/frameset/': html(pages.frameset),
    '/top.html': html(pages.frameTop),
    '/body.html': html(pages.frameBody),
    '/framed/': html(pages.framed),
    '/foot.html': html(pages.frameFoot),
    '/hidden/': html(pages.hiddenLinks),
    '/clock/': html(pages.visitorClock),
    '/refresh/': html('<meta http-equiv="refresh" content="1; url=/column/"><p>正在转到新网站</p>'),
    '/timed/': html('<p>本站已迁移</p><script>setTimeout(function(){ window.location.href = "/column/" }, 1500)</script>'),
    '/gone/': html(
      pages.page(
        '网站域名变更公告',
        '<p>我单位网站已迁移。</p><p>青禾市林业局<br>2024年2月1日</p><script>setTimeout(function(){ window.location.href = "http://127.0.0.1:9/" }, 1500)</script>'
      )
    ),
    '/hop/': send(302, 'text/plain', '', { location: '/column/' }),
    '/search/': html(pages.searchPage),
    '/images/qh_map.png': send(200, 'image/png', colourPng(40, 40, [10, 20, 30])),
    '/errors/': html(pages.page('x', '<p>页面</p><script>console.error("坏了"); undefinedFunction()</script>')),
    '/liar/': html(
      pages.page(
        '真标题',
        `<p>正文</p><script>Object.defineProperty(document, 'title', { get: () => '假标题' }); Document.prototype.getElementsByTagName = () => []; Element.prototype.getAttribute = () => '假'</script>${pages.foot}`
      )
    ),
    '*': send(404, 'text/html; charset=utf-8', pages.page('404 Not Found', '<h1>Not Found</h1>'))
  })
  host = await realHost(async (name) => (name === '127.0.0.1' ? [name] : []))
}, 60_000)
afterAll(async () => {
  await host?.close()
  await site?.close()
})

const inspect = (path: string, observedOn = '2024-03-02') =>
  inspectPage(host, {
    url: `${site.origin}${path}`,
    allowHosts: [site.host],
    observedAt: `${observedOn}T10:00:00+08:00`,
    askServer: null,
    now: () => new Date().toISOString()
  })

function fact<N extends FactName>(facts: PageFacts, name: N): Fact<N> {
  const found = facts[name]
  if (!found.ok) throw new Error(`${name}: ${found.error}`)
  return factSchemas[name].parse(found.value) as Fact<N>
}
const listed = (facts: PageFacts): string[] => fact(facts, 'dates').items.map(({ date }) => date)

describe('a page in the browser', { timeout: 60_000 }, () => {
  it('gives the facts that its bytes give, laid out', async () => {
    const { facts } = await inspect('/column/')
    expect(pageFactsSchema.safeParse(facts).success).toBe(true)
    expect(listed(facts)).toEqual(['2023-11-02', '2024-03-01', '2024-02-28', '2024-02-20', '2024-02-11'])
    expect(fact(facts, 'footerMarks')).toMatchObject({
      siteIdCode: '3499000001',
      organiser: '青禾市人民政府办公室',
      findErrorSiteCode: '3499000001'
    })
    expect(fact(facts, 'document')).toMatchObject({
      status: 200,
      error: null,
      by: 'browser',
      charset: 'utf-8',
      sha256: createHash('sha256').update(pages.column).digest('hex'),
      bytes: Buffer.byteLength(pages.column)
    })
  })
  it('is read in GBK, hashed as it came', async () => {
    const { facts } = await inspect('/gbk/')
    expect(fact(facts, 'head').title).toBe('通知公告')
    expect(fact(facts, 'document')).toMatchObject({
      charset: 'gb18030',
      declaredCharset: 'gb2312',
      sha256: createHash('sha256').update(gbk).digest('hex')
    })
  })
  it('has the list that its script draws a moment later', async () => {
    expect(listed((await inspect('/script/')).facts)).toEqual(['2024-03-01', '2024-02-27', '2024-02-25'])
  })
  it('of frames is one page', async () => {
    const frameset = (await inspect('/frameset/')).facts
    expect(listed(frameset)).toEqual(['2024-02-10', '2024-02-01'])
    expect(fact(frameset, 'footerMarks').siteIdCode).toBe('3499000001')
    const framed = (await inspect('/framed/')).facts
    expect(fact(framed, 'footerMarks').organiser).toBe('青禾市人民政府办公室')
    expect(listed(framed)).toEqual(['2024-01-30', '2024-01-20'])
  })
  it('is followed through redirects of the server, of the page and of its script', async () => {
    for (const path of ['/hop/', '/refresh/', '/timed/']) {
      const { facts, live } = await inspect(path)
      expect([path, live.record.finalUrl, fact(facts, 'head').title]).toEqual([path, `${site.origin}/column/`, '通知公告'])
    }
    expect(fact((await inspect('/hop/')).facts, 'document').redirects).toEqual([
      { url: `${site.origin}/hop/`, status: 302, location: '/column/' }
    ])
  })
  it('that sends its visitor to a dead place is itself what there is to see', async () => {
    const { facts, live } = await inspect('/gone/')
    expect([live.record.finalUrl, live.record.error]).toEqual([`${site.origin}/gone/`, null])
    expect(fact(facts, 'head').title).toBe('网站域名变更公告')
    expect(fact(facts, 'dates').publishDate).toBe('2024-02-01')
  })
  it('says what hides a link', async () => {
    const { facts } = await inspect('/hidden/')
    const by = Object.fromEntries(
      fact(facts, 'links').map(({ text, shown, hiddenBy }) => [text, shown === true ? 'shown' : hiddenBy])
    )
    expect(by).toMatchObject({
      看得见的链接: 'shown',
      蓝底白字的链接: 'shown',
      不显示的链接: 'display:none',
      页面外的链接: 'off-screen',
      没有字号的链接: 'font-size:0',
      一个像素的链接: 'size:0',
      透明的链接: 'opacity:0',
      不可见的链接: 'visibility:hidden',
      白底白字的链接: 'same-colour'
    })
  })
  it('that prints the visitor’s day has no day of publishing', async () => {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    // The browser prints its own machine's day: both are asked for where they differ.
    const local = new Date()
    const printed = `${local.getFullYear()}-${String(local.getMonth() + 1).padStart(2, '0')}-${String(local.getDate()).padStart(2, '0')}`
    const { facts } = await inspect('/clock/', printed)
    const dates = fact(facts, 'dates')
    expect(dates.publishDate).toBeNull()
    expect(dates.visitorClock.length).toBeGreaterThan(0)
    expect(today.slice(0, 4)).toBe(printed.slice(0, 4))
  })
  it('tells of pictures that did not come and of its errors', async () => {
    const images = fact((await inspect('/search/')).facts, 'images')
    const missing = images.notLoaded.map(({ text }) => text.replace(site.origin, ''))
    expect(missing).toContain('/missing.png')
    expect(missing).not.toContain('/images/qh_map.png')
    const { errors } = fact((await inspect('/errors/')).facts, 'console')
    expect(errors.map(({ text }) => text).join('\n')).toMatch(/坏了[\s\S]*undefinedFunction|undefinedFunction[\s\S]*坏了/)
  })
  it('cannot lie to the gatherers by its script', async () => {
    const { facts } = await inspect('/liar/')
    expect(fact(facts, 'head').documentTitles).toEqual(['真标题'])
    expect(fact(facts, 'footerMarks').siteIdCode).toBe('3499000001')
  })
  it('that is not there has its status, one that does not answer the reason', async () => {
    expect((await inspect('/nothing/')).live.record.status).toBe(404)
    const { facts, kept } = await inspectPage(
      host,
      {
        url: 'http://nobody.example/',
        allowHosts: [],
        observedAt: '2024-03-02T10:00:00+08:00',
        askServer: null,
        now: () => new Date().toISOString()
      },
      async () => 'kept'
    )
    expect(facts.head).toMatchObject({ ok: false })
    expect(fact(facts, 'document').error).toContain('ERR_NAME_NOT_RESOLVED')
    expect(kept).toBeNull()
  })
  it('on this machine or in the office network is not opened unless it is named', async () => {
    const { facts } = await inspectPage(host, {
      url: `${site.origin}/column/`,
      allowHosts: [],
      observedAt: '2024-03-02T10:00:00+08:00',
      askServer: { allowHosts: [] },
      now: () => new Date().toISOString()
    })
    expect(facts.head.ok).toBe(false)
    expect(facts.reach).toMatchObject({ ok: true, value: { addressesV4: [], overHttps: null } })
  })
})

describe('what the server itself is asked', { timeout: 60_000 }, () => {
  it('certificate, versions and reach', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tls-'))
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        join(dir, 'key.pem'),
        '-out',
        join(dir, 'cert.pem'),
        '-days',
        '30',
        '-subj',
        '/CN=127.0.0.1',
        '-addext',
        'subjectAltName=IP:127.0.0.1,DNS:qinghe.example'
      ],
      { stdio: 'ignore' }
    )
    const pair = { key: readFileSync(join(dir, 'key.pem')), cert: readFileSync(join(dir, 'cert.pem')) }
    const modern = await serveOn(createTlsServer({ ...pair, minVersion: 'TLSv1.2' }), 'https', { '*': html('x') })
    const old = await serveOn(createTlsServer({ ...pair, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }), 'https', {
      '*': html('x')
    })
    try {
      const asked = (server: FixtureServer) => ({ url: `${server.origin}/`, allowHosts: [server.host] })
      const tls = await askTls(asked(modern))
      expect(tls).toMatchObject({
        protocol: 'TLSv1.3',
        subject: '127.0.0.1',
        issuer: '127.0.0.1',
        names: ['127.0.0.1', 'qinghe.example'],
        error: 'DEPTH_ZERO_SELF_SIGNED_CERT',
        oldVersions: []
      })
      expect(Math.round((Date.parse(tls.validTo) - Date.parse(tls.validFrom)) / 86_400_000)).toBe(30)
      expect((await askTls(asked(old))).oldVersions).toEqual(['TLSv1', 'TLSv1.1'])
      expect(await askReach(asked(modern))).toEqual({
        addressesV4: ['127.0.0.1'],
        addressesV6: [],
        overIpv6: false,
        overHttps: true
      })
      await expect(askTls({ url: `${modern.origin}/`, allowHosts: [] })).rejects.toThrow('no-address')
      await expect(askTls({ url: 'http://127.0.0.1/', allowHosts: ['127.0.0.1'] })).rejects.toThrow('not-https')
      // A name that leads into the office network is no way in.
      await expect(
        askTls({ url: `https://www.qinghe.example:${modern.port}/`, allowHosts: [], resolve: async () => ['127.0.0.1'] })
      ).rejects.toThrow('no-address')
    } finally {
      await modern.close()
      await old.close()
      rmSync(dir, { recursive: true, force: true })
    }
  })
})
