import { findBrowser } from '../../electron/hosts/chromium/find-browser.ts'
import { createChromiumHost } from '../../electron/hosts/chromium/playwright-host.ts'
import type { PageDriver, PageHost } from '../../electron/capture/page-driver.ts'
import { startSampleSites } from '../../electron/sample/server.ts'
import type { SampleSites } from '../../electron/sample/server.ts'
import { resourcesDir } from './paths.ts'

export async function openHost(): Promise<PageHost> {
  const executable = findBrowser()
  if (executable === null) throw new Error('there is no Chromium on this machine')
  return createChromiumHost({ executable })
}

export const startSites = (): Promise<SampleSites> => startSampleSites({ resourcesDir, ports: { http: 0, https: 0 } })

/** Loads an address and waits for its load event. */
export async function load(driver: PageDriver, url: string): Promise<void> {
  await driver.send('Page.enable')
  const loaded = new Promise<void>((done) => {
    const stop = driver.on('Page.loadEventFired', () => {
      stop()
      done()
    })
  })
  const { errorText } = await driver.send('Page.navigate', { url })
  if (errorText) throw new Error(`${url}: ${errorText}`)
  await loaded
}
