import { cellText, codeText } from './cell-text.ts'
import type { ExternalCell, ExternalColumn, ExternalColumnType } from './external-table.ts'
import { headerWord, isBlankRow, type RawTable } from './table-header.ts'

/** A sheet of figures as it stands in the file, before anyone said what its columns are. */
export interface ReadSheet {
  file: string
  sheet: string | null
  /** Row number of the (last) header row as a spreadsheet shows it. */
  headerRow: number
  columns: ReadColumn[]
  /** Rows between header and notes, totals among them, each with its number in the file. */
  rows: ReadRow[]
  /** Remarks under the table. */
  notes: string[]
}
export interface ReadColumn {
  /** Heading; that of a group of columns stands before it, `网站/检查数`. */
  label: string
  /** What the values look like; the office may say otherwise. */
  type: ExternalColumnType
}
export interface ReadRow {
  number: number
  cells: string[]
  role: 'row' | 'subtotal' | 'total'
}

/** Titles, 填报单位, dates above a header: more than this is no table of ours. */
const searchedRows = 30
const totalWord = /^(?:总计|合计|总数|共计|累计|全[省市县区州国]|(?:全[省市县区州国])?(?:合计|总计))$/
const subtotalWord = /^(?:小计|.{1,12}小计)$/
const noteWord = /^(?:注|备注|说明|填报|填表|审核|制表|联系|单位负责)/
const codeHeading = /码|编号|代码|电话|手机|传真|邮编|账号|帐号|序号|身份|id$/i

/** Reads a sheet. `headerRow` (as a spreadsheet numbers rows) overrides the search; null when no header can be found. */
export function readSheet(table: RawTable, headerRow: number | null = null): ReadSheet | null {
  const rows = table.rows.map((row) => row.map((cell) => cellText(cell)))
  const at = headerRow === null ? findHeaderRow(rows) : headerRow - table.firstRow
  const head = at === null ? undefined : rows[at]
  if (at === null || head === undefined || isBlankRow(head)) return null
  const second = secondHeader(head, rows[at + 1])
  const labels = headings(head, second)
  const start = at + (second === null ? 1 : 2)
  const used = labels.flatMap(({ label, cell }) => (label === '' ? [] : [{ label, cell }]))
  const body: ReadRow[] = []
  const notes: string[] = []
  for (const [index, row] of rows.slice(start).entries()) {
    const filled = row.filter((cell) => cell !== '')
    const [first = ''] = filled
    if (filled.length === 0) continue
    if (isNote(first, filled.length)) {
      notes.push(filled.join(' '))
      continue
    }
    const cells = used.map(({ cell }) => row[cell] ?? '')
    body.push({ number: table.firstRow + start + index, cells, role: roleOf(cells) })
  }
  const columns = used.map(({ label }, index) => ({ label, type: typeOf(label, body, index) }))
  return { file: table.file, sheet: table.sheet, headerRow: table.firstRow + start - 1, columns, rows: body, notes }
}

/** The first row that names several columns in words and has a row of the same shape below it. */
function findHeaderRow(rows: readonly (readonly string[])[]): number | null {
  const widest = Math.max(0, ...rows.slice(0, searchedRows * 2).map((row) => filledCount(row)))
  for (const [index, row] of rows.slice(0, searchedRows).entries()) {
    const filled = row.filter((cell) => cell !== '')
    if (filled.length < 2 || filled.length * 2 < widest) continue
    if (filled.some((cell) => isNumberLike(cell) || cell.length > 40)) continue
    if (rows.slice(index + 1).some((below) => filledCount(below) >= 2)) return index
  }
  return null
}

/** The row below is part of the header where it fills exactly the places that the merged cells above leave blank. */
function secondHeader(head: readonly string[], below: readonly string[] | undefined): readonly string[] | null {
  if (below === undefined || isBlankRow(below)) return null
  const last = Math.max(lastFilled(head), lastFilled(below))
  let filledGaps = 0
  for (let cell = 0; cell <= last; cell += 1) {
    const low = below[cell] ?? ''
    if (low !== '' && isNumberLike(low)) return null
    if ((head[cell] ?? '') !== '') continue
    if (low === '') return null
    filledGaps += 1
  }
  // A column with a heading of its own in one cell has nothing below it.
  return filledGaps > 0 ? below : null
}

function headings(head: readonly string[], second: readonly string[] | null): { label: string; cell: number }[] {
  const width = Math.max(lastFilled(head), second === null ? -1 : lastFilled(second)) + 1
  let group = ''
  const seen = new Map<string, number>()
  return Array.from({ length: width }, (_, cell) => {
    const high = head[cell] ?? ''
    const low = second?.[cell] ?? ''
    if (high !== '') group = high
    const label = low === '' ? high : `${group}/${low}`
    const times = (seen.get(label) ?? 0) + 1
    seen.set(label, times)
    return { label: label !== '' && times > 1 ? `${label}（${times}）` : label, cell }
  })
}

