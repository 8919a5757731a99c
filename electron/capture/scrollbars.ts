import type { InWorld } from './in-world.ts'
import type { PageDriver } from './page-driver.ts'

/**
 * Takes the root scroll bars away while a whole page is pictured, by an inspector style sheet that no page script sees.
 * `captureBeyondViewport` lays the page out without them: a page measured with them would lose that much at its right edge.
 * @returns what gives them back, or null where there are none (a headless browser draws none)
 */
export async function hideScrollbars(driver: PageDriver, world: InWorld): Promise<(() => Promise<void>) | null> {
  const root = 'document.documentElement'
  if ((await world<boolean>(`innerWidth > ${root}.clientWidth || innerHeight > ${root}.clientHeight`)) === false) return null
  await driver.send('DOM.enable')
  await driver.send('CSS.enable')
  const { frameTree } = await driver.send('Page.getFrameTree')
  const { styleSheetId } = await driver.send('CSS.createStyleSheet', { frameId: frameTree.frame.id })
  const text = 'html::-webkit-scrollbar, body::-webkit-scrollbar { width: 0 !important; height: 0 !important }'
  await driver.send('CSS.setStyleSheetText', { styleSheetId, text })
  return async () => {
    await driver.send('CSS.setStyleSheetText', { styleSheetId, text: '' })
    await driver.send('CSS.disable')
    await driver.send('DOM.disable')
  }
}
