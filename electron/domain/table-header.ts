import { cellText, wordText } from './cell-text.ts'

/** One sheet as read: every row including titles, cells as text. `firstRow` is the 1-based number of `rows[0]`. */
export interface RawTable {
  file: string
  sheet: string | null
  rows: string[][]
  firstRow: number
}

/** The header row of a table: where it stands and which cell is which column. */
export interface TableHeader<Column extends string> {
  /** Index into `rows`. */
  index: number
  columns: ReadonlyMap<Column, number>
  /** Headers that are no known column, as written, with their cell. */
  others: readonly { label: string; cell: number }[]
  /** Known columns that two headers name with the very same word. */
  twice: readonly Column[]
}

/** Titles, notes and blank rows above a header: more than this is no table of ours. */
const searchedRows = 30

/** Nothing but spaces and invisible characters. */
export function isBlankRow(row: readonly string[]): boolean {
  return row.every((cell) => cell === '' || cellText(cell) === '')
}

/** A header word without spaces, marks and remarks: `网站标识码（必填）*` → `网站标识码`. */
export function headerWord(label: string): string {
  const word = wordText(label.normalize('NFKC'))
  return word
    .replace(/\((?:必填|选填|可选|是\/否|10位)[^)]*\)/g, '')
    .replace(/[*:：]/g, '')
    .toLowerCase()
}

/**
 * Finds the header: among the first rows the one that names most known columns, at least `least`; null when there is
 * none. `columnOf` gives the column a header word stands for.
 */
export function findHeader<Column extends string>(
  rows: readonly (readonly string[])[],
  columnOf: (word: string) => Column | null,
  least: number
): TableHeader<Column> | null {
  let best: TableHeader<Column> | null = null
  for (const [index, row] of rows.slice(0, searchedRows).entries()) {
    const header = readHeader(row, index, columnOf)
    if (header.columns.size >= least && header.columns.size > (best?.columns.size ?? 0)) best = header
  }
  return best
}

function readHeader<Column extends string>(
  row: readonly string[],
  index: number,
  columnOf: (word: string) => Column | null
): TableHeader<Column> {
  const columns = new Map<Column, number>()
  const words = new Map<Column, string>()
  const others: { label: string; cell: number }[] = []
  const twice: Column[] = []
  for (const [cell, raw] of row.entries()) {
    const word = headerWord(raw)
    if (word === '') continue
    const column = columnOf(word)
    const label = wordText(raw)
    if (column === null) {
      others.push({ label, cell })
    } else if (!columns.has(column)) {
      columns.set(column, cell)
      words.set(column, word)
    } else if (words.get(column) === word) {
      twice.push(column)
    } else if (word === column) {
      // The column's own name beats a synonym that stood before it; the synonym becomes a note.
      const earlier = columns.get(column) ?? cell
      others.push({ label: wordText(row[earlier] ?? ''), cell: earlier })
      columns.set(column, cell)
      words.set(column, word)
    } else {
      others.push({ label, cell })
    }
  }
  return { index, columns, others, twice }
}