const filledCount = (row: readonly string[]): number => row.filter((cell) => cell !== '').length
const lastFilled = (row: readonly string[]): number => row.findLastIndex((cell) => cell !== '')
const isNumberLike = (cell: string): boolean => /^-?[\d,]+(?:\.\d+)?%?$/.test(cell)

function isNote(first: string, filled: number): boolean {
  return filled <= 2 && noteWord.test(first) && (filled === 1 || /[:：]/.test(first))
}

function roleOf(cells: readonly string[]): ReadRow['role'] {
  // The word stands in the first or second column, after a number or a blank.
  for (const cell of cells.slice(0, 3)) {
    const word = headerWord(cell)
    if (totalWord.test(word)) return 'total'
    if (subtotalWord.test(word)) return 'subtotal'
  }
  return 'row'
}

function typeOf(label: string, rows: readonly ReadRow[], index: number): ExternalColumnType {
  const values = rows.map((row) => row.cells[index] ?? '').filter((cell) => !isBlankWord(cell))
  if (values.length === 0 || codeHeading.test(label)) return 'text'
  const plain = values.map((value) => value.replaceAll(',', ''))
  // A leading zero or ten digits and more are a code, whatever stands above them.
  if (plain.some((value) => /^0\d/.test(value) || /^\d{10,}$/.test(value))) return 'text'
  if (plain.every((value) => /^\d+(?:\.0+)?$/.test(value))) return 'count'
  if (plain.every((value) => /^-?\d+(?:\.\d+)?$/.test(value))) return 'number'
  return plain.every((value) => /^\d+(?:\.\d+)?%$/.test(value)) ? 'rate' : 'text'
}

/** What offices write where there is nothing to report. */
const isBlankWord = (cell: string): boolean => /^[-—–/／\\]*$/.test(cell)

/** One cell, its row as a spreadsheet numbers it and its column by the heading. */
export interface CellFault {
  file: string
  row: number
  column: string
  reason: string
}
export interface TypedRows {
  rows: ExternalCell[][]
  /** Cells that are not what their column holds: the file cannot be taken so. */
  faults: CellFault[]
  /** Totals of the file that differ from the sum of the rows above them. */
  disagreements: CellFault[]
}

/** One column of the stored table: which column of the sheet it is read from. */
export interface ChosenColumn extends ExternalColumn {
  from: number
}

/** Reads the chosen columns as what they are said to be; totals and subtotals are compared and left out. */
export function typeRows(sheet: ReadSheet, columns: readonly ChosenColumn[]): TypedRows {
  const faults: CellFault[] = []
  const read = sheet.rows.map((row) => ({
    row,
    cells: columns.map((column): ExternalCell => {
      const raw = row.cells[column.from] ?? ''
      const cell = readCell(raw, column.type)
      if (typeof cell !== 'object') return cell
      // A total may say something in words (见备注); rows must hold what their column says.
      if (row.role === 'row') faults.push({ ...placeOf(sheet, row, column), reason: `“${raw}”${cell.fault}` })
      return ''
    })
  }))
  const rows = read.filter(({ row }) => row.role === 'row').map(({ cells }) => cells)
  const disagreements: CellFault[] = []
  let group: ExternalCell[][] = []
  for (const { row, cells } of read) {
    if (row.role === 'row') {
      group.push(cells)
      continue
    }
    // A grand total may stand above or below its rows; a subtotal stands below its group.
    const [what, counted] = row.role === 'total' ? (['各行之和', rows] as const) : (['本组各行之和', group] as const)
    for (const [index, column] of columns.entries()) {
      const written = cells[index]
      if (column.type !== 'count' || typeof written !== 'number') continue
      const sum = counted.reduce((all, one) => all + (typeof one[index] === 'number' ? one[index] : 0), 0)
      if (written !== sum) disagreements.push({ ...placeOf(sheet, row, column), reason: `写的是 ${written}，${what}是 ${sum}` })
    }
    group = []
  }
  return { rows, faults, disagreements }
}

function placeOf(sheet: ReadSheet, row: ReadRow, column: ExternalColumn): Omit<CellFault, 'reason'> {
  return { file: sheet.file, row: row.number, column: column.label }
}

function readCell(raw: string, type: ExternalColumnType): ExternalCell | { fault: string } {
  if (type === 'text') return raw
  if (isBlankWord(raw)) return ''
  const text = codeText(raw)
  if (type === 'rate') return /^\d+(?:\.\d+)?%$/.test(text) ? text : { fault: '不是百分数，应写成 98.6% 这样' }
  const plain = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  if (!/^-?\d+(?:\.\d+)?$/.test(plain)) return { fault: '不是数字' }
  const value = Number(plain)
  if (type === 'number') return value
  return Number.isSafeInteger(value) && value >= 0 ? value : { fault: '不是大于等于 0 的整数' }
}
