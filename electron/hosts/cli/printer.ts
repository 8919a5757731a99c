import type { PageHost } from '../../capture/page-driver.ts'
import { findBrowser } from '../chromium/find-browser.ts'
import { productVersion } from './project-root.ts'

/** A browser to print with for one command; null where none is wanted or there. */
export async function withPrinter<T>(isWanted: boolean, work: (host: PageHost | null) => Promise<T>): Promise<T> {
  const executable = isWanted ? findBrowser() : null
  if (executable === null) return work(null)
  const { createChromiumHost } = await import('../chromium/playwright-host.ts')
  const host = await createChromiumHost({ executable, version: productVersion() })
  try {
    return await work(host)
  } finally {
    await host.close()
  }
}
