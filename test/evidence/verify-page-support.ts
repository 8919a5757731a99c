import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { startBrowser } from '../support/screen-browser.ts'

/** The page as somebody opens it from a disk, in a browser that can reach nothing, or as little as the page allows. */
export async function openVerifyPage(
  page: string,
  network: 'off' | 'on' = 'off'
): Promise<{ tab: Page; requests: string[]; errors: string[] }> {
  const browser = await startBrowser(network === 'off' ? ['--host-resolver-rules=MAP * ~NOTFOUND'] : [])
  onTestFinished(() => browser.close())
  const tab = await browser.newPage()
  const requests: string[] = []
  const errors: string[] = []
  tab.on('request', (request) => requests.push(request.url()))
  tab.on('console', (message) => (message.type() === 'error' ? errors.push(message.text()) : undefined))
  tab.on('pageerror', (error) => errors.push(String(error)))
  await tab.goto(pathToFileURL(page).href)
  return { tab, requests, errors }
}

export async function verdictOf(
  tab: Page,
  file: string,
  known = '',
  roots: string[] = []
): Promise<{ isGood: boolean; title: string; names: string[] }> {
  await tab.locator('#result').evaluate((element) => element.replaceChildren())
  await tab.locator('#file').setInputFiles([])
  await tab.locator('#known').fill(known)
  await tab.locator('#roots').setInputFiles(roots)
  await tab.locator('#file').setInputFiles(file)
  const heading = tab.locator('#result.good h2, #result.bad h2')
  await heading.waitFor()
  const names = await tab.locator('#result dt').allTextContents()
  return { isGood: (await tab.locator('#result.good').count()) === 1, title: (await heading.textContent()) ?? '', names }
}
