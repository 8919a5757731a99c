/**
 * What the browser's network side said of the main document, from the first request to the last byte: the facts of a capture
 * sheet. Nothing here comes from the page's script.
 */
import type { Protocol } from 'devtools-protocol'
import type { PageDriver } from './page-driver.ts'

export interface Hop {
  url: string
  status: number
  location: string | null
  remoteIp: string | null
  remotePort: number | null
  protocol: string | null
}

export interface TlsFacts {
  protocol: string
  cipher: string
  keyExchange: string
  subject: string
  issuer: string
  names: string[]
  /** ISO instants in UTC. */
  validFrom: string
  validTo: string
}

export interface NavigationRecord {
  loaderId: string
  requestedUrl: string
  redirects: Hop[]
  finalUrl: string
  method: string
  status: number | null
  statusText: string
  headers: Record<string, string>
  mime: string
  protocol: string | null
  remoteIp: string | null
  remotePort: number | null
  tls: TlsFacts | null
  /** Net error, e.g. `net::ERR_CONNECTION_REFUSED`; null while none. */
  error: string | null
  fromCache: boolean
  /** As it was sent with the document's request. */
  userAgent: string | null
  /** ISO instants in UTC by the browser's clock. */
  startedAt: string
  committedAt: string | null
  loadedAt: string | null
}

export interface Certificate {
  names: string[]
  subject: string
  issuer: string
  validFrom: string
  validTo: string
  error: string | null
}

export interface NavigationRecorder {
  /** The document that stands in the page, or the one whose failure stands there; null before the first. */
  current(): NavigationRecord | null
  /** A document on its way. */
  pending(): NavigationRecord | null
  /** What the browser says of the certificate of what is shown, also where it refused it. */
  certificate(): Certificate | null
  isLoading(): boolean
  url(): string
  /** Ends when the next main document is there, failed or was given up. */
  nextOutcome(): Promise<void>
  /** Ends when the document of this loader, or its failure, stands in the page, or the recorder stops. */
  shown(loaderId: string): Promise<void>
  /** A navigation that failed before it reached the network. */
  noteFailure(url: string, error: string): void
  stop(): void
}

export async function recordNavigations(driver: PageDriver, now: () => string): Promise<NavigationRecorder> {
  let mainFrame = ''
  let current: NavigationRecord | null = null
  let pending: NavigationRecord | null = null
  let certificate: Certificate | null = null
  let loading = false
  // The desktop's shell begins to load an error page of its own after a refused certificate, and never ends it.
  let isFailureShown = false
  let url = 'about:blank'
  const byLoader = new Map<string, NavigationRecord>()
  const waiting = new Set<() => void>()

  const settle = (): void => {
    for (const done of waiting) done()
    waiting.clear()
  }
  const find = (requestId: string): NavigationRecord | null => byLoader.get(requestId) ?? null

  const stops = [
    driver.on('Network.requestWillBeSent', (event) => {
      if (event.type !== 'Document' || event.requestId !== event.loaderId || event.frameId !== mainFrame) return
      const known = find(event.requestId)
      if (known !== null && event.redirectResponse !== undefined) {
        known.redirects.push(hopOf(event.redirectResponse, driver))
        known.finalUrl = event.request.url
        return
      }
      isFailureShown = false
      pending = newRecord(event.loaderId, event.request.url, event.request.method, new Date(event.wallTime * 1_000).toISOString())
      pending.userAgent = headerOf(event.request.headers, 'user-agent')
      if (byLoader.size > 200) byLoader.clear()
      byLoader.set(event.loaderId, pending)
    }),
    driver.on('Network.responseReceived', ({ requestId, response }) => {
      const record = find(requestId)
      if (record !== null) applyResponse(record, response, driver)
    }),
    driver.on('Network.responseReceivedExtraInfo', ({ requestId, headers, statusCode }) => {
      const record = find(requestId)
      // The raw headers, which keep what the renderer is not shown (cookies).
      if (record !== null && (statusCode < 300 || statusCode >= 400)) record.headers = { ...headers }
    }),
    driver.on('Network.loadingFailed', ({ requestId, errorText }) => {
      const record = find(requestId)
      if (record === null) return
      if (record === pending && errorText === 'net::ERR_ABORTED') pending = null
      // A document that came and broke off half-way is there, and is marked.
      else record.error = errorText
      if (record !== current) settle()
    }),
    driver.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId !== undefined) return
      mainFrame = frame.id
      const record = find(frame.loaderId)
      url = frame.unreachableUrl ?? `${frame.url}${frame.urlFragment ?? ''}`
      if (record !== null) current = record
      else if (frame.unreachableUrl !== undefined && pending !== null) current = pending
      else if (frame.url === 'about:blank') current = null
      if (current === pending) pending = null
      if (current !== null) {
        current.committedAt ??= now()
        if (current.error === null && frame.unreachableUrl === undefined) current.finalUrl = url
      }
      settle()
    }),
    driver.on('Page.navigatedWithinDocument', (event) => {
      if (event.frameId === mainFrame) url = event.url
      settle()
    }),
    driver.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId === mainFrame && !isFailureShown) loading = true
    }),
    driver.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (frameId === mainFrame) loading = false
    }),
    driver.on('Page.loadEventFired', () => {
      if (current !== null) current.loadedAt ??= now()
    }),
    driver.on('Security.visibleSecurityStateChanged', ({ visibleSecurityState }) => {
      const state = visibleSecurityState.certificateSecurityState
      certificate =
        state === undefined
          ? null
          : {
              names: [],
              subject: state.subjectName,
              issuer: state.issuer,
              validFrom: instant(state.validFrom),
              validTo: instant(state.validTo),
              error: state.certificateNetworkError ?? null
            }
    })
  ]
  await driver.send('Page.enable', {})
  await driver.send('Network.enable', {})
  await driver.send('Security.enable')
  mainFrame = (await driver.send('Page.getFrameTree')).frameTree.frame.id

  let isStopped = false
  const nextOutcome = (): Promise<void> =>
    new Promise((done) => {
      waiting.add(done)
    })

  const shown = async (loaderId: string): Promise<void> => {
    if (isStopped || current?.loaderId === loaderId) return
    await nextOutcome()
    await shown(loaderId)
  }

  return {
    current: () => current,
    pending: () => pending,
    certificate: () => certificate,
    isLoading: () => loading,
    url: () => url,
    nextOutcome,
    shown,
    noteFailure(failedUrl, error) {
      const record = pending ?? newRecord('', failedUrl, 'GET', now())
      record.error ??= error
      current = record
      pending = null
      url = failedUrl
      loading = false
      isFailureShown = true
      settle()
    },
    stop() {
      isStopped = true
      for (const stop of stops) stop()
      settle()
    }
  }
}

