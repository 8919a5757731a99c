import type { Page } from 'playwright-core'

/** Controls that stand partly outside the window, or outside a pane that cannot be scrolled. */
export const clippedControls = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const scrolls = (element: Element): boolean => {
      for (let at = element.parentElement; at !== null; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at)
        if (/auto|scroll/.test(`${overflowX} ${overflowY}`) && !at.matches('.main')) return true
        if (at.closest('.ag-root') !== null) return true
      }
      return false
    }
    return [...document.querySelectorAll('button, a, input, select, textarea, [role="combobox"]')]
      .filter((element) => {
        const { width, height, right, bottom, left, top } = element.getBoundingClientRect()
        if (width === 0 || height === 0 || element.closest('.skip-link') !== null) return false
        return right > innerWidth + 1 || left < -1 || ((bottom > innerHeight + 1 || top < -1) && !scrolls(element))
      })
      .map((element) => element.outerHTML.slice(0, 120))
  })
