/** Runs a function in an isolated world of the page: it sees the DOM, but nothing the page's own script has put in place. */
import type { PageDriver } from './page-driver.ts'

const worldName = 'xuncha'

export type InWorld = <T>(source: string) => Promise<T | null>

/**
 * Gives a function that evaluates an expression and awaits it. It answers null where the page is gone or throws: what
 * comes back steers a capture (scroll, wait) and is never evidence.
 */
export async function openWorld(driver: PageDriver): Promise<InWorld> {
  const { frameTree } = await driver.send('Page.getFrameTree')
  const { executionContextId } = await driver.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName })
  return async <T>(source: string): Promise<T | null> => {
    const answer = await driver
      .send('Runtime.evaluate', { expression: source, contextId: executionContextId, awaitPromise: true, returnByValue: true })
      .catch(() => null)
    return answer === null || answer.exceptionDetails !== undefined ? null : (answer.result.value as T)
  }
}
