import { describe, expect, it } from 'vitest'
import { until } from '../support/chromium.ts'
import { serveFixtures } from '../support/fixture-pages.ts'
import { site, tls, test, batchId, key, open, states, incidents, useInspectedPages } from './inspected-pages.ts'

useInspectedPages()

describe('page.open', () => {
  it('opens the registered address and tells what came', async () => {
    const state = await test.call('page.open', { batchId, objectKey: key(1), url: null })
    expect(state).toMatchObject({
      requestedUrl: `${site.origin}/`,
      url: `${site.origin}/`,
      status: 200,
      error: null,
      errorText: null,
      remoteIp: '127.0.0.1',
      certificate: { state: 'none', text: '未使用 HTTPS' },
      onRegisteredHost: true,
      canGoBack: false,
      canGoForward: false
    })
    await until(() => states().at(-1)?.loading === false)
    expect(states().at(-1)?.title).toBe('首页')
    expect((await test.call('page.state', {})).state?.title).toBe('首页')
  })

  it('goes back, forward, to another address, and again', async () => {
    await open('/')
    expect(await test.call('page.navigate', { url: `${site.host}/second` })).toMatchObject({ canGoBack: true, status: 200 })
    expect((await test.call('page.back', {})).url).toBe(`${site.origin}/`)
    expect(await test.call('page.forward', {})).toMatchObject({ url: `${site.origin}/second`, canGoForward: false })
    const asked = (): number => site.requests.filter((path) => path === '/second').length
    const before = asked()
    expect((await test.call('page.reload', {})).url).toBe(`${site.origin}/second`)
    expect(asked()).toBe(before + 1)
    expect((await test.call('page.back', {})).canGoBack).toBe(false)
    expect((await test.call('page.back', {})).url).toBe(`${site.origin}/`)
    expect((await test.call('page.zoom', { factor: 1.25 })).zoom).toBe(1.25)
  })

  it('shows a page that is not there as what it is', async () => {
    expect(await open('/none')).toMatchObject({ status: 404, error: null, url: `${site.origin}/none` })
  })

  it('answers for a slow page when it comes, and stops one that does not', async () => {
    expect((await open('/slow')).status).toBe(200)
    const hanging = open('/hang')
    await until(() => site.requests.includes('/hang'))
    expect((await test.call('page.state', {})).state?.loading).toBe(true)
    const other = await test.call('batches.list', {})
    expect(other.batches.length).toBe(1)
    expect((await test.call('page.stop', {})).url).toBe(`${site.origin}/slow`)
    expect((await hanging).url).toBe(`${site.origin}/slow`)
  })

  it('answers after fifteen seconds for a page that hangs, still loading', async () => {
    const state = await open('/hang')
    expect(state).toMatchObject({ loading: true, status: null })
  })

  it('says in a sentence why a page did not open', async () => {
    const closed = await serveFixtures({})
    await closed.close()
    const state = await test.call('page.open', { batchId, objectKey: key(1), url: 'http://127.0.0.1:9/' })
    expect(state).toMatchObject({ error: 'net::ERR_BLOCKED_BY_CLIENT', status: null })
    expect((await test.call('page.navigate', { url: closed.origin })).errorText).toContain('本机或内网')
    expect(incidents().map(({ kind }) => kind)).toContain('blocked-address')
    expect((await test.call('page.navigate', { url: `${site.origin}/` })).error).toBeNull()
  })

  it('tells valid, expired and untrusted certificates apart', async () => {
    expect(await test.call('page.open', { batchId, objectKey: key(3), url: null })).toMatchObject({
      error: expect.stringContaining('ERR_CERT'),
      certificate: { state: 'invalid' },
      status: null
    })
    // What is wrong with it comes a moment later, from the browser's security side.
    await until(() => states().some(({ certificate: line }) => line.text.includes('证书过期 3 天')), 'expiry told')
    expect(await test.call('page.open', { batchId, objectKey: key(2), url: null })).toMatchObject({
      error: 'net::ERR_CERT_AUTHORITY_INVALID',
      errorText: expect.stringContaining('受信任'),
      certificate: { state: 'invalid', text: '证书签发机构不受信任' }
    })
    expect(tls.requests).toEqual([])
  })

  it('leaves the page where it was for a download', async () => {
    await open('/')
    expect(await test.call('page.navigate', { url: `${site.origin}/file` })).toMatchObject({
      url: `${site.origin}/`,
      error: null
    })
    await until(() => incidents().some(({ kind }) => kind === 'download'))
  })

  it('reports windows and says when the page is not the registered one', async () => {
    expect((await open('/popup')).onRegisteredHost).toBe(true)
    await until(() => incidents().some(({ kind, url }) => kind === 'popup' && url.endsWith('/other')))
    expect((await test.call('page.open', { batchId, objectKey: key(2), url: `${site.origin}/` })).onRegisteredHost).toBe(false)
  })

  it('refuses what is no web address, no target, or no page', async () => {
    await expect(test.call('page.capture', { mode: 'whole' })).rejects.toMatchObject({ code: 'page-failed' })
    await expect(test.call('page.open', { batchId, objectKey: 'none', url: null })).rejects.toMatchObject({
      code: 'unknown-target'
    })
    await expect(test.call('page.open', { batchId: 'none', objectKey: key(1), url: null })).rejects.toMatchObject({
      code: 'unknown-batch'
    })
    await open('/')
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'chrome://version']) {
      await expect(test.call('page.navigate', { url })).rejects.toMatchObject({ code: 'page-blocked' })
    }
    await expect(test.call('page.navigate', { url: 'http://' })).rejects.toMatchObject({ code: 'bad-input' })
    await test.call('page.close', {})
    expect((await test.call('page.state', {})).state).toBeNull()
  })
})
