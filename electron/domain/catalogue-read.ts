import type { Catalogue, Indicator } from './catalogue.ts'
import { decimalSchema } from './catalogue.ts'
import {
  frameColumns,
  frameNames,
  frameSheet,
  itemColumns,
  itemSheet,
  type FrameColumn,
  type ItemColumn
} from './catalogue-rows.ts'
import {
  readColumnRules,
  readCounting,
  readDecimal,
  readGrades,
  readKind,
  readNoService,
  readNumbers,
  readStatus,
  readWhole,
  readWindow,
  readYesNo,
  type Sourced
} from './catalogue-words.ts'
import { codeText, wordText } from './cell-text.ts'
import type { InputFault } from './errors.ts'
import { findHeader, headerWord, isBlankRow, type RawTable, type TableHeader } from './table-header.ts'

/** A read workbook: the edition it makes of the base, and where each item stands, for faults found later. */
export interface ReadCatalogue {
  catalogue: Catalogue
  faults: InputFault[]
  /** 1-based row of the sheet 指标 by item id. */
  rowOf: ReadonlyMap<string, number>
  /** Names the file and the sheet 指标, for faults found later. */
  itemFile: string
}

type Cell<Column extends string> = (column: Column) => string | null
type Note<Column extends string> = (column: Column, reason: string) => void

/**
 * Reads the tables of an exported (and edited) edition. A column that is not there keeps what the base has; an item
 * whose row is not there is gone. Every fault names sheet, row, column and reason; the edition is worth nothing then.
 */
export function readCatalogueTables(tables: readonly RawTable[], base: Catalogue): ReadCatalogue {
  const faults: InputFault[] = []
  const file = tables[0]?.file ?? ''
  const items = findSheet(tables, itemSheet, itemColumns, 4)
  const frame = findSheet(tables, frameSheet, frameColumns, 2)
  const inSheet = (sheet: string): string => `${file}（工作表“${sheet}”）`
  const itemFile = inSheet(items?.table.sheet ?? itemSheet)
  const rowOf = new Map<string, number>()
  const indicators: Indicator[] = []
  if (items === null) {
    const names = '编号、类别、分组、名称、判定规则等'
    faults.push({ file: inSheet(itemSheet), row: 1, reason: `没有找到指标表；请用导出的工作簿修改，表头应有${names}列` })
  } else {
    for (const column of items.header.twice)
      faults.push({ file: itemFile, row: items.table.firstRow + items.header.index, column, reason: '同名的列出现了两次' })
    if (!items.header.columns.has('编号'))
      faults.push({ file: itemFile, row: items.table.firstRow + items.header.index, column: '编号', reason: '缺少“编号”列' })
    const former = new Map(base.indicators.map((indicator) => [indicator.id, indicator]))
    eachRow(items, (cell, row) => {
      const note: Note<ItemColumn> = (column, reason) => faults.push({ file: itemFile, row, column, reason })
      const id = codeText(cell('编号') ?? '').toUpperCase()
      if (!/^[A-Z]+[0-9]*(\.[0-9]+)?$/.test(id))
        return note('编号', id === '' ? '没有填写编号' : `编号“${id}”不对，应为大写字母加数字，例如 W4.1`)
      const first = rowOf.get(id)
      if (first !== undefined) return note('编号', `编号 ${id} 与第 ${first} 行重复`)
      rowOf.set(id, row)
      const indicator = readItem(id, cell, note, former.get(id))
      if (indicator !== null) indicators.push(indicator)
    })
    if (rowOf.size === 0 && faults.length === 0)
      faults.push({ file: itemFile, row: items.table.firstRow + items.header.index, reason: '表头下面没有指标' })
  }
  const framed = frame === null ? base.frame : readFrame(frame, base.frame, inSheet(frame.table.sheet ?? frameSheet), faults)
  return { catalogue: { ...base, frame: framed, indicators }, faults, rowOf, itemFile }
}

interface FoundSheet<Column extends string> {
  table: RawTable
  header: TableHeader<Column>
}

/** The sheet of that name, else the first one with such a header. */
function findSheet<Column extends string>(
  tables: readonly RawTable[],
  name: string,
  columns: Readonly<Record<Column, unknown>>,
  least: number
): FoundSheet<Column> | null {
  const words = new Map((Object.keys(columns) as Column[]).map((column) => [headerWord(column), column]))
  const found = tables.flatMap((table): FoundSheet<Column>[] => {
    const header = findHeader(table.rows, (word) => words.get(word) ?? null, least)
    return header === null ? [] : [{ table, header }]
  })
  return found.find(({ table }) => wordText(table.sheet ?? '') === name) ?? found[0] ?? null
}

