import type { InWorld } from './in-world.ts'

/**
 * What an isolated world reads off the page to tell a wall from a page. Text of the page is data: it can only make a picture
 * doubtful, never make it good, and nothing of it is evidence.
 */
export interface PageHints {
  title: string
  /** The first visible characters, runs of blanks as one. */
  text: string
  /** There is more text than that. */
  isLong: boolean
  links: number
  pictures: number
  passwords: number
  /** Fields, buttons and canvases a person could answer with. */
  controls: number
  /** What lies over the middle of the window, and its share of the window; empty where nothing does. */
  overlay: { text: string; share: number; passwords: number }
  /** Addresses of frames in sight, with their share of the window. */
  frames: { url: string; share: number }[]
  /** CSS pixels hidden in an inner scroller that fills the window of a page which itself does not scroll. */
  hiddenScroll: number
}

export const hintTextLimit = 3_000

const source = `(() => {
  const visible = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true, opacityProperty: true, visibilityProperty: true })
  const unread = /^(?:script|style|noscript|template|textarea|option|title)$/
  const textOf = (root, limit) => {
    const parts = []
    let length = 0
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (length < limit && walker.nextNode()) {
      const element = walker.currentNode.parentElement
      if (element === null || unread.test(element.localName)) continue
      const text = walker.currentNode.data.replace(/\\s+/g, ' ').trim()
      if (text === '' || !visible(element)) continue
      parts.push(text)
      length += text.length + 1
    }
    return parts.join(' ')
  }
  const root = document.body ?? document.documentElement
  const area = Math.max(1, innerWidth * innerHeight)
  const share = (element) => {
    const box = element.getBoundingClientRect()
    const width = Math.min(innerWidth, box.right) - Math.max(0, box.left)
    const height = Math.min(innerHeight, box.bottom) - Math.max(0, box.top)
    return width > 0 && height > 0 ? (width * height) / area : 0
  }
  const count = (selector, most) => {
    let amount = 0
    for (const each of document.querySelectorAll(selector)) {
      if (amount >= most) break
      if (visible(each) && each.getClientRects().length > 0) amount += 1
    }
    return amount
  }
  const overlay = { text: '', share: 0, passwords: 0 }
  let box = null
  for (let each = document.elementFromPoint(innerWidth / 2, innerHeight / 2); each !== null && each !== root; each = each.parentElement) {
    if (getComputedStyle(each).position === 'fixed' || each.localName === 'dialog') box = each
  }
  if (box !== null) {
    overlay.text = textOf(box, 800)
    overlay.share = share(box)
    overlay.passwords = [...box.querySelectorAll('input[type=password]')].filter(visible).length
  }
  let hiddenScroll = 0
  const page = document.scrollingElement ?? document.documentElement
  if (page.scrollHeight <= innerHeight * 1.1) {
    for (let each = document.elementFromPoint(innerWidth / 2, innerHeight * 0.6); each !== null && each !== document.documentElement; each = each.parentElement) {
      const isScroller = each !== page && /auto|scroll|overlay/.test(getComputedStyle(each).overflowY)
      if (isScroller && share(each) >= 0.5) hiddenScroll = Math.max(hiddenScroll, each.scrollHeight - each.clientHeight)
    }
  }
  const text = textOf(root, ${hintTextLimit})
  return {
    title: document.title.slice(0, 300),
    text: text.slice(0, ${hintTextLimit}),
    isLong: text.length >= ${hintTextLimit},
    links: count('a[href]', 60),
    pictures: count('img,svg,picture,video', 60),
    passwords: count('input[type=password]', 5),
    controls: count('input:not([type=hidden]),button,canvas,[role=button],.btn,iframe', 60),
    overlay,
    frames: [...document.querySelectorAll('iframe,frame')].slice(0, 50).map((each) => ({ url: String(each.src).slice(0, 500), share: share(each) })).filter((each) => each.share > 0.01),
    hiddenScroll: hiddenScroll > innerHeight * 0.3 ? Math.round(hiddenScroll) : 0
  }
})()`

/** null where the page no longer answers. */
export const readHints = (world: InWorld): Promise<PageHints | null> => world<PageHints>(source)
