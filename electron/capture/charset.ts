/** Which encoding a document is in, decided as browsers do: byte order mark, HTTP header, `<meta>`, and else by its bytes. */
export interface DecodedDocument {
  html: string
  /** Encoding used, lower case, by its WHATWG name. */
  charset: string
  /** What header or `<meta>` name, as written; null where neither does. */
  declared: string | null
}

/** Browsers look for `<meta charset>` in the first 1,024 bytes; pages put it later, and a browser then loads them again. */
const prescanBytes = 8_192

export function decodeDocument(bytes: Uint8Array, contentType: string): DecodedDocument {
  const header = /charset\s*=\s*["']?([\w:.-]{1,40})/i.exec(contentType)?.[1] ?? null
  const meta = metaCharset(bytes)
  const declared = header ?? meta
  const byMark = markOf(bytes)
  const named = byMark ?? labelOf(header) ?? notWide(labelOf(meta))
  if (named !== null) return { html: new TextDecoder(named).decode(bytes), charset: named, declared }
  try {
    return { html: new TextDecoder('utf-8', { fatal: true }).decode(bytes), charset: 'utf-8', declared }
  } catch {
    // Undeclared and no UTF-8: on a Chinese site that is GBK, of which GB18030 is the whole.
    return { html: new TextDecoder('gb18030').decode(bytes), charset: 'gb18030', declared }
  }
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : null
}

function metaCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, prescanBytes)).replaceAll(/<!--[\s\S]*?-->/g, '')
  return /<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(head)?.[1] ?? null
}

function labelOf(label: string | null): string | null {
  if (label === null) return null
  try {
    const name = new TextDecoder(label).encoding
    // gb2312 and gbk are read as the whole set they are parts of: pages write characters beyond what they declare.
    return name === 'gbk' ? 'gb18030' : name
  } catch {
    return null
  }
}

/** A `<meta>` that could be read byte by byte cannot be UTF-16. */
const notWide = (name: string | null): string | null => (name?.startsWith('utf-16') ? 'utf-8' : name)