function eachRow<Column extends string>(
  { table, header }: FoundSheet<Column>,
  read: (cell: Cell<Column>, row: number) => void
): void {
  for (let index = header.index + 1; index < table.rows.length; index += 1) {
    const cells = table.rows[index] ?? []
    if (isBlankRow(cells)) continue
    read((column) => {
      const at = header.columns.get(column)
      return at === undefined ? null : longText(cells[at] ?? '')
    }, table.firstRow + index)
  }
}

/** Sentences stay as they are typed: only what no one sees at their ends goes. */
const longText = (raw: string): string => raw.replace(/\r\n?/g, '\n').trim()

function readItem(id: string, cell: Cell<ItemColumn>, note: Note<ItemColumn>, former: Indicator | undefined): Indicator | null {
  let isWhole = true
  const fault: Note<ItemColumn> = (column, reason) => {
    isWhole = false
    note(column, reason)
  }
  /** A cell that must hold something; null after a fault. */
  const needed = <T>(column: ItemColumn, kept: T | undefined, read: (text: string) => T | null, form: string): T | null => {
    const text = cell(column)
    if (text === null && kept !== undefined) return kept
    const value = text === null || text === '' ? null : read(text)
    if (value === null) fault(column, text ? `“${short(text)}”不对，${form}` : `没有填写；${form}`)
    return value
  }
  const optional = <T>(
    column: ItemColumn,
    kept: T | undefined,
    read: (text: string) => T | null,
    form: string
  ): T | undefined => {
    const text = cell(column)
    if (text === null) return kept
    if (text === '') return undefined
    const value = read(text)
    if (value === null) fault(column, `“${short(text)}”不对，${form}`)
    return value ?? undefined
  }
  const asText = (text: string): string => text
  const source = needed('来源', former?.source, asText, '请写明依据')
  const number = <T>(
    [column, statusColumn, sourceColumn]: readonly [ItemColumn, ItemColumn, ItemColumn],
    kept: Sourced<T> | undefined,
    read: (text: string) => T | null,
    form: string
  ): Sourced<T> | undefined => {
    const value = optional(column, kept?.value, read, form)
    if (value === undefined) return undefined
    const status = needed(statusColumn, kept?.status, readStatus, statusForm)
    const from = optional(sourceColumn, kept?.source, asText, '') ?? source
    return status === null || from === null ? undefined : { value, status, source: from }
  }

  const kind = needed('类别', former?.kind, readKind, '请填写单项否决、扣分或加分')
  const group = needed('分组', former?.group, asText, '请填写分组')
  const title = needed('名称', former?.title, asText, '请填写名称')
  const rule = needed('判定规则', former?.rule, asText, '请用一句话写明怎样算不合格')
  const method = optional('检查方法', former?.method, asText, '')
  const guidance = needed('检查位置', former?.guidance, asText, '请写明到哪里查看')
  const status = needed('状态', former?.status, readStatus, statusForm)
  const phrase = needed('问题表述', former?.phrase, asText, '请写出问题清单里的措辞')
  const portalOnly = needed('适用门户', former?.applies.portalOnly, readYesNo, yesNoForm)
  const needsService = needed('适用办事服务', former?.applies.needsService, readYesNo, yesNoForm)
  const accountTypes = optional('账号类型', former?.applies.accountTypes, readNames, '几类之间用顿号')
  const captures = needed('证据数', former?.evidence.captures, (text) => readWhole(text, 0), '请填写 0 以上的整数')
  const onRegisteredHost = needed('登记域名', former?.evidence.onRegisteredHost, readYesNo, yesNoForm)
  const enabled = needed('启用', former?.enabled, readYesNo, yesNoForm)
  const points = '请填写不超过两位小数的分数，例如 0.5'
  const rest = {
    method,
    window: number(['时限', '时限状态', '时限来源'], former?.window, readWindow, '请写成 2周、6个月、1年这样'),
    columns: optional(
      '读取栏目',
      former?.columns,
      (text) => readColumnRules(text, source ?? ''),
      '请每行写成“栏目类别 | 级别 | 情形 | 时限 | 状态 | 来源”'
    ),
    threshold: number(['阈值', '阈值状态', '阈值来源'], former?.threshold, (text) => readWhole(text, 1), '请填写 1 以上的整数'),
    numbers: optional(
      '其他数值',
      former?.numbers,
      (text) => readNumbers(text, source ?? ''),
      '请每行写成“名称 | 数值 | 状态 | 来源”'
    ),
    counting: optional('计数方式', former?.counting, readCounting, '请填写按数量或按位置，或者留空'),
    yieldsTo: optional('让位于', former?.yieldsTo, readIds, '请填写指标编号，几个之间用顿号'),
    unitPoints: number(['单位分值', '分值状态', '分值来源'], former?.unitPoints, readDecimal, points),
    cap: number(['上限', '上限状态', '上限来源'], former?.cap, readDecimal, points),
    check: optional('机检', former?.check, asText, '')
  }
  const newerThanBatch = optional('批次后取证', former?.evidence.newerThanBatch, readYesNo, '请填写是或否，或者留空')
  if (
    !isWhole ||
    source === null ||
    kind === null ||
    group === null ||
    title === null ||
    rule === null ||
    guidance === null ||
    status === null ||
    phrase === null ||
    portalOnly === null ||
    needsService === null ||
    captures === null ||
    onRegisteredHost === null ||
    enabled === null
  )
    return null
  return {
    id,
    group,
    title,
    kind,
    rule,
    guidance,
    status,
    source,
    ...given(rest),
    applies: { portalOnly, needsService, ...given({ accountTypes }) },
    evidence: { captures, onRegisteredHost, ...given({ newerThanBatch }) },
    phrase,
    enabled
  }
}

