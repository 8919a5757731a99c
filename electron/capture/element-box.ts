import type { PageRect } from '../domain/capture-area.ts'
import { XunchaError } from '../domain/errors.ts'
import type { PageDriver } from './page-driver.ts'

export interface ElementBox {
  /** As the browser names it: `div#content.list`. */
  name: string
  rect: PageRect
  /** The same, measured anew; null where the element is gone. */
  again(): Promise<PageRect | null>
}

/** The element under a point of the page, which must be in sight, over the inspector's DOM: no script of the page is asked. */
export async function findElement(driver: PageDriver, at: { x: number; y: number }): Promise<ElementBox> {
  const place = { x: Math.round(at.x), y: Math.round(at.y), includeUserAgentShadowDOM: false }
  const nothing = (): XunchaError => new XunchaError('capture-failed', '所点的位置没有页面内容，取证未保存，请重新选择。')
  const found = await driver.send('DOM.getNodeForLocation', place).catch((error: unknown) => {
    throw Object.assign(nothing(), { cause: error })
  })
  const { backendNodeId } = found
  const again = async (): Promise<PageRect | null> => {
    const [metrics, box] = await Promise.all([
      driver.send('Page.getLayoutMetrics'),
      driver.send('DOM.getBoxModel', { backendNodeId }).catch(() => null)
    ])
    if (box === null) return null
    const { pageX, pageY } = metrics.cssVisualViewport
    const xs = box.model.border.filter((_, index) => index % 2 === 0)
    const ys = box.model.border.filter((_, index) => index % 2 === 1)
    const [x, y] = [Math.min(...xs), Math.min(...ys)]
    return { x: x + pageX, y: y + pageY, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
  }
  const rect = await again()
  if (rect === null || rect.width < 1 || rect.height < 1) throw nothing()
  return { name: await nameOf(driver, backendNodeId), rect, again }
}

async function nameOf(driver: PageDriver, backendNodeId: number): Promise<string> {
  const { node } = await driver.send('DOM.describeNode', { backendNodeId })
  const attributes = node.attributes ?? []
  const valueOf = (name: string): string => {
    const index = attributes.findIndex((each, at) => at % 2 === 0 && each === name)
    return index < 0 ? '' : (attributes[index + 1] ?? '')
  }
  const id = valueOf('id').trim()
  const classes = valueOf('class').split(/\s+/).filter(Boolean)
  return `${node.nodeName.toLowerCase()}${id === '' ? '' : `#${id}`}${classes.map((each) => `.${each}`).join('')}`.slice(0, 200)
}
