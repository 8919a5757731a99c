import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { electronExecutable, launchElectron } from '../../support/electron-app.ts'
import { html, serveSite } from './hostile-site.ts'
import type { HostileSite } from './hostile-site.ts'
import { launchProbedApp } from './probed-app.ts'
import type { ProbedApp, ProbedPage } from './probed-app.ts'

const permissions = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'idle-detection']

if (electronExecutable() === null) {
  it('prints that Electron is not shown on this machine', async () => {
    expect(await launchElectron({ workspace: '' })).toBeNull()
  })
} else {
  describe('an inspected page of the desktop', () => {
    let app: ProbedApp
    /** The site that the allow list names, and one that it does not. */
    let site: HostileSite
    let neighbour: HostileSite

    beforeAll(async () => {
      neighbour = await serveSite((_request, response) => html(response, 'neighbour'))
      site = await serveSite((request, response) => {
        const { pathname } = new URL(request.url ?? '/', 'http://site')
        if (pathname === '/file') {
          response.writeHead(200, {
            'content-disposition': 'attachment; filename="x.exe"',
            'content-type': 'application/octet-stream'
          })
          return response.end('MZ')
        }
        if (pathname === '/secret') {
          const known = request.headers.authorization !== undefined
          return response.writeHead(known ? 200 : 401, { 'www-authenticate': 'Basic realm="oa"' }).end(known ? 'let in' : 'asked')
        }
        if (pathname === '/inwards') return response.writeHead(302, { location: `${neighbour.origin}/redirected` }).end()
        return html(response, '<h1>site</h1>')
      })
      const launched = await launchProbedApp()
      if (launched === null) throw new Error('no display for Electron: run xuncha doctor --fix')
      app = launched
    })
    afterAll(async () => {
      expect(await app?.close()).toBe(0)
      await site?.close()
      await neighbour?.close()
    })

    const contentsCount = (): Promise<number> => app.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
    const kindsOf = async (page: ProbedPage): Promise<string[]> => (await page.incidents()).map(({ kind }) => kind)
    /** Runs once the command is answered: one that makes a frame before that is carried out again for every frame. */
    const later = (page: ProbedPage, script: string): Promise<unknown> => page.evaluate(`setTimeout(() => { ${script} })`, true)
    /** Opens the site in a session of its own, runs the test, closes the page. */
    async function onSite(sessionKey: string, check: (page: ProbedPage) => Promise<void>, visible = false): Promise<void> {
      const page = await app.openPage({ allowHosts: [site.host], sessionKey, visible })
      await page.navigate(`${site.origin}/`)
      await check(page)
      await page.close()
    }

    it('is sandboxed, without preload, Node, DevTools or the name of the shell', () =>
      onSite('plain', async (page) => {
        const all = await app.app.evaluate(({ webContents }) =>
          webContents.getAllWebContents().map((contents) => ({
            url: contents.getURL(),
            ...(contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences()
          }))
        )
        const own = all.find(({ url }) => url.startsWith(site.origin))
        expect(own).toMatchObject({
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          nodeIntegrationInSubFrames: false,
          webSecurity: true,
          webviewTag: false
        })
        expect(own).not.toMatchObject({ nodeIntegrationInWorker: true })
        expect(own).not.toHaveProperty('preload')
        const hasTools = await app.app.evaluate(({ webContents }, origin) => {
          const contents = webContents.getAllWebContents().find((each) => each.getURL().startsWith(origin))
          contents?.openDevTools()
          return contents?.isDevToolsOpened()
        }, site.origin)
        expect(hasTools).toBe(false)
        const globals = 'typeof require + typeof process + typeof module + typeof Buffer + typeof xuncha'
        expect(await page.evaluate(globals)).toBe('undefined'.repeat(5))
        expect(await page.evaluate('navigator.userAgent')).toMatch(/^Mozilla\/5\.0 .* Chrome\/[\d.]+ Safari\/[\d.]+$/)
      }))

    it('is granted no permission, and a session without our handlers grants them', () =>
      onSite('permissions', async (page) => {
        const query = `Promise.all(${JSON.stringify(permissions)}.map((name) => navigator.permissions.query({ name }).then(({ state }) => state)))`
        expect(await page.evaluate(query)).toEqual(permissions.map(() => 'denied'))
        const asked = `Promise.all([
          Notification.requestPermission(),
          new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))),
          navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then(() => 'granted', ({ name }) => name),
          navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => 'granted', ({ name }) => name),
          navigator.requestMIDIAccess({ sysex: true }).then(() => 'granted', ({ name }) => name),
          navigator.clipboard.readText().then(() => 'granted', ({ name }) => name)
        ])`
        const answers = (await page.evaluate(asked, true)) as unknown[]
        expect(answers.slice(0, 2)).toEqual(['denied', 1])
        expect(answers).not.toContain('granted')
        expect(await kindsOf(page)).toContain('permission')

        const bare = await app.app.evaluate(
          async ({ BrowserWindow, session }, [url, script]) => {
            const unguarded = session.fromPartition('unguarded')
            unguarded.setPermissionRequestHandler(null)
            unguarded.setPermissionCheckHandler(null)
            const window = new BrowserWindow({ show: false, webPreferences: { session: unguarded } })
            // Navigation is refused to what is no inspected page; loading from here is not navigation of the page's own.
            await window.loadURL(url)
            const states: unknown = await window.webContents.executeJavaScript(script)
            window.destroy()
            return states
          },
          [`${site.origin}/`, query] as const
        )
        expect(bare).toContain('granted')
      }))

    it('opens no window', () =>
      onSite('popups', async (page) => {
        const before = await contentsCount()
        const opened = await page.evaluate(
          `(() => {
            const opened = window.open('/popup-script')
            document.body.insertAdjacentHTML('beforeend',
              '<a id="blank" target="_blank" href="/popup-link">x</a><form id="form" target="_blank" action="/popup-form"></form>')
            document.getElementById('blank').click()
            document.getElementById('form').submit()
            return opened === null
          })()`,
          true
        )
        expect(opened).toBe(true)
        await expect.poll(() => kindsOf(page)).toEqual(['popup', 'popup', 'popup'])
        const frame = `<iframe sandbox="allow-scripts allow-popups" srcdoc="<script>window.open('${site.origin}/popup-frame')</script>"></iframe>`
        await later(page, `document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(frame)})`)
        await expect.poll(() => kindsOf(page)).toEqual(['popup', 'popup', 'popup', 'popup'])
        expect(await contentsCount()).toBe(before)
        expect(site.hits.filter((path) => path.includes('popup'))).toEqual([])
      }))

    it('downloads nothing', () =>
      onSite('downloads', async (page) => {
        await page.evaluate(
          `document.body.insertAdjacentHTML('beforeend', '<a id="a" download="y.exe" href="/other">x</a>');
           setTimeout(() => document.getElementById('a').click()); setTimeout(() => { location.href = '/file' }, 200)`,
          true
        )
        await expect.poll(() => kindsOf(page)).toEqual(['download', 'download'])
        const incidents = await page.incidents()
        expect(incidents.map(({ url }) => new URL(url).pathname).sort()).toEqual(['/file', '/other'])
      }))

    it('shows no dialog and is not held up by one', () =>
      onSite('dialogs', async (page) => {
        const answers = await page.evaluate(`[alert('一'), confirm('二')].map(String)`, true)
        expect(answers).toEqual(['undefined', 'false'])
        // prompt() is not there at all in this shell: it throws.
        expect((await page.incidents()).map(({ kind, detail }) => [kind, detail])).toEqual([
          ['dialog', 'alert 一'],
          ['dialog', 'confirm 二']
        ])
      }))

    it('is left even when it begs to stay', () =>
      onSite('beforeunload', async (page) => {
        await page.evaluate(
          `addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x' })`,
          true
        )
        await page.navigate(`${site.origin}/next`)
        expect(await page.evaluate('location.pathname')).toBe('/next')
      }))

    it('starts no other program', () =>
      onSite('schemes', async (page) => {
        const schemes = [
          'weixin:x',
          'mailto:a@b',
          'tel:1',
          'ms-msdt:x',
          'search-ms:x',
          'thunder:x',
          'alipays:x',
          'smb:x',
          'file:///etc/passwd'
        ]
        for (const scheme of schemes) {
          await page.evaluate(
            `(() => { const a = document.createElement('a'); a.href = ${JSON.stringify(scheme)}; document.body.append(a); a.click() })()`,
            true
          )
        }
        expect(await page.evaluate('location.href')).toBe(`${site.origin}/`)
        const refused = (await page.incidents()).filter(({ kind }) => kind === 'external-protocol').map(({ url }) => url)
        // Chromium itself refuses file: from a web page, before anyone is asked.
        expect(refused).toEqual(schemes.slice(0, -1))
      }))

    it.each([
      'file:///etc/passwd',
      'app://xuncha/',
      'javascript:1',
      'data:text/html,x',
      'view-source:http://a/',
      'chrome://version',
      'x'
    ])('cannot be sent to %s over the debugger either', (url) =>
      onSite('debugger', async (page) => {
        await expect(page.send('Page.navigate', { url })).rejects.toThrow('net::ERR_DISALLOWED_URL_SCHEME')
      })
    )

    it('gets no password, and the page that asks for one is shown as it is', () =>
      onSite('auth', async (page) => {
        await page.navigate(`${site.origin}/secret`)
        expect(await page.evaluate('document.body.textContent')).toBe('asked')
        expect(await page.incidents()).toEqual([{ kind: 'auth', url: `${site.origin}/secret`, detail: 'basic oa' }])
      }))

    it('does not load from a server whose certificate is not valid', async () => {
      const dir = mkdtempSync(join(tmpdir(), 'xuncha-cert-'))
      const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')]
      const subject = ['-subj', '/CN=example.test', '-days', '1']
      execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
        stdio: 'ignore'
      })
      let requests = 0
      const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => {
        requests += 1
        response.end('x')
      })
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', () => resolve())
      })
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
      const page = await app.openPage({ allowHosts: [host], sessionKey: 'certificate' })
      expect(await page.navigate(`https://${host}/`)).toMatchObject({ errorText: 'net::ERR_CERT_AUTHORITY_INVALID' })
      expect(await kindsOf(page)).toContain('certificate')
      expect(requests).toBe(0)
      await page.close()
      server.close()
      rmSync(dir, { recursive: true })
    })

    it('reaches no loopback or private address by any way but the allow list', async () => {
      const port = new URL(neighbour.origin).port
      const forms = [
        '127.0.0.1',
        '127.1',
        '2130706433',
        '0x7f000001',
        '0177.0.0.1',
        '0.0.0.0',
        '[::1]',
        '[::ffff:127.0.0.1]',
        'localhost',
        'localhost.',
        'x.localhost'
      ]
      const vectors = `(origin, round) => {
          const add = (tag, attributes) => document.body.append(Object.assign(document.createElement(tag), attributes))
          fetch(origin + '/fetch' + round, { mode: 'no-cors' }).catch(() => {})
          const xhr = new XMLHttpRequest(); xhr.open('GET', origin + '/xhr' + round); xhr.send()
          add('img', { src: origin + '/img' + round }); add('script', { src: origin + '/script' + round }); add('iframe', { src: origin + '/frame' + round })
          add('link', { rel: 'stylesheet', href: origin + '/css' + round }); add('link', { rel: 'prefetch', href: origin + '/prefetch' + round })
          add('video', { src: origin + '/video' + round }); add('object', { data: origin + '/object' + round })
          new EventSource(origin + '/events' + round); new WebSocket(origin.replace('http', 'ws') + '/socket' + round)
          navigator.sendBeacon(origin + '/beacon' + round); import(origin + '/import' + round).catch(() => {})
          new Worker(URL.createObjectURL(new Blob(['fetch("' + origin + '/worker' + round + '", { mode: "no-cors" })'])))
        }`
      // A page for each form: this Electron runs a script again for every frame that is still on its way.
      for (const [round, form] of forms.entries()) {
        const page = await app.openPage({ allowHosts: [site.host], sessionKey: `form-${round}` })
        await page.navigate(`${site.origin}/`)
        await later(page, `(${vectors})('http://${form}:${port}', ${round})`)
        // Fourteen ways each; some the browser itself holds back (a name that does not resolve is not asked for).
        await expect
          .poll(async () => (await page.incidents()).filter(({ kind }) => kind === 'blocked-address').length, { timeout: 20_000 })
          .toBeGreaterThanOrEqual(12)
        await page.close()
      }

      const direct = await app.openPage({ allowHosts: [site.host], sessionKey: 'direct' })
      expect(await direct.navigate(`${neighbour.origin}/direct`)).toMatchObject({ errorText: 'net::ERR_BLOCKED_BY_CLIENT' })
      expect(await direct.navigate(`${site.origin}/inwards`)).toMatchObject({ errorText: 'net::ERR_BLOCKED_BY_CLIENT' })
      expect(neighbour.hits).toEqual([])
      await direct.close()

      // The control: with the neighbour on the list the same ways all arrive.
      const allowed = await app.openPage({ allowHosts: [site.host, neighbour.host], sessionKey: 'allowed' })
      await allowed.navigate(`${site.origin}/`)
      await later(allowed, `(${vectors})('${neighbour.origin}', '')`)
      await expect.poll(() => new Set(neighbour.hits).size, { timeout: 20_000 }).toBeGreaterThanOrEqual(12)
      expect(neighbour.hits).toContain('upgrade /socket')
      await allowed.close()
    })

    it('shares its cookies with pages of its own key only, and leaves none behind', async () => {
      const first = await app.openPage({ allowHosts: [site.host], sessionKey: 'one' })
      const sibling = await app.openPage({ allowHosts: [site.host], sessionKey: 'one' })
      const other = await app.openPage({ allowHosts: [site.host], sessionKey: 'two' })
      const cookies = (page: ProbedPage): Promise<unknown> =>
        page.navigate(`${site.origin}/`).then(() => page.evaluate('document.cookie'))
      await cookies(first)
      await first.evaluate(`document.cookie = 'a=1; max-age=9999'; localStorage.setItem('a', '1')`)
      expect([await cookies(sibling), await cookies(other)]).toEqual(['a=1', ''])
      await first.close()
      expect(await cookies(sibling)).toBe('a=1')
      await sibling.close()
      const again = await app.openPage({ allowHosts: [site.host], sessionKey: 'one' })
      expect(await cookies(again)).toBe('')
      expect(await again.evaluate(`localStorage.getItem('a')`)).toBe(null)
      await other.close()
      await again.close()
    })

    it('may crash without taking anything with it', () =>
      onSite('crash', async (page) => {
        page.send('Page.crash').catch(() => {})
        await expect.poll(() => kindsOf(page)).toContain('crashed')
        expect(await app.page.textContent('h1')).toBe('probe')
      }))

    it('leaves no webContents when it is closed', async () => {
      const before = await contentsCount()
      await onSite('closing', async () => {
        expect(await contentsCount()).toBe(before + 1)
      })
      await expect.poll(contentsCount).toBe(before)
    })

    it('lies where the pane is and goes away when hidden', () =>
      onSite(
        'bounds',
        async (page) => {
          const bounds = { x: 540, y: 90, width: 800, height: 600 }
          await app.perform({ op: 'bounds', page: page.id, bounds })
          await expect.poll(() => page.evaluate('[innerWidth, innerHeight]')).toEqual([800, 600])
          await app.perform({ op: 'zoom', page: page.id, factor: 2 })
          await expect.poll(() => page.evaluate('[innerWidth, devicePixelRatio]')).toEqual([400, 2])
        },
        true
      ))
  })
}
