import { createSocket } from 'node:dgram'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PageDriver, PageHost, PageIncident } from '../../../electron/capture/page-driver.ts'
import { pause, realHost, until } from '../../support/chromium.ts'
import { redirectTo, send, sendHtml, serveFixtures } from '../../support/fixture-pages.ts'
import type { FixtureServer } from '../../support/fixture-pages.ts'

let host: PageHost
let site: FixtureServer
/** A second listener on this machine that no page may reach. */
let secret: FixtureServer
let driver: PageDriver
let incidents: PageIncident[] = []
let html = ''

/** Names that the test resolves itself, as a hostile name server would. */
const names: Record<string, string[]> = {
  'rebound.example.com': ['127.0.0.1'],
  'mixed.example.com': ['93.184.215.14', '10.0.0.8'],
  'gone.example.com': []
}

beforeAll(async () => {
  secret = await serveFixtures({ '*': sendHtml('secret') })
  site = await serveFixtures({
    '/page': (request, response) => sendHtml(html)(request, response),
    '/ok': sendHtml('<title>好</title>'),
    '/to-secret': (request, response) => redirectTo(`${secret.origin}/redirected`)(request, response),
    '/file.zip': send(200, 'application/zip', 'PK', {
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('数据')}.zip`
    }),
    '/private': send(401, 'text/html', '401', { 'www-authenticate': 'Basic realm="inner"' }),
    '/meta': (request, response) =>
      sendHtml(`<meta http-equiv="refresh" content="0;url=${secret.origin}/refreshed">`)(request, response),
    '/sw.js': (request, response) =>
      send(200, 'text/javascript', `fetch('${secret.origin}/from-sw',{mode:'no-cors'})`)(request, response),
    '/worker.js': (request, response) =>
      send(200, 'text/javascript', `fetch('${secret.origin}/from-worker',{mode:'no-cors'}).catch(()=>0)`)(request, response)
  })
  host = await realHost(async (name) => names[name] ?? ['127.0.0.1'])
})
afterAll(async () => {
  await host?.close()
  await site?.close()
  await secret?.close()
})
beforeEach(async () => {
  incidents = []
  driver = await host.open({ sessionKey: `policy-${Math.random()}`, allowHosts: [site.host], visible: false })
  driver.onIncident((incident) => incidents.push(incident))
})
afterEach(async () => {
  await driver.close()
})

const evaluate = async (expression: string, awaitPromise = true, userGesture = false): Promise<unknown> => {
  const answer = await driver.send('Runtime.evaluate', { expression, awaitPromise, userGesture, returnByValue: true })
  return answer.result.value
}

async function load(url: string): Promise<string | undefined> {
  const { errorText } = await driver.send('Page.navigate', { url })
  await until(async () => (await evaluate('document.readyState')) === 'complete', `${url} loaded`)
  return errorText
}
const has = (kind: PageIncident['kind'], url = ''): boolean => incidents.some((one) => one.kind === kind && one.url.includes(url))

describe('addresses', () => {
  it('opens a host of the allow list, and tells what it is really connected to', async () => {
    expect(await load(`${site.origin}/ok`)).toBeUndefined()
    expect(driver.remoteAddressOf?.(`${site.origin}/ok`)).toEqual({ ip: '127.0.0.1', port: site.port })
  })

  it('refuses loopback and private addresses for the page itself, however they are written', async () => {
    const before = secret.connections()
    for (const address of [
      secret.origin,
      `http://localhost:${secret.port}/`,
      `http://x.localhost:${secret.port}/`,
      `http://2130706433:${secret.port}/`,
      `http://0x7f000001:${secret.port}/`,
      `http://127.1:${secret.port}/`,
      `http://[::1]:${secret.port}/`,
      `http://[::ffff:127.0.0.1]:${secret.port}/`,
      `http://0.0.0.0:${secret.port}/`,
      `https://127.0.0.1:${secret.port}/`,
      'http://10.0.0.1/',
      'http://192.168.1.1/',
      'http://169.254.169.254/'
    ]) {
      expect([address, (await driver.send('Page.navigate', { url: address })).errorText]).toEqual([
        address,
        'net::ERR_BLOCKED_BY_CLIENT'
      ])
    }
    expect(has('blocked-address', '127.0.0.1')).toBe(true)
    expect(secret.connections()).toBe(before)
  })

  it('refuses a public name that resolves to this machine or partly to the office network', async () => {
    const before = secret.connections()
    expect((await driver.send('Page.navigate', { url: `http://rebound.example.com:${secret.port}/` })).errorText).toBe(
      'net::ERR_BLOCKED_BY_CLIENT'
    )
    expect((await driver.send('Page.navigate', { url: `http://mixed.example.com:${secret.port}/` })).errorText).toBe(
      'net::ERR_BLOCKED_BY_CLIENT'
    )
    expect(incidents.map(({ detail }) => detail)).toEqual([
      expect.stringContaining('127.0.0.1'),
      expect.stringContaining('10.0.0.8')
    ])
    expect(secret.connections()).toBe(before)
  })

  it('names a failure by its true reason', async () => {
    expect((await driver.send('Page.navigate', { url: 'http://gone.example.com/' })).errorText).toBe('net::ERR_NAME_NOT_RESOLVED')
    const closed = await serveFixtures({})
    await closed.close()
    const page = await host.open({ sessionKey: 'refused', allowHosts: [closed.host], visible: false })
    expect((await page.send('Page.navigate', { url: closed.origin })).errorText).toBe('net::ERR_CONNECTION_REFUSED')
    await page.close()
  })

  it('refuses them for whatever a page loads, sends or connects to', async () => {
    const before = secret.connections()
    const s = secret.origin
    html = `<title>敌意</title>
      <link rel="stylesheet" href="${s}/css"><link rel="preconnect" href="${s}"><link rel="prefetch" href="${s}/prefetch"><link rel="icon" href="${s}/icon">
      <img src="${s}/img" alt=""><script src="${s}/script"></script><iframe src="${s}/frame"></iframe><iframe src="/to-secret"></iframe><iframe src="/meta"></iframe>
      <video src="${s}/video"></video><object data="${s}/object"></object><embed src="${s}/embed"><audio src="${s}/audio"></audio>
      <style>@font-face{font-family:x;src:url(${s}/font)}p{font-family:x;background:url(${s}/background)}</style><p>文字</p>
      <iframe name="target"></iframe><form id="f" method="post" action="${s}/form" target="target"></form>
      <a id="ping" href="/ok" ping="${s}/ping" target="target">a</a>`
    await driver.send('Page.navigate', { url: `${site.origin}/page` })
    await pause(800)
    await evaluate(
      `(async () => {
        const s = ${JSON.stringify(s)}, tries = []
        for (const mode of ['cors', 'no-cors']) tries.push(fetch(s + '/fetch', { mode }).catch(() => 0))
        tries.push(fetch('/to-secret', { mode: 'no-cors' }).catch(() => 0))
        tries.push(import(s + '/module').catch(() => 0))
        navigator.sendBeacon(s + '/beacon', 'x')
        new EventSource(s + '/events')
        new WebSocket(s.replace('http', 'ws') + '/socket')
        const x = new XMLHttpRequest(); x.open('GET', s + '/xhr'); x.send()
        new Worker('/worker.js')
        document.getElementById('f').submit()
        document.getElementById('ping').click()
        await navigator.serviceWorker.register('/sw.js').catch(() => 0)
        await Promise.all(tries)
        await new Promise((done) => setTimeout(done, 1200))
        return tries.length
      })()`
    )
    expect(has('blocked-address', secret.host)).toBe(true)
    expect(secret.requests).toEqual([])
    expect(secret.connections()).toBe(before)
  })

  it('would have been reached by the same page, were it allowed (control)', async () => {
    const page = await host.open({ sessionKey: 'control', allowHosts: [site.host, secret.host], visible: false })
    await page.send('Page.navigate', { url: `${site.origin}/page` })
    await until(
      () => secret.requests.includes('/img') && secret.requests.includes('/frame') && secret.requests.includes('/redirected')
    )
    await page.close()
    secret.requests.length = 0
  })

  it('refuses the next address of a redirect', async () => {
    const before = secret.connections()
    expect((await driver.send('Page.navigate', { url: `${site.origin}/to-secret` })).errorText).toBe('net::ERR_BLOCKED_BY_CLIENT')
    expect(secret.connections()).toBe(before)
  })

  it('lets no WebRTC packet go round the relay', async () => {
    const udp = createSocket('udp4')
    let packets = 0
    udp.on('message', () => (packets += 1))
    await new Promise<void>((done) => {
      udp.bind(0, '127.0.0.1', () => done())
    })
    await load(`${site.origin}/ok`)
    const candidates = await evaluate(`new Promise((done) => {
      const found = []
      const pc = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp.address().port}' }] })
      pc.createDataChannel('x')
      pc.onicecandidate = ({ candidate }) => { if (candidate === null) done(found); else found.push(candidate.candidate) }
      pc.createOffer().then((offer) => pc.setLocalDescription(offer))
      setTimeout(() => done(found), 2000)
    })`)
    expect(candidates).toEqual([])
    expect(packets).toBe(0)
    udp.close()
  })

  it('keeps sessions apart and shares cookies within one', async () => {
    await load(`${site.origin}/ok`)
    await evaluate('document.cookie = "a=1"')
    const other = await host.open({ sessionKey: 'other', allowHosts: [site.host], visible: false })
    await other.send('Page.navigate', { url: `${site.origin}/ok` })
    expect((await other.send('Runtime.evaluate', { expression: 'document.cookie' })).result.value).toBe('')
    const twin = await host.open({ sessionKey: 'other', allowHosts: [site.host], visible: false })
    await other.send('Runtime.evaluate', { expression: 'document.cookie = "b=2"' })
    await twin.send('Page.navigate', { url: `${site.origin}/ok` })
    expect((await twin.send('Runtime.evaluate', { expression: 'document.cookie' })).result.value).toBe('b=2')
    await other.close()
    expect((await twin.send('Runtime.evaluate', { expression: '1+1' })).result.value).toBe(2)
    await twin.close()
  })
})

