import { calendarFaults, refusedCalendar, type CalendarDay, type CalendarTable } from './calendar-table.ts'
import { cellText, wordText } from './cell-text.ts'
import { XunchaError, type InputFault } from './errors.ts'
import { chinaDay } from './rules/days.ts'
import { findHeader, isBlankRow, type RawTable } from './table-header.ts'
import { readLocalTime } from './time-text.ts'

const columns = ['日期', '类型', '名称'] as const
type CalendarColumn = (typeof columns)[number]

const synonyms = new Map<string, CalendarColumn>([
  ['日子', '日期'],
  ['date', '日期'],
  ['类别', '类型'],
  ['安排', '类型'],
  ['放假/上班', '类型'],
  ['节日', '名称'],
  ['节日名称', '名称'],
  ['节假日', '名称'],
  ['说明', '名称']
])

const types = new Map<string, CalendarDay['type']>([
  ['放假', 'off'],
  ['休', 'off'],
  ['休息', 'off'],
  ['假日', 'off'],
  ['节假日', 'off'],
  ['上班', 'work'],
  ['班', 'work'],
  ['补班', 'work'],
  ['调休', 'work'],
  ['调休上班', 'work']
])

interface ReadDay extends CalendarDay {
  row: number
}

/**
 * Reads a year's table of 日期, 类型, 名称, one day a row. The year is the one most rows are of. Throws `bad-file` with
 * every fault named, `file-empty`.
 */
export function parseCalendarRows(table: RawTable): CalendarTable {
  const { file } = table
  const header = findHeader(table.rows, (word) => columns.find((column) => column === word) ?? synonyms.get(word) ?? null, 2)
  const missing = (['日期', '类型'] as const).filter((column) => !header?.columns.has(column))
  if (header === null || missing.length > 0) {
    const names = missing.map((column) => `“${column}”`).join('、')
    throw new XunchaError('bad-file', `节假日安排“${file}”缺少${names}列；表头应为：日期、类型（放假或上班）、名称。`, {
      faults: missing.map((column) => ({ file, row: table.firstRow, column, reason: `缺少“${column}”列` }))
    })
  }
  const days: ReadDay[] = []
  const faults: InputFault[] = []
  for (const [index, row] of table.rows.entries()) {
    if (index <= header.index || isBlankRow(row)) continue
    const cell = (column: CalendarColumn): string => row[header.columns.get(column) ?? -1] ?? ''
    const place = { file, row: table.firstRow + index }
    const time = readLocalTime(cellText(cell('日期')))
    const type = types.get(wordText(cell('类型')))
    if (time === null)
      faults.push({ ...place, column: '日期', reason: `看不懂日期“${cellText(cell('日期'))}”，请写成 2027-01-01` })
    if (type === undefined) {
      faults.push({ ...place, column: '类型', reason: `类型“${cellText(cell('类型'))}”不对，请写“放假”或“上班”` })
    }
    if (time === null || type === undefined) continue
    days.push({ day: chinaDay(time), type, name: cellText(cell('名称')) || '节假日', row: place.row })
  }
  if (days.length === 0 && faults.length === 0) {
    throw new XunchaError('file-empty', `节假日安排“${file}”里没有数据行；请在表头下面每行填写一天。`)
  }
  const year = commonYear(days)
  const listed = calendarFaults(year, days, (index) => {
    const row = days[index]?.row
    return { file, ...(row === undefined ? {} : { row, column: '日期' }) }
  })
  // A row that could not be read may be the very day that is missing: say only what is sure.
  if (faults.length > 0 || listed.length > 0) throw refusedCalendar(file, faults.length > 0 ? faults : listed)
  const source = `导入的文件“${file}”`
  return {
    year,
    sources: [{ number: source, issued: null, about: '本单位导入' }],
    off: days.filter(({ type }) => type === 'off').map(({ day, name }) => ({ name, from: day, to: day, source })),
    work: days.filter(({ type }) => type === 'work').map(({ day, name }) => ({ name, day, source }))
  }
}

function commonYear(days: readonly CalendarDay[]): number {
  const counts = new Map<number, number>()
  for (const { day } of days) {
    const year = Number(day.slice(0, 4))
    counts.set(year, (counts.get(year) ?? 0) + 1)
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}
