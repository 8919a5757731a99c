import type { ExternalCondition, ExternalFigure, NoticeExternal } from './notice-external.ts'
import { styleWith, type NumberStyle } from './notice-numbers.ts'
import type { ExternalTableProfile } from './notice-profile.ts'
import { ranked } from './notice-rank.ts'
import { joined, nothing } from './notice-tally.ts'
import { fillTemplate, rateText } from './notice-text.ts'
import type { NoticeAnnex, NoticeCell } from './notice.ts'
import { XunchaError } from './errors.ts'

type Row = readonly NoticeCell[]

/** The annex of a table that was brought from elsewhere. */
export function externalAnnex(
  table: ExternalTableProfile,
  external: NoticeExternal,
  label: string,
  style: NumberStyle,
  figures: Readonly<Record<string, NoticeCell>>
): NoticeAnnex {
  const shown = table.columns ?? external.columns.map(({ id }) => id)
  const columns = shown.flatMap((id) => external.columns.filter((column) => column.id === id))
  const picked = viewOf(external, table)
  const places =
    table.rank === null || table.sort === null ? [] : ranked(picked.map(numberIn(external, table.sort.by)), table.ties)
  const isForm = picked.length === 0 && external.form !== null
  const rows = picked.map((row, at): NoticeCell[] => [
    ...(table.index === null ? [] : [at + 1]),
    ...columns.map((column) => cellOf(external, row, column.id, style)),
    ...(table.rank === null ? [] : [places[at] ?? nothing])
  ])
  const width = columns.length + (table.index === null ? 0 : 1) + (table.rank === null ? 0 : 1)
  const blank = Array.from({ length: isForm ? (external.form ?? 0) : 0 }, (_, at): NoticeCell[] =>
    Array.from({ length: width }, (_cell, place) => (table.index !== null && place === 0 ? at + 1 : ''))
  )
  const totals: NoticeCell[] = [
    ...(table.index === null ? [] : ['']),
    ...columns.map((column) => totalOf(external, picked, column.id, style)),
    ...(table.rank === null ? [] : [''])
  ]
  totals[0] = table.total ?? ''
  return {
    id: table.id,
    label,
    title: fillTemplate(table.title, figures),
    kinds: [],
    groupBy: 'external',
    filter: {},
    columns: [
      ...(table.index === null ? [] : [{ id: 'index', label: table.index, measure: 'index' as const }]),
      ...columns.map(({ id, label: text }) => ({ id, label: text, measure: 'cell' as const })),
      ...(table.rank === null ? [] : [{ id: 'rank', label: table.rank, measure: 'rank' as const }])
    ],
    rows: isForm ? blank : rows,
    total: table.total === null ? null : totals,
    bands: [],
    external: { id: external.id, where: table.where, sort: table.sort, limit: table.limit },
    sort: null,
    ties: table.ties,
    note: table.note === null ? null : fillTemplate(table.note, figures)
  }
}

function viewOf(external: NoticeExternal, { where, sort, limit }: ExternalTableProfile): Row[] {
  const kept = external.rows.filter((row) => where.every((test) => meets(external, row, test)))
  const ordered = sort === null ? kept : byNumber(kept, numberIn(external, sort.by), sort.descending)
  return limit === null ? ordered : ordered.slice(0, limit)
}

/** Rows without a number stand last either way. */
function byNumber(rows: readonly Row[], value: (row: Row) => number | null, descending: boolean): Row[] {
  const sign = descending ? -1 : 1
  const key = (row: Row): number => {
    const number = value(row)
    return number === null ? Number.POSITIVE_INFINITY : sign * number
  }
  return rows.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) < key(b) ? -1 : 1))
}

function placeOf(external: NoticeExternal, id: string): number {
  return external.columns.findIndex((column) => column.id === id)
}

