/** Opens one address in a browser, follows where the page sends its visitor, and gathers its facts. */
import type { PageFacts } from '../domain/facts/facts.ts'
import { openLive } from './live-page.ts'
import type { LivePage } from './live-page.ts'
import type { PageDriver, PageHost } from './page-driver.ts'
import { gatherFromBrowser } from './run-gatherers.ts'
import type { GatherOptions } from './run-gatherers.ts'
import { withinLimit, type TimeLimit } from './time-limit.ts'

const maxHops = 4

export interface InspectOptions extends GatherOptions, TimeLimit {
  url: string
  /** `host` or `host:port` entries that may lie on loopback or private addresses. */
  allowHosts: readonly string[]
  now(): string
}

export interface InspectedPage<T> {
  facts: PageFacts
  live: LivePage
  /** What `keep` made of the page that the facts are of; null where the page did not open. */
  kept: T | null
}

type Keep<T> = (driver: PageDriver, live: LivePage) => Promise<T>

/**
 * Rejects with one sentence where the page does not let itself be read in time.
 * @param keep is called while the page stands there, before any redirect of its own takes it away; it has the same time again
 */
export async function inspectPage<T = null>(host: PageHost, options: InspectOptions, keep?: Keep<T>): Promise<InspectedPage<T>> {
  options.signal?.throwIfAborted()
  const opening = host.open({
    sessionKey: `inspect ${options.url} ${options.now()}`,
    allowHosts: options.allowHosts,
    visible: false
  })
  const held = { isOpen: false }
  try {
    return await withinLimit(options, async (beginAnew) => {
      const driver = await opening
      held.isOpen = true
      return look(driver, options, keep, beginAnew)
    })
  } finally {
    // One that opens after its time is closed all the same, and not waited for.
    const closing = opening.then((own) => own.close())
    if (held.isOpen) await closing
    else void closing.catch(() => undefined)
  }
}

async function look<T>(
  driver: PageDriver,
  options: InspectOptions,
  keep: Keep<T> | undefined,
  beginAnew: () => void
): Promise<InspectedPage<T>> {
  const page = await openLive(driver, options.url, options.now)
  try {
    let result: InspectedPage<T> | null = null
    for (let hop = 0; hop <= maxHops; hop += 1) {
      const live = page.state()
      const isThere = live.record.error === null
      // Where a page sends its visitor to a place that does not open, the page itself is what there is to see.
      if (!isThere && result !== null) return result
      const facts = await gatherFromBrowser(driver, live, options)
      if (isThere && keep !== undefined) beginAnew()
      result = { facts, live, kept: isThere && keep !== undefined ? await keep(driver, live) : null }
      if (!isThere || !(await page.followTimed())) return result
    }
    return result ?? Promise.reject(new Error('no page'))
  } finally {
    page.stop()
  }
}
