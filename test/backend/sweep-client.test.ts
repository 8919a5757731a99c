import { Worker } from 'node:worker_threads'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createSweepClient } from '../../electron/backend/sweep-client.ts'
import { createSweepSpool } from '../../electron/backend/sweep-spool.ts'
import { temporaryFolder } from '../db/support.ts'
import { serveSite, type TestSite } from './watch-support.ts'

const at = '2023-09-25T01:00:00.000Z'

function opened(host: string, dir = temporaryFolder()) {
  const spool = createSweepSpool(dir, () => undefined)
  const keeping = { dir, spool, now: () => at, failed: () => undefined }
  const client = createSweepClient({ allowHosts: [host], spacingMs: 0 }, keeping)
  onTestFinished(() => client.close())
  return { client, spool, dir }
}

/** A site in a thread of its own: it answers while this one is busy. */
async function siteElsewhere(): Promise<string> {
  const source = `const server = require('node:http').createServer((_, response) => response.end('首页'))
    server.listen(0, '127.0.0.1', () => require('node:worker_threads').parentPort.postMessage(server.address().port))`
  const thread = new Worker(source, { eval: true })
  onTestFinished(() => void thread.terminate())
  const port = await new Promise<number>((known) => thread.once('message', known))
  return `127.0.0.1:${port}`
}

describe('the client of a sweep', { timeout: 60_000 }, () => {
  it('has an answer on disk while the thread that asked for it is busy', async () => {
    const host = await siteElsewhere()
    const { client, spool } = opened(host)
    const url = `http://${host}/`
    const coming = client.fetch(url)
    // This thread does nothing else and hears of nothing meanwhile; the other one may still be starting.
    const end = performance.now() + 30_000
    while (spool.find(url) === null && performance.now() < end) continue
    const kept = spool.find(url)
    expect(kept?.answer.bytes.toString()).toBe('首页')
    // Of the clock that was given, from the moment of asking on.
    expect(Date.parse(kept?.observedAt ?? '') - Date.parse(at)).toBeGreaterThanOrEqual(0)
    const answer = await coming
    expect([answer.status, answer.bytes.toString(), Buffer.isBuffer(answer.bytes)]).toEqual([200, '首页', true])
  })

  it('gives what an earlier run kept once instead of asking, pages and robots.txt alike', async () => {
    const site = await serveSite((request, response) =>
      response.end(request.url === '/robots.txt' ? 'User-agent: *\nDisallow: /nei/\n' : `<html>${request.url}</html>`)
    )
    const first = opened(site.host)
    await first.client.fetch(`${site.url}a.html`)
    await first.client.robots(site.url)
    await first.client.close()
    expect(site.asked).toEqual(['GET /a.html', 'GET /robots.txt'])

    const { client } = opened(site.host, first.dir)
    expect((await client.fetch(`${site.url}a.html`)).bytes.toString()).toBe('<html>/a.html</html>')
    const robots = await client.robots(site.url)
    expect([robots.status, robots.disallows(`${site.url}nei/`), robots.disallows(site.url)]).toEqual([200, true, false])
    expect(site.asked).toHaveLength(2)
    // A second question of one run is about now.
    await client.fetch(`${site.url}a.html`)
    expect(site.asked).toHaveLength(3)
  })

  it('keeps nothing of an answer that asks to wait, nor of a request that is more than an address', async () => {
    const site = await serveSite((request, response) => {
      response.statusCode = request.url === '/busy' ? 503 : 200
      response.end('x'.repeat(5_000))
    })
    const { client, spool } = opened(site.host)
    expect((await client.fetch(`${site.url}busy`)).status).toBe(503)
    const head = await client.fetch(`${site.url}part`, { bytesWanted: ({ status }) => (status === 200 ? 100 : 0) })
    expect([head.status, head.bytes.length, head.isCut]).toEqual([200, 100, true])
    await client.fetch(`${site.url}robot`, { headers: { 'user-agent': 'Baiduspider' } })
    expect(['busy', 'part', 'robot'].map((path) => spool.find(`${site.url}${path}`))).toEqual([null, null, null])
  })

  it('ends a request with its signal, and all of them when it is closed', async () => {
    const silent: TestSite = await serveSite(() => undefined)
    const { client } = opened(silent.host)
    const stop = new AbortController()
    const one = client.fetch(`${silent.url}1`, { signal: stop.signal })
    const other = client.fetch(`${silent.url}2`)
    const refused = expect(other).rejects.toThrow('client closed')
    await expect.poll(() => silent.asked.length, { timeout: 20_000 }).toBe(2)
    stop.abort()
    expect((await one).error?.kind).toBe('aborted')
    await client.close()
    await refused
    await expect(client.fetch(silent.url)).rejects.toThrow('client closed')
  })
})