/** The number of a row in a column, a rate as its exact fraction; null where the cell is no number. */
function numberIn(external: NoticeExternal, id: string): (row: Row) => number | null {
  const place = placeOf(external, id)
  const rate = external.columns[place]?.rate
  return (row) => {
    if (rate !== undefined) {
      const whole = Number(row[placeOf(external, rate.whole)] ?? 0)
      return whole === 0 ? null : Number(row[placeOf(external, rate.part)] ?? 0) / whole
    }
    const text = String(row[place] ?? '')
    const number = Number.parseFloat(text)
    return Number.isNaN(number) ? null : number
  }
}

function meets(external: NoticeExternal, row: Row, test: ExternalCondition): boolean {
  const text = String(row[placeOf(external, test.column)] ?? '')
  const number = numberIn(external, test.column)(row)
  if (test.is?.includes(text) === false || test.not?.includes(text) === true) return false
  if (test.equals !== undefined && number !== test.equals) return false
  if (test.below !== undefined && (number === null || number >= test.below)) return false
  return test.atLeast === undefined || (number !== null && number >= test.atLeast)
}

function cellOf(external: NoticeExternal, row: Row, id: string, style: NumberStyle): NoticeCell {
  const place = placeOf(external, id)
  const rate = external.columns[place]?.rate
  if (rate === undefined) return row[place] ?? ''
  return rateText(Number(row[placeOf(external, rate.part)] ?? 0), Number(row[placeOf(external, rate.whole)] ?? 0), style)
}

function totalOf(external: NoticeExternal, rows: readonly Row[], id: string, style: NumberStyle): NoticeCell {
  const column = external.columns[placeOf(external, id)]
  if (column?.rate !== undefined) {
    return rateText(sum(external, rows, column.rate.part), sum(external, rows, column.rate.whole), style)
  }
  return column?.sum === true ? sum(external, rows, id) : ''
}

function sum(external: NoticeExternal, rows: readonly Row[], id: string): number {
  const place = placeOf(external, id)
  return rows.reduce((total, row) => total + Number(row[place] ?? 0), 0)
}

/** The value of a figure that an external table gives. Throws `bad-input` where it is about one row and none or several match. */
export function externalValue(figure: ExternalFigure, external: NoticeExternal, style: NumberStyle): NoticeCell {
  const { column = '', part = '', whole = '', top } = figure
  const kept = external.rows.filter((row) => (figure.where ?? []).every((test) => meets(external, row, test)))
  const rows = top === undefined ? kept : byNumber(kept, numberIn(external, top.by), true).slice(0, top.count)
  const numbers = styleWith(style, figure.numbers)
  switch (figure.measure) {
    case 'rows':
      return rows.length
    case 'sum':
      return sum(external, rows, column)
    case 'share':
      return rateText(sum(external, rows, column), sum(external, external.rows, column), numbers)
    case 'rate':
      return rateText(sum(external, rows, part), sum(external, rows, whole), numbers)
    case 'names':
      return joined(
        rows.map((row) => nameOf(external, row, figure)),
        figure.list
      )
    case 'value':
      return cellOf(external, onlyRow(figure, external, rows), column, numbers)
    case 'rank': {
      const number = numberIn(external, column)
      const mine = number(onlyRow(figure, external, rows))
      if (mine === null) return nothing
      return 1 + external.rows.filter((row) => (number(row) ?? Number.NEGATIVE_INFINITY) > mine).length
    }
  }
}

function nameOf(external: NoticeExternal, row: Row, { column = '', value }: ExternalFigure): string {
  const name = String(row[placeOf(external, column)] ?? '')
  return value === undefined ? name : `${name}（${row[placeOf(external, value.column)] ?? ''}${value.unit}）`
}

function onlyRow(figure: ExternalFigure, external: NoticeExternal, rows: readonly Row[]): Row {
  const [row] = rows
  if (row !== undefined && rows.length === 1) return row
  throw new XunchaError(
    'bad-input',
    `数字“${figure.id}”要从外部数据表“${external.title}”取一行，符合条件的却有 ${rows.length} 行；请改正该表或通报模板后重试。`
  )
}
