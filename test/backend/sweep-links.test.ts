import { describe, expect, it } from 'vitest'
import type { StoredSweepPage } from '../../db/store-types.ts'
import { linkLooker, lookAtLinks } from '../../electron/backend/sweep-links.ts'
import { emptyPage } from '../../electron/backend/sweep-log.ts'
import { createSweepSpool, type SweepSpool } from '../../electron/backend/sweep-spool.ts'
import type { SweepTools } from '../../electron/backend/sweep-target.ts'
import { createPoliteClient } from '../../electron/crawl/create-polite-client.ts'
import type { Target } from '../../electron/domain/inspection.ts'
import { temporaryFolder } from '../db/support.ts'
import { serveSite, type TestSite } from './watch-support.ts'

const target = { batchId: 'b', objectKey: 'o' } as Target

const emptySpool = (): SweepSpool => createSweepSpool(temporaryFolder(), () => undefined)

/** A home page on one site with links to another, which cuts every connection, and what a sweep is told and writes. */
async function linked(options: { isHomeUp: boolean; hasControl: boolean }, spool: SweepSpool = emptySpool()) {
  const home: TestSite = await serveSite((request, response) => {
    if (options.isHomeUp) response.end('<html>首页</html>')
    else request.socket.destroy()
  })
  const lost = await serveSite((request) => void request.socket.destroy())
  const written: unknown[] = []
  const attempts: boolean[] = []
  const state = { isOut: false }
  const client = createPoliteClient({ allowHosts: [home.host, lost.host], spacingMs: 0 })
  const { signal } = new AbortController()
  const tools = {
    ctx: { store: { append: (events: unknown[]) => written.push(...events) }, clock: { now: () => '2023-09-25T01:00:00.000Z' } },
    sweep: { sweepId: 's' },
    client,
    spool,
    browser: null,
    signal,
    isPausing: () => state.isOut,
    attempted: (_host: string, isReached: boolean) => attempts.push(isReached),
    assertNetwork: async () => {
      state.isOut = !options.hasControl
    }
  } as unknown as SweepTools
  const page = {
    ...emptyPage,
    part: 'page',
    from: 'home',
    url: home.url,
    status: 200,
    links: [1, 2, 3].map((number) => ({ url: `${lost.url}${number}.html`, text: `第${number}条` }))
  } as unknown as StoredSweepPage
  const look = (isLast: boolean) => lookAtLinks(tools, target, [page], { looker: linkLooker(tools), isLast })
  return { look, written, attempts, close: () => client.close() }
}

describe('a step of links that was killed', { timeout: 60_000 }, () => {
  it('does not look again at those that were answered', async () => {
    const site = await serveSite((request, response) => {
      // The second never answers in time, so the step is not written.
      if (request.url === '/2.html') return
      response.end(`<html><title>${request.url}</title><p>全市重点工作推进会议召开，部署下一阶段的任务。</p></html>`)
    })
    const spool = emptySpool()
    const written: unknown[] = []
    const killed = new AbortController()
    function toolsWith(signal: AbortSignal): SweepTools {
      return {
        ctx: {
          store: { append: (events: unknown[]) => written.push(...events) },
          clock: { now: () => '2023-09-25T01:00:00.000Z' }
        },
        sweep: { sweepId: 's' },
        client: createPoliteClient({ allowHosts: [site.host], spacingMs: 0 }),
        spool,
        browser: null,
        signal,
        isPausing: () => false,
        attempted: () => undefined
      } as unknown as SweepTools
    }
    const links = [1, 2, 3].map((number) => ({ url: `${site.url}${number}.html`, text: '' }))
    const page = { ...emptyPage, part: 'page', from: 'home', url: site.url, status: 200, links } as unknown as StoredSweepPage
    const look = (tools: SweepTools) => lookAtLinks(tools, target, [page], { looker: linkLooker(tools), isLast: false })
    const first = look(toolsWith(killed.signal))
    const isKept = (number: number): boolean => spool.noted(`link ${site.url}${number}.html`) !== null
    await expect.poll(() => isKept(1) && isKept(3), { timeout: 30_000 }).toBe(true)
    killed.abort()
    await expect(first).rejects.toThrow()
    expect(written).toEqual([])

    const before = site.asked.length
    const second = new AbortController()
    const going = look(toolsWith(second.signal))
    await expect.poll(() => site.asked.includes('GET /2.html', before), { timeout: 30_000 }).toBe(true)
    second.abort()
    await expect(going).rejects.toThrow()
    const asked = site.asked.filter((each) => each === 'GET /1.html' || each === 'GET /3.html')
    expect(asked.toSorted()).toEqual(['GET /1.html', 'GET /3.html'])
  })
})

describe('links that HTTP calls dead', { timeout: 60_000 }, () => {
  it('are opened one by one; a pause between them writes nothing, and what was seen is not asked again', async () => {
    const asked: string[] = []
    const site = await serveSite((request, response) => {
      asked.push(request.url ?? '')
      response.writeHead(500, { 'content-type': 'text/html' }).end()
    })
    const spool = emptySpool()
    const written: { payload: { page: { checkedLinks: { evidence: string }[] } } }[] = []
    const state = { isPausing: false }
    const opened: string[] = []
    const client = createPoliteClient({ allowHosts: [site.host], spacingMs: 0 })
    const tools = {
      ctx: {
        store: { append: (events: typeof written) => written.push(...events) },
        clock: { now: () => '2023-09-25T01:00:00.000Z' }
      },
      sweep: { sweepId: 's' },
      client,
      spool,
      browser: {
        look: (url: string) => {
          opened.push(new URL(url).pathname)
          state.isPausing = opened.length === 1
          return Promise.resolve({ status: 500, error: null, title: '' })
        }
      },
      signal: new AbortController().signal,
      isPausing: () => state.isPausing,
      attempted: () => undefined
    } as unknown as SweepTools
    const links = [1, 2, 3].map((number) => ({ url: `${site.url}${number}.html`, text: '' }))
    const page = { ...emptyPage, part: 'page', from: 'home', url: site.url, status: 200, links } as unknown as StoredSweepPage
    const look = () => lookAtLinks(tools, target, [page], { looker: linkLooker(tools), isLast: false })
    expect(await look()).toBe('paused')
    expect([written, opened.length]).toEqual([[], 1])
    const before = asked.length
    state.isPausing = false
    expect(await look()).toBe('looked')
    expect(asked.length).toBe(before)
    expect(opened.toSorted()).toEqual(['/1.html', '/2.html', '/3.html'])
    const [event] = written
    expect(event?.payload.page.checkedLinks.map(({ evidence }) => evidence.includes('浏览器打开也是 500'))).toEqual([
      true,
      true,
      true
    ])
    await client.close()
  })
})

describe('links that all fail at once', { timeout: 60_000 }, () => {
  it('are put aside, told of as attempts, and not written', async () => {
    const { look, written, attempts, close } = await linked({ isHomeUp: true, hasControl: true })
    expect(await look(false)).toBe('lost')
    expect([written, attempts]).toEqual([[], [false, false, false]])
    await close()
  })
  it.each([
    ['the home page still opens', { isHomeUp: true, hasControl: false }, 'looked', 1],
    ['a control host answers', { isHomeUp: false, hasControl: true }, 'looked', 1],
    ['nothing answers at all', { isHomeUp: false, hasControl: false }, 'lost', 0]
  ] as const)('the second time, where %s', async (_name, options, outcome, count) => {
    const { look, written, close } = await linked(options)
    expect(await look(true)).toBe(outcome)
    expect(written).toHaveLength(count)
    await close()
  })
})
