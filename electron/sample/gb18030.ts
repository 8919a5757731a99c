let table: Map<string, number> | null = null

/** Node decodes GB18030 but cannot encode it; the two-byte part, turned round, is all the sample's texts need. */
function twoByteTable(): Map<string, number> {
  if (table) return table
  table = new Map()
  const decoder = new TextDecoder('gb18030')
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if (text.length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, (lead << 8) | trail)
    }
  return table
}

/** Encodes an HTML text; characters outside the two-byte part become numeric references. */
export function encodeGb18030Html(html: string): Uint8Array<ArrayBuffer> {
  const codes = twoByteTable()
  const bytes: number[] = []
  for (const character of html) {
    const point = character.codePointAt(0) ?? 0
    const code = codes.get(character)
    if (point < 0x80) bytes.push(point)
    else if (code === undefined) bytes.push(...Buffer.from(`&#x${point.toString(16)};`, 'latin1'))
    else bytes.push(code >> 8, code & 0xff)
  }
  return Uint8Array.from(bytes)
}
