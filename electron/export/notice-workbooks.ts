import { rateMeasures, type NoticeMeasure } from '../domain/notice-measures.ts'
import type { NoticeAnnex, NoticeModel } from '../domain/notice.ts'
import { rateValue, writeWorkbook, type SheetColumn, type SheetSpec } from './workbook.ts'

/** 附件.xlsx: one sheet an annex. */
export function writeAnnexes(model: NoticeModel): Promise<Uint8Array> {
  return writeWorkbook({ title: model.title, date: noticeDay(model), sheets: model.tables.map(annexSheet) })
}

/** 问题清单.xlsx: one row per finding that counts. */
export function writeProblemList(model: NoticeModel): Promise<Uint8Array> {
  return writeWorkbook({ title: `${model.title}（问题清单）`, date: noticeDay(model), sheets: [problemSheet(model)] })
}

export function annexSheet(table: NoticeAnnex): SheetSpec {
  return {
    name: table.label,
    mark: table.label,
    title: table.title,
    columns: table.columns.map(({ label, measure }, place) => ({ label, content: contentOf(table, measure, place) })),
    rows: table.rows,
    total: table.total,
    note: table.note
  }
}

export function problemSheet(model: NoticeModel): SheetSpec {
  const { problems } = model
  const numbers = ['index', 'count', 'points']
  return {
    name: problems.title,
    mark: problems.title,
    title: problems.title,
    columns: problems.columns.map(({ id, label }) => ({ label, content: numbers.includes(id) ? 'number' : 'text' })),
    rows: problems.rows,
    total: null,
    note: null
  }
}

/** The day of issue, taken back out of 2023年9月26日. */
export function noticeDay(model: NoticeModel): Date {
  const match = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(model.date)
  if (match === null) return new Date(Date.UTC(2000, 0, 1))
  return new Date(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])))
}

const textMeasures: readonly NoticeMeasure[] = [
  'group',
  'kind',
  'name',
  'code',
  'url',
  'platform',
  'unit',
  'stratum',
  'unitClass',
  'outcome',
  'grade',
  'problemText',
  'indicatorId',
  'indicatorTitle',
  'indicatorGroup'
]

function contentOf(table: NoticeAnnex, measure: NoticeMeasure, place: number): SheetColumn['content'] {
  if ((rateMeasures as readonly NoticeMeasure[]).includes(measure)) return 'rate'
  if (textMeasures.includes(measure)) return 'text'
  if (measure !== 'cell') return 'number'
  // A table from elsewhere says what it is by what stands in it.
  const cells = table.rows.map((row) => row[place] ?? '').filter((cell) => cell !== '' && cell !== '—')
  if (cells.some((cell) => typeof cell === 'number')) return 'number'
  return cells.length > 0 && cells.every((cell) => rateValue(String(cell)) !== null) ? 'rate' : 'text'
}
