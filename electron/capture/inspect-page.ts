/** Opens one address in a browser, follows where the page sends its visitor, and gathers its facts. */
import type { PageFacts } from '../domain/facts/facts.ts'
import { openLive } from './live-page.ts'
import type { LivePage } from './live-page.ts'
import type { PageDriver, PageHost } from './page-driver.ts'
import { gatherFromBrowser } from './run-gatherers.ts'
import type { GatherOptions } from './run-gatherers.ts'

const maxHops = 4

export interface InspectOptions extends GatherOptions {
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

/** @param keep is called while the page stands there, before any redirect of its own takes it away */
export async function inspectPage<T = null>(
  host: PageHost,
  options: InspectOptions,
  keep?: (driver: PageDriver, live: LivePage) => Promise<T>
): Promise<InspectedPage<T>> {
  const driver = await host.open({
    sessionKey: `inspect ${options.url} ${options.now()}`,
    allowHosts: options.allowHosts,
    visible: false
  })
  try {
    const page = await openLive(driver, options.url, options.now)
    try {
      let result: InspectedPage<T> | null = null
      for (let hop = 0; hop <= maxHops; hop += 1) {
        const live = page.state()
        const isThere = live.record.error === null
        // Where a page sends its visitor to a place that does not open, the page itself is what there is to see.
        if (!isThere && result !== null) return result
        const facts = await gatherFromBrowser(driver, live, options)
        result = { facts, live, kept: isThere && keep !== undefined ? await keep(driver, live) : null }
        if (!isThere || !(await page.followTimed())) return result
      }
      return result ?? Promise.reject(new Error('no page'))
    } finally {
      page.stop()
    }
  } finally {
    await driver.close()
  }
}