describe('what a page may not do', () => {
  it('opens no window: not by script, link or form', async () => {
    html = `<a id=a target=_blank href="/popped?link">a</a><a id=b target=_blank rel=noopener href="/popped?noopener">b</a><form id=f target=_blank action="/popped"></form>`
    await load(`${site.origin}/page`)
    await evaluate(`open('/popped?script'); open('/popped?features', 'x', 'width=200,height=200')`, false, true)
    for (const id of ['a', 'b']) await evaluate(`document.getElementById('${id}').click()`, false, true)
    await evaluate(`document.getElementById('f').submit()`, false, true)
    await until(() => incidents.filter(({ kind }) => kind === 'popup').length >= 4, 'popups reported')
    // The browser may send the first request of a window before it can be told to close it: that goes through the relay
    // like every other. What must not be is the window.
    await until(async () => {
      const { targetInfos } = await driver.send('Target.getTargets')
      return !targetInfos.some(({ type, url }) => type === 'page' && url.includes('popped'))
    })
    for (const part of ['script', 'features', 'link', 'noopener']) expect([part, has('popup', part)]).toEqual([part, true])
    expect(await evaluate('location.pathname')).toBe('/page')
  })

  it('closes at once the tab that a middle click or a click with Ctrl opens', async () => {
    html = '<a id=c href="/popped?middle" style="position:fixed;left:0;top:0;width:99px;height:99px">c</a>'
    await load(`${site.origin}/page`)
    for (const type of ['mousePressed', 'mouseReleased'] as const) {
      await driver.send('Input.dispatchMouseEvent', { type, x: 10, y: 10, button: 'middle', clickCount: 1 })
    }
    await until(() => has('popup'))
    await until(async () => {
      const { targetInfos } = await driver.send('Target.getTargets')
      return !targetInfos.some(({ type, url }) => type === 'page' && url.includes('popped'))
    })
    expect(await evaluate('location.pathname')).toBe('/page')
  })

  it('downloads nothing', async () => {
    const { errorText } = await driver.send('Page.navigate', { url: `${site.origin}/file.zip` })
    await until(() => has('download', '/file.zip'))
    expect(errorText).toBe('net::ERR_ABORTED')
    expect(incidents.find(({ kind }) => kind === 'download')?.detail).toBe('数据.zip')
  })

  it('is not held by alert, confirm, prompt or "stay on this page"', async () => {
    html = `<script>setTimeout(()=>{alert('一');window.answers=[confirm('二'),prompt('三')]},0);onbeforeunload=(e)=>{e.preventDefault();return '留下'}</script>`
    await driver.send('Page.navigate', { url: `${site.origin}/page` })
    await until(async () => (await evaluate('JSON.stringify(window.answers)')) === '[false,null]')
    await evaluate('document.body.click()', false, true)
    expect(await load(`${site.origin}/ok`)).toBeUndefined()
    expect(incidents.filter(({ kind }) => kind === 'dialog').map(({ detail }) => detail)).toContain('alert: 一')
  })

  it('gets no permission', async () => {
    await load(`${site.origin}/ok`)
    const states = await evaluate(`(async () => {
      const states = {}
      for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage', 'idle-detection', 'window-management', 'local-fonts', 'screen-wake-lock'])
        states[name] = await navigator.permissions.query({ name }).then((s) => s.state, () => 'unknown')
      return states
    })()`)
    expect(
      Object.entries(states as Record<string, string>).filter(([, state]) => state === 'granted' || state === 'prompt')
    ).toEqual([])
    // Loopback over http is a secure context, so the page may ask.
    const asked = await evaluate(
      `Promise.all([
        Notification.requestPermission(),
        new Promise((done) => navigator.geolocation.getCurrentPosition(() => done('position'), (error) => done(error.code))),
        navigator.mediaDevices.getUserMedia({ video: true }).then(() => 'stream', (error) => error.name)
      ])`,
      true,
      true
    )
    expect(asked).toEqual(['denied', 1, expect.stringMatching(/NotAllowedError|NotFoundError/)])
    await until(() => has('permission'))
    expect(incidents.filter(({ kind }) => kind === 'permission').map(({ detail }) => detail)).toContain('notifications')
  })

  it('is not given a password, and shows what it says without one', async () => {
    expect(await load(`${site.origin}/private`)).toBeUndefined()
    expect(await evaluate('document.body.textContent')).toBe('401')
    expect(incidents.find(({ kind }) => kind === 'auth')).toMatchObject({ url: `${site.origin}/private`, detail: 'basic inner' })
    html = '<img src="/private" alt=""><iframe src="/private"></iframe>'
    expect(await load(`${site.origin}/page`)).toBeUndefined()
  })

  it('starts no other program', async () => {
    html = '<a id=m href="mailto:a@example.com">m</a><a id=w href="ms-word:ofe|u|http://x/">w</a>'
    await load(`${site.origin}/page`)
    for (const id of ['m', 'w']) await evaluate(`document.getElementById('${id}').click()`, false, true)
    await until(() => has('external-protocol', 'mailto:') && has('external-protocol', 'ms-word:'))
    expect(await evaluate('location.pathname')).toBe('/page')
  })

  it('is not sent to anything but the web', async () => {
    for (const url of [
      'file:///etc/passwd',
      'chrome://version',
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://example.com/'
    ]) {
      await expect(driver.send('Page.navigate', { url })).rejects.toMatchObject({ code: 'page-blocked' })
    }
    await load(`${site.origin}/ok`)
    await evaluate(`location.href = 'file:///etc/passwd'`, false)
    await pause(300)
    expect(await evaluate('location.href')).toBe(`${site.origin}/ok`)
  })
})

