import type { PageDriver } from './page-driver.ts'

export interface Still {
  /** What is in sight, JPEG, base64; only to draw on, never evidence. */
  data: string
  /** CSS pixels of the page. */
  viewport: { width: number; height: number }
  scroll: { x: number; y: number }
}

/** A picture of what is in sight, to draw a region on while the page itself is behind it. */
export async function takeStill(driver: PageDriver): Promise<Still> {
  const { data } = await driver.send('Page.captureScreenshot', { format: 'jpeg', quality: 80, optimizeForSpeed: true })
  const { cssLayoutViewport, cssVisualViewport } = await driver.send('Page.getLayoutMetrics')
  return {
    data,
    viewport: { width: cssLayoutViewport.clientWidth, height: cssLayoutViewport.clientHeight },
    scroll: { x: cssVisualViewport.pageX, y: cssVisualViewport.pageY }
  }
}
