import { XunchaError, type InputFault } from './errors.ts'
import { registryColumnOf } from './registry-columns.ts'
import { inSheet, RegistryTableReader, sheetKind, type ParsedRows, type SeenKeys } from './registry-table.ts'
import { findHeader, isBlankRow, type RawTable } from './table-header.ts'

export type { RawTable } from './table-header.ts'
export type { ParsedRows } from './registry-table.ts'

/** One input file with all its sheets. */
export interface RegistryFile {
  file: string
  sha256: string
  tables: RawTable[]
}

export interface ParsedFile extends ParsedRows {
  file: string
  sha256: string
}

/**
 * Reads one sheet. Throws `bad-file` when needed columns are missing and `file-empty` when there is no object row; a
 * faulty row is not thrown but listed in `rejected`.
 */
export function parseRegistryRows(table: RawTable): ParsedRows {
  const [parsed] = parseRegistryFiles([{ file: table.file, sha256: '', tables: [table] }])
  if (parsed === undefined) throw new XunchaError('file-empty', emptySentence(table.file))
  const { file: _file, sha256: _sha256, ...rows } = parsed
  return rows
}

/** Parses all files of one import together, so that the same code in two files is found. Throws as `parseRegistryRows`. */
export function parseRegistryFiles(files: readonly RegistryFile[]): ParsedFile[] {
  const faults: InputFault[] = []
  const seen: SeenKeys = new Map()
  const parsed = files.map((file) => parseFile(file, seen, faults))
  if (faults.length > 0) {
    const names = [...new Set(faults.map((fault) => fault.file ?? ''))].map((name) => `“${name}”`).join('、')
    const first = faults[0]?.reason ?? ''
    const more = faults.length > 1 ? `（共 ${faults.length} 处，见明细）` : ''
    throw new XunchaError('bad-file', `名录文件${names}不能导入：${first}${more}`, { faults })
  }
  for (const file of parsed) {
    if (file.rows === 0)
      throw new XunchaError('file-empty', emptySentence(file.file), { faults: [{ file: file.file, reason: '没有数据行' }] })
  }
  return parsed
}

function emptySentence(file: string): string {
  return `名录文件“${file}”里没有数据行；请在表头下面每行填写一个网站或新媒体后再导入。`
}

function parseFile(file: RegistryFile, seen: SeenKeys, faults: InputFault[]): ParsedFile {
  const result: ParsedFile = {
    file: file.file,
    sha256: file.sha256,
    objects: [],
    rejected: [],
    rows: 0,
    rejectedKeys: [],
    rejectedNames: [],
    kinds: []
  }
  const sheets = file.tables.filter((table) => table.rows.some((row) => !isBlankRow(row)))
  const found = sheets.map((table) => ({ table, header: findHeader(table.rows, registryColumnOf, 2) }))
  // Sheets of explanations are passed over, but only beside a sheet that is a registry.
  const registries = found.filter(({ table, header }) => header !== null || sheetKind(table.sheet) !== null)
  if (sheets.length > 0 && registries.length === 0)
    faults.push({ file: file.file, row: sheets[0]?.firstRow ?? 1, reason: noHeader })
  for (const { table, header } of registries) {
    if (header === null)
      faults.push({ file: file.file, row: table.firstRow, reason: inSheet(table, registries.length) + noHeader })
    else new RegistryTableReader(table, header, registries.length > 1, seen, faults, result).read()
  }
  return result
}

const noHeader =
  '没有找到表头行；第一张表应有“类别、名称、地区、主办单位、网站标识码、网址”等列名（若文字显示为乱码，请把文件另存为 UTF-8 编码或 .xlsx）。'
