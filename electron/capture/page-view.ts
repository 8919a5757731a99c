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
      to: length
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

/** The innermost element that holds this part of the text. */
export function holderOf(view: PageView, from: number, to: number): ViewElement {
  let node = view.root
  for (;;) {
    const next = node.children.find((child) => child.from <= from && child.to >= to && child.to > child.from)
    if (next === undefined) return node
    node = next
  }
}

export const attributeOf = (node: ViewElement, name: string): string => node.element.attributes[name] ?? ''

export function within(node: ViewElement, ancestor: ViewElement): boolean {
  return node.order >= ancestor.order && node.order <= ancestor.last
}

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
  for (let each: ViewElement | null = node; each !== null && each.tree === node.tree; each = each.parent) {
    const same = each.parent?.tree === each.tree ? each.parent.children.filter(({ tag }) => tag === each?.tag) : []
    const at = same.indexOf(each)
    const safe = /^[a-z][\w-]*$/.test(each.tag) ? each.tag : '*'
    steps.push(same.length > 1 && safe !== '*' ? `${safe}:nth-of-type(${at + 1})` : safe)
  }
  return steps.toReversed().join('>')
}

/** Class and id in one string, lower case, for rules about how parts of pages are called. */
export const nameOf = (node: ViewElement): string => `${attributeOf(node, 'id')} ${attributeOf(node, 'class')}`.toLowerCase()
