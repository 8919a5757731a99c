import type { Catalogue, Indicator } from './catalogue.ts'
import { cellText, codeText } from './cell-text.ts'
import { XunchaError, type InputFault } from './errors.ts'
import { indicatorIndex, objectIndex, objectWord } from './finding-names.ts'
import type { Target } from './inspection.ts'
import { normaliseLocation } from './location-path.ts'
import { readDay } from './phrase.ts'
import type { RejectedRow } from './registry.ts'
import { judgeTerm, type TermFacts } from './rules/terms.ts'
import { findHeader, isBlankRow, type RawTable } from './table-header.ts'
import { readLocalTime } from './time-text.ts'
import { readWebAddress } from './web-address.ts'
import type { WorkingCalendar } from './working-days.ts'

/** One finding of an imported table; the files of 证据 are still paths as written. */
export interface FindingRow {
  row: number
  objectKey: string
  indicatorId: string
  count: number
  description: string
  location: string
  url: string
  /** ISO instant in UTC. */
  observedAt: string
  inspector: string
  evidencePaths: string[]
}

export interface FindingRowsContext {
  catalogue: Catalogue
  targets: readonly Target[]
  /** For terms in working days. */
  calendar: WorkingCalendar
  /** Stands for an empty 监测时间. ISO instant. */
  now: string
  /** Stands for an empty 检查人. */
  author: string
}

export interface ParsedFindings {
  findings: FindingRow[]
  /** One entry per rejected row. */
  rejected: RejectedRow[]
  rows: number
}

/** Days that a finding rests on: what they say is held against the item's own term. Not needed, not kept. */
const termColumns = ['最近更新', '留言日期', '答复日期'] as const
type TermColumn = (typeof termColumns)[number]

const columns = ['对象', '指标', '数量', '问题描述', '位置', '网址', '监测时间', '检查人', '证据', ...termColumns] as const
type FindingColumn = (typeof columns)[number]

const synonyms = new Map<string, FindingColumn>([
  ['检查对象', '对象'],
  ['网站标识码', '对象'],
  ['对象标识', '对象'],
  ['指标编号', '指标'],
  ['检查指标', '指标'],
  ['指标id', '指标'],
  ['个数', '数量'],
  ['处数', '数量'],
  ['描述', '问题描述'],
  ['问题', '问题描述'],
  ['存在问题', '问题描述'],
  ['栏目位置', '位置'],
  ['监测栏目', '位置'],
  ['路径', '位置'],
  ['问题链接', '网址'],
  ['链接', '网址'],
  ['页面网址', '网址'],
  ['url', '网址'],
  ['检查时间', '监测时间'],
  ['监测时间点', '监测时间'],
  ['发现时间', '监测时间'],
  ['检查员', '检查人'],
  ['监测人', '检查人'],
  ['证据文件', '证据'],
  ['快照', '证据'],
  ['截图', '证据'],
  ['最近更新日期', '最近更新'],
  ['最后更新', '最近更新'],
  ['提问日期', '留言日期'],
  ['发文日期', '留言日期'],
  ['文件日期', '留言日期'],
  ['回复日期', '答复日期'],
  ['解读日期', '答复日期']
])

function columnOf(word: string): FindingColumn | null {
  return columns.find((column) => column === word) ?? synonyms.get(word) ?? null
}

/**
 * Reads a table of findings for one batch. Throws `bad-file` when 对象 or 指标 is no column and `file-empty` when there
 * is no row; faulty rows come back in `rejected`.
 */
export function parseFindingRows(table: RawTable, context: FindingRowsContext): ParsedFindings {
  const header = findHeader(table.rows, columnOf, 2)
  const missing = (['对象', '指标'] as const).filter((column) => header?.columns.has(column) !== true)
  if (header === null || missing.length > 0) throw missingColumns(table, missing)
  const reader = new FindingReader(header.columns, context)
  const result: ParsedFindings = { findings: [], rejected: [], rows: 0 }
  for (let index = header.index + 1; index < table.rows.length; index += 1) {
    const row = table.rows[index] ?? []
    if (isBlankRow(row)) continue
    result.rows += 1
    const read = reader.read(row, table.firstRow + index)
    if ('reason' in read) result.rejected.push(read)
    else result.findings.push(read)
  }
  if (result.rows === 0) {
    throw new XunchaError('file-empty', `问题文件“${table.file}”里没有数据行；请在表头下面每行填写一条问题。`)
  }
  return result
}

function missingColumns(table: RawTable, missing: readonly string[]): XunchaError {
  const names = missing.map((column) => `“${column}”`).join('、')
  const faults: InputFault[] = missing.map((column) => ({
    file: table.file,
    row: table.firstRow,
    column,
    reason: `缺少“${column}”列`
  }))
  return new XunchaError(
    'bad-file',
    `问题文件“${table.file}”缺少${names}列；表头应为：对象、指标、数量、问题描述、位置、网址、监测时间、检查人、证据。`,
    { faults }
  )
}

interface CellFault {
  column: FindingColumn
  reason: string
}

class FindingReader {
  readonly #cells: ReadonlyMap<FindingColumn, number>
  readonly #context: FindingRowsContext
  readonly #objects: ReadonlyMap<string, string | null>
  readonly #indicators: ReadonlyMap<string, Indicator | null>

  constructor(cells: ReadonlyMap<FindingColumn, number>, context: FindingRowsContext) {
    this.#cells = cells
    this.#context = context
    this.#objects = objectIndex(context.targets)
    this.#indicators = indicatorIndex(context.catalogue)
  }

