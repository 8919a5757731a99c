import { readXlsx, writeXlsx, type CellStyle, type CellValue, type WriteSheet } from 'hucre/xlsx'

/**
 * The one door to the spreadsheet library (hucre, full writer: its streaming one has no merges and no print set-up).
 * What it cannot do is `quotePrefix`; text cells carry the text format `@` instead, which does the same for the reader: a
 * code such as `=1+1` or `0012345678` is a string in the file and stays one when the cell is edited.
 */
export interface SheetColumn {
  label: string
  /** `rate` cells are texts such as `99.70%`, written as numbers with a percent format. */
  content: 'text' | 'number' | 'rate'
  /** The only texts a cell may hold, offered as a list; an empty cell is allowed. Together at most 255 characters. */
  choices?: readonly string[]
}

export type SheetCell = string | number

export interface SheetSpec {
  /** At most 31 characters, none of `\ / ? * [ ] :`. */
  name: string
  /** Printed at the top left of every page, `附件1`. */
  mark: string
  title: string
  columns: readonly SheetColumn[]
  rows: readonly (readonly SheetCell[])[]
  total: readonly SheetCell[] | null
  note: string | null
  /** Columns that stay in view at the left. */
  frozenColumns?: number
}

export interface WorkbookSpec {
  title: string
  /** Stands as creation time, so that one notice always makes the same bytes. */
  date: Date
  sheets: readonly SheetSpec[]
}

/** What a cell holds at most; longer texts are cut with a word at their end. */
const cellLimit = 32_767
const cutMark = '……（内容过长，此处截断，全文见 notice.json）'

const thin = { style: 'thin' } as const
const border = { top: thin, right: thin, bottom: thin, left: thin }
const songti = { name: '宋体', size: 11 } as const

const titleStyle: CellStyle = {
  font: { name: '方正小标宋简体', size: 18 },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true }
}
const headStyle: CellStyle = {
  font: { name: '黑体', size: 11, bold: true },
  border,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2F2F2' } }
}
const noteStyle: CellStyle = { font: songti, alignment: { horizontal: 'left', vertical: 'top', wrapText: true } }

export function writeWorkbook({ title, date, sheets }: WorkbookSpec): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(writeSheet),
    properties: { title, creator: '巡查', created: date, modified: date },
    defaultFont: songti
  })
}

/** The text as a file of XML can hold it: without control characters and halves of characters, and cut to the length Excel takes. */
export function cellText(text: string): string {
  const clean = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
    .replace(/\p{Cs}/gu, '\uFFFD')
  return clean.length <= cellLimit ? clean : `${clean.slice(0, cellLimit - cutMark.length)}${cutMark}`
}

/** Rows of every sheet as plain values, by sheet name. Rates come back as fractions (0.997). */
export async function readWorkbook(bytes: Uint8Array): Promise<Map<string, CellValue[][]>> {
  const workbook = await readXlsx(bytes)
  return new Map(workbook.sheets.map((sheet) => [sheet.name, sheet.rows]))
}

/** `99.70%` → 0.997; null for anything that is not a percentage. */
export function rateValue(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)%$/.exec(text)
  return match === null ? null : Number((Number(match[1]) / 100).toFixed(6))
}

function writeSheet(spec: SheetSpec): WriteSheet {
  const last = spec.columns.length - 1
  const widths = columnWidths(spec)
  const sum = widths.reduce((all, width) => all + width, 0)
  const isWide = sum > 110
  const cells: NonNullable<WriteSheet['cells']> = new Map()
  const merges: NonNullable<WriteSheet['merges']> = []
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map([
    // A merged row does not grow by itself: room for every line of the title at 18 points.
    [0, { height: 12 + 26 * Math.ceil((textWidth(spec.title) * 1.9) / sum) }],
    [1, { height: 34 }]
  ])
  const rows: CellValue[][] = [[cellText(spec.title)], spec.columns.map((column) => cellText(column.label))]

  cells.set('0,0', { style: titleStyle })
  // The default styles of the columns would frame the rest of the title row.
  for (let column = 1; column <= last; column += 1) cells.set(`0,${column}`, { style: titleStyle })
  if (last > 0) merges.push({ startRow: 0, startCol: 0, endRow: 0, endCol: last })
  spec.columns.forEach((_, column) => cells.set(`1,${column}`, { style: headStyle }))

  for (const row of spec.rows) pushRow(row, false)
  if (spec.total !== null) {
    pushRow(spec.total, true)
    // 合计 stands over the number and the name.
    if (last > 0 && spec.total[1] === '')
      merges.push({ startRow: rows.length - 1, startCol: 0, endRow: rows.length - 1, endCol: 1 })
  }
  if (spec.note !== null) {
    rows.push([cellText(spec.note)])
    const at = rows.length - 1
    for (let column = 0; column <= last; column += 1) cells.set(`${at},${column}`, { style: noteStyle })
    if (last > 0) merges.push({ startRow: at, startCol: 0, endRow: at, endCol: last })
  }

  return {
    name: spec.name,
    columns: spec.columns.map((column, place) => ({ width: widths[place] ?? 10, style: columnStyle(column, false) })),
    rows,
    cells,
    merges,
    rowDefs,
    freezePane: { rows: 2, columns: spec.frozenColumns ?? 0 },
    dataValidations: choicesOf(spec),
    pageSetup: {
      paperSize: 'a4',
      orientation: isWide ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '$1:$2',
      horizontalCentered: true,
      margins: { top: 0.9, bottom: 0.8, left: 0.6, right: 0.6, header: 0.4, footer: 0.4 }
    },
    headerFooter: { oddHeader: `&L${spec.mark}`, oddFooter: '&C第 &P 页，共 &N 页' }
  }

  function pushRow(row: readonly SheetCell[], isTotal: boolean): void {
    const at = rows.length
    rowDefs.set(at, { height: rowHeight(row, widths) })
    rows.push(
      spec.columns.map((column, place) => {
        const value = row[place] ?? ''
        const rate = column.content === 'rate' && typeof value === 'string' ? rateValue(value) : null
        const isNumber = typeof value === 'number'
        const isUsual = isNumber ? column.content === 'number' : column.content === 'text'
        if (isTotal || rate !== null || !isUsual) {
          const style = columnStyle(column, isTotal)
          const numFmt = rate !== null ? rateFormat(String(value)) : isNumber ? 'General' : '@'
          cells.set(`${at},${place}`, { style: { ...style, numFmt } })
        }
        if (rate !== null) return rate
        return isNumber ? value : cellText(value)
      })
    )
  }
}

