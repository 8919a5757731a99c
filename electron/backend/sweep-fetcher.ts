/**
 * A thread of its own that asks websites for a sweep and writes each answer down as it comes. Reading and judging a page keeps
 * the other thread busy for tens of milliseconds and more, and what has come meanwhile would be lost by a kill.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { createPoliteClient } from '../crawl/create-polite-client.ts'
import type { AnswerHead, FetchAnswer } from '../crawl/polite-client.ts'
import type { FetcherData, FromFetcher, ToFetcher } from './sweep-client.ts'
import { createSweepSpool } from './sweep-spool.ts'

const { options, dir } = workerData as FetcherData
const tell = (message: FromFetcher): void => parentPort?.postMessage(message, [])
const spool = createSweepSpool(dir, (error) => tell({ kind: 'not-kept', reason: String(error) }))
const client = createPoliteClient({
  ...options,
  robotsKept: {
    find: (url) => spool.find(url)?.answer ?? null,
    keep: (url, answer) => keep(url, answer, new Date().toISOString())
  }
})
const cancels = new Map<number, AbortController>()
const wanted = new Map<number, (bytes: number) => void>()

/** Asked once more later, so no answer yet. */
const busyStatuses = new Set([429, 503])

function keep(key: string, answer: FetchAnswer, observedAt: string): void {
  const { status, error } = answer
  if (status !== null && !busyStatuses.has(status) && error?.kind !== 'aborted') spool.keep(key, { answer, observedAt })
}

async function fetch({ id, url, options: given, keepAs, asksBytes, at }: Extract<ToFetcher, { kind: 'fetch' }>): Promise<void> {
  const begun = performance.now()
  const bytesWanted = async (head: AnswerHead): Promise<number> => {
    tell({ kind: 'head', id, head })
    return new Promise((answer) => wanted.set(id, answer))
  }
  const answer = await client.fetch(url, { ...given, signal: signalOf(id), ...(asksBytes ? { bytesWanted } : {}) })
  // The clock is the other thread's: a host may give it another time than the system's.
  if (keepAs !== null) keep(keepAs, answer, new Date(Date.parse(at) + performance.now() - begun).toISOString())
  tell({ kind: 'answer', id, answer })
}

async function robots(id: number, url: string): Promise<void> {
  const { url: from, status, text } = await client.robots(url, { signal: signalOf(id) })
  tell({ kind: 'robots', id, robots: { url: from, status, text } })
}

function signalOf(id: number): AbortSignal {
  const cancel = new AbortController()
  cancels.set(id, cancel)
  return cancel.signal
}

parentPort?.on('message', (message: ToFetcher) => {
  const { kind, id } = message
  if (kind === 'abort') {
    cancels.get(id)?.abort()
    // It may be waiting for this.
    wanted.get(id)?.(0)
  } else if (kind === 'bytes') wanted.get(id)?.(message.bytes)
  else {
    void (kind === 'fetch' ? fetch(message) : robots(id, message.url)).finally(() => {
      cancels.delete(id)
      wanted.delete(id)
    })
  }
})
