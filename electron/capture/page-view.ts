/**
 * A tree prepared for reading: its text in one string, in order, with every element knowing which part of it is its own.
 * Frames are read in the place where they stand. Comments, scripts, styles and templates are never text.
 */
import type { PageTree, TreeElement } from '../domain/facts/page-tree.ts'
import type { Place } from '../domain/facts/gathered.ts'

export interface ViewElement {
  element: TreeElement
  tag: string
  tree: PageTree
  parent: ViewElement | null
  children: ViewElement[]
  /** Position in document order; descendants have `order` < x <= `last`. */
  order: number
  last: number
  /** Its text is `view.text.slice(from, to)`. */
  from: number
  to: number
  /** Its part of a path: `div:nth-of-type(2)`. */
  step: string
}

export interface PageView {
  tree: PageTree
  root: ViewElement
  /** In document order. */
  elements: readonly ViewElement[]
  /** Blocks, cells and `<br>` end lines; blanks are collapsed within a line, other spaces are kept. */
  text: string
  comments: readonly string[]
  /** Sources of inline scripts with the element they stand in. */
  scripts: readonly { element: ViewElement; source: string }[]
}

const unread = new Set([
  'head',
  'script',
  'style',
  'noscript',
  'template',
  'textarea',
  'title',
  'select',
  'option',
  'object',
  'svg',
  'noframes'
])
const inline = new Set([
  'a',
  'abbr',
  'acronym',
  'b',
  'bdi',
  'bdo',
  'big',
  'cite',
  'code',
  'data',
  'dfn',
  'em',
  'font',
  'i',
  'img',
  'ins',
  'del',
  'kbd',
  'label',
  'mark',
  'q',
  's',
  'samp',
  'small',
  'span',
  'strike',
  'strong',
  'sub',
  'sup',
  'time',
  'tt',
  'u',
  'var',
  'wbr',
  'script',
  'input',
  'button',
  'ucaptitle',
  'ucapcontent',
  'publishtime',
  'style'
])

export function viewOf(tree: PageTree): PageView {
  const elements: ViewElement[] = []
  const comments: string[] = []
  const scripts: { element: ViewElement; source: string }[] = []
  const parts: string[] = []
  let length = 0
  let lastChar = '\n'
  let isBoundary = false

  const put = (text: string): void => {
    if (text === '') return
    parts.push(text)
    length += text.length
    lastChar = text.at(-1) ?? lastChar
  }
  const endLine = (): void => {
    if (lastChar !== '\n') put('\n')
  }
  const putText = (raw: string): void => {
    let text = raw.replaceAll(/[ \t\r\n\f]+/g, ' ')
    if (lastChar === ' ' || lastChar === '\n') text = text.replace(/^ /, '')
    // Two numbers in two elements are two numbers.
    if (isBoundary && /\d/.test(lastChar) && /^\d/.test(text)) put(' ')
    if (text !== '') isBoundary = false
    put(text)
  }

  function visit(element: TreeElement, of: PageTree, parent: ViewElement | null, isRead: boolean): ViewElement {
    const { tag } = element
    const isLine = isRead && !inline.has(tag)
    if (isLine) endLine()
    const node: ViewElement = {
      element,
      tag,
      tree: of,
      parent,
      children: [],
      order: elements.length,
      last: 0,
      from: length,
      to: length,
      step: tag
    }
    elements.push(node)
    const isTextRead = isRead && !unread.has(tag)
    isBoundary = true
    for (const child of element.children) {
      if (child.kind === 'element') node.children.push(visit(child, of, node, isTextRead))
      else if (child.kind === 'comment') comments.push(child.text)
      else if (tag === 'script') scripts.push({ element: node, source: child.text })
      else if (isTextRead) putText(child.text)
    }
    if (element.frame !== null && isRead) {
      endLine()
      node.children.push(visit(element.frame.root, element.frame, node, true))
    }
    isBoundary = true
    nameSteps(node.children)
    node.to = length
    if (isLine) endLine()
    node.last = elements.length - 1
    return node
  }

  const root = visit(tree.root, tree, null, true)
  return { tree, root, elements, text: parts.join(''), comments, scripts }
}