  read(row: readonly string[], number: number): FindingRow | RejectedRow {
    const faults: CellFault[] = []
    const objectKey = this.#object(this.#text(row, '对象'), faults)
    const indicator = this.#indicator(this.#text(row, '指标'), faults)
    const count = readCount(this.#text(row, '数量'), faults)
    const url = readUrl(this.#raw(row, '网址').trim(), faults)
    const observedAt = this.#time(this.#text(row, '监测时间'), faults)
    if (faults.length === 0 && indicator !== null) this.#term(row, indicator, observedAt, faults)
    const [fault, ...others] = faults
    if (fault !== undefined || objectKey === null || indicator === null) {
      const column = fault?.column ?? '对象'
      const more = others.map((other) => `；“${other.column}”列：${other.reason}`).join('')
      return { row: number, column, reason: `${fault?.reason ?? ''}${more}。` }
    }
    return {
      row: number,
      objectKey,
      indicatorId: indicator.id,
      count,
      description: this.#text(row, '问题描述') || indicator.title,
      location: normaliseLocation(this.#text(row, '位置')),
      url,
      observedAt,
      inspector: this.#text(row, '检查人') || this.#context.author,
      evidencePaths: this.#raw(row, '证据')
        .split(/[;；\n]/)
        .map((path) => path.trim())
        .filter((path) => path !== '')
    }
  }

  #raw(row: readonly string[], column: FindingColumn): string {
    const cell = this.#cells.get(column)
    return cell === undefined ? '' : (row[cell] ?? '')
  }

  #text(row: readonly string[], column: FindingColumn): string {
    return cellText(this.#raw(row, column))
  }

  #object(text: string, faults: CellFault[]): string | null {
    if (text === '') {
      faults.push({ column: '对象', reason: '没有填写对象，请填写网站标识码、“平台:账号”或名称' })
      return null
    }
    const key = this.#objects.get(objectWord(text))
    if (key === undefined) {
      faults.push({ column: '对象', reason: `本批次中没有对象“${text}”，请填写抽到的对象的网站标识码、“平台:账号”或名称` })
    } else if (key === null) {
      faults.push({ column: '对象', reason: `本批次中有多个对象叫“${text}”，请改填网站标识码或“平台:账号”` })
    }
    return key ?? null
  }

  #indicator(text: string, faults: CellFault[]): Indicator | null {
    const words = [text, text.split(' ')[0] ?? ''].map((word) => codeText(word).toUpperCase())
    const found = words.map((word) => this.#indicators.get(word)).find((indicator) => indicator !== undefined)
    if (text === '') faults.push({ column: '指标', reason: '没有填写指标编号，例如 W4.1' })
    else if (found === undefined) {
      faults.push({ column: '指标', reason: `指标目录“${this.#context.catalogue.id}”中没有指标“${text}”，请填写指标编号` })
    } else if (found === null) faults.push({ column: '指标', reason: `有多个指标叫“${text}”，请填写指标编号` })
    return found ?? null
  }

  /** A finding that its own days disprove is no finding: the row is refused. */
  #term(row: readonly string[], indicator: Indicator, observedAt: string, faults: CellFault[]): void {
    const [lastUpdate, sentOn, answeredOn] = termColumns.map((column) => this.#day(row, column, faults))
    const facts = { observedAt, lastUpdate, sentOn, answeredOn }
    if (faults.length > 0 || (lastUpdate ?? sentOn ?? answeredOn) === undefined) return
    try {
      const answer = judgeTerm(indicator, facts, this.#context.calendar)
      // A bonus is for those who kept the term.
      const disproved = indicator.kind === 'bonus' ? 'broken' : 'kept'
      if (answer?.state === disproved)
        faults.push({ column: blamed(facts), reason: `${answer.why.slice(0, -1)}，不能按本项登记` })
    } catch (error) {
      if (!(error instanceof XunchaError)) throw error
      faults.push({ column: blamed(facts), reason: error.message.replace(/。$/, '') })
    }
  }

  #day(row: readonly string[], column: TermColumn, faults: CellFault[]): string | undefined {
    const text = this.#text(row, column)
    if (text === '') return undefined
    const day = readDay(text)
    if (day === null) faults.push({ column, reason: `看不懂日期“${text}”，请写成 2023-02-08` })
    return day ?? undefined
  }

  #time(text: string, faults: CellFault[]): string {
    if (text === '') return this.#context.now
    const time = readLocalTime(text)
    if (time === null) faults.push({ column: '监测时间', reason: `看不懂时间“${text}”，请写成 2023-02-08 10:20` })
    return time ?? this.#context.now
  }
}

/** The column that says most about why a row was refused. */
function blamed({ lastUpdate, answeredOn }: TermFacts): TermColumn {
  if (lastUpdate !== undefined) return '最近更新'
  return answeredOn === undefined ? '留言日期' : '答复日期'
}

function readCount(text: string, faults: CellFault[]): number {
  if (text === '') return 1
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (count < 1) faults.push({ column: '数量', reason: `数量“${text}”不对，请填写 1 以上的整数` })
  return count
}

/** The page of a finding may have any path; only scheme and host are judged. */
function readUrl(text: string, faults: CellFault[]): string {
  if (text === '') return ''
  const split = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*|[^/?#]*)(.*)$/is.exec(text)
  const reading = readWebAddress(codeText(split?.[1] ?? ''))
  if (!reading.ok) faults.push({ column: '网址', reason: reading.reason })
  return reading.ok ? reading.url + (split?.[2] ?? '') : ''
}
