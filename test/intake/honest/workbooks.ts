import { photo } from '../../support/photos.ts'
import { rawZip, wideField, type RawEntry, type RawEnd } from '../../support/raw-zip.ts'
import { siteRows, xlsxBytes } from '../../support/registry-files.ts'
import { entriesOf } from '../hostile/hostile-file.ts'

export interface HonestWorkbook {
  name: string
  bytes: Uint8Array
  /** Sites that are in it. */
  sites: number
}

const wide = 0xff_ff_ff_ff
const folder = (name: string): RawEntry => ({ name, method: 0, attributes: 0x41_ed_00_10 })

/** How the usual writers pack the same parts. */
const packings: Readonly<Record<string, (entries: RawEntry[]) => [RawEntry[], RawEnd?]>> = {
  Excel: (entries) => [entries.map((entry) => ({ ...entry, flags: 6 }))],
  openpyxl: (entries) => [entries.map((entry) => ({ ...entry, attributes: 0o60_0600_00 }))],
  ExcelJS: (entries) => [entries.map((entry) => ({ ...entry, hasDescriptor: true }))],
  'POI, streaming': (entries) => [
    entries.map((entry) => ({
      ...entry,
      hasDescriptor: true,
      flags: 0x08_08,
      local: { size: wide, packed: wide, extra: wideField(0n, 0n) }
    }))
  ],
  'POI, old': (entries) => [entries.map((entry) => ({ ...entry, flags: 0x08_00 })), { wideEnd: 'honest' }],
  'Info-ZIP with folders': (entries) => [
    [
      folder('_rels/'),
      folder('xl/'),
      folder('xl/worksheets/'),
      ...entries.map((entry) => ({ ...entry, attributes: 0x81_a4_00_00 }))
    ]
  ],
  'stored only': (entries) => [entries.map((entry) => ({ ...entry, method: 0 }))],
  'with a comment': (entries) => [entries, { comment: Buffer.from('由表格软件生成') }],
  'other order': (entries) => [[...entries].reverse()],
  'WPS with its own parts': (entries) => [
    [
      ...entries,
      { name: 'docProps/custom.xml', data: Buffer.from('<Properties><property name="KSOProductBuildVer"/></Properties>') },
      {
        name: 'customXml/item1.xml',
        data: Buffer.from('<s:customData xmlns:s="http://www.wps.cn/officeDocument/2013/wpsCustomData"/>')
      }
    ]
  ],
  'with macros': (entries) => [[...entries, { name: 'xl/vbaProject.bin', data: Buffer.alloc(20_000, 'VB') }]],
  'with a link to another workbook': (entries) => [
    [
      ...entries,
      { name: 'xl/externalLinks/externalLink1.xml', data: Buffer.from('<externalLink/>') },
      {
        name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
        data: Buffer.from(
          '<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" Target="去年名录.xlsx" TargetMode="External"/></Relationships>'
        )
      }
    ]
  ],
  'with an embedded document': (entries) => [
    [...entries, { name: 'xl/embeddings/Microsoft_Word_Document1.docx', data: rawZip(entries) }]
  ],
  'with printer settings': (entries) => [
    [...entries, { name: 'xl/printerSettings/printerSettings1.bin', data: Buffer.alloc(7000) }]
  ]
}

/** The same parts by each way of packing, at each size. */
export async function packedWorkbooks(sizes: readonly number[]): Promise<HonestWorkbook[]> {
  const found: HonestWorkbook[] = []
  for (const sites of sizes) {
    const entries = entriesOf(await xlsxBytes([{ name: '网站', rows: siteRows(sites) }]))
    for (const [name, pack] of Object.entries(packings)) {
      const [packed, end] = pack(entries)
      found.push({ name: `${name}, ${sites} rows`, bytes: rawZip(packed, end), sites })
    }
  }
  return found
}

/** Workbooks that look like offices' ones: many styles, blank rows that only have a style, pictures, a title over the table. */
export async function dressedWorkbooks(count: number): Promise<HonestWorkbook[]> {
  const [png, jpg] = [await photo('png', { width: 900, height: 600 }), await photo('jpg', { width: 2000, height: 1500 })]
  const found: HonestWorkbook[] = []
  for (let index = 0; index < count; index += 1) {
    const sites = 5 + index
    const rows = [['2023年第三季度名录'], ...siteRows(sites)]
    const entries = entriesOf(await xlsxBytes([{ name: '网站', rows }]))
    const dressed = entries.map((entry): RawEntry => {
      const text = entry.data?.toString('utf8') ?? ''
      if (entry.name !== 'xl/worksheets/sheet1.xml') return entry
      const blank = Array.from({ length: 30_000 }, (_, row) => `<row r="${sites + 100 + row}" s="1" customFormat="1"/>`).join('')
      return { ...entry, data: Buffer.from(text.replace('</sheetData>', `${index % 2 === 0 ? blank : ''}</sheetData>`)) }
    })
    const media: RawEntry[] = [
      { name: 'xl/media/image1.png', data: png, method: 0 },
      { name: 'xl/media/image2.jpeg', data: jpg },
      { name: 'xl/media/底图 3.jpeg', data: jpg }
    ]
    found.push({ name: `dressed ${index}`, bytes: rawZip([...dressed, ...media.slice(0, index % 4)]), sites })
  }
  return found
}
