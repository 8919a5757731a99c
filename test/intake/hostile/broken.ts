import { deflateSync } from 'node:zlib'
import { encode } from 'iconv-lite'
import { pngChunk } from '../../../electron/png/png-chunk.ts'
import { chance, type Bases, type HostileFile } from './hostile-file.ts'

function bases({ xlsx, docx, zip, json, csv, pictures }: Bases): [HostileFile['extension'], Buffer][] {
  return [
    ['xlsx', Buffer.from(xlsx)],
    ['docx', Buffer.from(docx)],
    ['zip', Buffer.from(zip)],
    ...json.map((bytes): ['json', Buffer] => ['json', Buffer.from(bytes)]),
    ['csv', Buffer.from(csv)],
    ['png', Buffer.from(pictures.png)],
    ['jpg', Buffer.from(pictures.jpg)],
    ['pdf', Buffer.from(pictures.pdf)]
  ]
}

/** Cut short or with one byte changed, each at a place of its own. A change may leave a file as good as before. */
export function brokenFiles(from: Bases, count: number): HostileFile[] {
  const all = bases(from)
  const random = chance(2023)
  return Array.from({ length: count }, (_, index): HostileFile => {
    const [extension, whole] = all[index % all.length] ?? ['csv', Buffer.alloc(0)]
    const at = random(whole.length)
    const isCut = index % 3 === 0
    const bytes = Buffer.from(isCut ? whole.subarray(0, at) : whole)
    if (!isCut) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
    return {
      kind: 'broken',
      what: `${isCut ? 'cut' : 'flip'} ${index}`,
      extension,
      bytes,
      mustRefuse: extension === 'zip' || (isCut && extension === 'xlsx')
    }
  })
}

/** Pieces of files put in one another, repeated and drawn from nothing. */
export function fuzzedFiles(from: Bases, count: number): HostileFile[] {
  const all = bases(from)
  const random = chance(7)
  const pick = (): Buffer => all[random(all.length)]?.[1] ?? Buffer.alloc(0)
  return Array.from({ length: count }, (_, index): HostileFile => {
    const [extension, whole] = all[index % all.length] ?? ['csv', Buffer.alloc(0)]
    const parts: Buffer[] = []
    const cut = random(whole.length)
    parts.push(whole.subarray(0, cut))
    const strange = pick()
    const begin = random(strange.length)
    if (index % 2 === 0) parts.push(strange.subarray(begin, begin + random(4000)))
    else parts.push(Buffer.from(Array.from({ length: random(4000) }, () => random(256))))
    parts.push(whole.subarray(random(2) === 0 ? cut : random(whole.length)))
    return { kind: 'fuzz', what: `fuzz ${index}`, extension, bytes: Buffer.concat(parts), mustRefuse: false }
  })
}

/** A picture of so many pixels in a few hundred kilobytes. */
function hugePicture(width: number, height: number, depth: 1 | 8): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(depth, 8)
  header.writeUInt8(depth === 8 ? 6 : 0, 9)
  const row = depth === 8 ? width * 4 + 1 : Math.ceil(width / 8) + 1
  const size = Math.min(row * height, 300_000_000)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...pngChunk('IHDR', [header]),
    ...pngChunk('IDAT', [deflateSync(Buffer.alloc(size), { level: 1 })]),
    ...pngChunk('IEND', [])
  ])
}

/** Tables and pictures that are right by their form and too much or not what they say. */
export function oddFiles(from: Bases): HostileFile[] {
  const text = (what: string, content: string | Buffer, mustRefuse = true): HostileFile => ({
    kind: 'fuzz',
    what,
    extension: 'csv',
    bytes: Buffer.isBuffer(content) ? content : Buffer.from(content),
    mustRefuse
  })
  const picture = (what: string, bytes: Buffer): HostileFile => ({
    kind: 'bomb',
    what,
    extension: 'png',
    bytes,
    mustRefuse: true
  })
  return [
    text('commas', Buffer.alloc(20_000_000, ',')),
    text('lines', Buffer.alloc(20_000_000, 'a\n')),
    text('one quote', `名称,地区\n"${'a'.repeat(5_000_000)}`),
    text('quotes', Buffer.alloc(2_000_001, '"')),
    text('a field of 30 MB', `名称,地区\n${'长'.repeat(10_000_000)},x`),
    text('zeros', Buffer.alloc(1_000_000)),
    text('UTF-16 without mark', encode('名称,地区\n甲,乙', 'utf-16le')),
    text('UTF-7', '+ADw-script+AD4-', false),
    text('formulas', "类别,名称\n=cmd|'/c calc'!A0,+1\n@SUM(A1),-2", false),
    text('a page', '<html><script>alert(1)</script></html>'),
    text('a program', Buffer.from('MZ\u0090\u0000')),
    text('nothing', ''),
    text('a mark only', Buffer.from([0xef, 0xbb, 0xbf])),
    picture('30,000 by 30,000', hugePicture(30_000, 30_000, 8)),
    picture('16,000 by 16,000 of one bit', hugePicture(16_000, 16_000, 1)),
    picture('100,000 by 1', hugePicture(4_000_000_000, 4, 8)),
    picture('no pixels', hugePicture(0, 0, 8)),
    { ...picture('a picture that is an archive too', Buffer.concat([Buffer.from(from.pictures.png), Buffer.from(from.xlsx)])) }
  ]
}
