import type { Page } from 'playwright-core'
import type { Backend } from '../../../electron/backend/backend.ts'
import { startBrowserHost, type BrowserHost } from '../../../electron/hosts/browser/main.ts'
import { screenBrowser } from '../../support/screen-browser.ts'
import { builtRenderer, type RendererKind } from './built-renderer.ts'

export interface OpenedScreens {
  host: BrowserHost
  page: Page
  /** What the browser complained of: exceptions, refused styles or scripts; of a development build React's warnings too. */
  complaints: string[]
  /** Closes page and host; the backend is the caller's. */
  close(): Promise<void>
}

/** The renderer as it stands, built and served over the browser host, in a real browser of an office laptop's size. */
export async function openScreens(backend: Backend, kind?: RendererKind): Promise<OpenedScreens> {
  const host = await startBrowserHost({ backend, rendererDir: await builtRenderer(kind), port: null })
  const browser = await screenBrowser()
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: 'light' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  await page.goto(host.url)
  return {
    host,
    page,
    complaints,
    async close() {
      await context.close()
      await host.close()
    }
  }
}
