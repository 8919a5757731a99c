/**
 * The bytes of a document from its text, where they are beyond doubt: every character has one way to be written, nothing was
 * unreadable, and the length is the one that came over the wire. Else null: a hash that might be wrong is none.
 */
export function encodeBack(text: string, length: number): Uint8Array | null {
  if (text.includes('\ufffd') || length <= 0) return null
  return utf8(text, length) ?? gbk(text, length)
}

function utf8(text: string, length: number): Uint8Array | null {
  const bytes = Buffer.from(text)
  if (bytes.byteLength === length) return bytes
  // Browsers take the byte order mark away.
  const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])
  return marked.byteLength === length ? marked : null
}

let pairs: ReadonlyMap<string, number> | null = null

/** Two-byte characters only: the few of four bytes leave the length short, and the answer is null. */
function gbk(text: string, length: number): Uint8Array | null {
  pairs ??= twoBytePairs()
  const bytes = Buffer.alloc(length)
  let at = 0
  for (const each of text) {
    const code = each.codePointAt(0) ?? 0
    const pair = pairs.get(each)
    if (at + (code < 0x80 ? 1 : 2) > length || (code >= 0x80 && pair === undefined)) return null
    if (code < 0x80) at = bytes.writeUInt8(code, at)
    else at = bytes.writeUInt16BE(pair ?? 0, at)
  }
  return at === length ? bytes : null
}

function twoBytePairs(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030')
  const found = new Map<string, number>()
  const doubled = new Set<string>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length !== 1 || character === '\ufffd') continue
      if (found.has(character)) doubled.add(character)
      found.set(character, (lead << 8) | trail)
    }
  }
  for (const each of doubled) found.delete(each)
  // The wide blank is A1A1; A3A0, which decoders forgive, no encoder writes.
  found.set('\u3000', 0xa1a1)
  return found
}
