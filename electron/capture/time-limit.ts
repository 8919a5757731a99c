import { XunchaError } from '../domain/errors.ts'

/** Longer than every wait of a page that works: loading, settling, redirects of its own. */
const longestMs = 90_000

export interface TimeLimit {
  /** Default 90 s. */
  limitMs?: number
  /** Ends the waiting at once, with its reason. */
  signal?: AbortSignal
}

/**
 * A page that never lets its script go, or a server that falls silent, leaves commands to the browser unanswered for ever: no
 * longer than the limit is waited for them. What the work does afterwards is nobody's.
 * @param work is given what begins the time anew, for a next part of the work
 */
export async function withinLimit<T>(
  { limitMs = longestMs, signal }: TimeLimit,
  work: (beginAnew: () => void) => Promise<T>
): Promise<T> {
  signal?.throwIfAborted()
  let fail: (reason: unknown) => void = () => undefined
  const over = new Promise<never>((_, reject) => {
    fail = reject
  })
  const timer = setTimeout(() => fail(new XunchaError('page-failed', '页面长时间没有响应，没有读完；请稍后重试。')), limitMs)
  const stop = (): void => fail(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work(() => void timer.refresh()), over])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}
