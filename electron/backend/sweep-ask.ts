/** How a sweep comes to what it reads: asked over HTTP and kept until it is in the log, in a browser where the bytes say too little. */
import type { FetchAnswer } from '../crawl/polite-client.ts'
import type { PageFacts } from '../domain/facts/facts.ts'
import type { SweptPage } from '../domain/stored-hint.ts'
import { hostOf, settledErrors } from './sweep-log.ts'
import { spoolKey, type Came } from './sweep-spool.ts'
import type { Browser, SweepTools } from './sweep-target.ts'

const busyStatuses = new Set([429, 503])

interface Asked {
  headers?: Readonly<Record<string, string>>
  /** What gives no answer now is taken as that. */
  isLast: boolean
}

/** One answer, or the one that came before a kill. null: to be asked once more later. */
export async function ask(tools: SweepTools, url: string, { headers, isLast }: Asked): Promise<Came | null> {
  const { client, ctx, signal, spool } = tools
  const key = spoolKey(url, headers)
  const kept = spool.find(key)
  if (kept !== null) return kept
  const answer = await client.fetch(url, headers === undefined ? { signal } : { signal, headers })
  signal.throwIfAborted()
  const { status, error } = answer
  tools.attempted(hostOf(url) ?? url, status !== null)
  if (!isLast && status === null && error !== null && !settledErrors.has(error.kind)) return null
  if (!isLast && status !== null && busyStatuses.has(status)) return null
  const came = { answer, observedAt: ctx.clock.now() }
  if (status !== null) spool.keep(key, came)
  return came
}

export interface ReadPage {
  facts: PageFacts
  /** Of the bytes alone. */
  plain: PageFacts
  by: SweptPage['by']
}

interface Reading {
  url: string
  /** Also what the server speaks besides its pages. */
  isServerAsked: boolean
  isEnough(facts: PageFacts): boolean
}

/** What came, read: in the browser too where the bytes are not enough and there is one. */
export async function readPage(tools: SweepTools, came: Came, { url, isServerAsked, isEnough }: Reading): Promise<ReadPage> {
  const { eyes, browser, allowHosts } = tools
  const { answer, observedAt } = came
  const frames = await framesOf(tools, answer)
  const plain = await eyes.gather(answer, frames, { observedAt, askServer: isServerAsked ? { allowHosts } : null })
  const read: ReadPage = { facts: plain, plain, by: answer.status === null ? null : 'http' }
  if (browser === null || answer.status === null || isEnough(plain)) return read
  const seen = await inBrowser(browser, tools, url, observedAt)
  const { tls, reach } = plain
  return seen === null ? read : { facts: { ...seen, tls, reach }, plain, by: 'browser' }
}

/** Frames on other hosts are not the site's own page. */
async function framesOf({ client, eyes, signal }: SweepTools, answer: FetchAnswer): Promise<Map<string, FetchAnswer>> {
  const frames = new Map<string, FetchAnswer>()
  const host = hostOf(answer.finalUrl)
  for (const url of eyes.framesOf(answer).slice(0, 5)) {
    if (hostOf(url) !== host) continue
    const frame = await client.fetch(url, { signal })
    signal.throwIfAborted()
    if (frame.status === 200) frames.set(url, frame)
  }
  return frames
}

async function inBrowser(browser: Browser, tools: SweepTools, url: string, observedAt: string): Promise<PageFacts | null> {
  const { eyes, ctx, signal, allowHosts } = tools
  const options = { observedAt, askServer: null, allowHosts, signal, now: () => ctx.clock.now() }
  return browser.alone(async () => {
    signal.throwIfAborted()
    // The bytes said little, but they are what there is; a page that crashes or hangs must not end the sweep.
    return eyes.look(browser.host, url, options).catch(() => null)
  })
}
