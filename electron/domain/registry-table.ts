import { cellText, codeText, wordText, yesNo } from './cell-text.ts'
import type { InputFault } from './errors.ts'
import { isOrdinal, platformName, statusName, type RegistryColumn } from './registry-columns.ts'
import type { ObjectKind, RegistryObject, RejectedRow } from './registry.ts'
import { isBlankRow, type RawTable, type TableHeader } from './table-header.ts'
import { readWebAddress } from './web-address.ts'

export interface ParsedRows {
  objects: RegistryObject[]
  /** One entry per rejected row; a row with several faults names them all in its reason. */
  rejected: RejectedRow[]
  /** Object rows, good and rejected: blank rows, titles and the header are none. */
  rows: number
  /** Keys of rejected rows, where a key could be read: such objects are not counted as closed. */
  rejectedKeys: string[]
  /** `kind:name` of rejected rows: a mistyped code must not close the object it was meant for. */
  rejectedNames: string[]
  /** Kinds this table has rows of. */
  kinds: ObjectKind[]
}

/** Where a key was first seen: for the sentence about a duplicate. */
export type SeenKeys = Map<string, { file: string; sheet: string | null; row: number }>

/** Names the sheet where a file has more than one. */
export function inSheet(table: RawTable, sheets: number): string {
  return table.sheet === null || sheets < 2 ? '' : `工作表“${table.sheet}”：`
}

/** A sheet named 网站 or 新媒体 says what its rows are. */
export function sheetKind(sheet: string | null): ObjectKind | null {
  const name = wordText(sheet ?? '')
  if (/说明|须知|示例|字典/.test(name)) return null
  const site = name.includes('网站')
  const account = name.includes('新媒体') || name.includes('账号')
  if (site === account) return null
  return site ? 'site' : 'account'
}

const kindWords = new Map<string, ObjectKind>([
  ['网站', 'site'],
  ['政府网站', 'site'],
  ['新媒体', 'account'],
  ['政务新媒体', 'account']
])
const kindColumns = { site: ['网站标识码', '网址'], account: ['平台'] } as const satisfies Record<
  ObjectKind,
  readonly RegistryColumn[]
>

interface RowFault {
  column: RegistryColumn
  reason: string
}

/** Reads the rows of one sheet into `result`; faults of the sheet as a whole go into `faults`. */
export class RegistryTableReader {
  readonly #table: RawTable
  readonly #header: TableHeader<RegistryColumn>
  readonly #manySheets: boolean
  readonly #seen: SeenKeys
  readonly #faults: InputFault[]
  readonly #result: ParsedRows
  readonly #kind: ObjectKind | null
  readonly #kinds = new Set<ObjectKind>()

  constructor(
    table: RawTable,
    header: TableHeader<RegistryColumn>,
    manySheets: boolean,
    seen: SeenKeys,
    faults: InputFault[],
    result: ParsedRows
  ) {
    this.#table = table
    this.#header = header
    this.#manySheets = manySheets
    this.#seen = seen
    this.#faults = faults
    this.#result = result
    this.#kind = sheetKind(table.sheet)
  }

