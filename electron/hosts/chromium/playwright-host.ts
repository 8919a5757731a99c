import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import type { Bounds, CdpCommands, PageDriver, PageHost } from '../../capture/page-driver.ts'
import { XunchaError } from '../../domain/errors.ts'
import { createAddressRelay } from './address-relay.ts'
import type { AddressRelay, Resolve } from './address-relay.ts'
import { disabledFeatures } from './disabled-features.ts'
import { createIncidents } from './incidents.ts'
import type { Incidents } from './incidents.ts'
import { guardPage, hostPort, isNavigable, permissionNames } from './page-policy.ts'
import { printHtml } from './print-pdf.ts'

export interface ChromiumHostOptions {
  executable: string
  /** Version of the product, recorded beside the browser's. */
  version?: string
  /** How names are resolved; the system's resolver where not given. */
  resolve?: Resolve
}

/** The size a page has where no one looks at it. */
const unseen = { width: 1366, height: 768 }
type Size = Pick<Bounds, 'width' | 'height'>

const switches = [
  // In software a screenshot has no texture limit and looks the same on every machine.
  '--disable-gpu',
  disabledFeatures,
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-quic',
  '--disable-print-preview',
  '--no-first-run',
  '--no-pings',
  '--deny-permission-prompts',
  // UDP would go round the relay.
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp'
]
/** Playwright's own switches that would weaken an inspected page's cage. */
const unwanted = [
  '--disable-popup-blocking',
  '--disable-ipc-flooding-protection',
  '--disable-hang-monitor',
  '--allow-pre-commit-input'
]

/** One session: its cookies, its relay, its pages. */
interface Session {
  context: BrowserContext
  contextId: string
  relay: AddressRelay
  /** By target, in the order they were opened. */
  pages: Map<string, { page: Page; incidents: Incidents }>
  /** Pages of ours that are being opened just now. */
  opening: number
}

interface TargetInfo {
  targetId: string
  type: string
  url: string
  browserContextId?: string
  openerId?: string
}

interface Running {
  browser: Browser
  root: CDPSession
  userAgent: string
  versions: Record<string, string>
  home: string
  closed: AddressRelay
  /** By browser context. */
  sessions: Map<string, Session>
}

/** A Chromium, Edge or Chrome found on the machine, headless, with a fresh profile; started when the first page is opened. */
export async function createChromiumHost(options: ChromiumHostOptions): Promise<PageHost> {
  let running: Promise<Running> | null = null
  const sessions = new Map<string, Promise<Session>>()
  let pageNumber = 0

  function start(): Promise<Running> {
    running ??= launch(options).then((started) => {
      started.browser.once('disconnected', () => {
        running = null
        sessions.clear()
      })
      started.root.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => decideTarget(started, sessionId, targetInfo))
      return started
    })
    running.catch(() => {
      running = null
    })
    return running
  }

  // Every page of a session is opened here; any other page in it is a window the page tried to open. A new target waits,
  // before its first request, for every debugger that asked for it: letting go of ours lets it run, a window is closed instead.
  function decideTarget(started: Running, sessionId: string, target: TargetInfo): void {
    const session = started.sessions.get(target.browserContextId ?? '')
    if (target.type !== 'page' || session === undefined || session.opening > 0) {
      void started.root.send('Target.detachFromTarget', { sessionId }).catch(() => undefined)
      return
    }
    // Let go of first: a window that is closed while a debugger still holds it back can hold up the page that opened it.
    void started.root
      .send('Target.detachFromTarget', { sessionId })
      .catch(() => undefined)
      .then(() => started.root.send('Target.closeTarget', { targetId: target.targetId }))
      .catch(() => undefined)
    // A window of a page is told of by `Page.windowOpen` too, and there with the address it was to go to; one from a middle
    // click has no opener and is told of here alone.
    if (target.openerId === undefined || (target.url !== '' && target.url !== 'about:blank'))
      incidentsOf(session, target.openerId)?.report({ kind: 'popup', url: target.url, detail: '' })
  }

  async function openSession(started: Running, key: string, allowHosts: readonly string[]): Promise<Session> {
    const known = sessions.get(key)
    if (known !== undefined) {
      const session = await known
      session.relay.setAllowHosts(allowHosts)
      return session
    }
    const opened = createSession(started, allowHosts, options.resolve)
    sessions.set(key, opened)
    opened.catch(() => sessions.delete(key))
    return opened
  }

  return {
    async open(open) {
      const started = await start()
      const session = await openSession(started, open.sessionKey, open.allowHosts)
      pageNumber += 1
      return openPage(`page-${pageNumber}`, started, session, open.size ?? null, async () => {
        if (session.pages.size > 0) return
        sessions.delete(open.sessionKey)
        started.sessions.delete(session.contextId)
        await briefly(session.context.close())
        await session.relay.close()
      })
    },
    printPdf: async (html) => printHtml((await start()).browser, html),
    async close() {
      const started = await running?.catch(() => null)
      running = null
      const open = await Promise.allSettled(sessions.values())
      sessions.clear()
      await briefly(started?.browser.close() ?? Promise.resolve())
      await started?.closed.close()
      if (started !== null && started !== undefined) await rm(started.home, { recursive: true, force: true, maxRetries: 3 })
      for (const result of open) if (result.status === 'fulfilled') await result.value.relay.close()
    }
  }
}

