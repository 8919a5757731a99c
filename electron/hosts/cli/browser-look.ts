import { setTimeout as wait } from 'node:timers/promises'
import { recordNavigations, type NavigationRecorder } from '../../capture/navigation-record.ts'
import type { PageDriver, PageHost } from '../../capture/page-driver.ts'
import type { BrowserLook, BrowserSight } from '../../crawl/confirm-dead.ts'

/** Until a document or its failure stands in the page. */
const documentMs = 30_000
/** How long a page may go on loading before its title is read. */
const loadMs = 5_000
/** A wall answers with an error first and then loads the page itself: so long is waited for that. */
const secondThoughtMs = 2_500

/** Opens each address in a session of its own and tells what the network said of the document. */
export function createBrowserLook(openHost: () => Promise<PageHost>, allowHosts: readonly string[]): BrowserLook {
  let count = 0
  return async (url, signal) => {
    count += 1
    const sessionKey = `links-${count}`
    const driver = await openHost()
      .then((host) => host.open({ sessionKey, allowHosts, visible: false }))
      .catch(() => null)
    if (driver === null) return null
    try {
      return await sight(driver, url, signal)
    } catch {
      // A browser that died or a page that crashed it says nothing of the link.
      return null
    } finally {
      await driver.close()
    }
  }
}

async function sight(driver: PageDriver, url: string, signal: AbortSignal | undefined): Promise<BrowserSight | null> {
  const recorder = await recordNavigations(driver, () => new Date().toISOString())
  try {
    const outcome = recorder.nextOutcome()
    const { errorText } = await driver.send('Page.navigate', { url })
    // What is downloaded instead of shown came all right; the number is in the record that was given up.
    if (errorText === 'net::ERR_ABORTED') return null
    await within(outcome, documentMs, signal)
    if (signal?.aborted === true) return null
    const first = seen(recorder)
    if (first === null) return { status: null, error: errorText ?? 'net::ERR_TIMED_OUT', title: '' }
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

async function within(work: Promise<unknown>, milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const stop = new AbortController()
  const signals = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal])
  await Promise.race([work, wait(milliseconds, undefined, { signal: signals }).catch(() => undefined)])
  stop.abort()
}
