import { crc32, deflateRawSync } from 'node:zlib'
import { localBytes, rawZip, wideField, type RawEnd, type RawEntry } from '../../support/raw-zip.ts'
import { entriesOf, type Bases, type HostileFile } from './hostile-file.ts'

const wide = 0xff_ff_ff_ff
/** Zeros, packed once and shared by all that need them. */
const made = new Map<number, { packed: Buffer; crc: number }>()
function zeros(size: number): { packedData: Buffer; crc: number; size: number; method: number } {
  let known = made.get(size)
  if (known === undefined) {
    const data = Buffer.alloc(size)
    known = { packed: deflateRawSync(data), crc: crc32(data) }
    made.set(size, known)
  }
  return { packedData: known.packed, crc: known.crc, size, method: 8 }
}
const mega = 1024 * 1024
const text = Buffer.from('<?xml version="1.0"?><a/>')

type Made = { entries: RawEntry[]; end?: RawEnd; drop?: string; isFirst?: boolean }

function bombs(sheet: string): Record<string, Made> {
  const plain = (name: string, more: Partial<RawEntry> = {}): RawEntry => ({ name, data: text, ...more })
  const inner = plain('xl/inner.xml')
  const nested = rawZip([{ name: 'inner.xml', ...zeros(100 * mega) }])
  return {
    '300 MB of zeros': { entries: [{ name: 'xl/big.xml', ...zeros(300 * mega) }] },
    'the sheet itself': { entries: [{ name: sheet, ...zeros(260 * mega) }], drop: sheet },
    'twelve of 20 MB': { entries: Array.from({ length: 12 }, (_, index) => ({ name: `xl/b${index}.xml`, ...zeros(20 * mega) })) },
    'ratio over 1000': { entries: [{ name: 'xl/ratio.bin', ...zeros(20 * mega) }] },
    'claims 1 KB, unpacks to 100 MB': { entries: [{ name: 'xl/lie.xml', ...zeros(100 * mega), size: 1024 }] },
    'claims nothing': { entries: [{ name: 'xl/lie.xml', ...zeros(100 * mega), size: 0 }] },
    'claims 4 GB': { entries: [plain('xl/lie.xml', { size: wide - 1 })] },
    'claims less than it has': { entries: [plain('xl/lie.xml', { size: 3 })] },
    'claims more than it has': { entries: [plain('xl/lie.xml', { size: 3000 })] },
    overlapping: {
      entries: [
        { name: 'xl/one.xml', ...zeros(mega) },
        ...Array.from({ length: 300 }, (_, index): RawEntry => ({ name: `xl/o${index}.xml`, ...zeros(mega), sharedWith: 0 }))
      ],
      isFirst: true
    },
    'one inside the other': {
      entries: [
        { name: 'xl/outer.bin', data: localBytes(inner), method: 0 },
        { ...inner, placedAt: 30 + 'xl/outer.bin'.length }
      ],
      isFirst: true
    },
    'two of the same bytes': {
      entries: [plain('xl/one.xml'), plain('xl/one-more.xml', { sharedWith: 0 })],
      isFirst: true
    },
    '5,000 entries': { entries: Array.from({ length: 5000 }, (_, index) => plain(`xl/e${index}.xml`, { method: 0 })) },
    'count says fewer': { entries: [plain('xl/a.xml')], end: { count: 3 } },
    'count says more': { entries: [plain('xl/a.xml')], end: { count: 60_000 } },
    'directory elsewhere': { entries: [plain('xl/a.xml')], end: { from: 7 } },
    'directory outside': { entries: [plain('xl/a.xml')], end: { from: 0x7f_ff_ff_ff } },
    'wide count': { entries: [plain('xl/a.xml')], end: { count: 0xff_ff, wideEnd: { count: 2 ** 40, size: 1, from: 1 } } },
    'wide directory': { entries: [plain('xl/a.xml')], end: { from: wide, wideEnd: { count: 1, size: 2 ** 50, from: 2 ** 50 } } },
    'wide end that differs': { entries: [plain('xl/a.xml')], end: { wideEnd: { count: 9, size: 1, from: 1 } } },
    'wide size': { entries: [plain('xl/a.xml', { size: wide, extra: wideField(2n ** 60n) })] },
    'wide size of 100 GB': { entries: [plain('xl/a.xml', { size: wide, extra: wideField(100n * 2n ** 30n) })] },
    'wide size missing': { entries: [plain('xl/a.xml', { size: wide })] },
    'local size differs': { entries: [plain('xl/a.xml', { local: { size: 1 } })] },
    'local packed size differs': { entries: [plain('xl/a.xml', { local: { packed: 1 } })] },
    'local check differs': { entries: [plain('xl/a.xml', { local: { crc: 1 } })] },
    'local method differs': { entries: [plain('xl/a.xml', { local: { method: 0 } })] },
    'wrong check': { entries: [plain('xl/a.xml', { crc: 12_345 })] },
    'unknown method': { entries: [plain('xl/a.xml', { method: 99, packedData: text })] },
    encrypted: { entries: [plain('xl/a.xml', { flags: 1 })] },
    'strongly encrypted': { entries: [plain('xl/a.xml', { flags: 0x41 })] },
    'stored, lengths differ': { entries: [plain('xl/a.xml', { method: 0, size: 5 })] },
    'no packed data at all': { entries: [plain('xl/a.xml', { packedData: Buffer.from([0xff, 0xff, 0xff]) })] },
    'second end in the comment': { entries: [plain('xl/a.xml')], end: { comment: rawZip([plain('xl/b.xml')]) } },
    'rubbish after the end': { entries: [plain('xl/a.xml')], end: { comment: Buffer.from('PK\u0005\u0006'.padEnd(40, '\0')) } },
    'nested archive': { entries: [{ name: 'xl/embeddings/inner.zip', data: nested, method: 0 }] },
    'nested ten deep': { entries: [{ name: 'word/embeddings/inner.zip', data: deep(10), method: 0 }] }
  }
}

function deep(levels: number): Buffer {
  let inner = rawZip([{ name: 'x', ...zeros(50 * mega) }])
  for (let level = 0; level < levels; level += 1) inner = rawZip([{ name: 'x.zip', data: inner, method: 0 }])
  return inner
}

/**
 * Archives within an archive are never opened. A package holds nothing that its manifest does not name; a template refuses
 * what is embedded where Word would look for it.
 */
const mayPass = (what: string, extension: string): boolean =>
  (what === 'nested archive' && extension !== 'zip') || (what === 'nested ten deep' && extension === 'xlsx')

const filled = { xlsx: 'xl/worksheets/sheet1.xml', docx: 'word/document.xml', zip: 'events.jsonl' } as const

export function zipBombs(bases: Pick<Bases, 'xlsx' | 'docx' | 'zip'>): HostileFile[] {
  return (['xlsx', 'docx', 'zip'] as const).flatMap((extension) => {
    const base = entriesOf(bases[extension])
    const sheet = filled[extension]
    return Object.entries(bombs(sheet)).map(([what, { entries, end, drop, isFirst }]): HostileFile => ({
      kind: 'bomb',
      what,
      extension,
      bytes: rawZip(isFirst === true ? [...entries, ...base] : [...base.filter(({ name }) => name !== drop), ...entries], end),
      mustRefuse: !mayPass(what, extension)
    }))
  })
}