async function launch(options: ChromiumHostOptions): Promise<Running> {
  // The browser's own requests have nowhere to go; sessions have their own relays.
  const closed = await createAddressRelay({ allowHosts: null })
  // A home of its own: no certificates, protocol handlers or settings of the person's.
  const home = await mkdtemp(join(tmpdir(), 'xuncha-browser-'))
  const browser = await chromium
    .launch({
      executablePath: options.executable,
      headless: true,
      chromiumSandbox: process.getuid?.() !== 0,
      args: switches,
      ignoreDefaultArgs: unwanted,
      proxy: { server: `socks5://127.0.0.1:${closed.port}` },
      env: {
        ...process.env,
        ...(process.platform === 'linux' ? { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home } : {})
      },
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false
    })
    .catch(async (error: unknown) => {
      await closed.close()
      await rm(home, { recursive: true, force: true })
      throw new XunchaError('no-browser', `浏览器无法启动：${options.executable}。请安装 Chromium、Edge 或 Chrome 后重试。`, {
        cause: error
      })
    })
  const root = await browser.newBrowserCDPSession()
  const { userAgent, product } = await root.send('Browser.getVersion')
  await root.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
  return {
    browser,
    root,
    // Sites serve another page, or none, to a browser that calls itself headless.
    userAgent: userAgent.replace('HeadlessChrome', 'Chrome'),
    versions: {
      browser: product.replace('HeadlessChrome', 'Chromium').replace('/', ' '),
      ...(options.version === undefined ? {} : { xuncha: options.version })
    },
    home,
    closed,
    sessions: new Map()
  }
}

async function createSession(started: Running, allowHosts: readonly string[], resolve: Resolve | undefined): Promise<Session> {
  const pages: Session['pages'] = new Map()
  const relay = await createAddressRelay({
    allowHosts,
    ...(resolve === undefined ? {} : { resolve }),
    // The relay does not know which page of a session asked; one of them tells it.
    onBlocked: (host, port, detail) => lastOf(pages)?.report({ kind: 'blocked-address', url: `${host}:${port}`, detail })
  })
  const context = await started.browser.newContext({
    proxy: { server: `socks5://127.0.0.1:${relay.port}` },
    acceptDownloads: false,
    ignoreHTTPSErrors: false,
    permissions: [],
    locale: 'zh-CN',
    userAgent: started.userAgent,
    viewport: unseen
  })
  return { context, contextId: '', relay, pages, opening: 0 }
}