/** Lists to choose from reach past the last row, so that rows added by hand have them too. */
function choicesOf({ columns, rows }: SheetSpec): NonNullable<WriteSheet['dataValidations']> {
  return columns.flatMap(({ label, choices }, place) => {
    if (choices === undefined) return []
    const letter = columnLetters(place)
    return {
      type: 'list' as const,
      values: [...choices],
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: label,
      errorMessage: `请从列表中选择：${choices.join('、')}`,
      range: `${letter}3:${letter}${rows.length + 202}`
    }
  })
}

/** 0 → `A`, 26 → `AA`. */
function columnLetters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26))
  return place < 26 ? last : columnLetters(Math.floor(place / 26) - 1) + last
}

function rateFormat(text: string): string {
  const places = /\.(\d+)%$/.exec(text)?.[1]?.length ?? 0
  return places === 0 ? '0%' : `0.${'0'.repeat(places)}%`
}

function columnStyle(column: SheetColumn, isTotal: boolean): CellStyle {
  const isLeft = column.content === 'text' && !isTotal
  return {
    font: isTotal ? { ...songti, bold: true } : songti,
    border,
    alignment: { horizontal: isLeft ? 'left' : 'center', vertical: 'center', wrapText: true },
    numFmt: column.content === 'text' ? '@' : 'General'
  }
}

/** Half-width characters that fit on an A4 page upright. */
const pageWidth = 84

/** Width in half-width characters: Chinese takes two. Long texts wrap, so a column never grows past `widest`. */
function columnWidths({ columns, rows, total }: SheetSpec): number[] {
  const widest = columns.length > 10 ? 22 : 48
  const sample = rows.length > 2_000 ? rows.filter((_, place) => place % Math.ceil(rows.length / 2_000) === 0) : rows
  const widths = columns.map((column, place) => {
    let width = Math.min(textWidth(column.label), Math.max(10, Math.ceil(textWidth(column.label) / 2) + 2))
    for (const row of total === null ? sample : [...sample, total]) {
      for (const line of String(row[place] ?? '').split('\n')) width = Math.max(width, textWidth(line))
      if (width >= widest) break
    }
    return Math.min(widest, Math.max(6, width + 2))
  })
  // A narrow table fills the page rather than huddle in its middle.
  const stretch = Math.max(1, pageWidth / widths.reduce((all, width) => all + width, 0))
  return widths.map((width) => Math.floor(width * stretch))
}

/** Points. Given for every row, because not every program fits a row to its wrapped text when it opens the file. */
function rowHeight(row: readonly SheetCell[], widths: readonly number[]): number {
  let most = 1
  row.forEach((value, place) => {
    const usable = Math.max(4, (widths[place] ?? 10) - 1.5)
    let lines = 0
    for (const line of String(value).split('\n')) {
      const wrapped = Math.max(1, Math.ceil(textWidth(line) / usable))
      // Latin words and addresses are not broken where the line ends, which costs a line.
      lines += wrapped > 1 && /[!-~]{8}/.test(line) ? wrapped + 1 : wrapped
    }
    most = Math.max(most, lines)
  })
  return Math.min(400, 5 + 15 * most)
}

export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += /[\u2E80-\uFFEF\u2014\u2026\u201C\u201D]/u.test(character) ? 2 : 1
  return width
}
