import { cellText } from './cell-text.ts'
import type { InputFault } from './errors.ts'
import { findHeader, headerWord, isBlankRow, type RawTable } from './table-header.ts'
import {
  finishPack,
  packLimits,
  readHeading,
  readTerms,
  refusedPack,
  splitContexts,
  type PackHeading,
  type WordPack,
  type WrittenTerm
} from './word-pack.ts'

const columns = ['词', '类别', '正确写法', '允许语境', '说明'] as const
type PackColumn = (typeof columns)[number]

const synonyms = new Map<string, PackColumn>([
  ['词语', '词'],
  ['词条', '词'],
  ['错误写法', '词'],
  ['类型', '类别'],
  ['正确', '正确写法'],
  ['建议写法', '正确写法'],
  ['允许', '允许语境'],
  ['例外', '允许语境'],
  ['备注', '说明']
])
const columnOf = (word: string): PackColumn | null => columns.find((column) => column === word) ?? synonyms.get(word) ?? null

const headingNames = new Map<string, keyof PackHeading>([
  ['名称', 'name'],
  ['词库名称', 'name'],
  ['版本', 'version'],
  ['来源', 'source']
])

/**
 * Reads a table of 词 | 类别 | 正确写法 | 允许语境 | 说明, one word a row; above its header stand 名称, 版本 and 来源, each with its
 * value in the next cell or behind a colon. Throws `bad-file` with every fault named, `file-empty`.
 */
export function parseWordPackRows(table: RawTable): WordPack {
  const { file } = table
  const header = findHeader(table.rows, columnOf, 2)
  const missing = (['词', '类别'] as const).filter((column) => header?.columns.has(column) !== true)
  if (header === null || missing.length > 0) {
    const names = missing.map((column) => `“${column}”`).join('、')
    throw refusedPack(file, [
      { file, row: table.firstRow, reason: `缺少${names}列；表头应为：词、类别、正确写法、允许语境、说明` }
    ])
  }
  const heading = readHeading(headingAbove(table.rows.slice(0, header.index)), { file, row: table.firstRow })
  const written: WrittenTerm[] = []
  const rowNumbers: number[] = []
  for (const [index, row] of table.rows.entries()) {
    if (index <= header.index || isBlankRow(row)) continue
    if (written.length === packLimits.terms) {
      const reason = `词超过 ${packLimits.terms.toLocaleString('en')} 条，请分成几个词库`
      throw refusedPack(file, [{ file, row: table.firstRow + index, reason }])
    }
    const cell = (column: PackColumn): string => row[header.columns.get(column) ?? -1] ?? ''
    written.push({
      word: cell('词'),
      kind: cell('类别'),
      better: cell('正确写法'),
      allowed: splitContexts(cell('允许语境')),
      note: cell('说明')
    })
    rowNumbers.push(table.firstRow + index)
  }
  const placeOf =
    (index: number) =>
    (column: string): InputFault => {
      const row = rowNumbers[index]
      return { file, ...(row === undefined ? {} : { row }), column, reason: '' }
    }
  const { terms, faults } = readTerms(written, placeOf)
  return finishPack(file, heading, terms, faults, '行')
}

function headingAbove(rows: readonly (readonly string[])[]): PackHeading {
  const found: PackHeading = { name: '', version: '', source: '' }
  for (const row of rows) {
    const at = row.findIndex((cell) => cellText(cell) !== '')
    const first = cellText(row[at] ?? '')
    const [, label = first, behind = ''] = /^([^：:]{1,10})[：:](.*)$/.exec(first) ?? []
    const key = headingNames.get(headerWord(label))
    if (key === undefined || found[key] !== '') continue
    const next = row.slice(at + 1).find((cell) => cellText(cell) !== '') ?? ''
    found[key] = behind.trim() === '' ? next : behind
  }
  return found
}