async function openPage(
  id: string,
  started: Running,
  session: Session,
  size: Size | null,
  afterClose: () => Promise<void>
): Promise<PageDriver> {
  session.opening += 1
  const page = await session.context.newPage().finally(() => {
    session.opening -= 1
  })
  const cdp = await session.context.newCDPSession(page)
  const { targetInfo } = await cdp.send('Target.getTargetInfo')
  const incidents = createIncidents()
  session.pages.set(targetInfo.targetId, { page, incidents })
  if (session.contextId === '') {
    session.contextId = targetInfo.browserContextId ?? ''
    started.sessions.set(session.contextId, session)
    await denyPermissions(started.root, session.contextId)
  }

  let shown = size
  let zoom = 1
  let device: { width: number; isMobile: boolean } | null = null
  let isTextOnly = false
  // Browser zoom has no command: a page zoomed to 125 % is laid out in a window of 1/1.25 with 1.25 pixels to the point.
  async function applySize(): Promise<void> {
    const pane = shown ?? unseen
    // The screen draws the frames as large as its pane allows.
    const width = device?.width ?? pane.width
    const height = pane.height * Math.max(1, width / pane.width)
    await cdp.send('Emulation.setDeviceMetricsOverride', {
      width: Math.max(1, Math.round(width / zoom)),
      height: Math.max(1, Math.round(height / zoom)),
      deviceScaleFactor: zoom,
      mobile: device?.isMobile === true
    })
  }

  const driver: PageDriver = {
    id,
    versions: started.versions,
    frames: 'screencast',
    tallestTile: 16_000,
    remoteAddressOf(url) {
      const target = hostPort(url)
      const reached = target === null ? null : session.relay.reached(target.host, target.port)
      return reached === null || reached.ip === null ? null : { ip: reached.ip, port: reached.port }
    },
    async send(method, ...params) {
      const [first] = params
      if (method === 'Page.navigate' && !isNavigable(String((first as { url?: unknown } | undefined)?.url))) {
        throw new XunchaError('page-blocked', '只能打开以 http:// 或 https:// 开头的网址，请检查地址。')
      }
      return sendRaw(cdp, method, first)
    },
    on(event, listener) {
      const raw = listener as (params: unknown) => void
      cdp.on(event as 'Page.loadEventFired', raw)
      return () => cdp.off(event as 'Page.loadEventFired', raw)
    },
    onIncident: incidents.onIncident,
    environment: async () => ({
      proxy: '本机中转，逐个连接直接连到对方，不用系统代理',
      // A context of its own for each session, a home of its own for the browser, no extension and no window for tools.
      partition: { isFresh: true, isPersistent: false },
      devTools: '关闭',
      extensions: 0
    }),
    async setBounds(bounds) {
      // A hidden page keeps its size: a capture behind another screen must not change the layout.
      if (bounds === null || bounds.width < 1 || bounds.height < 1) return
      if (shown?.width === bounds.width && shown.height === bounds.height) return
      shown = bounds
      await applySize()
    },
    async setZoom(factor) {
      zoom = factor
      await applySize()
    },
    async setDevice(next) {
      device = next
      await applySize()
    },
    async setTextOnly(isOn) {
      isTextOnly = isOn
    },
    async close() {
      session.pages.delete(targetInfo.targetId)
      await briefly(page.close({ runBeforeUnload: false }))
      await afterClose()
    }
  }
  cdp.on('Page.windowOpen', ({ url }) => incidents.report({ kind: 'popup', url, detail: '' }))
  await guardPage(page, driver, { relay: session.relay, incidents, isTextOnly: () => isTextOnly })
  if (size !== null) await applySize()
  return driver
}

function incidentsOf(session: Session, targetId: string | undefined): Incidents | undefined {
  return session.pages.get(targetId ?? '')?.incidents ?? lastOf(session.pages)
}

const lastOf = (pages: Session['pages']): Incidents | undefined => [...pages.values()].at(-1)?.incidents

async function denyPermissions(root: CDPSession, browserContextId: string): Promise<void> {
  await Promise.allSettled(
    permissionNames.map((name) =>
      root.send('Browser.setPermission', { permission: { name }, setting: 'denied', browserContextId })
    )
  )
}

/** playwright-core's protocol types and devtools-protocol's describe the same wire in two sets of names. */
async function sendRaw<M extends keyof CdpCommands>(
  cdp: CDPSession,
  method: M,
  params: unknown
): Promise<CdpCommands[M]['returnType']> {
  const answer: unknown = await cdp.send(method as 'Page.enable', params as undefined)
  return answer as CdpCommands[M]['returnType']
}

const closeMs = 3_000

/** Closing does not fail, and a page that will not go does not hold the one who closes it. */
async function briefly(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, closeMs)
  })
  await Promise.race([work.catch(() => undefined), late])
  clearTimeout(timer)
}