const statusForm = '请填写已证实、已有通报应用或待核对'
const yesNoForm = '请填写是或否'

function readIds(text: string): string[] | null {
  const ids = text
    .split(/[、,，;；\s]+/)
    .map((id) => codeText(id).toUpperCase())
    .filter((id) => id !== '')
  return ids.every((id) => /^[A-Z]+[0-9]*(\.[0-9]+)?$/.test(id)) && ids.length > 0 ? ids : null
}

function readNames(text: string): string[] | null {
  const names = text
    .split(/[、,，;；\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return names.length > 0 ? names : null
}

const short = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 40)}…`)

/** Without what is not there: an absent field and one that is undefined are not the same to a schema. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}

function readFrame(
  sheet: FoundSheet<FrameColumn>,
  base: Catalogue['frame'],
  file: string,
  faults: InputFault[]
): Catalogue['frame'] {
  const names = new Map(Object.entries(frameNames).map(([key, name]) => [name as string, key as keyof typeof frameNames]))
  const frame = new Map<string, unknown>(Object.entries(base))
  const seen = new Set<string>()
  eachRow(sheet, (cell, row) => {
    const note: Note<FrameColumn> = (column, reason) => faults.push({ file, row, column, reason })
    const word = wordText(cell('项目') ?? '')
    const name = names.get(word)
    if (name === undefined) return note('项目', `没有“${short(word)}”这个项目；可用的有${Object.values(frameNames).join('、')}`)
    if (seen.has(name)) return note('项目', `“${word}”出现了两次`)
    seen.add(name)
    const text = cell('数值')
    if (text === null || text === '') {
      if (text === '') frame.set(name, null)
      return undefined
    }
    const { read, form } = frameReaders[name]
    const value = read(text)
    if (value === null) return note('数值', `“${short(text)}”不对，${form}`)
    const kept = base[name] ?? undefined
    const statusText = cell('状态')
    const status = statusText === null ? (kept?.status ?? null) : readStatus(statusText)
    if (status === null) return note('状态', statusText ? `“${short(statusText)}”不对，${statusForm}` : `没有填写；${statusForm}`)
    const source = cell('来源') ?? kept?.source ?? ''
    if (source === '') return note('来源', '没有填写；请写明依据')
    return void frame.set(name, { value, status, source })
  })
  return Object.fromEntries(frame) as Catalogue['frame']
}

const points = {
  read: (text: string) => {
    const value = readDecimal(text)
    return value !== null && decimalSchema.safeParse(value).success ? value : null
  },
  form: '请填写不超过两位小数的分数'
}
const frameReaders: Readonly<Record<keyof typeof frameNames, { read: (text: string) => unknown; form: string }>> = {
  base: points,
  failBelow: points,
  bonusAbove: points,
  bonusCap: points,
  vetoScore: points,
  vetoScoreFor: { read: readNames, form: '请填写名录里的单位类别，几类之间用顿号' },
  noService: { read: readNoService, form: '请写成“满分75，乘以4/3”或“其余指标分摊20分”' },
  grades: { read: readGrades, form: '请每行写一个等次，例如：优秀 ≥ 90' }
}
