import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { mhtmlParts, type MhtmlPart } from '../mhtml/parts.ts'

/** More text than a page has; what is beyond is not read. */
const mostHtml = 10 * 1024 * 1024
const mostBlocks = 8_000
const longestBlock = 2_000

/**
 * The text of a page saved as MHTML, by block (paragraph, heading, list entry, table cell) in page order, the page's own document
 * and its frames. What the page hides by style is among it: an archive is not laid out. null where it holds no page.
 */
export function archiveBlocks(bytes: Uint8Array): string[] | null {
  const pages = mhtmlParts(bytes, mostHtml)?.filter(({ mime }) => mime === 'text/html') ?? []
  if (pages.length === 0) return null
  const blocks: string[] = []
  for (const page of pages) readBlocks(textOf(page), blocks)
  return blocks.slice(0, mostBlocks)
}

function textOf({ charset, bytes }: MhtmlPart): string {
  const declared =
    charset ?? /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(bytes.subarray(0, 4_096).toString('latin1'))?.[1]
  try {
    return new TextDecoder(declared ?? 'utf-8').decode(bytes)
  } catch {
    // No encoding of that name.
    return new TextDecoder().decode(bytes)
  }
}

const silent = new Set(['script', 'style', 'noscript', 'template', 'head', 'iframe', 'object', 'svg'])
const inline = new Set([
  'a',
  'abbr',
  'b',
  'bdi',
  'cite',
  'code',
  'em',
  'font',
  'i',
  'label',
  'mark',
  'q',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'time',
  'u'
])

type Node = DefaultTreeAdapterTypes.Node

/** Walked without recursion: a hostile page nests as deep as it likes. */
function readBlocks(html: string, blocks: string[]): void {
  let line = ''
  const flush = (): void => {
    const text = line.replaceAll(/\s+/g, ' ').trim()
    if (text !== '') blocks.push(text.slice(0, longestBlock))
    line = ''
  }
  const stack: (Node | 'break')[] = [parse(html)]
  for (let node = stack.pop(); node !== undefined && blocks.length < mostBlocks; node = stack.pop()) {
    if (node === 'break') {
      flush()
      continue
    }
    if ('value' in node && node.nodeName === '#text') line += node.value
    if (!('childNodes' in node) || silent.has(node.nodeName)) continue
    if (!inline.has(node.nodeName)) {
      flush()
      stack.push('break')
    }
    for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
      const child = node.childNodes[at]
      if (child !== undefined) stack.push(child)
    }
  }
  flush()
}
