import type { Browser } from 'playwright-core'
import { printOptions } from '../../capture/print-options.ts'

/** A notice of a thousand rows a table takes seconds. */
const printLimit = 120_000

/** Prints a document of the program's own in a context that lives for it alone: no script, no network, nothing kept. */
export async function printHtml(browser: Browser, html: string): Promise<Uint8Array> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true, acceptDownloads: false })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(printLimit)
    // Offline is the network; this is everything else that has an address.
    await page.route('**/*', (route) => route.abort())
    await page.setContent(html, { waitUntil: 'load', timeout: printLimit })
    return await page.pdf({ ...printOptions(browser.version()), tagged: true, outline: true })
  } finally {
    await context.close()
  }
}
