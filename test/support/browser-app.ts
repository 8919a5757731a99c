import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import { projectRoot } from './electron-app.ts'
import { startBrowser } from './screen-browser.ts'

export interface RunningBrowserHost {
  /** The printed address, token included. */
  url: string
  browser: Browser
  /** The program's page, already open. */
  page: Page
  stderr(): string
  /** Ends the host like Ctrl+C does. @returns its exit code */
  close(): Promise<number | null>
  /** Ends it like a power cut does. */
  kill(): Promise<void>
}

/** `xuncha serve` of the built product on a workspace, and its page in a Chromium of this machine. */
export async function launchBrowserHost({ workspace }: { workspace: string }): Promise<RunningBrowserHost> {
  // Before the host: where there is no browser, no host is left behind.
  const browser = await startBrowser()
  const args = [join(projectRoot, 'out/main/cli.cjs'), 'serve', '--json', '--workspace', workspace]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString()
  })
  const exit = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code))
  })
  const line = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve)
  })
  const first = await Promise.race([line, exit])
  if (typeof first !== 'string') throw new Error(`xuncha serve ended with ${first}: ${errors}`)
  const { url } = JSON.parse(first) as { url: string }

  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await page.goto(url)

  return {
    url,
    browser,
    page,
    stderr: () => errors,
    async close() {
      await browser.close()
      child.kill('SIGINT')
      return exit
    },
    async kill() {
      child.kill('SIGKILL')
      await exit
      await browser.close()
    }
  }
}
