import { setTimeout as wait } from 'node:timers/promises'
import { recordNavigations, type NavigationRecorder } from '../capture/navigation-record.ts'
import type { PageDriver, PageHost } from '../capture/page-driver.ts'
import { withinLimit } from '../capture/time-limit.ts'
import type { BrowserLook, BrowserSight } from './confirm-dead.ts'

/** In milliseconds. */
export interface LookLimits {
  /** Until a document or its failure stands in the page. Default 30,000. */
  document: number
  /** The whole look, opening the page included. Default 60,000: a browser that no longer answers must not hold the check up. */
  whole: number
}
const usualLimits: LookLimits = { document: 30_000, whole: 60_000 }
/** How long a page may go on loading before its title is read. */
const loadMs = 5_000
/** A wall answers with an error first and then loads the page itself: so long is waited for that. */
const secondThoughtMs = 2_500
/** A page that does not even close goes with its browser. */
const closeMs = 5_000

/** Opens each address in a session of its own and tells what the network said of the document. */
export function createBrowserLook(
  openHost: () => Promise<PageHost>,
  allowHosts: readonly string[],
  limits = usualLimits
): BrowserLook {
  let count = 0
  return async (url, signal) => {
    count += 1
    const sessionKey = `links-${count}`
    const opening = openHost().then((host) => host.open({ sessionKey, allowHosts, visible: false }))
    const limit = signal === undefined ? { limitMs: limits.whole } : { limitMs: limits.whole, signal }
    const held = { isOpen: false }
    try {
      return await withinLimit(limit, async () => {
        const driver = await opening
        held.isOpen = true
        return sight(driver, url, limits.document, signal)
      })
    } catch {
      // A browser that died, hangs or was called off, or a page that crashed it, says nothing of the link.
      return null
    } finally {
      // One that opens after its time is closed all the same, and not waited for.
      const closing = opening.then((driver) => driver.close()).catch(() => undefined)
      if (held.isOpen) await within(closing, closeMs, undefined)
    }
  }
}

async function sight(
  driver: PageDriver,
  url: string,
  documentMs: number,
  signal: AbortSignal | undefined
): Promise<BrowserSight | null> {
  const recorder = await recordNavigations(driver, () => new Date().toISOString())
  try {
    const outcome = recorder.nextOutcome()
    // The command itself is answered only when the server has answered, which it may never do.
    const navigated = await within(driver.send('Page.navigate', { url }), documentMs, signal)
    // What is downloaded instead of shown came all right; the number is in the record that was given up.
    if (navigated?.errorText === 'net::ERR_ABORTED') return null
    if (navigated !== null) await within(outcome, documentMs, signal)
    if (signal?.aborted === true) return null
    const first = seen(recorder)
    if (first === null) return { status: null, error: navigated?.errorText ?? 'net::ERR_TIMED_OUT', title: '' }
    if (first.error !== null) return { ...first, title: '' }
    if (first.status !== null && first.status >= 500) await within(recorder.nextOutcome(), secondThoughtMs, signal)
    // The title comes with the text, after the document's head.
    for (let waited = 0; recorder.isLoading() && waited < loadMs; waited += 50) await wait(50)
    return { ...(seen(recorder) ?? first), title: await titleOf(driver) }
  } finally {
    recorder.stop()
  }
}

function seen(recorder: NavigationRecorder): { status: number | null; error: string | null } | null {
  const record = recorder.current()
  return record === null ? null : { status: record.status, error: record.status === null ? record.error : null }
}

async function titleOf(driver: PageDriver): Promise<string> {
  const { currentIndex, entries } = await driver.send('Page.getNavigationHistory')
  return entries[currentIndex]?.title.slice(0, 300) ?? ''
}

/** null: not in time, or called off. */
async function within<T>(work: Promise<T>, milliseconds: number, signal: AbortSignal | undefined): Promise<T | null> {
  const stop = new AbortController()
  const signals = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal])
  // Nobody may be left to hear of its failure.
  work.catch(() => undefined)
  try {
    return await Promise.race([work, wait(milliseconds, null, { signal: signals }).catch(() => null)])
  } finally {
    stop.abort()
  }
}
