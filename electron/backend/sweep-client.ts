import { setMaxListeners } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { AnswerHead, FetchAnswer, FetchOptions, PoliteClient, PoliteClientOptions } from '../crawl/polite-client.ts'
import { readRobots } from '../crawl/robots.ts'
import { spoolKey, type SweepSpool } from './sweep-spool.ts'

export interface FetcherData {
  options: PlainOptions
  /** Folder of the spool. */
  dir: string
}
/** What can be handed to another thread. */
export type PlainOptions = Omit<PoliteClientOptions, 'limitsFor' | 'resolve' | 'robotsKept'>

export type ToFetcher =
  | {
      kind: 'fetch'
      id: number
      url: string
      options: Omit<FetchOptions, 'signal' | 'bytesWanted'>
      /** Under what the answer is kept; null: it is not. */
      keepAs: string | null
      /** How many bytes are wanted is asked when the head is there. */
      asksBytes: boolean
      /** Now, ISO instant. */
      at: string
    }
  | { kind: 'robots'; id: number; url: string }
  | { kind: 'bytes'; id: number; bytes: number }
  | { kind: 'abort'; id: number }

export type FromFetcher =
  | { kind: 'head'; id: number; head: AnswerHead }
  | { kind: 'answer'; id: number; answer: FetchAnswer }
  | { kind: 'robots'; id: number; robots: { url: string; status: number | null; text: string } }
  | { kind: 'not-kept'; reason: string }

export interface Keeping {
  dir: string
  spool: SweepSpool
  now(): string
  /** Told of what the disk refused. */
  failed(reason: string): void
}

interface Pending {
  answered(message: FromFetcher): void
  failed(error: Error): void
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** Beside this file in the source; bundled, beside the bundle or above its parts. */
const places = ['sweep-fetcher.ts', 'sweep-fetcher.cjs', '../sweep-fetcher.cjs']

/**
 * The polite client in a thread of its own. The answer to a request for the whole of a page is on disk before this
 * thread knows of it, and one that an earlier run kept is given instead of asking again, once.
 */
export function createSweepClient(options: PlainOptions, { dir, spool, now, failed }: Keeping): PoliteClient {
  const file = places.map((name) => join(import.meta.dirname, name)).find((path) => existsSync(path))
  const worker = new Worker(file ?? '', { workerData: { options, dir } satisfies FetcherData })
  const pending = new Map<number, Pending>()
  const asked = new Set<string>()
  let count = 0
  let broken: Error | null = null

  const tell = (message: ToFetcher): void => worker.postMessage(message, [])
  function end(error: Error): void {
    broken ??= error
    for (const each of pending.values()) each.failed(error)
    pending.clear()
  }
  worker.on('error', (error) => end(asError(error)))
  worker.on('exit', () => end(new Error('client closed')))
  worker.on('message', (message: FromFetcher) => {
    if (message.kind === 'not-kept') failed(message.reason)
    else pending.get(message.id)?.answered(message)
  })

  /** @param take returns what the message answers, or undefined where more is to come */
  async function ask<T>(
    question: (id: number) => ToFetcher,
    signal: AbortSignal | undefined,
    take: (message: FromFetcher, id: number) => T | undefined
  ): Promise<T> {
    if (broken !== null) throw broken
    count += 1
    const id = count
    const abort = (): void => tell({ kind: 'abort', id })
    try {
      return await new Promise<T>((answered, refused) => {
        pending.set(id, {
          failed: refused,
          answered(message) {
            const value = take(message, id)
            if (value !== undefined) answered(value)
          }
        })
        tell(question(id))
        if (signal === undefined) return
        // Many requests wait on one signal.
        setMaxListeners(0, signal)
        signal.addEventListener('abort', abort, { once: true })
        if (signal.aborted) abort()
      })
    } finally {
      pending.delete(id)
      signal?.removeEventListener('abort', abort)
    }
  }

  /** Where nobody can say how many are wanted, none are. */
  async function sayBytes(id: number, head: AnswerHead, wanted: FetchOptions['bytesWanted']): Promise<void> {
    let bytes = 0
    try {
      bytes = (await wanted?.(head)) ?? 0
    } finally {
      tell({ kind: 'bytes', id, bytes })
    }
  }

  return {
    async fetch(url, { signal, bytesWanted, ...given } = {}) {
      const isWhole = bytesWanted === undefined && given.maxBytes === undefined
      const key = spoolKey(url, given.headers)
      const isFirst = isWhole && !asked.has(key)
      if (isFirst) asked.add(key)
      const kept = isFirst ? spool.find(key) : null
      if (kept !== null) return kept.answer
      const keepAs = isWhole ? key : null
      const asksBytes = bytesWanted !== undefined
      return ask(
        (id) => ({ kind: 'fetch', id, url, options: given, keepAs, asksBytes, at: now() }),
        signal,
        (message, id) => {
          if (message.kind === 'head')
            sayBytes(id, message.head, bytesWanted).catch((error: unknown) => pending.get(id)?.failed(asError(error)))
          if (message.kind !== 'answer') return undefined
          const { bytes } = message.answer
          return { ...message.answer, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) }
        }
      )
    },
    async robots(url, { signal } = {}) {
      return ask(
        (id) => ({ kind: 'robots', id, url }),
        signal,
        (message) => {
          if (message.kind !== 'robots') return undefined
          const { url: from, status, text } = message.robots
          return readRobots(from, { status, headers: {}, bytes: Buffer.from(text), error: null })
        }
      )
    },
    async close() {
      await worker.terminate()
    }
  }
}
