import { cellText, codeText, wordText, yesNo } from './cell-text.ts'
import { columnFault } from './column-faults.ts'
import { columnClassOf, columnClassWords, columnLevelOf, columnLevelWords, levelOfPath } from './column-words.ts'
import { XunchaError, type InputFault } from './errors.ts'
import { normaliseLocation } from './location-path.ts'
import type { RegistryObject } from './registry.ts'
import { chinaDay } from './rules/days.ts'
import { locationKey } from './rules/faults.ts'
import type { SiteColumn } from './site-columns.ts'
import { findHeader, isBlankRow, type RawTable } from './table-header.ts'
import { readLocalTime } from './time-text.ts'
import { readWebAddress } from './web-address.ts'

const names = ['网站标识码', '栏目路径', '栏目类别', '层级', '网址', '最近更新', '空白', '监测时间', '备注'] as const
type ColumnName = (typeof names)[number]

const synonyms = new Map<string, ColumnName>([
  ['标识码', '网站标识码'],
  ['网站', '网站标识码'],
  ['栏目', '栏目路径'],
  ['栏目名称', '栏目路径'],
  ['路径', '栏目路径'],
  ['位置', '栏目路径'],
  ['类别', '栏目类别'],
  ['栏目类型', '栏目类别'],
  ['级别', '层级'],
  ['栏目级别', '层级'],
  ['栏目网址', '网址'],
  ['链接', '网址'],
  ['url', '网址'],
  ['最近更新日期', '最近更新'],
  ['最近更新时间', '最近更新'],
  ['更新日期', '最近更新'],
  ['更新时间', '最近更新'],
  ['是否空白', '空白'],
  ['空白栏目', '空白'],
  ['监测时间点', '监测时间'],
  ['检查时间', '监测时间'],
  ['说明', '备注']
])

export type ColumnRow = Omit<SiteColumn, 'id' | 'inspector'> & { row: number }

export interface ColumnRowsContext {
  sites: readonly Pick<RegistryObject, 'key' | 'siteCode' | 'name'>[]
  /** The site rows without a code belong to; null: every row needs one. */
  objectKey: string | null
  /** Stands for an empty 监测时间. ISO instant. */
  now: string
}

/**
 * Reads a table of columns of one or many sites. Throws `bad-file` without 栏目路径 and 栏目类别, `file-empty` without
 * rows; faulty rows come back with row, column and reason.
 */
export function parseColumnRows(
  table: RawTable,
  context: ColumnRowsContext
): { columns: ColumnRow[]; faults: InputFault[]; rows: number } {
  const header = findHeader(table.rows, (word) => names.find((name) => name === word) ?? synonyms.get(word) ?? null, 2)
  const needed: readonly ColumnName[] = [...(context.objectKey === null ? (['网站标识码'] as const) : []), '栏目路径', '栏目类别']
  const missing = needed.filter((name) => !header?.columns.has(name))
  if (header === null || missing.length > 0) throw missingColumns(table, missing)

  const sites = siteIndex(context.sites)
  const taken = new Map<string, number>()
  const columns: ColumnRow[] = []
  const faults: InputFault[] = []
  let rows = 0
  for (const [index, cells] of table.rows.entries()) {
    if (index <= header.index || isBlankRow(cells)) continue
    rows += 1
    const row = table.firstRow + index
    const read = readRow((name) => cells[header.columns.get(name) ?? -1] ?? '', sites, context)
    if (read.column !== null) {
      const key = `${read.column.objectKey} ${locationKey(read.column.path)}`
      const before = taken.get(key)
      if (before !== undefined) read.faults.push({ column: '栏目路径', reason: `与第 ${before} 行是同一个栏目` })
      else taken.set(key, row)
    }
    faults.push(...read.faults.map((fault) => ({ file: table.file, row, ...fault })))
    if (read.column !== null && read.faults.length === 0) columns.push({ ...read.column, row })
  }
  if (rows === 0) throw new XunchaError('file-empty', `栏目文件“${table.file}”里没有数据行；请在表头下面每行填写一个栏目。`)
  return { columns, faults, rows }
}

