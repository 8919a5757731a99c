import type { Page } from 'playwright-core'

/**
 * What a person could not reach or read on the screen as it stands: a document wider than the window, a control that is
 * cut off by something that does not scroll, a text cut short without its whole in a title. Empty when all is well.
 */
export const layoutFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = []
    const describe = (element: Element): string => {
      const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)
      return `<${element.tagName.toLowerCase()} class="${element.getAttribute('class')?.slice(0, 60) ?? ''}"> ${words}`
    }
    const isShown = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect()
      return width > 1 && height > 1 && element.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true })
    }
    /** The grid scrolls its own cells and tells their whole text in tooltips; a skip link stands aside until focused. */
    const isExcused = (element: Element): boolean => element.closest('.ag-root, .skip-link, .unseen') !== null

    const root = document.documentElement
    if (root.scrollWidth > innerWidth + 1) faults.push(`document is ${root.scrollWidth} wide in a window of ${innerWidth}`)
    const main = document.querySelector('.main')
    if (main !== null && main.scrollWidth > main.clientWidth + 1)
      faults.push(`main is ${main.scrollWidth} wide in ${main.clientWidth}`)

    /** Which side of a control cannot be brought into view, or null. */
    const cutSide = (element: Element): string | null => {
      let { left, right, top, bottom } = element.getBoundingClientRect()
      let at: Element | null = element
      while (at !== null && at !== document.body) {
        const isFixed: boolean = getComputedStyle(at).position === 'fixed'
        at = isFixed ? null : at.parentElement
        if (at === null) break
        const { overflowX, overflowY } = getComputedStyle(at)
        const box = at.getBoundingClientRect()
        const x = /auto|scroll/.test(overflowX)
        const y = /auto|scroll/.test(overflowY)
        const hides = (overflow: string): boolean => /hidden|clip/.test(overflow)
        if (hides(overflowX) && (left < box.left - 1 || right > box.right + 1)) return `sideways by ${at.className}`
        if (hides(overflowY) && (top < box.top - 1 || bottom > box.bottom + 1)) return `in height by ${at.className}`
        if (x) {
          left = box.left
          right = box.right
        }
        if (y) {
          top = box.top
          bottom = box.bottom
        }
      }
      if (left < -1 || right > innerWidth + 1) return 'sideways by the window'
      return top < -1 || bottom > innerHeight + 1 ? 'in height by the window' : null
    }
    const controls = 'button, a[href], input, select, textarea, [role="combobox"], [role="tab"], [role="radio"], [tabindex="0"]'
    for (const element of document.querySelectorAll(controls)) {
      if (!isShown(element) || isExcused(element)) continue
      // Fields that the library hides under its own drawing.
      if (element instanceof HTMLInputElement && getComputedStyle(element).opacity === '0') continue
      const side = cutSide(element)
      if (side !== null) faults.push(`cut off ${side}: ${describe(element)}`)
    }

    for (const element of document.querySelectorAll('body *')) {
      const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== '')
      if (!hasText || !isShown(element) || isExcused(element) || element.closest('svg, pre, textarea') !== null) continue
      const { overflowX } = getComputedStyle(element)
      if (!/hidden|clip/.test(overflowX) || element.scrollWidth <= element.clientWidth + 1) continue
      if (element.closest('[title]:not([title=""]), [aria-describedby]') === null)
        faults.push(`text cut without title: ${describe(element)}`)
    }
    return faults
  })
