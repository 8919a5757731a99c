import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import type { Input, Output } from '../../electron/contract/index.ts'
import { temporaryFolder } from '../db/support.ts'
import { fastSweep } from '../support/sweep-sites.ts'
import { openBackend, type TestBackend } from './support.ts'
import { serveSite, watchedBatch } from './watch-support.ts'

/** The day on which the site is swept. */
export const sweptAt = '2023-09-25T01:00:00.000Z'

export interface Asked {
  url: URL
  userAgent: string
  request: IncomingMessage
}
/** A page's HTML; null: it is not there. */
export type SitePage = string | ((asked: Asked) => string | null)

export interface ServedSite {
  url: string
  host: string
  /** Path and query of every request that was answered, in order, robots.txt left out. */
  asked: string[]
  /** Robots.txt; none by default. */
  robots: string
  /** Answers to these are kept back while it says so. */
  held: (path: string) => boolean
  /** Requests for the path whose answers are kept back. */
  underWay(path: string): number
}

/** One site on loopback with the given pages by path. */
export async function serveSweptSite(pages: Readonly<Record<string, SitePage>>): Promise<ServedSite> {
  const kept: string[] = []
  const site: ServedSite = {
    url: '',
    host: '',
    asked: [],
    robots: '',
    held: () => false,
    underWay: (path) => kept.filter((each) => each === path).length
  }
  const served = await serveSite((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site')
    void (async () => {
      kept.push(url.pathname)
      while (site.held(url.pathname) && !request.socket.destroyed) await wait(20)
      kept.splice(kept.indexOf(url.pathname), 1)
      if (request.socket.destroyed) return
      const isRobots = url.pathname === '/robots.txt'
      const page = pages[url.pathname]
      const asked = { url, userAgent: request.headers['user-agent'] ?? '', request }
      const html = isRobots ? null : typeof page === 'function' ? page(asked) : (page ?? null)
      const type = isRobots ? 'text/plain' : 'text/html; charset=utf-8'
      const isThere = isRobots ? site.robots !== '' : html !== null
      response.once('finish', () => void (isRobots || site.asked.push(`${url.pathname}${url.search}`)))
      response.writeHead(isThere ? 200 : 404, { 'content-type': type })
      response.end(isRobots ? site.robots : (html ?? '没有这个页面'))
    })()
  })
  return Object.assign(site, { url: served.url, host: served.host })
}

const name = '云岭县人民政府'

/** A page with the site's navigation; `body` stands below it. */
export const page = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title === '' ? name : `${title}_${name}`}</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/tzgg/">通知公告</a><a href="/zcwj/">政策文件</a><a href="/zcjd/">政策解读</a></div>
<h1>${title === '' ? name : title}</h1>${body}<div class="footer"><p>主办单位：${name}办公室</p></div></body></html>`

export interface Entry {
  href: string
  text: string
  date: string
}
export const list = (title: string, entries: readonly Entry[]): string =>
  page(
    title,
    `<ul class="list">${entries.map(({ href, text, date }) => `<li><a href="${href}">${text}</a><span>${date}</span></li>`).join('')}</ul>`
  )

const filler = '各有关单位要认真组织实施，切实抓好落实，确保各项工作取得实效。'.repeat(8)
export const article = (title: string, date: string, below = ''): string =>
  page(title, `<p>发布日期：${date} 来源：县政府办公室</p><div class="article-content"><p>${filler}</p>${below}</div>`)

/** Titles that are no news to any check, every second day before the sweep. */
export const plainEntries = (path: string, subject: string): Entry[] =>
  ['2023-09-22', '2023-09-20', '2023-09-12', '2023-09-08', '2023-09-06'].map((date, at) => ({
    href: `${path}${at + 1}.html`,
    text: `云岭县关于做好${subject}第${at + 1}阶段有关事项的通知`,
    date
  }))

export interface Swept {
  test: TestBackend
  batchId: string
  sweep: Output<'sweeps.run'>
  /** `outcome message` of the open hints. */
  hints: string[]
}

export interface SweptOptions {
  settings?: Input<'sweeps.start'>['settings']
  pageHost?: PageHost | null
  dir?: string
  /** 对照地址: what answers where the site does not. */
  control?: Pick<ServedSite, 'url' | 'host'>
}

export const requestFor = (
  batchId: string,
  checks: string[],
  settings: Input<'sweeps.start'>['settings'] = {}
): Input<'sweeps.start'> => ({ batchId, checks, settings: { ...fastSweep, navigationPages: 8, ...settings } })

export async function openSweptBatch(
  site: ServedSite,
  options: SweptOptions = {}
): Promise<{ test: TestBackend; batchId: string }> {
  const pageHost = options.pageHost ?? null
  const test = await openBackend(options.dir ?? temporaryFolder(), { clock: { now: () => sweptAt }, pageHost })
  const { batchId } = await watchedBatch(
    test,
    temporaryFolder(),
    [site.url],
    [site.host, ...(options.control === undefined ? [] : [options.control.host])]
  )
  return { test, batchId }
}

export async function hintsOf(test: TestBackend, batchId: string): Promise<string[]> {
  const { hints } = await test.call('hints.list', { batchId })
  return hints.filter(({ state }) => state === 'open').map(({ outcome, message }) => `${outcome} ${message}`)
}

/** Sweeps the one site for the given checks. */
export async function sweepSite(site: ServedSite, checks: string[], options: SweptOptions = {}): Promise<Swept> {
  const { test, batchId } = await openSweptBatch(site, options)
  const controlUrls = options.control === undefined ? [] : [options.control.url]
  const sweep = await test.call('sweeps.run', requestFor(batchId, checks, { controlUrls, ...options.settings }))
  return { test, batchId, sweep, hints: await hintsOf(test, batchId) }
}
