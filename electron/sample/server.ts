import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { XunchaError } from '../domain/errors.ts'
import { badgeSvg, findErrorSvg } from './assets.ts'
import { encodeGb18030Html } from './gb18030.ts'
import type { PageContext } from './page-template.ts'
import { siteStyle } from './page-style.ts'
import { articlePage, columnPage, endlessHead, homePage, plainPage, tallPage } from './pages.ts'
import { searchedWords, searchPage } from './search.ts'
import { loadSample } from './sample-data.ts'
import type { Sample, SamplePorts, SampleSite } from './sample-data.ts'

export interface SampleSitesOptions {
  resourcesDir: string
  /** Ports to take. Absent: the preferred ones, or free ones where those are taken. */
  ports?: SamplePorts
  /** Today, `YYYY-MM-DD` in China: healthy columns are fresh against it. Absent: asked of the machine for every page. */
  today?: string
  /** Shortens the slow site's wait; for tests. */
  slowMs?: number
}

export interface SampleSites {
  readonly sample: Sample
  readonly ports: SamplePorts
  /** `http://<host>.yunling.localhost:<port>/`; the host is the first label, e.g. `www`. */
  origin(host: string): string
  /** What a batch must allow so that these sites, and nothing else on this machine, can be opened. */
  readonly allowHosts: string[]
  close(): Promise<void>
}

const chinaToday = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

const aboutTitles: Record<string, string> = {
  contact: '联系我们',
  sitemap: '网站地图',
  icp: '备案信息',
  police: '公安备案信息',
  badge: '党政机关标识说明',
  'find-error': '我为政府网站找错',
  elder: '长者模式',
  accessible: '无障碍浏览'
}

/** Serves the shipped sample sites on 127.0.0.1, one host name each, faults included. */
export async function startSampleSites(options: SampleSitesOptions): Promise<SampleSites> {
  const sample = loadSample(options.resourcesDir)
  const context = { sample, options, ports: { http: 0, https: 0 }, timers: new Set<NodeJS.Timeout>() }
  const siteOf = new Map(sample.sites.map((site) => [site.host, site]))
  const answer: RequestListener = (request, response) => {
    const host = (request.headers.host ?? '').split(':')[0] ?? ''
    const label = host.endsWith(`.${sample.domain}`) ? host.slice(0, -sample.domain.length - 1) : ''
    const site = siteOf.get(label)
    const moved = sample.sites.find((entry) => entry.faults.some((fault) => fault.kind === 'redirect' && fault.toHost === label))
    if (site) serve(context, site, request, response)
    else if (moved) serve(context, { ...moved, faults: [], name: '云岭新农村信息网' }, request, response)
    else response.socket?.destroy()
  }
  const certificate = (part: string) => readFileSync(join(sample.dir, `expired-certificate.sample-only.${part}.pem`))
  const http = createHttpServer(answer)
  const https = createHttpsServer({ key: certificate('key'), cert: certificate('crt') }, answer)
  const servers = [http, https]
  const close = async () => {
    for (const timer of context.timers) clearTimeout(timer)
    await Promise.all(servers.map(stop))
  }
  try {
    context.ports.http = await listen(http, options.ports?.http ?? sample.ports.http, options.ports === undefined)
    context.ports.https = await listen(https, options.ports?.https ?? sample.ports.https, options.ports === undefined)
  } catch (cause) {
    await close()
    throw cause
  }
  const { ports } = context
  return {
    sample,
    ports,
    origin: (host) => {
      const secure = siteOf.get(host)?.secure === true
      return `${secure ? 'https' : 'http'}://${host}.${sample.domain}:${secure ? ports.https : ports.http}/`
    },
    allowHosts: [`*.${sample.domain}:${ports.http}`, `*.${sample.domain}:${ports.https}`],
    close
  }
}

interface Serving {
  sample: Sample
  options: SampleSitesOptions
  ports: SamplePorts
  timers: Set<NodeJS.Timeout>
}

