import { app } from 'electron'
import type { Session, WebContents } from 'electron'
import type { PageIncident } from '../../capture/page-driver.ts'
import { isAppUrl, parseUrl } from './channel.ts'

/**
 * What no page may do, applied to every session and every webContents the moment they come to be: nothing is opened
 * that did not pass here. Inspected pages are told apart by having an incident sink; the program's own page has none.
 */
export interface Policy {
  /** Incidents of this webContents are reported to `sink` from now on. */
  watch(contents: WebContents, sink: (incident: PageIncident) => void): void
  report(webContentsId: number | undefined, incident: PageIncident): void
  isWatched(webContentsId: number): boolean
}

export function installPolicy(): Policy {
  const sinks = new Map<number, (incident: PageIncident) => void>()
  const policy: Policy = {
    watch(contents, sink) {
      const { id } = contents
      sinks.set(id, sink)
      contents.once('destroyed', () => sinks.delete(id))
    },
    report(id, incident) {
      if (id !== undefined) sinks.get(id)?.(incident)
    },
    isWatched: (id) => sinks.has(id)
  }
  app.on('session-created', (session) => guardSession(session, policy))
  app.on('web-contents-created', (_event, contents) => guardContents(contents, policy))
  return policy
}

/** Electron grants what nobody refuses, and asks two handlers: both must say no. */
function guardSession(session: Session, policy: Policy): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const isOwn = isOwnRequest(contents, permission, details.requestingUrl)
    answer(isOwn)
    if (isOwn) return
    const isExternal = permission === 'openExternal' && 'externalURL' in details
    policy.report(
      contents.id,
      isExternal
        ? { kind: 'external-protocol', url: details.externalURL ?? '', detail: `来自 ${details.requestingUrl}` }
        : { kind: 'permission', url: details.requestingUrl, detail: permission }
    )
  })
  session.setPermissionCheckHandler((contents, permission, origin) => isOwnRequest(contents, permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((request, answer) => {
    policy.report(undefined, { kind: 'permission', url: request.securityOrigin, detail: 'display-capture' })
    answer({})
  })
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => [...protectedClasses])
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }))
  session.on('select-hid-device', (event, details, answer) => {
    event.preventDefault()
    policy.report(undefined, { kind: 'permission', url: details.frame?.url ?? '', detail: 'hid' })
    answer(null)
  })
  session.on('select-usb-device', (event, _details, answer) => {
    event.preventDefault()
    answer()
  })
  session.on('select-serial-port', (event, _ports, _contents, answer) => {
    event.preventDefault()
    answer('')
  })
  session.on('will-download', (event, item, contents) => {
    // The person saves an exported file of the program's own; whatever an inspected page hands out is not taken.
    if (isAppUrl(item.getURL()) && isAppUrl(contents.getURL())) return
    event.preventDefault()
    policy.report(contents.id, { kind: 'download', url: item.getURL(), detail: item.getFilename() })
  })
}

/** The program's own page may copy a table to the clipboard; that is all it ever asks. */
function isOwnRequest(contents: WebContents | null, permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && contents !== null && isAppUrl(contents.getURL()) && isAppUrl(`${origin}/`)
}

/** Where an inspected page may lead: the web. Frames may also hold what the page itself made. */
export function isOpenable(text: string, isMainFrame: boolean): boolean {
  const protocol = parseUrl(text)?.protocol
  if (protocol === 'http:' || protocol === 'https:') return true
  return text === 'about:blank' || (!isMainFrame && (protocol === 'about:' || protocol === 'data:' || protocol === 'blob:'))
}

function guardContents(contents: WebContents, policy: Policy): void {
  const report = (incident: PageIncident): void => policy.report(contents.id, incident)

  // Denied without any other effect: a sandboxed frame can reach this handler too.
  contents.setWindowOpenHandler(({ url }) => {
    report({ kind: 'popup', url, detail: '' })
    return { action: 'deny' }
  })
  const guardNavigation = (event: { url: string; isMainFrame: boolean; preventDefault(): void }): void => {
    const isAllowed = policy.isWatched(contents.id) ? isOpenable(event.url, event.isMainFrame) : isAppUrl(event.url)
    if (isAllowed) return
    event.preventDefault()
    report({ kind: 'external-protocol', url: event.url, detail: '' })
  }
  contents.on('will-frame-navigate', guardNavigation)
  contents.on('will-redirect', guardNavigation)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.on('login', (event, details, info, answer) => {
    event.preventDefault()
    report({ kind: 'auth', url: details.url, detail: `${info.isProxy ? '代理 ' : ''}${info.scheme} ${info.realm}` })
    answer()
  })
  // Unhandled, Electron would send the first certificate that fits: inspectors carry theirs on a UKey.
  contents.on('select-client-certificate', (event, url, _list, answer) => {
    event.preventDefault()
    report({ kind: 'client-certificate', url, detail: '' })
    ;(answer as () => void)()
  })
  contents.on('certificate-error', (event, url, error, _certificate, answer) => {
    event.preventDefault()
    report({ kind: 'certificate', url, detail: error })
    answer(false)
  })
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault()
    report({ kind: 'permission', url: contents.getURL(), detail: 'bluetooth' })
    answer('')
  })
}
