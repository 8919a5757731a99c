import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { electronExecutable, launchElectron } from '../../support/electron-app.ts'
import { html, serveSite } from './hostile-site.ts'
import type { HostileSite } from './hostile-site.ts'
import { launchProbedApp } from './probed-app.ts'
import type { ProbedApp } from './probed-app.ts'

/** Sixty ways to ask for a file outside the renderer's folder. */
const climbs = ['..', '%2e%2e', '.%2e', '%2e.', '..;', '%252e%252e', '..%20', '%c0%ae%c0%ae', '....', '.']
const slashes = ['/', '%2f', '%5c', '\\', '//', '%252f']
const traversals = climbs.flatMap((climb) => slashes.map((slash) => `${climb}${slash}${climb}${slash}package.json`))

if (electronExecutable() === null) {
  it('prints that Electron is not shown on this machine', async () => {
    expect(await launchElectron({ workspace: '' })).toBeNull()
  })
} else {
  describe('the window of the desktop', () => {
    let app: ProbedApp
    let site: HostileSite

    beforeAll(async () => {
      site = await serveSite((_request, response) => html(response, 'outside'))
      const launched = await launchProbedApp()
      if (launched === null) throw new Error('no display for Electron: run xuncha doctor --fix')
      app = launched
    })
    afterAll(async () => {
      expect(await app?.close()).toBe(0)
      await site?.close()
    })

    const contentsCount = (): Promise<number> => app.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)

    it('is titled 巡查 and no smaller than the screens can be laid out in', async () => {
      const [title, minimum, size] = await app.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows()
        return [window?.getTitle(), window?.getMinimumSize(), window?.getSize()]
      })
      expect([title, minimum, size]).toEqual(['巡查', [1100, 640], [1366, 768]])
    })

    it('runs its page sandboxed, isolated and without Node', async () => {
      const preferences = await app.app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): object }
        return contents.getLastWebPreferences()
      })
      expect(preferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false
      })
      expect(preferences).not.toMatchObject({ nodeIntegrationInWorker: true })
      const globals = 'typeof require + typeof process + typeof module + typeof Buffer + typeof global'
      expect(await app.page.evaluate(globals)).toBe('undefined'.repeat(5))
    })

    it('hands its page four names and nothing that leads to ipcRenderer', async () => {
      const bridge = await app.page.evaluate(() => {
        const own = (window as unknown as { xuncha?: object }).xuncha ?? {}
        return Object.entries(own).map(([name, value]) => `${name}: ${typeof value}`)
      })
      expect(bridge.sort()).toEqual(['askFiles: function', 'host: string', 'onMessage: function', 'post: function'])
    })

    it('sends a content security policy without unsafe scripts, and it holds', async () => {
      const policy = await app.app.evaluate(async ({ net }) =>
        (await net.fetch('app://xuncha/')).headers.get('content-security-policy')
      )
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).not.toContain('unsafe-eval')
      const ran = await app.page.evaluate(() => {
        const script = document.createElement('script')
        script.textContent = 'window.inlineRan = true'
        document.head.append(script)
        return 'inlineRan' in window
      })
      expect(ran).toBe(false)
    })

    it('answers 404 to sixty ways out of its folder and 200 to its own page', async () => {
      expect(traversals).toHaveLength(60)
      const fetchAll = (paths: string[]): Promise<{ status: number; text: string }[]> =>
        app.app.evaluate(
          ({ net }, given) =>
            Promise.all(
              given.map(async (path) => {
                const answer = await net.fetch(`app://xuncha/${path}`)
                return { status: answer.status, text: await answer.text() }
              })
            ),
          paths
        )
      const answers = await fetchAll(traversals)
      expect(answers.map(({ status }) => status)).toEqual(traversals.map(() => 404))
      expect(answers.filter(({ text }) => text.includes('"main"'))).toEqual([])
      expect((await fetchAll(['', 'index.html'])).map(({ status }) => status)).toEqual([200, 200])
    })

    it('has no network and goes nowhere', async () => {
      const reached = await app.page.evaluate(async (origin) => {
        location.href = `${origin}/navigated`
        const frame = document.createElement('iframe')
        frame.src = `${origin}/frame`
        document.body.append(frame)
        return fetch(`${origin}/fetched`, { mode: 'no-cors' }).then(
          () => 'fetched',
          () => 'refused'
        )
      }, site.origin)
      expect(reached).toBe('refused')
      const fromMain = await app.app.evaluate(
        ({ net }, origin) =>
          net.fetch(`${origin}/main`).then(
            () => 'fetched',
            () => 'refused'
          ),
        site.origin
      )
      expect(fromMain).toBe('refused')
      expect(app.page.url()).toBe('app://xuncha/')
      expect(site.hits).toEqual([])
    })

    it('opens no second window, whoever asks', async () => {
      const before = await contentsCount()
      await app.page.evaluate((origin) => {
        window.open(`${origin}/popup`)
        const view = document.createElement('webview')
        view.setAttribute('src', `${origin}/webview`)
        document.body.append(view)
      }, site.origin)
      await app.perform({ op: 'incidents', page: 'none' })
      expect(await contentsCount()).toBe(before)
      expect(site.hits).toEqual([])
    })

    it('does not listen to another page that has the same preload', async () => {
      const exit = { t: 'q', m: 'call', a: ['probe', { op: 'exit', code: 9 }], i: 'x' }
      const posted = await app.app.evaluate(async ({ app: electronApp, BrowserWindow }, message) => {
        const preload = `${electronApp.getAppPath()}/out/preload/preload.cjs`
        const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
        await stranger.loadURL('about:blank')
        const script = `window.xuncha.post(${JSON.stringify(message)}); typeof window.xuncha.post`
        const type: unknown = await stranger.webContents.executeJavaScript(script)
        stranger.destroy()
        return type
      }, exit)
      expect(posted).toBe('function')
      // Had it been taken, the backend would be gone and this would never be answered.
      expect(await app.perform({ op: 'incidents', page: 'none' })).toMatchObject({ ok: false })
      expect(app.page.url()).toBe('app://xuncha/')
    })

    it('does not listen to its own window while that shows a foreign page', async () => {
      const message = { t: 'q', m: 'call', a: ['probe', { op: 'exit', code: 9 }], i: 'y' }
      await app.app.evaluate(async ({ BrowserWindow }, exit) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        await contents?.loadURL('data:text/html,<h1>foreign</h1>')
        await contents?.executeJavaScript(`window.xuncha.post(${JSON.stringify(exit)})`)
        await contents?.loadURL('app://xuncha/')
      }, message)
      expect(app.stderr()).not.toContain('代码 9')
      expect(await app.page.textContent('h1')).toBe('probe')
    })

    it('says so when the backend dies, and starts it again on request', async () => {
      // The control for the two above: from the right page the very same message is taken.
      await app.page.evaluate(() =>
        (window as Window & { xuncha?: { post(message: unknown): void } }).xuncha?.post({
          t: 'q',
          m: 'call',
          a: ['probe', { op: 'exit', code: 9 }],
          i: 'z'
        })
      )
      await app.page.waitForURL('app://xuncha/message')
      expect(await app.page.textContent('main')).toContain('后台进程意外结束（代码 9）')
      await app.page.click('a')
      await app.page.waitForURL('app://xuncha/')
      expect(await app.page.textContent('h1')).toBe('probe')
    })
  })
}
