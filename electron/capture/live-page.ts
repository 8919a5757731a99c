/** One page in a browser from its first request to the moment it stands still, with what network and console said meanwhile. */
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Fact } from '../domain/facts/facts.ts'
import { decodeDocument } from './charset.ts'
import { encodeBack } from './encode-back.ts'
import { openWorld } from './in-world.ts'
import { newRecord, recordNavigations } from './navigation-record.ts'
import type { NavigationRecord, NavigationRecorder } from './navigation-record.ts'
import type { PageDriver } from './page-driver.ts'

const limits = {
  loadMs: 20_000,
  settleMs: 8_000,
  quietMs: 900,
  /** A redirect that waits longer is not waited for. */
  timedMs: 12_000,
  hops: 5,
  bytes: 16_000_000,
  messages: 200
} as const

export interface LivePage {
  record: NavigationRecord
  /** Body of the main document as it came; null where the browser could give only its text, or nothing. */
  bytes: Uint8Array | null
  /** Its text as the browser read it; null where nothing came. */
  html: string | null
  contentType: string
  milliseconds: number
  consoleErrors: Fact<'console'>['errors']
  /** Addresses of pictures that did not come. */
  failedImages: ReadonlySet<string>
}

export interface OpenedPage {
  state(): LivePage
  recorder: NavigationRecorder
  /** Follows a redirect that the page has announced; false where it announces none, or none that is waited for. */
  followTimed(): Promise<boolean>
  stop(): void
}

interface Body {
  chunks: Uint8Array[]
  isRaw: boolean
  /** Bytes that came, decompressed. */
  length: number
  finishedAt: number | null
}

/** Starts listening, opens the address, waits until the page stands still. A page that fails is a result, not an error. */
export async function openLive(driver: PageDriver, url: string, now: () => string): Promise<OpenedPage> {
  const consoleErrors: Fact<'console'>['errors'] = []
  const failedImages = new Set<string>()
  const imageRequests = new Map<string, string>()
  const bodies = new Map<string, Body>()
  let inFlight = 0
  let startedAt = performance.now()
  const note = (text: string, from: string): void => {
    if (consoleErrors.length < limits.messages) consoleErrors.push({ text: text.slice(0, 500), url: from.slice(0, 500) })
  }

  const recorder = await recordNavigations(driver, now)
  const stops = [
    driver.on('Network.requestWillBeSent', (event) => {
      inFlight += 1
      if (event.type === 'Image' && imageRequests.size < 5_000) imageRequests.set(event.requestId, event.request.url)
      if (event.type === 'Document' && event.requestId === event.loaderId && event.redirectResponse === undefined)
        bodies.set(event.requestId, { chunks: [], isRaw: false, length: 0, finishedAt: null })
    }),
    driver.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (type === 'Image' && response.status >= 400) failedImages.add(response.url)
      const body = bodies.get(requestId)
      if (type === 'Document' && body !== undefined) void keepRaw(driver, requestId, body)
    }),
    driver.on('Network.dataReceived', ({ requestId, data, dataLength }) => {
      const body = bodies.get(requestId)
      if (body !== undefined) body.length += dataLength
      if (body?.isRaw && data !== undefined && body.length < limits.bytes) body.chunks.push(Buffer.from(data, 'base64'))
    }),
    driver.on('Network.loadingFinished', ({ requestId }) => {
      inFlight -= 1
      const body = bodies.get(requestId)
      if (body !== undefined) body.finishedAt = performance.now()
    }),
    driver.on('Network.loadingFailed', ({ requestId, errorText, canceled }) => {
      inFlight -= 1
      const address = imageRequests.get(requestId)
      if (address !== undefined && canceled !== true && errorText !== 'net::ERR_ABORTED') failedImages.add(address)
    }),
    driver.on('Log.entryAdded', ({ entry }) => {
      if (entry.level === 'error') note(entry.text, entry.url ?? '')
    }),
    driver.on('Runtime.exceptionThrown', ({ exceptionDetails }) =>
      note(exceptionDetails.exception?.description?.split('\n')[0] ?? exceptionDetails.text, exceptionDetails.url ?? '')
    ),
    driver.on('Runtime.consoleAPICalled', ({ type, args }) => {
      if (type === 'error') note(args.map((each) => String(each.value ?? each.description ?? '')).join(' '), '')
    })
  ]
  await driver.send('Log.enable')
  await driver.send('Runtime.enable')

  const navigated = await driver.send('Page.navigate', { url }).catch((error: unknown) => error)
  if (navigated instanceof Error) recorder.noteFailure(url, navigated.message)
  else {
    const { errorText, loaderId } = navigated as { errorText?: string; loaderId?: string }
    if (errorText !== undefined && loaderId === undefined) recorder.noteFailure(url, errorText)
  }
  await loaded(recorder)
  let text = await documentText(driver, recorder)
  // A page that is about to send its visitor away is read at once, or it would be gone.
  if ((await announcedRedirect(driver)) === null) await settled(driver, recorder, () => inFlight)

  return {
    recorder,
    state() {
      const record = recorder.current() ?? { ...newRecord('', url, 'GET', now()), error: 'no-answer' }
      const body = bodies.get(record.loaderId)
      const bytes = record.error === null && body !== undefined ? bytesOf(body, text) : null
      const contentType =
        Object.entries(record.headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? record.mime
      return {
        record,
        bytes,
        html: bytes === null ? (text?.html ?? null) : decodeDocument(bytes, contentType).html,
        contentType,
        milliseconds: Math.round((body?.finishedAt ?? performance.now()) - startedAt),
        consoleErrors,
        failedImages
      }
    },
    async followTimed() {
      const delay = await announcedRedirect(driver)
      if (delay === null || delay > limits.timedMs) return false
      const before = recorder.current()?.loaderId
      startedAt = performance.now()
      const until = performance.now() + delay + 2_000
      while (performance.now() < until && recorder.current()?.loaderId === before && recorder.pending() === null) await wait(100)
      await loaded(recorder)
      if (recorder.current()?.loaderId === before) return false
      text = await documentText(driver, recorder)
      await settled(driver, recorder, () => inFlight)
      return true
    },
    stop() {
      for (const stop of stops) stop()
      recorder.stop()
    }
  }
}

