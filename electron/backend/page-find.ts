/** Find in page, the same in every host: the text is read and marked from an isolated world, nothing of the page changes. */
import type { PageDriver } from '../capture/page-driver.ts'

export interface Found {
  total: number
  /** Which one is marked, from 1; 0 where there is none. */
  at: number
}

export interface PageFind {
  /** `by` 0 begins anew where the words changed, and else stays. No words: the marks go away. */
  find(query: string, by: -1 | 0 | 1): Promise<Found>
  /** Takes the marks away, so that no picture shows them. @returns what puts them back */
  suspend(): Promise<() => Promise<void>>
}

const worldName = 'xuncha-find'
const mostFrames = 20
/** Painted by an inspector style sheet and the highlight registry: no element, class or style of the page is touched. */
const marks =
  '::highlight(xuncha-find) { background: #ffe27a; color: #000 } ::highlight(xuncha-found) { background: #f57c00; color: #000 }'

/** Sent as text: marks every place of the words in one frame, the one at `current` stronger, and answers how many there are. */
const markWords = `(words, current) => {
  const most = 1000
  const unread = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'TITLE', 'TEXTAREA', 'OPTION'])
  const fold = (unit) => {
    const code = unit.charCodeAt(0)
    if (code <= 32 || code === 0xa0 || code === 0x3000) return ' '
    const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : unit
    const lower = half.toLowerCase()
    return lower.length === 1 ? lower : half
  }
  let text = ''
  const nodes = []
  const offsets = []
  const put = (unit, node, offset) => {
    if ((unit === ' ' || unit === '\\n') && (text === '' || text.endsWith(' ') || text.endsWith('\\n'))) return
    text += unit
    nodes.push(node)
    offsets.push(offset)
  }
  const seen = new Map()
  const isSeen = (element) => {
    let known = seen.get(element)
    if (known === undefined) {
      known = !unread.has(element.tagName) && element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true })
      seen.set(element, known)
    }
    return known
  }
  const blocks = new Map()
  const blockOf = (element) => {
    if (element === null) return null
    let known = blocks.get(element)
    if (known === undefined) {
      const { display } = getComputedStyle(element)
      known = display.startsWith('inline') || display === 'contents' ? blockOf(element.parentElement) : element
      blocks.set(element, known)
    }
    return known
  }
  let block = null
  const read = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.nodeType === Node.ELEMENT_NODE) {
        if (node.tagName === 'BR') put('\\n', null, 0)
        if (node.shadowRoot !== null) read(node.shadowRoot)
        continue
      }
      const parent = node.parentElement
      if (parent === null || !isSeen(parent)) continue
      if (blockOf(parent) !== block) {
        block = blockOf(parent)
        put('\\n', null, 0)
      }
      const { data } = node
      for (let at = 0; at < data.length; at += 1) put(fold(data[at]), node, at)
    }
  }
  let wanted = ''
  for (let at = 0; at < words.length; at += 1) {
    const unit = fold(words[at])
    if (unit !== ' ' || (wanted !== '' && !wanted.endsWith(' '))) wanted += unit
  }
  const ranges = []
  if (wanted !== '' && document.body !== null) {
    read(document.body)
    for (let at = text.indexOf(wanted); at !== -1 && ranges.length < most; at = text.indexOf(wanted, at + wanted.length)) {
      const last = at + wanted.length - 1
      if (nodes[at] === null || nodes[last] === null) continue
      const range = document.createRange()
      range.setStart(nodes[at], offsets[at])
      range.setEnd(nodes[last], offsets[last] + 1)
      ranges.push(range)
    }
  }
  const mark = (name, list) => {
    if (list.length === 0) CSS.highlights.delete(name)
    else CSS.highlights.set(name, new Highlight(...list))
  }
  const found = ranges[current]
  mark('xuncha-find', ranges.filter((range) => range !== found))
  mark('xuncha-found', found === undefined ? [] : [found])
  if (found !== undefined) {
    const box = found.getBoundingClientRect()
    const isInView = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth
    if (!isInView) found.startContainer.parentElement.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
  }
  return ranges.length
}`

export function createPageFind(driver: PageDriver): PageFind {
  let query = ''
  let at = 0
  const sheets: string[] = []

  async function frames(): Promise<string[]> {
    const { frameTree } = await driver.send('Page.getFrameTree')
    const ids: string[] = []
    const walk = (tree: typeof frameTree): void => {
      ids.push(tree.frame.id)
      for (const child of tree.childFrames ?? []) walk(child)
    }
    walk(frameTree)
    return ids.slice(0, mostFrames)
  }

  /** What the page says counts for nothing but the marks: a wrong number here decides no finding. */
  async function mark(frameId: string, words: string, current: number): Promise<number> {
    const world = await driver.send('Page.createIsolatedWorld', { frameId, worldName }).catch(() => null)
    if (world === null) return 0
    const answer = await driver
      .send('Runtime.evaluate', {
        expression: `(${markWords})(${JSON.stringify(words)}, ${current})`,
        contextId: world.executionContextId,
        returnByValue: true
      })
      .catch(() => null)
    const total: unknown = answer?.result.value
    return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : 0
  }

  async function dress(ids: readonly string[]): Promise<void> {
    await driver.send('DOM.enable', {})
    await driver.send('CSS.enable')
    for (const styleSheetId of sheets.splice(0)) {
      await driver.send('CSS.setStyleSheetText', { styleSheetId, text: '' }).catch(() => undefined)
    }
    for (const frameId of ids) {
      const made = await driver.send('CSS.createStyleSheet', { frameId }).catch(() => null)
      if (made === null) continue
      sheets.push(made.styleSheetId)
      await driver.send('CSS.setStyleSheetText', { styleSheetId: made.styleSheetId, text: marks }).catch(() => undefined)
    }
  }

  async function clear(): Promise<void> {
    for (const frameId of await frames()) await mark(frameId, '', -1)
    for (const styleSheetId of sheets.splice(0)) {
      await driver.send('CSS.setStyleSheetText', { styleSheetId, text: '' }).catch(() => undefined)
    }
  }

  async function show(words: string, by: -1 | 0 | 1): Promise<Found> {
    const ids = await frames()
    await dress(ids)
    const totals: number[] = []
    for (const id of ids) totals.push(await mark(id, words, -1))
    const total = totals.reduce((sum, each) => sum + each, 0)
    if (total === 0) return { total: 0, at: 0 }
    at = words === query ? (at + by + total) % total : 0
    let before = 0
    for (const [index, id] of ids.entries()) {
      const own = totals[index] ?? 0
      if (at >= before && at < before + own) await mark(id, words, at - before)
      before += own
    }
    return { total, at: at + 1 }
  }

  return {
    async find(words, by) {
      if (words.trim() === '') {
        if (query !== '') await clear()
        query = ''
        return { total: 0, at: 0 }
      }
      const found = await show(words, by)
      query = words
      return found
    },
    async suspend() {
      if (query === '') return async () => undefined
      const words = query
      await clear()
      return async () => {
        if (query === words) await show(words, 0)
      }
    }
  }
}
