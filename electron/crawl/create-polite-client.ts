import { performance } from 'node:perf_hooks'
import { hostKey, locationText, readAddress } from './address.ts'
import { createChainCookies } from './chain-cookies.ts'
import { createConnections } from './connection.ts'
import { createHostQueue, type Turn } from './host-queue.ts'
import { requestOnce, type OneAnswer, type RequestLimits } from './one-request.ts'
import type {
  FetchAnswer,
  FetchError,
  FetchOptions,
  PoliteClient,
  PoliteClientOptions,
  Redirect,
  RobotsAnswer
} from './polite-client.ts'
import { readRobots, robotsMaxBytes } from './robots.ts'
import { readRetryAfter } from './retry-after.ts'
import { acceptedEncodings } from './unpack.ts'

const defaults = {
  perHost: 2,
  spacingMs: 200,
  total: 16,
  userAgent: 'Mozilla/5.0 (compatible; Xuncha; government website inspection)',
  connectTimeoutMs: 15_000,
  answerTimeoutMs: 20_000,
  wholeTimeoutMs: 60_000,
  maxBytes: 10 * 1024 * 1024,
  maxRedirects: 20,
  maxPauseMs: 120_000
}
/** First pause of a host that says 429 or 503 without a Retry-After; doubled each time, up to the longest. */
const firstPauseMs = 1_000
const longestPauseMs = 30_000
/** A crawl-delay beyond this is reported and not obeyed further: a check would take days. */
const longestCrawlDelayMs = 30_000
const mostOrigins = 256

const redirectStatuses = new Set([301, 302, 303, 307, 308])