/** Its text in one line. */
export const textOf = (view: PageView, node: Pick<ViewElement, 'from' | 'to'>, most = 2_000): string =>
  oneLine(view.text.slice(node.from, Math.min(node.to, node.from + most * 2))).slice(0, most)

export const oneLine = (text: string): string => text.replaceAll(/[\s\u00a0\u3000]+/g, ' ').trim()

const lineReach = 600

/**
 * The line that a part of the text stands in, as much of it as lies near: a page may be one line, and each of its days asks.
 */
export function lineAt(text: string, { from, to }: { from: number; to: number }): { from: number; to: number } {
  const start = Math.max(0, from - lineReach)
  const end = text.slice(to, to + lineReach).indexOf('\n')
  return {
    from: start + text.slice(start, from).lastIndexOf('\n') + 1,
    to: end < 0 ? Math.min(text.length, to + lineReach) : to + end
  }
}

/** The innermost element that holds this part of the text. */
export function holderOf(view: PageView, from: number, to: number): ViewElement {
  let node = view.root
  for (;;) {
    const next = node.children[lastAt(node.children, from)]
    if (next === undefined || next.to < to || next.to === next.from) return node
    node = next
  }
}

/** The last of them that begins at or before the place; -1 where none does. */
function lastAt(nodes: readonly ViewElement[], place: number): number {
  return firstIndex(nodes.length, (at) => (nodes[at]?.from ?? 0) > place) - 1
}

/** The first index for which a test holds that holds for all after it; `length` where it holds for none. */
export function firstIndex(length: number, test: (at: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (test(middle)) high = middle
    else low = middle + 1
  }
  return low
}

export const attributeOf = (node: ViewElement, name: string): string => node.element.attributes[name] ?? ''

export function closest(node: ViewElement | null, test: (node: ViewElement) => boolean): ViewElement | null {
  for (let each = node; each !== null; each = each.parent) if (test(each)) return each
  return null
}

export function descendants(view: PageView, node: ViewElement): readonly ViewElement[] {
  return view.elements.slice(node.order + 1, node.last + 1)
}

/** Absolute address without fragment; null where it is no http(s) address. */
export function addressOf(node: ViewElement, written: string): string | null {
  const trimmed = written.trim()
  if (trimmed === '' || !URL.canParse(trimmed, node.tree.baseUrl)) return null
  const url = new URL(trimmed, node.tree.baseUrl)
  url.hash = ''
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

export function placeOf(node: ViewElement, text: string): Place {
  return { url: node.tree.url, path: pathOf(node), text: text.slice(0, 500) }
}

/** `html>body>div:nth-of-type(2)>a`, within its own document. */
function pathOf(node: ViewElement): string {
  const steps: string[] = []
  for (let each: ViewElement | null = node; each !== null && each.tree === node.tree; each = each.parent) steps.push(each.step)
  return steps.toReversed().join('>')
}

function nameSteps(children: readonly ViewElement[]): void {
  const total = new Map<string, number>()
  for (const { tag } of children) total.set(tag, (total.get(tag) ?? 0) + 1)
  const seen = new Map<string, number>()
  for (const child of children) {
    const at = (seen.get(child.tag) ?? 0) + 1
    seen.set(child.tag, at)
    const isSafe = /^[a-z][\w-]*$/.test(child.tag)
    child.step = !isSafe ? '*' : (total.get(child.tag) ?? 0) > 1 ? `${child.tag}:nth-of-type(${at})` : child.tag
  }
}

/** Class and id in one string, lower case, for rules about how parts of pages are called. */
export const nameOf = (node: ViewElement): string => `${attributeOf(node, 'id')} ${attributeOf(node, 'class')}`.toLowerCase()
