import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { checkLinks, type LinkCheckOptions, type LinkProgress } from '../../electron/crawl/check-links.ts'
import type { BrowserSight } from '../../electron/crawl/confirm-dead.ts'
import { createPoliteClient } from '../../electron/crawl/create-polite-client.ts'
import type { PoliteClientOptions } from '../../electron/crawl/polite-client.ts'
import { measuringServer, type MeasuringServer } from './support.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close()
})

/** A site by its pages; what is not there is 404. */
async function site(pages: Readonly<Record<string, string>>): Promise<MeasuringServer> {
  const made = await measuringServer((request, response) => {
    const page = pages[request.url ?? '']
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': request.url === '/robots.txt' ? 'text/plain' : 'text/html; charset=utf-8'
    })
    response.end(page ?? '没有这个网页')
  })
  open.push(made)
  return made
}

function check(start: string, options: Partial<LinkCheckOptions> = {}, limits: PoliteClientOptions = {}) {
  const client = createPoliteClient({ allowHosts: ['127.0.0.1', '127.0.0.2'], spacingMs: 0, ...limits })
  open.push(client)
  return checkLinks({ client, start, depth: 5, pausesMs: [50, 100], ...options })
}

const links = (...addresses: string[]): string => addresses.map((address) => `<a href="${address}">链接</a>`).join('<p>文字</p>')
const paths = (list: readonly { url: string }[]): string[] => list.map(({ url }) => new URL(url).pathname).toSorted()