/** Bytes as they come over the wire, decompressed: only they can be hashed. Older browsers do not give them. */
async function keepRaw(driver: PageDriver, requestId: string, body: Body): Promise<void> {
  body.isRaw = true
  const first = await driver.send('Network.streamResourceContent', { requestId }).catch(() => null)
  if (first === null) body.isRaw = false
  else if (first.bufferedData !== '') body.chunks.unshift(Buffer.from(first.bufferedData, 'base64'))
}

interface DocumentText {
  html: string
  bytes: Uint8Array | null
}

/** As streamed where all of it was caught; a small document may be through before anyone listens, and is then written back. */
function bytesOf({ isRaw, chunks, length }: Body, text: DocumentText | null): Uint8Array | null {
  const streamed = isRaw ? Buffer.concat(chunks) : null
  if (streamed !== null && streamed.byteLength === length && length > 0) return streamed
  return text === null ? null : (text.bytes ?? encodeBack(text.html, length))
}

async function documentText(driver: PageDriver, recorder: NavigationRecorder): Promise<DocumentText | null> {
  const loaderId = recorder.current()?.loaderId ?? ''
  if (loaderId === '') return null
  const body = await driver.send('Network.getResponseBody', { requestId: loaderId }).catch(() => null)
  if (body === null) return null
  return body.base64Encoded
    ? { html: Buffer.from(body.body, 'base64').toString('latin1'), bytes: Buffer.from(body.body, 'base64') }
    : { html: body.body, bytes: null }
}

async function loaded(recorder: NavigationRecorder): Promise<void> {
  const until = performance.now() + limits.loadMs
  await wait(50)
  while (performance.now() < until && (recorder.isLoading() || recorder.pending() !== null)) await wait(50)
}

/** Script may still be drawing: the page stands still once its nodes and words no longer change and nothing is asked for. */
async function settled(driver: PageDriver, recorder: NavigationRecorder, inFlight: () => number): Promise<void> {
  const until = performance.now() + limits.settleMs
  let last = ''
  let since = performance.now()
  while (performance.now() < until) {
    const world = await openWorld(driver).catch(() => null)
    const size = (await world?.<string>(sizeSource)) ?? ''
    const now = `${size} ${inFlight()} ${recorder.current()?.loaderId ?? ''}`
    if (now !== last) {
      last = now
      since = performance.now()
    } else if (performance.now() - since >= limits.quietMs) return
    await wait(150)
  }
}

const sizeSource = `document.getElementsByTagName('*').length + ' ' + (document.body ? document.body.textContent.length : 0)`

/** Milliseconds until the page sends its visitor elsewhere; null where it does not say so. It may lie: then nothing follows. */
async function announcedRedirect(driver: PageDriver): Promise<number | null> {
  const world = await openWorld(driver).catch(() => null)
  return (await world?.<number | null>(redirectSource)) ?? null
}

const redirectSource = `(() => {
  const here = location.href.split('#')[0]
  for (const meta of document.querySelectorAll('meta[http-equiv]')) {
    if (meta.getAttribute('http-equiv').trim().toLowerCase() !== 'refresh') continue
    const found = /^\\s*(\\d{1,4})(?:\\.\\d*)?\\s*[;,]\\s*(?:url\\s*=\\s*)?["']?([^"'>]{1,1000})/i.exec(meta.content)
    if (found === null) continue
    try { if (new URL(found[2].trim(), document.baseURI).href.split('#')[0] === here) continue } catch { continue }
    return Number(found[1]) * 1000
  }
  if ((document.body ? document.body.textContent.length : 0) > 5000) return null
  for (const script of document.scripts) {
    const text = script.textContent.slice(0, 20000)
    const found = /setTimeout\\s*\\([^;]{0,300}?location[\\s\\S]{0,300}?,\\s*(\\d{1,5})\\s*\\)/.exec(text)
    if (found !== null) return Number(found[1])
  }
  return null
})()`

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
