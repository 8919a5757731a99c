/** GBK and GB18030 bytes of a text: Node decodes both and encodes neither. The tables are the decoder's own, turned round. */

let twoByte: Map<string, number> | null = null
let fourByte: Map<string, number> | null = null

/** Every pair of bytes that stands for one character. */
function twoByteTable(): Map<string, number> {
  if (twoByte !== null) return twoByte
  const table = new Map<string, number>()
  const decoder = new TextDecoder('gb18030')
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail === 0x7f) continue
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if (text.length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, lead * 256 + trail)
    }
  }
  twoByte = table
  return table
}

/** Pointers of the characters below U+10000 that take four bytes. */
function fourByteTable(): Map<string, number> {
  if (fourByte !== null) return fourByte
  const table = new Map<string, number>()
  const decoder = new TextDecoder('gb18030')
  for (let pointer = 0; pointer < 39_420; pointer += 1) {
    const text = decoder.decode(Uint8Array.from(bytesOf(pointer)))
    if (text.length === 1 && text !== '\uFFFD' && !table.has(text)) table.set(text, pointer)
  }
  fourByte = table
  return table
}

function bytesOf(pointer: number): number[] {
  const third = Math.floor(pointer / 10)
  const second = Math.floor(third / 126)
  const first = Math.floor(second / 10)
  return [first + 0x81, (second % 10) + 0x30, (third % 126) + 0x81, (pointer % 10) + 0x30]
}

/** Bytes of one character, or null where the encoding has none (GBK knows no four-byte characters). */
export function gbBytes(character: string, charset: 'gbk' | 'gb18030'): number[] | null {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return [point]
  if (charset === 'gbk' && character === '€') return [0x80]
  const code = twoByteTable().get(character)
  if (code !== undefined) return [code >> 8, code & 0xff]
  if (charset === 'gbk') return null
  if (point >= 0x1_00_00) return bytesOf(point - 0x1_00_00 + 189_000)
  const pointer = fourByteTable().get(character)
  return pointer === undefined ? null : bytesOf(pointer)
}