describe('checkLinks', () => {
  it('reads pages to the depth, checks what they link to, and asks each address once', async () => {
    const made = await site({
      '/': links('/1', '/1#a', './1', '/gone'),
      '/1': links('/2', '/'),
      '/2': links('/3'),
      '/3': links('/4'),
      '/4': '终'
    })
    const { links: checked, pages } = await check(`${made.origin}/`, { depth: 2 })
    expect(pages).toBe(3)
    expect(paths(checked)).toEqual(['/', '/1', '/2', '/3', '/gone'])
    // Tries of the dead one and made-up paths aside.
    const asked = made.paths.filter((path) => /^\/\d?$/.test(path)).toSorted()
    expect(asked).toEqual(['/', '/1', '/2', '/3'])
  })

  it('finds the same pages whichever way it met them first', async () => {
    // /near is met first through the long way, because the short way answers late.
    const made = await measuringServer((request, response) => {
      const pages: Record<string, string> = {
        '/': links('/slow', '/a'),
        '/a': links('/b'),
        '/b': links('/near'),
        '/slow': links('/near'),
        '/near': links('/behind'),
        '/behind': links('/last'),
        '/last': '终'
      }
      const page = pages[request.url ?? '']
      void wait(request.url === '/slow' ? 600 : 0).then(() => {
        response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' })
        response.end(page ?? '没有')
      })
    })
    open.push(made)
    const { links: checked } = await check(`${made.origin}/`, { depth: 3 })
    expect(paths(checked)).toEqual(['/', '/a', '/b', '/behind', '/last', '/near', '/slow'])
  })

  it('does not read other sites, and names all pages a link stands on', async () => {
    const other = await measuringServer((request, response) => {
      response.writeHead(request.url === '/x' ? 200 : 404, { 'content-type': 'text/html' }).end(links('/deeper'))
    }, '127.0.0.2')
    open.push(other)
    const made = await site({ '/': links(`${other.origin}/x`, '/1'), '/1': links(`${other.origin}/x`) })
    const { links: checked } = await check(`${made.origin}/`)
    const found = checked.find(({ isExternal }) => isExternal)
    expect(found).toMatchObject({ url: `${other.origin}/x`, outcome: 'ok', from: [`${made.origin}/`, `${made.origin}/1`] })
    expect(other.paths).not.toContain('/deeper')
  })

  it('tries again before it calls anything dead, and says so', async () => {
    const made = await site({ '/': links('/gone') })
    const { links: checked } = await check(`${made.origin}/`)
    const dead = checked.find(({ outcome }) => outcome === 'dead')
    expect(dead?.evidence).toBe('状态码 404，隔开试了 3 次都一样，与不存在的网址所显示的相同')
    expect(made.paths.filter((path) => path === '/gone')).toHaveLength(3)
  })

  it('calls a page that never answers dead where its site answers, and leaves a silent site to people', async () => {
    const silent = await measuringServer(() => undefined, '127.0.0.2')
    open.push(silent)
    const made = await measuringServer((request, response) => {
      if (request.url === '/hangs') return
      response.writeHead(200, { 'content-type': 'text/html' }).end(links('/hangs', `${silent.origin}/x`))
    })
    open.push(made)
    const { links: checked } = await check(`${made.origin}/`, { depth: 0 }, { answerTimeoutMs: 400 })
    const outcomes = checked.map(({ url, outcome }) => `${new URL(url).pathname} ${outcome}`).toSorted()
    expect(outcomes).toEqual(['/ ok', '/hangs dead', '/x needs-eyes'])
  })

  it('reports missing anchors only when asked', async () => {
    const made = await site({ '/': links('/1#here', '/1#没有', '/1#top'), '/1': '<h2 id="here">一</h2>' })
    const dead = async (anchors: boolean): Promise<string[]> => {
      const { links: checked } = await check(`${made.origin}/`, { anchors })
      return checked.filter(({ outcome }) => outcome !== 'ok').map(({ url }) => decodeURIComponent(new URL(url).hash))
    }
    expect(await dead(false)).toEqual([])
    expect(await dead(true)).toEqual(['#没有'])
  })

  it('asks the browser only about what HTTP called dead and could be wrong about', async () => {
    const made = await measuringServer((request, response) => {
      if (request.url === '/broken') {
        request.socket.destroy()
        return
      }
      const odd = request.url === '/odd'
      const isThere = request.url === '/' || request.url === '/fine'
      response.writeHead(isThere ? 200 : 404, { 'content-type': 'text/html' })
      response.end(isThere ? links('/fine', '/gone', '/odd', '/broken') : odd ? '请稍候' : '没有这个网页')
    })
    open.push(made)
    const asked: string[] = []
    const browser = async (url: string): Promise<BrowserSight> => {
      asked.push(new URL(url).pathname)
      return url.endsWith('/odd') ? { status: 200, error: null, title: '通知' } : { status: 404, error: null, title: '' }
    }
    const { links: checked } = await check(`${made.origin}/`, { browser })
    expect(asked.toSorted()).toEqual(['/broken', '/odd'])
    const outcomes = checked.map(({ url, outcome }) => `${new URL(url).pathname} ${outcome}`).toSorted()
    expect(outcomes).toEqual(['/ ok', '/broken dead', '/fine ok', '/gone dead', '/odd ok'])
  })

  it('counts on, and stops at once when it is cancelled', async () => {
    const many = Array.from({ length: 300 }, (_, index) => `/${index}`)
    const made = await measuringServer((request, response) => {
      response.setHeader('content-type', 'text/html')
      void wait(20).then(() => response.end(request.url === '/' ? links(...many) : `第 ${request.url} 页`))
    })
    open.push(made)
    const stop = new AbortController()
    const seen: LinkProgress[] = []
    const result = await check(`${made.origin}/`, {
      signal: stop.signal,
      onProgress(progress) {
        seen.push(progress)
        if (progress.done === 20) stop.abort()
      }
    })
    expect(result.isCancelled).toBe(true)
    expect(seen[19]).toEqual({ stage: 'links', done: 20, known: 301 })
    expect(made.paths.length).toBeLessThan(40)
  })

  it('takes up no more addresses than it may, and says that there were more', async () => {
    const made = await site({ '/': links(...Array.from({ length: 50 }, (_, index) => `/${index}`)) })
    const result = await check(`${made.origin}/`, { maxLinks: 10 })
    expect([result.links.length, result.isCut]).toEqual([10, true])
  })

  it('reads a page that robots.txt disallows, and counts it', async () => {
    const made = await site({
      '/robots.txt': 'User-agent: *\nDisallow: /in/\n',
      '/': links('/in/1'),
      '/in/1': links('/in/2'),
      '/in/2': '终'
    })
    const { links: checked, disallowedPages } = await check(`${made.origin}/`)
    expect(paths(checked)).toEqual(['/', '/in/1', '/in/2'])
    expect(disallowedPages).toBe(2)
  })
})
