import { rawZip, type RawEntry } from '../../support/raw-zip.ts'
import { entriesOf, type Bases, type HostileFile } from './hostile-file.ts'

const spreadsheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const sheet = (rows: string, more = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet ${spreadsheet}>${more}<sheetData>${rows}</sheetData></worksheet>`
const cell = (text: string, formula = ''): string =>
  `<row r="1"><c r="A1" t="str">${formula === '' ? '' : `<f>${formula}</f>`}<v>${text}</v></c></row>`

/** A document type and what it makes of the text. */
const declarations: Readonly<Record<string, string>> = {
  'outer entity': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
  'outer entity by http': '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
  'outer document type': '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">',
  'parameter entity': '<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
  'billion laughs': `<!DOCTYPE a [<!ENTITY x0 "ha">${Array.from({ length: 12 }, (_, index) => `<!ENTITY x${index + 1} "${`&x${index};`.repeat(10)}">`).join('')}<!ENTITY x "&x12;">]>`,
  'quadratic blow-up': `<!DOCTYPE a [<!ENTITY x "${'a'.repeat(100_000)}">]>`,
  'entity of itself': '<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]>'
}

/** Parts that replace or join those of the honest workbook. */
function workbookTricks(): Record<string, { parts: Record<string, string>; mustRefuse: boolean }> {
  const first = 'xl/worksheets/sheet1.xml'
  const here = (text: string, mustRefuse: boolean) => ({ parts: { [first]: text }, mustRefuse })
  const declared = Object.entries(declarations).flatMap(([what, declaration]) => [
    [`${what} in the sheet`, here(sheet(cell('&x;')).replace('?>', `?>${declaration}`), true)],
    [
      `${what} in the content types`,
      { parts: { '[Content_Types].xml': `<?xml version="1.0"?>${declaration}<Types>&x;</Types>` }, mustRefuse: true }
    ]
  ]) as [string, ReturnType<typeof here>][]
  return {
    ...Object.fromEntries(declared),
    'a million columns': here(sheet(`<row r="1">${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`), true),
    'column far out': here(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), true),
    'column beyond all': here(sheet('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>'), true),
    'row far out': here(sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), true),
    'row beyond all': here(sheet('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'), true),
    'span of the whole sheet': here(sheet(cell('a'), '<dimension ref="A1:XFD1048576"/>'), false),
    'merge of the whole sheet': here(
      sheet(cell('a')).replace('</worksheet>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'),
      false
    ),
    'cells of ten million places': here(sheet(`<row r="1">${'<c r="A1"><v>1</v></c>'.repeat(100_000)}</row>`), false),
    'deep elements': here(`${'<a>'.repeat(200_000)}`, true),
    'deep elements, closed': here(sheet(`${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`), false),
    'attribute of 20 MB': here(sheet(`<row r="1" x="${'a'.repeat(20_000_000)}"/>`), false),
    'a hundred thousand attributes': here(
      sheet(`<row r="1" ${Array.from({ length: 100_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`),
      false
    ),
    'long text in many cells': {
      parts: {
        'xl/sharedStrings.xml': `<sst ${spreadsheet}><si><t>${'长'.repeat(32_000)}</t></si></sst>`,
        [first]: sheet(
          Array.from({ length: 5000 }, (_, index) => `<row r="${index + 1}">${'<c t="s"><v>0</v></c>'.repeat(20)}</row>`).join('')
        )
      },
      mustRefuse: false
    },
    'shared text out of range': here(sheet('<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>'), false),
    'shared text by a negative number': here(sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'), false),
    'number without end': here(sheet(`<row r="1"><c r="A1"><v>${'9'.repeat(100_000)}</v></c></row>`), false),
    'date beyond all': here(sheet('<row r="1"><c r="A1" t="d"><v>99999-99-99T99:99:99</v></c></row>'), false),
    'names of the language': here(sheet(cell('__proto__')), false),
    DDE: here(sheet(cell('x', `cmd|'/c calc'!A0`)), false),
    'DDE by name': here(sheet(cell('x', `DDE("cmd","/c calc","")`)), false),
    'web query': here(sheet(cell('x', 'WEBSERVICE("http://127.0.0.1:9/")')), false),
    hyperlinks: here(sheet(cell('x', 'HYPERLINK("file:///c:/windows/system32/calc.exe")')), false),
    'not XML': here('\u0000\u0001\u0002 nothing of the kind', true),
    'nothing in the sheet': here('', true),
    'half a sheet': here(sheet(cell('a')).slice(0, -40), false),
    'UTF-16 in the sheet': here(Buffer.from(`\ufeff${sheet(cell('a'))}`, 'utf16le').toString('latin1'), false),
    macros: { parts: { 'xl/vbaProject.bin': 'Attribute VB_Name = "x"' }, mustRefuse: false },
    'embedded program': { parts: { 'xl/embeddings/oleObject1.bin': `MZ${'\u0000'.repeat(500)}` }, mustRefuse: false },
    'outer link': {
      parts: {
        'xl/externalLinks/externalLink1.xml': `<externalLink ${spreadsheet}><externalBook/></externalLink>`,
        'xl/externalLinks/_rels/externalLink1.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" Target="file://server/share/x.xlsx" TargetMode="External"/></Relationships>'
      },
      mustRefuse: false
    },
    'sheet outside the file': {
      parts: {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../../etc/passwd"/></Relationships>'
      },
      mustRefuse: true
    },
    'sheet by http': {
      parts: {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="http://127.0.0.1:9/" TargetMode="External"/></Relationships>'
      },
      mustRefuse: true
    },
    'sheets that are each other': {
      parts: {
        'xl/workbook.xml': `<workbook ${spreadsheet}><sheets>${'<sheet name="a" sheetId="1" r:id="rId1"/>'.repeat(300)}</sheets></workbook>`
      },
      mustRefuse: false
    }
  }
}

function documentTricks(): Record<string, Record<string, string>> {
  const relation = (type: string, target: string): string =>
    `<Relationships><Relationship Id="rId1" Type="http://x/${type}" Target="${target}" TargetMode="External"/></Relationships>`
  const body = (inner: string): string =>
    `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inner}</w:body></w:document>`
  return {
    ...Object.fromEntries(
      Object.entries(declarations).map(([what, declaration]) => [
        what,
        { 'word/document.xml': body('<w:p/>').replace('?>', `?>${declaration}`) }
      ])
    ),
    'outer template': { 'word/_rels/document.xml.rels': relation('attachedTemplate', 'http://127.0.0.1:9/t.dotm') },
    'outer picture': { 'word/_rels/document.xml.rels': relation('image', '\\\\server\\share\\a.png') },
    'outer object': { 'word/_rels/document.xml.rels': relation('oleObject', 'http://127.0.0.1:9/o') },
    'outer frame': { 'word/_rels/header1.xml.rels': relation('frame', 'file:///etc/passwd') },
    macros: { 'word/vbaProject.bin': 'x' },
    'macros by type': {
      '[Content_Types].xml': '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    },
    'embedded program': { 'word/embeddings/oleObject1.bin': 'MZ' },
    control: { 'word/activeX/activeX1.xml': '<ax/>' },
    'DDE field': { 'word/document.xml': body('<w:p><w:r><w:instrText>DDEAUTO c:\\windows\\calc.exe </w:instrText></w:r></w:p>') },
    'DDE in pieces': {
      'word/document.xml': body(
        '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd </w:instrText></w:r></w:p>'
      )
    },
    'simple DDE field': { 'word/document.xml': body('<w:p><w:fldSimple w:instr="DDE cmd x y"/></w:p>') },
    'file taken in': { 'word/document.xml': body('<w:p><w:fldSimple w:instr="INCLUDETEXT /etc/passwd "/></w:p>') },
    'picture taken in': { 'word/document.xml': body('<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://127.0.0.1:9/ "/></w:p>') },
    'other content': { 'word/document.xml': body('<w:altChunk r:id="rId9"/>') }
  }
}

function replaced(base: readonly RawEntry[], parts: Readonly<Record<string, string>>): Buffer {
  const kept = base.filter(({ name }) => !(String(name) in parts))
  return rawZip([...kept, ...Object.entries(parts).map(([name, text]): RawEntry => ({ name, data: Buffer.from(text) }))])
}

export function officeTricks({ xlsx, docx }: Pick<Bases, 'xlsx' | 'docx'>): HostileFile[] {
  const [workbook, document] = [entriesOf(xlsx), entriesOf(docx)]
  return [
    ...Object.entries(workbookTricks()).map(([what, { parts, mustRefuse }]): HostileFile => ({
      kind: 'office',
      what,
      extension: 'xlsx',
      bytes: replaced(workbook, parts),
      mustRefuse
    })),
    ...Object.entries(documentTricks()).map(([what, parts]): HostileFile => ({
      kind: 'office',
      what,
      extension: 'docx',
      bytes: replaced(document, parts),
      mustRefuse: true
    }))
  ]
}
