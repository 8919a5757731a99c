import { WebContentsView } from 'electron'
import type { BrowserWindow, Extension, Session, WebContents } from 'electron'
import type { Bounds, OpenPage, PageIncident } from '../../capture/page-driver.ts'
import type { PageEnvironment } from '../../domain/environment.ts'
import { isWorkbenchKey } from '../../domain/workbench-keys.ts'
import { createInspectSessions } from './inspect-session.ts'
import type { FromBackend, OpenedPage, PageRequest, ToBackend } from './messages.ts'
import { placeIn } from './page-place.ts'
import type { Device, Place } from './page-place.ts'
import { isOpenable } from './policy.ts'
import type { Policy } from './policy.ts'
import { printPdf } from './print-pdf.ts'

/** A page that nobody looks at still needs a viewport; it lies left of the window. */
const unseen = { x: -20_000, y: 0, width: 1366, height: 768 }
/** A hostile page can cause incidents without end; nobody reads more than this many of one page. */
const incidentLimit = 500

interface InspectedPage {
  view: WebContentsView
  wanted: Set<string>
  /** Where it was shown last. */
  pane: Bounds | null
  device: Device | null
  isEmulated: boolean
  close(): Promise<void>
}

export interface InspectViews {
  /** Carries out what the backend asks. Rejects with the browser's own words. */
  handle(request: PageRequest): Promise<unknown>
  listen(message: Extract<FromBackend, { kind: 'page-listen' }>): void
  closeAll(): Promise<void>
}

