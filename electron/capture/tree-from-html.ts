/** A page's tree from its bytes: nothing is laid out, nothing of it runs, frames are left to the caller. */
import { parse } from 'parse5'
import type { DefaultTreeAdapterTypes } from 'parse5'
import type { PageTree, TreeElement, TreeNode } from '../domain/facts/page-tree.ts'
import { decodeDocument } from './charset.ts'
import type { DecodedDocument } from './charset.ts'

export const treeLimits = { bytes: 8_000_000, nodes: 150_000, depth: 300, attribute: 4_000, frames: 20 } as const

export interface HtmlDocument {
  url: string
  bytes: Uint8Array
  contentType: string
}

export interface HtmlTree extends DecodedDocument {
  tree: PageTree
}

/** @param frames documents of frames by absolute address, where the caller has fetched them */
export function treeFromHtml(document: HtmlDocument, frames: ReadonlyMap<string, HtmlDocument> = new Map()): HtmlTree {
  const budget = { nodes: treeLimits.nodes, frames: treeLimits.frames }
  return build(document, frames, budget, 0)
}

interface Budget {
  nodes: number
  frames: number
}

function build(document: HtmlDocument, frames: ReadonlyMap<string, HtmlDocument>, budget: Budget, level: number): HtmlTree {
  const decoded = decodeDocument(document.bytes.subarray(0, treeLimits.bytes), document.contentType)
  const parsed = parse(decoded.html)
  const html = parsed.childNodes.find((node): node is DefaultTreeAdapterTypes.Element => node.nodeName === 'html')
  const baseUrl = baseOf(html, document.url)

  function elementOf(node: DefaultTreeAdapterTypes.Element, depth: number): TreeElement {
    const attributes: Record<string, string> = {}
    for (const { name, value } of node.attrs.slice(0, 100)) attributes[name.toLowerCase()] = value.slice(0, treeLimits.attribute)
    const tag = node.tagName.toLowerCase()
    const frame = (tag === 'iframe' || tag === 'frame') && level < 3 ? frameOf(attributes['src'] ?? '') : null
    return { kind: 'element', tag, attributes, children: childrenOf(node, depth), shown: null, hiddenBy: null, box: null, frame }
  }

  function childrenOf(node: DefaultTreeAdapterTypes.ParentNode, depth: number): TreeNode[] {
    if (depth >= treeLimits.depth) return []
    const children: TreeNode[] = []
    for (const child of node.childNodes) {
      budget.nodes -= 1
      if (budget.nodes < 0) break
      if (child.nodeName === '#text') children.push({ kind: 'text', text: (child as DefaultTreeAdapterTypes.TextNode).value })
      else if (child.nodeName === '#comment')
        children.push({ kind: 'comment', text: (child as DefaultTreeAdapterTypes.CommentNode).data })
      else if ('attrs' in child) children.push(elementOf(child, depth + 1))
    }
    return children
  }

  function frameOf(src: string): PageTree | null {
    const address = absolute(src, baseUrl)
    const found = address === null ? undefined : frames.get(address)
    if (found === undefined || budget.frames <= 0) return null
    budget.frames -= 1
    return build(found, frames, budget, level + 1).tree
  }

  const root: TreeElement =
    html === undefined
      ? { kind: 'element', tag: 'html', attributes: {}, children: [], shown: null, hiddenBy: null, box: null, frame: null }
      : elementOf(html, 0)
  return { ...decoded, tree: { url: document.url, baseUrl, root, isLaidOut: false } }
}

/** Addresses of the frames of a tree that have no document yet, absolute, http(s) only, without repeats. */
export function frameAddresses(tree: PageTree): string[] {
  const found = new Set<string>()
  const visit = (element: TreeElement): void => {
    if ((element.tag === 'iframe' || element.tag === 'frame') && element.frame === null) {
      const address = absolute(element.attributes['src'] ?? '', tree.baseUrl)
      if (address !== null && found.size < treeLimits.frames) found.add(address)
    }
    if (element.frame !== null) for (const each of frameAddresses(element.frame)) found.add(each)
    for (const child of element.children) if (child.kind === 'element') visit(child)
  }
  visit(tree.root)
  return [...found]
}

function absolute(address: string, base: string): string | null {
  const trimmed = address.trim()
  if (trimmed === '' || !URL.canParse(trimmed, base)) return null
  const url = new URL(trimmed, base)
  url.hash = ''
  return /^https?:$/.test(url.protocol) ? url.href : null
}

function baseOf(html: DefaultTreeAdapterTypes.Element | undefined, url: string): string {
  const head = html?.childNodes.find((node): node is DefaultTreeAdapterTypes.Element => node.nodeName === 'head')
  const base = head?.childNodes.find((node): node is DefaultTreeAdapterTypes.Element => node.nodeName === 'base')
  const href = base?.attrs.find(({ name }) => name === 'href')?.value.trim() ?? ''
  return href !== '' && URL.canParse(href, url) ? new URL(href, url).href : url
}
