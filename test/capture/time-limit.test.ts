import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspectPage } from '../../electron/capture/inspect-page.ts'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { realHost } from '../support/chromium.ts'
import { send, serveFixtures } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'

let host: PageHost
let site: FixtureServer

const html = (body: string) => send(200, 'text/html; charset=utf-8', `<!doctype html><title>页</title>${body}`)

beforeAll(async () => {
  site = await serveFixtures({
    '/stuck/': html('<p>正文</p><script>while (true) {}</script>'),
    '/well/': html('<p>正文</p>')
  })
  host = await realHost(async (name) => (name === '127.0.0.1' ? [name] : []))
}, 60_000)
afterAll(async () => {
  await host?.close()
  await site?.close()
})

const inspect = (path: string, limit: { limitMs?: number; signal?: AbortSignal }, keep?: () => Promise<string>) =>
  inspectPage(
    host,
    {
      url: `${site.origin}${path}`,
      allowHosts: [site.host],
      observedAt: '2024-03-02T10:00:00+08:00',
      askServer: null,
      now: () => new Date().toISOString(),
      ...limit
    },
    keep
  )

describe('a page whose script never ends', { timeout: 60_000 }, () => {
  it('is given up at the limit in one sentence, and the next page opens', async () => {
    await expect(inspect('/stuck/', { limitMs: 3_000 })).rejects.toThrow('页面长时间没有响应，没有读完；请稍后重试。')
    expect((await inspect('/well/', {})).live.record.status).toBe(200)
  })
  it('is given up at once when it is called off', async () => {
    const stopping = new AbortController()
    const reading = inspect('/stuck/', { signal: stopping.signal })
    setTimeout(() => stopping.abort(new Error('巡检已停止。')), 1_000)
    await expect(reading).rejects.toThrow('巡检已停止。')
  })
  it('is also given up where what is kept of it hangs', async () => {
    await expect(inspect('/well/', { limitMs: 8_000 }, () => new Promise(() => undefined))).rejects.toThrow('没有响应')
  })
})
