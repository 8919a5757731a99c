import { chromium, type Browser } from 'playwright-core'
import { disabledFeatures } from '../../electron/hosts/chromium/disabled-features.ts'
import { findBrowser } from '../../electron/hosts/chromium/find-browser.ts'

let running: Promise<Browser> | null = null

/**
 * The browser in which the program's own screens are looked at: one for all test files of a process, since starting it costs
 * more than most of them; each takes a context of its own, with its own cookies and storage, and closes that. It ends with
 * the process, whose pipe it hangs on.
 */
export function screenBrowser(): Promise<Browser> {
  running ??= startBrowser().then((browser) => {
    browser.once('disconnected', () => {
      running = null
    })
    return browser
  })
  running.catch(() => {
    running = null
  })
  return running
}

/** A browser of one's own, for whoever stops it or starts it in another way. @param more switches besides the usual ones */
export async function startBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('no Chromium, Edge or Chrome on this machine: run `xuncha doctor --fix`')
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    disabledFeatures,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...more
  ]
  return chromium.launch({ executablePath, args })
}