export function createPoliteClient(given: PoliteClientOptions = {}): PoliteClient {
  const options = { ...defaults, ...given }
  const { allowHosts = [], connectTimeoutMs, resolve } = options
  const connections = createConnections({ allowHosts, connectTimeoutMs, resolve, mostOrigins })
  const queue = createHostQueue(options.total, (host) => ({
    perHost: options.perHost,
    spacingMs: options.spacingMs,
    ...options.limitsFor?.(host)
  }))
  const pauses = new Map<string, { milliseconds: number; since: number }>()
  const robotsOf = new Map<string, Promise<RobotsAnswer>>()

  /** A host that has had enough is left alone for as long as it asks, or ever longer. */
  function notePace(host: string, answer: OneAnswer, startedAt: number): number | null {
    const { status } = answer
    if (status === null) return null
    if (status !== 429 && status !== 503) {
      // An answer to an older request than the one that was refused says nothing new.
      const pause = pauses.get(host)
      if (pause !== undefined && startedAt > pause.since) pauses.delete(host)
      return null
    }
    const now = performance.now()
    const asked = readRetryAfter(answer.headers['retry-after'], Date.now())
    const last = pauses.get(host)
    const isNew = last === undefined || startedAt > last.since
    const doubled = last === undefined ? firstPauseMs : isNew ? last.milliseconds * 2 : last.milliseconds
    const milliseconds = Math.min(doubled, longestPauseMs)
    if (isNew) pauses.set(host, { milliseconds, since: now })
    queue.pauseUntil(host, now + Math.min(asked ?? milliseconds, options.maxPauseMs))
    return asked
  }

  async function fetch(text: string, fetchOptions: FetchOptions = {}): Promise<FetchAnswer> {
    const asked = readAddress(text)
    const answer = emptyAnswer(asked?.href ?? text)
    if (asked === null) return { ...answer, error: { kind: 'bad-url', detail: text.slice(0, 200) } }
    const limits: RequestLimits = {
      connectTimeoutMs,
      answerTimeoutMs: fetchOptions.answerTimeoutMs ?? options.answerTimeoutMs,
      wholeTimeoutMs: fetchOptions.wholeTimeoutMs ?? options.wholeTimeoutMs,
      maxBytes: fetchOptions.maxBytes ?? options.maxBytes,
      bytesWanted: undefined
    }
    const cookies = createChainCookies()
    const met = new Set<string>()
    let url = asked
    for (;;) {
      const cookie = cookies.headerFor(url)
      // The same address with the same cookies will answer the same again.
      const state = `${url.href} ${cookie}`
      if (met.has(state)) return { ...answer, error: { kind: 'redirect-loop', detail: url.href } }
      met.add(state)
      const turn = await takeTurn(hostKey(url), fetchOptions)
      if (turn === null) return { ...answer, error: { kind: 'aborted', detail: 'aborted' } }
      if (answer.redirects.length === 0) answer.startedAt = new Date().toISOString()
      const one = await oneHop(url, cookie, limits, fetchOptions, turn)
      const { setCookies, ...came } = one
      cookies.take(url, setCookies)
      Object.assign(answer, came, { milliseconds: answer.milliseconds + one.milliseconds, finalUrl: url.href, error: one.error })
      answer.retryAfterMs = one.retryAfterMs
      if (one.error !== null || one.status === null || !redirectStatuses.has(one.status)) return answer
      const { next, fault } = follow(url, one, answer.redirects, options.maxRedirects)
      if (next === null) return { ...answer, error: fault }
      answer.status = null
      url = next
    }
  }

  async function takeTurn(host: string, { signal, isUrgent }: FetchOptions): Promise<Turn | null> {
    // A turn is refused for one reason only: nobody wants it any more.
    return queue.take(host, signal, isUrgent).catch(() => null)
  }

  async function oneHop(url: URL, cookie: string, limits: RequestLimits, fetchOptions: FetchOptions, turn: Turn) {
    const startedAt = performance.now()
    const headers: Record<string, string> = {
      'user-agent': options.userAgent,
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5',
      'accept-encoding': acceptedEncodings,
      ...fetchOptions.headers,
      ...(cookie === '' ? {} : { cookie })
    }
    const { bytesWanted } = fetchOptions
    const hopLimits =
      bytesWanted === undefined
        ? limits
        : {
            ...limits,
            bytesWanted: (head: Parameters<typeof bytesWanted>[0]) =>
              redirectStatuses.has(head.status) ? 4096 : bytesWanted(head)
          }
    try {
      const one = await requestOnce(connections, url, headers, hopLimits, fetchOptions.signal)
      return { ...one, retryAfterMs: notePace(hostKey(url), one, startedAt) }
    } finally {
      turn.release()
    }
  }

  return {
    fetch,
    async robots(text, { signal } = {}) {
      const url = readAddress('/robots.txt', text)
      if (url === null) return readRobots(text, emptyAnswer(text))
      const known = robotsOf.get(url.origin)
      if (known !== undefined) return known
      const earlier = given.robotsKept?.find(url.href) ?? null
      const asking =
        earlier === null
          ? fetch(url.href, { maxBytes: robotsMaxBytes, ...(signal === undefined ? {} : { signal }) })
          : Promise.resolve(earlier)
      const reading = asking.then((answer) => {
        if (earlier === null) given.robotsKept?.keep(url.href, answer)
        const robots = readRobots(url.href, answer)
        if (robots.crawlDelaySeconds !== null) {
          queue.widenSpacing(hostKey(url), Math.min(robots.crawlDelaySeconds * 1000, longestCrawlDelayMs))
        }
        // One that was given up is asked again.
        if (answer.error?.kind === 'aborted') robotsOf.delete(url.origin)
        return robots
      })
      robotsOf.set(url.origin, reading)
      return reading
    },
    async close() {
      queue.close(new Error('client closed'))
      await connections.close()
    }
  }
}

function emptyAnswer(url: string): FetchAnswer {
  return {
    url,
    finalUrl: url,
    status: null,
    headers: {},
    bytes: Buffer.alloc(0),
    wireBytes: 0,
    isCut: false,
    encodingFault: null,
    redirects: [],
    startedAt: new Date().toISOString(),
    milliseconds: 0,
    firstByteMilliseconds: null,
    tls: null,
    remoteAddress: null,
    retryAfterMs: null,
    error: null
  }
}

/** Where a redirect leads, noted in the chain; or why nowhere. */
function follow(
  url: URL,
  one: OneAnswer,
  redirects: Redirect[],
  maxRedirects: number
): { next: URL; fault: null } | { next: null; fault: FetchError } {
  const written = one.headers['location']
  if (written === undefined) return { next: null, fault: { kind: 'bad-redirect', detail: 'no Location' } }
  const location = locationText(written)
  redirects.push({ url: url.href, status: one.status ?? 0, location: location.slice(0, 2000) })
  const next = readAddress(location, url.href)
  if (next === null) return { next: null, fault: { kind: 'bad-redirect', detail: location.slice(0, 200) } }
  if (redirects.length > maxRedirects) return { next: null, fault: { kind: 'too-many-redirects', detail: `${redirects.length}` } }
  return { next, fault: null }
}
