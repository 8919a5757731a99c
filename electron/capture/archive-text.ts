import { parse, type DefaultTreeAdapterTypes } from 'parse5'

/** More text than a page has; what is beyond is not read. */
const mostHtml = 10 * 1024 * 1024
const mostBlocks = 8_000
const longestBlock = 2_000

/**
 * The text of a page saved as MHTML, by block (paragraph, heading, list entry, table cell) in page order, the page's own document
 * and its frames. What the page hides by style is among it: an archive is not laid out. null where it holds no page.
 */
export function archiveBlocks(bytes: Uint8Array): string[] | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(buffer.subarray(0, 8_192).toString('latin1'))?.[1]
  if (boundary === undefined) return null
  const pages = partsOf(buffer, `--${boundary}`).filter(({ head }) => /^content-type:\s*text\/html/im.test(head))
  if (pages.length === 0) return null
  const blocks: string[] = []
  for (const page of pages) readBlocks(decode(page), blocks)
  return blocks.slice(0, mostBlocks)
}

interface Part {
  head: string
  body: Buffer
}

function partsOf(buffer: Buffer, mark: string): Part[] {
  const parts: Part[] = []
  for (let from = buffer.indexOf(mark); from !== -1;) {
    const start = from + mark.length
    const next = buffer.indexOf(mark, start)
    const part = buffer.subarray(start, next === -1 ? buffer.length : next)
    const end = part.indexOf('\r\n\r\n')
    if (end !== -1) parts.push({ head: part.subarray(0, Math.min(end, 4_096)).toString('latin1'), body: part.subarray(end + 4) })
    from = next
  }
  return parts
}

function decode({ head, body }: Part): string {
  const how = /^content-transfer-encoding:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
  const raw = body.subarray(0, mostHtml * 3)
  const bytes =
    how === 'quoted-printable' ? unquoted(raw) : how === 'base64' ? Buffer.from(raw.toString('latin1'), 'base64') : raw
  const html = bytes.subarray(0, mostHtml)
  const declared =
    /charset="?([\w-]+)/i.exec(head)?.[1] ??
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(html.subarray(0, 4_096).toString('latin1'))?.[1]
  try {
    return new TextDecoder(declared ?? 'utf-8').decode(html)
  } catch {
    // No encoding of that name.
    return new TextDecoder().decode(html)
  }
}

function unquoted(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte !== 0x3d) {
      out[length] = byte
      length += 1
      continue
    }
    // A soft line break, or two digits.
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) at += 2
    else if (bytes[at + 1] === 0x0a) at += 1
    else {
      const value = Number.parseInt(bytes.subarray(at + 1, at + 3).toString('latin1'), 16)
      out[length] = Number.isNaN(value) ? byte : value
      length += 1
      if (!Number.isNaN(value)) at += 2
    }
  }
  return out.subarray(0, length)
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
