import { describe, expect, it } from 'vitest'
import iconv from 'iconv-lite'
import { encodeBack } from '../../electron/capture/encode-back.ts'

describe('encodeBack', () => {
  const text = '<title>青禾市人民政府</title>\r\n第１号，“通知”—…①㈠℃《》——　 a~'
  it.each(['utf8', 'gbk'])('gives the bytes of %s as they came', (encoding) => {
    const bytes = iconv.encode(text, encoding)
    expect(Buffer.from(encodeBack(text, bytes.byteLength) ?? [])).toEqual(Buffer.from(bytes))
  })
  it('gives the byte order mark back', () => {
    const bytes = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])
    expect(Buffer.from(encodeBack(text, bytes.byteLength) ?? [])).toEqual(bytes)
  })
  it.each<[string, string, number]>([
    ['something was unreadable', '青\ufffd', 6],
    ['the length is another', '青禾', 5],
    ['four bytes were needed', '𠮷', 4 + 4],
    ['a Latin page had one byte for a letter', 'café', 4],
    ['nothing came', '', 0]
  ])('gives nothing where %s', (_, said, length) => {
    expect(encodeBack(said, length)).toBeNull()
  })
  it('is right for every character of GBK that has one writing', () => {
    for (let lead = 0xb0; lead <= 0xf7; lead += 1) {
      const bytes = Buffer.from(Array.from({ length: 94 }, (_, at) => [lead, 0xa1 + at]).flat())
      const decoded = new TextDecoder('gb18030').decode(bytes)
      const back = encodeBack(decoded, bytes.byteLength)
      if (back !== null) expect(Buffer.from(back)).toEqual(bytes)
      // The Chinese characters proper are all there, but for the five unused places at the end of one row.
      else expect(lead).toBe(0xd7)
    }
  })
})
