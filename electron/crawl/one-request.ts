/** One request over one connection, with its own clock: no redirects, no waiting for turns. */
import { performance } from 'node:perf_hooks'
import { setMaxListeners } from 'node:events'
import { portOf } from './address.ts'
import { tlsOf, type Connections } from './connection.ts'
import { fetchErrorOf } from './fetch-error.ts'
import type { AnswerHead, AnswerTls, FetchError } from './polite-client.ts'
import { unpack } from './unpack.ts'

export interface RequestLimits {
  connectTimeoutMs: number
  answerTimeoutMs: number
  wholeTimeoutMs: number
  maxBytes: number
  bytesWanted: ((head: AnswerHead) => number | Promise<number>) | undefined
}

export interface OneAnswer {
  status: number | null
  headers: Record<string, string>
  setCookies: string[]
  bytes: Buffer
  wireBytes: number
  isCut: boolean
  encodingFault: string | null
  milliseconds: number
  firstByteMilliseconds: number | null
  tls: AnswerTls | null
  remoteAddress: { ip: string; port: number } | null
  error: FetchError | null
}

/** Why the request was ended from here. */
class Ended extends Error {
  readonly fault: FetchError
  constructor(fault: FetchError) {
    super(fault.detail)
    this.fault = fault
  }
}

export async function requestOnce(
  connections: Connections,
  url: URL,
  headers: Record<string, string>,
  limits: RequestLimits,
  signal: AbortSignal | undefined
): Promise<OneAnswer> {
  const first = await attempt(connections, url, headers, limits, signal)
  // The server closed a kept connection just as it was used again: that says nothing about the page.
  return first.isStale ? (await attempt(connections, url, headers, limits, signal)).answer : first.answer
}

async function attempt(
  connections: Connections,
  url: URL,
  headers: Record<string, string>,
  limits: RequestLimits,
  signal: AbortSignal | undefined
): Promise<{ answer: OneAnswer; isStale: boolean }> {
  const connection = connections.take(url)
  const kept = connection.socket
  const isReused = kept !== null && !kept.destroyed
  if (!isReused) connection.socket = null
  const started = performance.now()
  const clock = createClock(limits, isReused, signal)
  connection.onConnected = clock.onConnected
  const answer: OneAnswer = {
    status: null,
    headers: {},
    setCookies: [],
    bytes: Buffer.alloc(0),
    wireBytes: 0,
    isCut: false,
    encodingFault: null,
    milliseconds: 0,
    firstByteMilliseconds: null,
    tls: null,
    remoteAddress: null,
    error: null
  }
  let isWhole = false
  try {
    const response = await connection.client.request({
      path: pathOf(url),
      method: 'GET',
      headers,
      signal: clock.signal
    })
    clock.onHead()
    answer.firstByteMilliseconds = performance.now() - started
    answer.status = response.statusCode
    const came = plainHeaders(response.headers)
    answer.headers = came.headers
    answer.setCookies = came.setCookies
    const { socket } = connection
    answer.tls = tlsOf(socket)
    answer.remoteAddress = { ip: (socket?.remoteAddress ?? '').replace(/^::ffff:/, ''), port: socket?.remotePort ?? portOf(url) }
    const head = { url: url.href, status: answer.status, headers: answer.headers }
    const wanted = Math.max(0, Math.min(limits.maxBytes, (await limits.bytesWanted?.(head)) ?? limits.maxBytes))
    const body = await readBody(response.body, wanted, answer)
    isWhole = !answer.isCut
    const unpacked = await unpack(body, answer.headers['content-encoding'], limits.maxBytes)
    answer.bytes = unpacked.bytes
    answer.isCut ||= unpacked.isCut
    answer.encodingFault = unpacked.fault
  } catch (error) {
    answer.error = error instanceof Ended ? error.fault : (clock.endedBy() ?? fetchErrorOf(error))
  } finally {
    clock.stop()
    answer.milliseconds = performance.now() - started
    if (isWhole) connections.giveBack(url, connection)
    else connections.drop(connection)
  }
  const isStale = isReused && answer.status === null && answer.error?.kind === 'reset' && signal?.aborted !== true
  return { answer, isStale }
}

/** An empty query is sent too: `search` does not tell it from none. */
function pathOf(url: URL): string {
  const query = url.search === '' && url.href.endsWith('?') ? '?' : url.search
  return `${url.pathname}${query}`
}

async function readBody(body: AsyncIterable<unknown>, wanted: number, answer: OneAnswer): Promise<Buffer> {
  const parts: Buffer[] = []
  const declared = Number(answer.headers['content-length'] ?? Number.NaN)
  // What is too long anyway is not fetched for its first part alone when nothing of it is wanted.
  if (wanted === 0 && declared > 0) {
    answer.isCut = true
    return Buffer.alloc(0)
  }
  try {
    for await (const part of body) {
      if (!Buffer.isBuffer(part)) continue
      parts.push(part)
      answer.wireBytes += part.length
      if (answer.wireBytes > wanted) {
        answer.isCut = true
        break
      }
    }
  } finally {
    // Also what came before a failure is kept.
    const [only] = parts
    answer.bytes = (parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)).subarray(0, wanted)
  }
  return answer.bytes
}

function plainHeaders(raw: Record<string, string | string[] | undefined>): {
  headers: Record<string, string>
  setCookies: string[]
} {
  const headers: Record<string, string> = {}
  let setCookies: string[] = []
  for (const [name, value] of Object.entries(raw)) {
    if (value === undefined) continue
    if (name === 'set-cookie') setCookies = typeof value === 'string' ? [value] : value
    headers[name] = typeof value === 'string' ? value : value.join(', ')
  }
  return { headers, setCookies }
}

/** Time limits of one request: the answer's clock starts when the connection stands, which has a limit of its own. */
function createClock(limits: RequestLimits, isConnected: boolean, outer: AbortSignal | undefined) {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  let fault: FetchError | null = null
  let timer: NodeJS.Timeout | undefined
  const end = (kind: FetchError['kind'], detail: string): void => {
    fault ??= { kind, detail }
    controller.abort(new Ended(fault))
  }
  const arm = (milliseconds: number, kind: FetchError['kind']): void => {
    clearTimeout(timer)
    timer = setTimeout(() => end(kind, `${milliseconds} ms`), milliseconds)
  }
  const abort = (): void => end('aborted', 'aborted')
  outer?.addEventListener('abort', abort, { once: true })
  if (outer?.aborted === true) abort()
  // The connector keeps its own time; this one is for a resolver that never answers.
  if (isConnected) arm(limits.answerTimeoutMs, 'answer-timeout')
  else arm(limits.connectTimeoutMs + 5_000, 'connect-timeout')
  const begun = performance.now()
  return {
    signal: controller.signal,
    onConnected: () => arm(limits.answerTimeoutMs, 'answer-timeout'),
    onHead: () => arm(Math.max(1, limits.wholeTimeoutMs - (performance.now() - begun)), 'body-timeout'),
    endedBy: (): FetchError | null => fault,
    stop() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', abort)
    }
  }
}
