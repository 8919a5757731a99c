/** Which encoding a page's bytes are in, as browsers decide: byte order mark, then the header, then what the page declares. */

export interface PageText {
  html: string
  /** The decoder's name, lower case: `utf-8`, `gbk`, `gb18030`, … */
  charset: string
}

/** Where browsers look for a declaration. */
const declarationBytes = 1024

export function decodePage(bytes: Uint8Array, contentType: string | undefined): PageText {
  const marked = markOf(bytes)
  const named = marked ?? decoderName(/charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(contentType ?? '')?.[1]) ?? declared(bytes)
  if (named !== null) return { html: new TextDecoder(named).decode(bytes), charset: named }
  // Nothing is said. Chinese pages are then UTF-8 where that fits, else of the older encoding.
  const utf8 = new TextDecoder('utf-8').decode(bytes)
  if (!utf8.includes('\uFFFD')) return { html: utf8, charset: 'utf-8' }
  return { html: new TextDecoder('gb18030').decode(bytes), charset: 'gb18030' }
}

function markOf(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : null
}

function declared(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, declarationBytes)).toString('latin1')
  const name = decoderName(/<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1])
  // A page that could be read as far as this declaration is not UTF-16.
  return name?.startsWith('utf-16') === true ? 'utf-8' : name
}

const known = new Map<string, string | null>()

function decoderName(label: string | undefined): string | null {
  if (label === undefined) return null
  const key = label.toLowerCase().slice(0, 40)
  const cached = known.get(key)
  if (cached !== undefined) return cached
  let name: string | null = null
  try {
    name = new TextDecoder(key).encoding
  } catch {
    // The decoder's only way to say that it knows no such encoding.
  }
  if (known.size < 200) known.set(key, name)
  return name
}