/** The inspected pages of the desktop: one native view each, driven over the debugger, under the policy. */
export function createInspectViews(window: BrowserWindow, policy: Policy, post: (message: ToBackend) => void): InspectViews {
  const sessions = createInspectSessions(policy)
  const pages = new Map<string, InspectedPage>()
  let opened = 0

  async function open(options: OpenPage): Promise<OpenedPage> {
    opened += 1
    const id = `page-${opened}`
    const { session, release } = sessions.take(options.sessionKey, options.allowHosts)
    const view = new WebContentsView({
      webPreferences: {
        session,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        plugins: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: false,
        // Whatever the debugger does not catch (it may be detached by a crash) is swallowed here.
        disableDialogs: true,
        autoplayPolicy: 'document-user-activation-required',
        // A capture must not wait for a page that is behind a dialog of ours.
        backgroundThrottling: false
      }
    })
    const contents = view.webContents
    const wanted = new Set<string>()
    let incidents = 0
    const report = (incident: PageIncident): void => {
      incidents += 1
      if (incidents <= incidentLimit) post({ kind: 'page-incident', page: id, incident })
    }
    let isClosed = false

    policy.watch(contents, report)
    // UDP of WebRTC passes by the request filter; without it a page cannot feel for neighbours.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    contents.on('render-process-gone', (_event, { reason }) => {
      if (!isClosed) report({ kind: 'crashed', url: contents.getURL(), detail: reason })
    })
    contents.on('unresponsive', () => report({ kind: 'unresponsive', url: contents.getURL(), detail: '' }))
    contents.on('before-input-event', (event, input) => {
      const isOurs = isWorkbenchKey({ key: input.key, ctrl: input.control || input.meta, alt: input.alt })
      if (input.type !== 'keyDown' || !isOurs) return
      // The way back out of the page without a mouse, and capture while reading it: the page never sees these keys.
      event.preventDefault()
      window.webContents.focus()
      if (input.key === 'F6') return
      const modifiers = (['shift', 'control', 'alt', 'meta'] as const).filter((name) => input[name])
      window.webContents.sendInputEvent({ type: 'keyDown', keyCode: input.key, modifiers })
      window.webContents.sendInputEvent({ type: 'keyUp', keyCode: input.key, modifiers })
    })

    // A page without a colour of its own is white in every browser; a bare view lets the window shine through.
    view.setBackgroundColor('#ffffff')
    window.contentView.addChildView(view)
    view.setBounds(options.visible ? { ...unseen, width: 0, height: 0 } : { ...unseen, ...scaled(options.size) })
    if (options.visible) view.setVisible(false)
    // Before its first document a page answers nothing over the debugger.
    await contents.loadURL('about:blank')
    contents.debugger.attach('1.3')
    contents.debugger.on('message', (_event, method: string, params: unknown, sessionId?: string) => {
      if (sessionId !== undefined && sessionId !== '') return
      if (method === 'Page.javascriptDialogOpening') dismissDialog(params as { type: string; url: string; message: string })
      if (wanted.has(method)) post({ kind: 'page-event', page: id, method, params })
    })
    await contents.debugger.sendCommand('Page.enable')

    function dismissDialog(dialog: { type: string; url: string; message: string }): void {
      // Accepting "leave this page?" is leaving; everything else is dismissed.
      void contents.debugger
        .sendCommand('Page.handleJavaScriptDialog', { accept: dialog.type === 'beforeunload' })
        .catch(() => {})
      report({ kind: 'dialog', url: dialog.url, detail: `${dialog.type} ${dialog.message.slice(0, 200)}`.trim() })
    }

    pages.set(id, {
      view,
      wanted,
      pane: null,
      device: null,
      isEmulated: false,
      async close() {
        if (isClosed) return
        isClosed = true
        pages.delete(id)
        if (!window.isDestroyed()) window.contentView.removeChildView(view)
        if (!contents.isDestroyed()) {
          if (contents.debugger.isAttached()) contents.debugger.detach()
          contents.close()
        }
        await release()
      }
    })
    return {
      page: id,
      versions: { browser: `Chromium ${process.versions.chrome}`, shell: `Electron ${process.versions.electron}` }
    }
  }

  /** The renderer measures in its own CSS pixels. */
  function scaled(size: { width: number; height: number } | undefined): { width: number; height: number } | undefined {
    const scale = window.webContents.getZoomFactor()
    return size && { width: Math.round(size.width * scale), height: Math.round(size.height * scale) }
  }

  /** Over the debugger, as the other host does; a page without it (just closing) has nothing to lay out. */
  function emulate(page: InspectedPage, metrics: Place['metrics']): void {
    const { debugger: link } = page.view.webContents
    if (!link.isAttached() || (metrics === null && !page.isEmulated)) return
    page.isEmulated = metrics !== null
    const { width = 0, height = 0, scale = 1, isMobile = false } = metrics ?? {}
    const sent =
      metrics === null
        ? link.sendCommand('Emulation.clearDeviceMetricsOverride')
        : link.sendCommand('Emulation.setDeviceMetricsOverride', { width, height, scale, deviceScaleFactor: 0, mobile: isMobile })
    void sent.catch(() => {})
  }

  function setBounds(page: InspectedPage, bounds: Bounds | null): void {
    const { view } = page
    if (bounds !== null) page.pane = bounds
    if (bounds === null) {
      view.setVisible(false)
      view.webContents.setAudioMuted(true)
      // Taken out as well: a view that is only hidden was still painted over a dialog for seconds.
      return window.contentView.removeChildView(view)
    }
    const scale = window.webContents.getZoomFactor()
    const pane = { x: Math.round(bounds.x * scale), y: Math.round(bounds.y * scale) }
    const { bounds: at, metrics } = placeIn({ ...unseen, ...pane, ...scaled(bounds) }, page.device)
    view.setBounds(at)
    emulate(page, metrics)
    view.setVisible(true)
    view.webContents.setAudioMuted(false)
    // Adding one that is there already brings it to the front: of two pages the one that was placed last is seen.
    window.contentView.addChildView(view)
  }

  function setDevice(page: InspectedPage, device: Device | null): void {
    page.device = device
    // Something else (a capture) may have laid it out anew meanwhile.
    page.isEmulated = true
    if (page.pane !== null && window.contentView.children.includes(page.view)) setBounds(page, page.pane)
  }

  return {
    async handle(request) {
      if (request.op === 'open') return open(request.options)
      if (request.op === 'print') return printPdf(request.html)
      const page = pages.get(request.page)
      if (page === undefined) throw new Error('the page is closed')
      if (request.op === 'close') return page.close()
      if (request.op === 'environment') return environmentOf(page.view.webContents, request.url)
      if (request.op === 'bounds') return setBounds(page, request.bounds)
      if (request.op === 'device') return setDevice(page, request.device)
      if (request.op === 'text-only') return sessions.setTextOnly(page.view.webContents, request.isOn)
      if (request.op === 'zoom') return page.view.webContents.setZoomFactor(request.factor)
      if (request.method === 'Page.navigate') assertOpenable(request.params)
      return page.view.webContents.debugger.sendCommand(request.method, request.params)
    },
    listen({ page, method }) {
      pages.get(page)?.wanted.add(method)
    },
    async closeAll() {
      await Promise.all([...pages.values()].map((page) => page.close()))
    }
  }
}

async function environmentOf(contents: WebContents, url: string): Promise<PageEnvironment> {
  const { session } = contents
  return {
    proxy: await session.resolveProxy(url),
    // A number never used before names each one (inspect-session.ts).
    partition: { isFresh: true, isPersistent: session.isPersistent() },
    devTools: contents.isDevToolsOpened() ? '打开' : '关闭',
    extensions: extensionsOf(session).length
  }
}

/** They moved into a part of their own; an older shell has them on the session, and must not fail the whole record. */
function extensionsOf(session: Session): Extension[] {
  const { extensions }: Partial<Session> = session
  return extensions === undefined ? session.getAllExtensions() : extensions.getAllExtensions()
}

/** Navigation over the debugger fires no navigation event, so its address is looked at here. */
function assertOpenable(params: unknown): void {
  const url = typeof params === 'object' && params !== null && 'url' in params ? params.url : undefined
  if (typeof url !== 'string' || !isOpenable(url, true)) throw new Error('net::ERR_DISALLOWED_URL_SCHEME')
}