  read(): void {
    const { rows, firstRow } = this.#table
    if (!this.#checkColumns()) return
    for (let index = this.#header.index + 1; index < rows.length; index += 1) {
      const row = rows[index] ?? []
      if (isBlankRow(row)) continue
      this.#result.rows += 1
      this.#readRow(row, firstRow + index)
    }
    for (const kind of this.#kinds) if (!this.#result.kinds.includes(kind)) this.#result.kinds.push(kind)
  }

  /** Missing columns are a fault of the file, said once, not of each of its rows. */
  #checkColumns(): boolean {
    const { columns, twice } = this.#header
    const needed = new Set<RegistryColumn>(['名称', '地区', '主办单位'])
    if (!columns.has('类别') && this.#kind === null) needed.add('类别')
    for (const kind of this.#kindsInside()) for (const column of kindColumns[kind]) needed.add(column)
    const before = this.#faults.length
    for (const column of needed) {
      if (!columns.has(column)) this.#fileFault(column, `缺少“${column}”列；请在表头中加上这一列并逐行填写。`)
    }
    for (const column of twice) this.#fileFault(column, `有两列都叫“${column}”，不知道以哪一列为准；请删去一列或改名。`)
    return this.#faults.length === before
  }

  #kindsInside(): Set<ObjectKind> {
    const cell = this.#header.columns.get('类别')
    const kinds = new Set<ObjectKind>()
    if (cell === undefined) {
      if (this.#kind !== null) kinds.add(this.#kind)
      return kinds
    }
    for (const row of this.#table.rows.slice(this.#header.index + 1)) {
      const kind = kindWords.get(wordText(row[cell] ?? '')) ?? this.#kind
      if (kind !== null && !isBlankRow(row)) kinds.add(kind)
      if (kinds.size === 2) break
    }
    return kinds
  }

  #fileFault(column: RegistryColumn, reason: string): void {
    const row = this.#table.firstRow + this.#header.index
    this.#faults.push({ file: this.#table.file, row, column, reason: this.#place() + reason })
  }

  #place(): string {
    return inSheet(this.#table, this.#manySheets ? 2 : 1)
  }

  #raw(row: readonly string[], column: RegistryColumn): string {
    const cell = this.#header.columns.get(column)
    return cell === undefined ? '' : (row[cell] ?? '')
  }

  #readRow(row: readonly string[], number: number): void {
    const faults: RowFault[] = []
    const raw: Record<string, string> = {}
    const take = (column: RegistryColumn, read: (text: string) => string): string => {
      const before = this.#raw(row, column)
      const after = read(before)
      if (after !== before) raw[column] = before
      return after
    }
    const kind = this.#rowKind(take('类别', wordText), faults)
    if (kind !== null) this.#kinds.add(kind)
    const common = {
      name: this.#needed('名称', take('名称', cellText), faults),
      stratum: this.#needed('地区', take('地区', wordText), faults),
      unit: this.#needed('主办单位', take('主办单位', cellText), faults),
      accountType: take('账号类型', wordText) || null,
      unitClass: take('单位类别', wordText) || null,
      isPortal: this.#flag('门户', take('门户', wordText), false, faults),
      hasService: this.#flag('对外服务', take('对外服务', wordText), true, faults),
      status: take('状态', (text) => (text === '' ? '' : statusName(wordText(text)))) || statusName(''),
      notes: this.#notes(row),
      raw
    }
    const object =
      kind === null
        ? null
        : kind === 'site'
          ? { ...common, ...this.#siteFields(take, faults) }
          : { ...common, ...this.#accountFields(take, common.name, faults) }
    this.#finish(object, number, faults)
  }

  #siteFields(take: (column: RegistryColumn, read: (text: string) => string) => string, faults: RowFault[]) {
    const siteCode = take('网站标识码', codeText)
    if (siteCode === '') faults.push({ column: '网站标识码', reason: '没有填写网站标识码，请填写 10 位网站标识码' })
    else if (!/^[0-9A-Za-z]{10}$/.test(siteCode)) faults.push({ column: '网站标识码', reason: codeFault(siteCode) })
    const address = take('网址', codeText)
    const reading = readWebAddress(address)
    if (address === '') faults.push({ column: '网址', reason: '没有填写网址，请填写首页网址' })
    else if (!reading.ok) faults.push({ column: '网址', reason: reading.reason })
    return {
      kind: 'site' as const,
      key: siteCode === '' ? '' : `site:${siteCode}`,
      siteCode,
      url: reading.ok ? reading.url : null,
      platform: null,
      accountId: null
    }
  }

  #accountFields(take: (column: RegistryColumn, read: (text: string) => string) => string, name: string, faults: RowFault[]) {
    const platform = this.#needed(
      '平台',
      take('平台', (text) => platformName(wordText(text))),
      faults
    )
    const accountId = take('账号', codeText) || null
    const identity = accountId ?? name
    // 网址 and 网站标识码 of an account are not needed; a page address is kept when it is one.
    const reading = readWebAddress(take('网址', codeText))
    return {
      kind: 'account' as const,
      key: platform === '' || identity === '' ? '' : `account:${platform}:${identity}`,
      siteCode: null,
      url: reading.ok ? reading.url : null,
      platform,
      accountId
    }
  }

  #finish(object: RegistryObject | null, row: number, faults: RowFault[]): void {
    const key = object?.key ?? ''
    if (key !== '') {
      const first = this.#seen.get(key)
      if (first === undefined) this.#seen.set(key, { file: this.#table.file, sheet: this.#table.sheet, row })
      else faults.push(this.#duplicate(key, first))
    }
    const [fault] = faults
    if (fault === undefined) {
      if (object !== null) this.#result.objects.push(object)
      return
    }
    if (key !== '') this.#result.rejectedKeys.push(key)
    if (object !== null && object.name !== '') this.#result.rejectedNames.push(`${object.kind}:${object.name}`)
    const others = faults.slice(1).map((other) => `；“${other.column}”列：${other.reason}`)
    this.#result.rejected.push({ row, column: fault.column, reason: `${this.#place()}${fault.reason}${others.join('')}。` })
  }

  #duplicate(key: string, first: { file: string; sheet: string | null; row: number }): RowFault {
    const file = first.file === this.#table.file ? '' : `文件“${first.file}”`
    const sheet = this.#manySheets && first.sheet !== null && first.sheet !== this.#table.sheet ? `工作表“${first.sheet}”` : ''
    const where = `${file}${sheet}第 ${first.row} 行`
    const what = key.replace(/^(?:site|account):/, '')
    return key.startsWith('site:')
      ? { column: '网站标识码', reason: `网站标识码“${what}”与${where}重复，请只保留一行` }
      : { column: this.#header.columns.has('账号') ? '账号' : '名称', reason: `账号“${what}”与${where}重复，请只保留一行` }
  }

  #rowKind(text: string, faults: RowFault[]): ObjectKind | null {
    if (text === '' && this.#kind !== null) return this.#kind
    const kind = kindWords.get(text)
    if (kind !== undefined) return kind
    const reason = text === '' ? '没有填写类别' : `不认识类别“${text}”`
    faults.push({ column: '类别', reason: `${reason}，只能填写“网站”或“新媒体”` })
    return null
  }

  #needed(column: RegistryColumn, text: string, faults: RowFault[]): string {
    if (text === '') faults.push({ column, reason: `没有填写${column}，请补上` })
    return text
  }

  #flag(column: RegistryColumn, text: string, fallback: boolean, faults: RowFault[]): boolean {
    if (text === '') return fallback
    const flag = yesNo(text)
    if (flag === null) faults.push({ column, reason: `“${column}”只能填写“是”或“否”，现为“${text}”` })
    return flag ?? fallback
  }

  #notes(row: readonly string[]): Record<string, string> {
    const notes: Record<string, string> = {}
    for (const { label, cell } of this.#header.others) {
      const text = cellText(row[cell] ?? '')
      if (text !== '' && !isOrdinal(label)) notes[label] = text
    }
    return notes
  }
}

function codeFault(code: string): string {
  const shown = code.length > 40 ? `${code.slice(0, 40)}…` : code
  if (!/^[0-9A-Za-z]*$/.test(code)) return `网站标识码“${shown}”含有字母和数字以外的字符，应为 10 位字母或数字`
  const short = /^\d{6,9}$/.test(code) ? '（如果开头的 0 丢失了，请把这一列设为文本格式后重新填写）' : ''
  return `网站标识码“${shown}”是 ${code.length} 位，应为 10 位${short}`
}