function serve(serving: Serving, site: SampleSite, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '/', 'http://sample')
  const path = url.pathname
  const isRobot = /Baiduspider/i.test(request.headers['user-agent'] ?? '')
  const page: PageContext = { sample: serving.sample, site, today: serving.options.today ?? chinaToday(), isRobot }
  if (path.startsWith('/assets/')) return asset(site, path, response)
  if (path === '/files/plugin.exe') {
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="plugin.exe"'
    })
    response.end('MZ sample only, not a program')
    return
  }
  const planned = [
    ...site.faults.flatMap((fault) => (fault.kind === 'dead-link' ? [fault] : [])),
    ...(site.needsEyes ?? [])
  ].find((link) => link.path === path)
  if (planned) {
    if (planned.answer === 'reset') response.socket?.destroy()
    else send(site, response, planned.answer, plainPage(page, String(planned.answer), '您访问的页面暂时无法打开。'))
    return
  }
  for (const fault of site.faults) {
    if (fault.kind === 'redirect' && redirect(serving, fault, path, response)) return
    if (fault.kind === 'endless' && path === '/') {
      response.writeHead(200, headersOf(site))
      response.write(endlessHead(page))
      return
    }
    if (fault.kind === 'slow' && path === '/') {
      const timer = setTimeout(
        () => {
          serving.timers.delete(timer)
          send(site, response, 200, homePage(page))
        },
        serving.options.slowMs ?? fault.seconds * 1_000
      )
      serving.timers.add(timer)
      response.on('close', () => clearTimeout(timer))
      return
    }
  }
  const html = ordinary(page, path, url)
  if (html === null) send(site, response, 404, plainPage(page, '404', '您访问的页面不存在或者已被删除。'))
  else send(site, response, 200, html)
}

/** Home, columns, articles, the pages of the footer. null: there is no such page. */
function ordinary(page: PageContext, path: string, url: URL): string | null {
  if (path === '/') return homePage(page)
  if (path === '/bench.html') return tallPage(page, Math.min(Number(url.searchParams.get('height')) || 5_000, 60_000))
  if (path === '/search/') return searchPage(page, searchedWords(url.search, page.site.charset ?? 'utf-8'))
  if (path === '/popup.html') return plainPage(page, '弹出窗口', '此窗口由网页自行弹出。')
  if (path === '/hdjl/submit') return plainPage(page, '提交成功', '您的留言已收到，编号请留存。')
  const about = /^\/about\/([a-z-]+)\.html$/.exec(path)?.[1]
  if (about !== undefined) {
    const title = aboutTitles[about]
    return title === undefined ? null : plainPage(page, title, `${page.site.unit}${title}。本页为示例内容。`)
  }
  const article = /^\/([a-z]+(?:\/[a-z]+)?)\/(\d+)\.html$/.exec(path)
  if (article) return articlePage(page, article[1] ?? '', Number(article[2]) - 1)
  return columnPage(page, path.replace(/^\/|\/$/g, ''))
}

/** The chain: home → each hop → the home page of another host. */
function redirect(serving: Serving, fault: { hops: string[]; toHost: string }, path: string, response: ServerResponse): boolean {
  const step = path === '/' ? 0 : fault.hops.indexOf(path) + 1
  if (path !== '/' && step === 0) return false
  const next = fault.hops[step] ?? `http://${fault.toHost}.${serving.sample.domain}:${serving.ports.http}/`
  response.writeHead(step === 1 ? 301 : 302, { location: next, 'cache-control': 'no-store' })
  response.end()
  return true
}

function asset(site: SampleSite, path: string, response: ServerResponse): void {
  const files: Record<string, [string, string]> = {
    '/assets/site.css': ['text/css; charset=utf-8', siteStyle(site)],
    '/assets/badge.svg': ['image/svg+xml', badgeSvg],
    '/assets/find-error.svg': ['image/svg+xml', findErrorSvg]
  }
  const file = files[path]
  response.writeHead(file ? 200 : 404, { 'content-type': file?.[0] ?? 'text/plain' })
  response.end(file?.[1] ?? '')
}

const headersOf = (site: SampleSite) => ({
  // The GB18030 site leaves the charset to its <meta>, as such sites do.
  'content-type': site.charset === 'gb18030' ? 'text/html' : 'text/html; charset=utf-8',
  server: 'xuncha-sample',
  'cache-control': 'no-store'
})

function send(site: SampleSite, response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, headersOf(site))
  response.end(site.charset === 'gb18030' ? encodeGb18030Html(html) : html)
}

async function listen(server: Server, port: number, anyWillDo: boolean): Promise<number> {
  const started = await tryListen(server, port)
  if (started !== 'taken') return started
  if (!anyWillDo)
    throw new XunchaError('bad-input', `示例网站原来使用的端口 ${port} 已被其他程序占用，请关闭占用它的程序后重新打开示例批次。`)
  const free = await tryListen(server, 0)
  if (free === 'taken') throw new XunchaError('bad-input', '本机没有可用的端口，无法启动示例网站，请关闭一些程序后重试。')
  return free
}

function tryListen(server: Server, port: number): Promise<number | 'taken'> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve('taken') : reject(error)
    server.once('error', failed)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', failed)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) return resolve()
    server.close(() => resolve())
    // The endless and the slow page hold their sockets open.
    server.closeAllConnections()
  })
}
