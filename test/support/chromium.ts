import { findBrowser } from '../../electron/hosts/chromium/find-browser.ts'
import { createChromiumHost } from '../../electron/hosts/chromium/playwright-host.ts'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import type { Resolve } from '../../electron/hosts/chromium/address-relay.ts'

/** The real browser of this machine; a test without one fails, it does not pass unseen. */
export async function realHost(resolve?: Resolve): Promise<PageHost> {
  const executable = findBrowser()
  if (executable === null) throw new Error('no Chromium, Edge or Chrome on this machine: run `xuncha doctor --fix`')
  return createChromiumHost({ executable, version: 'test', ...(resolve === undefined ? {} : { resolve }) })
}

/** Waits until a condition holds; fails after thirty seconds, for a busy machine. */
export async function until(condition: () => boolean | Promise<boolean>, what = 'condition'): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not reached: ${what}`)
    await new Promise((done) => {
      setTimeout(done, 20)
    })
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms)
  })
