import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { createPoliteClient } from '../../electron/crawl/create-polite-client.ts'
import type { PoliteClient, PoliteClientOptions } from '../../electron/crawl/polite-client.ts'
import { gaps, measuringServer, type MeasuringServer } from './support.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close()
})

function client(options: PoliteClientOptions): PoliteClient {
  const made = createPoliteClient({ allowHosts: ['127.0.0.1', '127.0.0.2', '127.0.0.3'], ...options })
  open.push(made)
  return made
}

async function server(...given: Parameters<typeof measuringServer>): Promise<MeasuringServer> {
  const made = await measuringServer(...given)
  open.push(made)
  return made
}

const addresses = (origin: string, count: number): string[] => Array.from({ length: count }, (_, index) => `${origin}/${index}`)
/** The server hears of a request later when the machine is busy, and then sees less time until the next. */
const slack = 250

describe('politeness as the server sees it', () => {
  it('never has more than two requests open at one host by default', async () => {
    const site = await server((_request, response) => void wait(60).then(() => response.end('a')))
    const polite = client({ spacingMs: 0 })
    const answers = await Promise.all(addresses(site.origin, 30).map((url) => polite.fetch(url)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200))
    expect(site.mostOpen).toBe(2)
  })

  it('has as many open as it is told', async () => {
    const site = await server((_request, response) => void wait(100).then(() => response.end('a')))
    const polite = client({ spacingMs: 0, perHost: 7 })
    await Promise.all(addresses(site.origin, 40).map((url) => polite.fetch(url)))
    expect(site.mostOpen).toBe(7)
  })

  it('spaces the starts at one host, also over several connections', async () => {
    const site = await server((_request, response) => response.end('a'))
    const polite = client({ spacingMs: 800 })
    await Promise.all(addresses(site.origin, 5).map((url) => polite.fetch(url)))
    for (const gap of gaps(site.starts)) expect(gap).toBeGreaterThan(800 - slack)
  })

  it('keeps the hosts apart: a slow one holds up no other', async () => {
    const slow = await server(() => undefined, '127.0.0.1')
    const quick = await server((_request, response) => response.end('a'), '127.0.0.2')
    const polite = client({ spacingMs: 0 })
    const stop = new AbortController()
    const waiting = addresses(slow.origin, 10).map((url) => polite.fetch(url, { signal: stop.signal }))
    const answers = await Promise.all(addresses(quick.origin, 10).map((url) => polite.fetch(url)))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(slow.starts).toHaveLength(2)
    stop.abort()
    expect((await Promise.all(waiting)).map(({ error }) => error?.kind)).toEqual(Array.from({ length: 10 }, () => 'aborted'))
  })

  it('holds a cap over all hosts together', async () => {
    let atOnce = 0
    let most = 0
    const answer: Parameters<typeof measuringServer>[0] = (_request, response) => {
      atOnce += 1
      most = Math.max(most, atOnce)
      void wait(50).then(() => {
        atOnce -= 1
        response.end('a')
      })
    }
    const sites = [await server(answer, '127.0.0.1'), await server(answer, '127.0.0.2'), await server(answer, '127.0.0.3')]
    const polite = client({ spacingMs: 0, perHost: 2, total: 3 })
    await Promise.all(sites.flatMap(({ origin }) => addresses(origin, 8)).map((url) => polite.fetch(url)))
    expect(most).toBe(3)
  })

  it('leaves a host alone for as long as its Retry-After asks', async () => {
    const site = await server((_request, response) => {
      if (site.starts.length > 1) response.end('a')
      else response.writeHead(429, { 'retry-after': '2' }).end()
    })
    const polite = client({ spacingMs: 0, perHost: 1 })
    const [first, second] = await Promise.all(addresses(site.origin, 2).map((url) => polite.fetch(url)))
    expect([first?.status, first?.retryAfterMs, second?.status]).toEqual([429, 2000, 200])
    expect(gaps(site.starts)[0]).toBeGreaterThan(2000 - slack)
  })

  it('waits longer each time where a 503 does not say how long', async () => {
    const site = await server((_request, response) => response.writeHead(site.starts.length < 3 ? 503 : 200).end('a'))
    const polite = client({ spacingMs: 0, perHost: 1 })
    for (const url of addresses(site.origin, 3)) await polite.fetch(url)
    const [first = 0, second = 0] = gaps(site.starts)
    expect(first).toBeGreaterThan(1000 - slack)
    expect(second).toBeGreaterThan(2000 - slack)
  })

  it('reads robots.txt once, shows it, obeys its crawl-delay and still fetches what it disallows', async () => {
    const robots = 'User-agent: *\nCrawl-delay: 1\nDisallow: /private/\n'
    const site = await server((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(200, { 'content-type': 'text/plain' }).end(robots)
      else response.end('a')
    })
    const polite = client({ spacingMs: 0 })
    const said = await polite.robots(`${site.origin}/a`)
    await polite.robots(`${site.origin}/b`)
    expect(said).toMatchObject({ url: `${site.origin}/robots.txt`, status: 200, text: robots, crawlDelaySeconds: 1 })
    expect([said.disallows(`${site.origin}/private/a`), said.disallows(`${site.origin}/a`)]).toEqual([true, false])
    const answers = await Promise.all([`${site.origin}/private/a`, `${site.origin}/a`].map((url) => polite.fetch(url)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(site.paths.filter((path) => path === '/robots.txt')).toHaveLength(1)
    for (const gap of gaps(site.starts)) expect(gap).toBeGreaterThan(1000 - slack)
  })

  it('says honestly who asks', async () => {
    const agents: (string | undefined)[] = []
    const site = await server((request, response) => {
      agents.push(request.headers['user-agent'])
      response.end('a')
    })
    await client({}).fetch(site.origin)
    expect(agents).toEqual([expect.stringContaining('Xuncha')])
  })

  it('ends at once when it is given up, also while it waits its turn', async () => {
    const site = await server(() => undefined)
    const polite = client({ spacingMs: 60_000 })
    const stop = new AbortController()
    const answers = addresses(site.origin, 3).map((url) => polite.fetch(url, { signal: stop.signal }))
    await expect.poll(() => site.starts.length).toBe(1)
    stop.abort()
    expect((await Promise.all(answers)).map(({ error }) => error?.kind)).toEqual(['aborted', 'aborted', 'aborted'])
    expect(site.starts).toHaveLength(1)
  })
})