describe('the host', () => {
  it('goes on after a page crashed', async () => {
    await load(`${site.origin}/ok`)
    void driver.send('Page.crash').catch(() => undefined)
    await until(() => has('crashed'))
    const page = await host.open({ sessionKey: 'after', allowHosts: [site.host], visible: false })
    expect((await page.send('Page.navigate', { url: `${site.origin}/ok` })).errorText).toBeUndefined()
    await page.close()
  })

  it('sizes and zooms a page', async () => {
    await load(`${site.origin}/ok`)
    await driver.setBounds({ x: 10, y: 10, width: 900, height: 600 })
    expect(await evaluate('[innerWidth, innerHeight, devicePixelRatio].join()')).toBe('900,600,1')
    await driver.setZoom(1.5)
    expect(await evaluate('[innerWidth, innerHeight, devicePixelRatio].join()')).toBe('600,400,1.5')
    await driver.setBounds(null)
    expect(await evaluate('innerWidth')).toBe(600)
  })

  it('looks like a browser and speaks Chinese to sites', async () => {
    await load(`${site.origin}/ok`)
    expect(await evaluate('navigator.userAgent')).not.toContain('Headless')
    expect(await evaluate('navigator.language')).toBe('zh-CN')
    expect(driver.versions['browser']).toMatch(/^[A-Z]\w+ \d+\./)
  })
})
