import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { createBrowserLook } from '../../electron/crawl/browser-look.ts'
import { realHost, until } from '../support/chromium.ts'
import { sendHtml, serveFixtures, type FixtureServer } from '../support/fixture-pages.ts'

let host: PageHost
let site: FixtureServer
beforeAll(async () => {
  host = await realHost()
  site = await serveFixtures({ '/open/': sendHtml('<title>通知公告</title>'), '/silent/': () => undefined })
}, 60_000)
afterAll(async () => {
  await site?.close()
  await host?.close()
})

const look = (limits: { document: number; whole: number }, open = () => Promise.resolve(host)) =>
  createBrowserLook(open, [site.host], limits)
const never = new Promise<never>(() => undefined)
const hour = 3_600_000

describe('the look at a dead link in a browser', { timeout: 60_000 }, () => {
  it('tells what the browser shows', async () => {
    expect(await look({ document: hour, whole: hour })(`${site.origin}/open/`)).toEqual({
      status: 200,
      error: null,
      title: '通知公告'
    })
  })
  it('does not wait longer than its limit for a server that never answers', async () => {
    const sight = await look({ document: 1_000, whole: hour })(`${site.origin}/silent/`)
    expect(sight).toEqual({ status: null, error: 'net::ERR_TIMED_OUT', title: '' })
  })
  it('ends when it is called off while it waits for the server', async () => {
    const cancel = new AbortController()
    const before = site.requests.length
    const sight = look({ document: hour, whole: hour })(`${site.origin}/silent/`, cancel.signal)
    await until(() => site.requests.length > before)
    cancel.abort()
    expect(await sight).toBeNull()
  })
  it.each([
    ['never opens', () => never],
    ['opens no page', () => Promise.resolve({ ...host, open: () => never })],
    ['cannot be had', () => Promise.reject(new Error('gone'))]
  ])('says nothing where the browser %s', async (_what, open) => {
    expect(await look({ document: 1_000, whole: 1_000 }, open)(`${site.origin}/open/`)).toBeNull()
  })
  it('begins nothing once it is called off', async () => {
    const before = site.requests.length
    onTestFinished(() => expect(site.requests.length).toBe(before))
    expect(await look({ document: hour, whole: hour }, () => never)(`${site.origin}/open/`, AbortSignal.abort())).toBeNull()
  })
})