function missingColumns(table: RawTable, missing: readonly ColumnName[]): XunchaError {
  const listed = missing.map((name) => `“${name}”`).join('、')
  const faults = missing.map((name) => ({ file: table.file, row: table.firstRow, column: name, reason: `缺少“${name}”列` }))
  return new XunchaError('bad-file', `栏目文件“${table.file}”缺少${listed}列；表头应为：${names.join('、')}。`, { faults })
}

interface CellFault {
  column: ColumnName | string
  reason: string
}

function readRow(
  cell: (name: ColumnName) => string,
  sites: ReadonlyMap<string, string | null>,
  { objectKey: only, now }: ColumnRowsContext
): { column: Omit<ColumnRow, 'row'> | null; faults: CellFault[] } {
  const faults: CellFault[] = []
  const fault = (column: ColumnName, reason: string): void => void faults.push({ column, reason })

  const site = cellText(cell('网站标识码'))
  const objectKey = site === '' ? only : (sites.get(codeText(site).toLowerCase()) ?? null)
  if (objectKey === null) fault('网站标识码', site === '' ? '没有填写网站标识码' : `名录中没有网站“${site}”，或有几个同名`)
  else if (only !== null && objectKey !== only) fault('网站标识码', `“${site}”不是所选的网站`)

  const path = normaliseLocation(cellText(cell('栏目路径')))
  if (path === '') fault('栏目路径', '没有填写栏目路径，例如 首页》政务公开》政策解读')
  const word = wordText(cell('栏目类别'))
  const columnClass = columnClassOf(word)
  if (columnClass === null) {
    fault('栏目类别', `栏目类别“${word}”不对，可填：${Object.values(columnClassWords).join('、')}`)
  }
  const levelWord = wordText(cell('层级'))
  const level = levelWord === '' ? levelOfPath(path) : columnLevelOf(levelWord)
  if (level === null) fault('层级', `层级“${levelWord}”不对，可填：${Object.values(columnLevelWords).join('、')}`)

  const url = readUrl(cell('网址'))
  if (!url.ok) fault('网址', url.reason)
  const update = cellText(cell('最近更新'))
  const updated = update === '' ? null : readLocalTime(update)
  if (update !== '' && updated === null) fault('最近更新', `看不懂日期“${update}”，请写成 2023-02-08`)
  const blankWord = wordText(cell('空白'))
  const isBlank = blankWord === '' ? false : yesNo(blankWord)
  if (isBlank === null) fault('空白', `“${blankWord}”不对，请填 是 或 否`)
  const seen = cellText(cell('监测时间'))
  const observedAt = seen === '' ? now : readLocalTime(seen)
  if (observedAt === null) fault('监测时间', `看不懂时间“${seen}”，请写成 2023-02-08 10:20`)

  if (objectKey === null || columnClass === null || level === null || isBlank === null || observedAt === null || !url.ok) {
    return { column: null, faults }
  }
  const lastUpdate = updated === null ? null : chinaDay(updated)
  const odd = columnFault({ lastUpdate, isBlank, observedAt })
  if (odd !== null) faults.push(odd)
  const note = cellText(cell('备注'))
  return { column: { objectKey, class: columnClass, level, path, url: url.url, lastUpdate, isBlank, observedAt, note }, faults }
}

/** Scheme and host are judged; the page of a column may have any path. */
function readUrl(cell: string): { ok: true; url: string } | { ok: false; reason: string } {
  const text = cell.trim()
  const split = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*|[^/?#]*)(.*)$/is.exec(text)
  if (text === '' || split === null) return { ok: true, url: '' }
  const host = readWebAddress(codeText(split[1] ?? ''))
  return host.ok ? { ok: true, url: host.url + (split[2] ?? '') } : host
}

/** By 网站标识码, key, and name; null where a name is that of several sites. Codes win over names. */
function siteIndex(sites: ColumnRowsContext['sites']): Map<string, string | null> {
  const index = new Map<string, string | null>()
  for (const { key, name } of sites) {
    const word = codeText(name).toLowerCase()
    index.set(word, index.has(word) ? null : key)
  }
  for (const { key, siteCode } of sites) {
    if (siteCode !== null) index.set(codeText(siteCode).toLowerCase(), key)
    index.set(key.toLowerCase(), key)
  }
  return index
}
