import { readZip } from './zip.ts'

/** What a person reads in a document: paragraphs outside tables, and tables as rows of cell texts. */
export interface DocxText {
  paragraphs: string[]
  tables: string[][][]
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads the text of a .docx, ours or one that Word or WPS saved again. Only runs, breaks, tables and their rows and cells are
 * looked at; text deleted under tracked changes is not there to a reader and is left out (w:delText).
 */
export async function readDocxText(bytes: Uint8Array): Promise<DocxText> {
  const files = await readZip(bytes)
  const document = files.get('word/document.xml')
  if (document === undefined) throw new RangeError('no word/document.xml')
  const result: DocxText = { paragraphs: [], tables: [] }
  let table: string[][] | null = null
  let row: string[] = []
  let cell: string[] = []
  let words = ''
  const tag = /<(\/?)w:(tbl|tr|tc|p|br|t)((?:\s[^>]*?)?)(\/?)>([^<]*)/g
  for (const [, close, name, , selfClosed, after] of document.toString('utf8').matchAll(tag)) {
    const isEnd = close === '/'
    if (name === 't' && !isEnd && selfClosed === '') words += unescape(after ?? '')
    else if (name === 'br') words += '\n'
    else if (name === 'p' && (isEnd || selfClosed === '/')) {
      if (table === null) result.paragraphs.push(words)
      else cell.push(words)
      words = ''
    } else if (name === 'tc' && isEnd) {
      row.push(cell.join('\n'))
      cell = []
    } else if (name === 'tr' && isEnd) {
      table?.push(row)
      row = []
    } else if (name === 'tbl') {
      if (isEnd && table !== null) result.tables.push(table)
      table = isEnd ? null : []
    }
  }
  return result
}

function unescape(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex: string, decimal: string, name: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return entities[name] ?? whole
  })
}