export function newRecord(loaderId: string, url: string, method: string, startedAt: string): NavigationRecord {
  return {
    loaderId,
    requestedUrl: url,
    redirects: [],
    finalUrl: url,
    method,
    status: null,
    statusText: '',
    headers: {},
    mime: '',
    protocol: null,
    remoteIp: null,
    remotePort: null,
    tls: null,
    error: null,
    fromCache: false,
    userAgent: null,
    startedAt,
    committedAt: null,
    loadedAt: null
  }
}

function applyResponse(record: NavigationRecord, response: Protocol.Network.Response, driver: PageDriver): void {
  const remote = remoteOf(response, driver)
  record.finalUrl = response.url
  record.status = response.status
  record.statusText = response.statusText
  if (Object.keys(record.headers).length === 0) record.headers = { ...response.headers }
  record.mime = response.mimeType
  record.protocol = response.protocol ?? null
  record.remoteIp = remote.ip
  record.remotePort = remote.port
  record.fromCache = response.fromDiskCache === true
  const tls = response.securityDetails
  record.tls =
    tls === undefined
      ? null
      : {
          protocol: tls.protocol,
          cipher: tls.cipher,
          keyExchange: tls.keyExchangeGroup ?? tls.keyExchange,
          subject: tls.subjectName,
          issuer: tls.issuer,
          names: tls.sanList,
          validFrom: instant(tls.validFrom),
          validTo: instant(tls.validTo)
        }
}

function hopOf(response: Protocol.Network.Response, driver: PageDriver): Hop {
  const remote = remoteOf(response, driver)
  return {
    url: response.url,
    status: response.status,
    location: headerOf(response.headers, 'location'),
    remoteIp: remote.ip,
    remotePort: remote.port,
    protocol: response.protocol ?? null
  }
}

/** A host whose connections go through a relay knows better than the browser, which sees the relay. */
function remoteOf(response: Protocol.Network.Response, driver: PageDriver): { ip: string | null; port: number | null } {
  if (driver.remoteAddressOf !== undefined) {
    const reached = driver.remoteAddressOf(response.url)
    return { ip: reached?.ip ?? null, port: reached?.port ?? null }
  }
  const ip = response.remoteIPAddress?.replace(/^\[|\]$/g, '')
  return { ip: ip === undefined || ip === '' ? null : ip, port: response.remotePort ?? null }
}

const instant = (seconds: number): string => new Date(seconds * 1_000).toISOString()

function headerOf(headers: Readonly<Record<string, string>>, wanted: string): string | null {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null
}
