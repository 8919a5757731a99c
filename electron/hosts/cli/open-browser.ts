import type { PageHost } from '../../capture/page-driver.ts'
import { XunchaError } from '../../domain/errors.ts'
import { findBrowser } from '../chromium/find-browser.ts'
import { createChromiumHost } from '../chromium/playwright-host.ts'
import { productVersion } from './project-root.ts'

/** The machine's browser, or a refusal that says how to get one. It is started with its first page. */
export async function openBrowser(): Promise<PageHost> {
  const executable = findBrowser()
  if (executable !== null) return createChromiumHost({ executable, version: productVersion() })
  throw new XunchaError('no-browser', '没有找到可用的浏览器；请安装 Chromium、Edge 或 Chrome，或者运行 xuncha doctor --fix。')
}
