import { grouped } from './grouped.ts'
import type { NoticeTableProfile } from './notice-profile.ts'
import { kindText, type NoticeProblem } from './notice-rows.ts'
import type { GroupField, NoticeMeasure } from './notice-measures.ts'
import { styleWith, type NumberOverride, type NumberStyle } from './notice-numbers.ts'
import { ranked } from './notice-rank.ts'
import { groupOf, measured, nothing, talliesBy, tally, type Tally, type TallyBase } from './notice-tally.ts'
import { fillTemplate } from './notice-text.ts'
import type { NoticeAnnex, NoticeCell, NoticeObject } from './notice.ts'
import type { ObjectKind } from './registry.ts'

interface TableInput {
  table: NoticeTableProfile
  /** The kinds of the table that a batch covers. */
  kinds: ObjectKind[]
  label: string
  base: TallyBase
  problems: readonly NoticeProblem[]
  style: NumberStyle
  figures: Readonly<Record<string, NoticeCell>>
}

type CellOf = (column: { measure: NoticeMeasure; numbers?: NumberOverride | undefined }) => NoticeCell | null

/** One annex. Columns that would need a frame the batches do not give (running by unit of a sample) are left out. */
export function buildTable(input: TableInput): NoticeAnnex {
  const { table, kinds, label, base, problems, style, figures } = input
  const whole = tally(base, kinds, table.filter, null)
  const rows = rowsOf(input, whole)
  const known = table.columns.filter((column) => rows.every((row) => row(column) !== null))
  const at = known.findIndex((column) => column.id === table.sort?.by)
  const cells = sorted(
    rows.map((row) => known.map((column) => row(column) ?? nothing)),
    table.sort?.descending ?? false,
    at
  )
  const places =
    at < 0
      ? []
      : ranked(
          cells.map((row) => numberOf(row[at])),
          table.ties
        )
  cells.forEach((row, place) => {
    known.forEach(({ measure }, column) => {
      if (measure === 'index') row[column] = place + 1
      if (measure === 'rank') row[column] = places[place] ?? nothing
    })
  })
  const distinct = table.groupBy === 'indicator' ? problemsIn(problems, kinds, table, base) : []
  const total = known.map((column, place) => {
    if (place === 0) return table.total ?? ''
    if (table.groupBy === 'indicator') return problemCount(distinct, column.measure)
    return measured(whole, column.measure, styleWith(style, column.numbers), whole) ?? nothing
  })
  return {
    id: table.id,
    label,
    title: fillTemplate(table.title, figures),
    kinds,
    groupBy: table.groupBy,
    filter: table.filter,
    columns: known.map(({ id, label: text, measure, numbers }) => {
      const column = { id, label: fillTemplate(text, figures), measure }
      return numbers === undefined ? column : { ...column, numbers }
    }),
    rows: cells,
    // A table of one row that is everything needs no total under it.
    total: table.total === null || table.groupBy === 'none' ? null : total,
    bands: table.bands ?? [],
    external: null,
    sort: at < 0 ? null : table.sort,
    ties: table.ties,
    note: table.note === null ? null : fillTemplate(table.note, figures)
  }
}

function rowsOf({ table, kinds, base, problems, style }: TableInput, whole: Tally): CellOf[] {
  const by = table.groupBy
  if (by === 'object')
    return whole.objects.map(
      (object) =>
        ({ measure }) =>
          objectCell(object, measure, base)
    )
  if (by === 'indicator') return indicatorRows(problemsIn(problems, kinds, table, base))
  const rowOf =
    (name: string, counts: Tally): CellOf =>
    ({ measure, numbers }) =>
      measure === 'group' ? name : measured(counts, measure, styleWith(style, numbers), whole)
  if (by === 'none') return [rowOf(table.total ?? '合计', whole)]
  if (by === 'band') {
    return (table.bands ?? []).map(({ label, filter }) => rowOf(label, tally(base, kinds, table.filter, { by: 'band', filter })))
  }
  const tallies = talliesBy(base, kinds, table.filter, by, whole.objects)
  return groupNames(by, kinds, table, whole, base).map((name) => rowOf(name, tallies(name)))
}

/** Groups in the order of the frame's strata, then of first appearance in the registry. */
function groupNames(by: GroupField, kinds: ObjectKind[], table: NoticeTableProfile, whole: Tally, base: TallyBase): string[] {
  const names = new Set<string>()
  const allowed = by === 'stratum' || by === 'unitClass' || by === 'platform' ? table.filter[by] : undefined
  const restricted = Object.keys(table.filter).some((field) => field !== by)
  for (const frame of base.frames) {
    if (restricted || !kinds.includes(frame.kind) || frame.by !== by) continue
    for (const part of frame.parts) if (allowed === undefined || allowed.includes(part.name)) names.add(part.name)
  }
  for (const object of whole.objects) names.add(groupOf(object, by))
  return [...names]
}

function objectCell(object: NoticeObject, measure: NoticeMeasure, base: TallyBase): NoticeCell {
  switch (measure) {
    case 'group':
    case 'name':
      return object.name
    case 'kind':
      return kindText[object.kind]
    case 'outcome':
      return { pass: '合格', fail: '不合格', unsettled: '未检查完' }[object.outcome]
    case 'score':
    case 'deducted':
    case 'bonus':
      return object[measure] ?? nothing
    case 'grade':
      return object.grade === '' ? nothing : object.grade
    case 'problemText':
      return object.problemText === '' ? '无' : object.problemText
    case 'occurrences':
      return base.occurrences.get(object.key) ?? 0
    case 'code':
    case 'url':
    case 'platform':
    case 'unit':
    case 'stratum':
    case 'unitClass':
    case 'problems':
      return object[measure]
    default:
      return ''
  }
}

/** The problem rows of the objects that the table is about, in catalogue order of their indicators. */
function problemsIn(
  problems: readonly NoticeProblem[],
  kinds: ObjectKind[],
  table: NoticeTableProfile,
  base: TallyBase
): NoticeProblem[] {
  const settled = tally(base, kinds, table.filter, null).objects.filter((object) => object.outcome !== 'unsettled')
  const keys = new Set(settled.map((object) => object.key))
  return problems.filter((problem) => keys.has(problem.objectKey))
}

export function byIndicator(problems: readonly NoticeProblem[]): NoticeProblem[][] {
  const groups = grouped(problems, (problem) => problem.indicator.id)
  return [...groups.values()].sort((a, b) => orderOf(a) - orderOf(b))
}

function orderOf(group: readonly NoticeProblem[]): number {
  return group[0]?.order ?? 0
}

function indicatorRows(problems: readonly NoticeProblem[]): CellOf[] {
  return byIndicator(problems).map((group) => ({ measure }) => {
    const indicator = group[0]?.indicator
    if (measure === 'indicatorId') return indicator?.id ?? ''
    if (measure === 'group' || measure === 'indicatorTitle') return indicator?.title ?? ''
    if (measure === 'indicatorGroup') return indicator?.group ?? ''
    return problemCount(group, measure)
  })
}

/** `objects`, `problems` or `occurrences` of some problem rows. */
export function problemCount(problems: readonly NoticeProblem[], measure: NoticeMeasure): NoticeCell {
  if (measure === 'objects') return new Set(problems.map((problem) => problem.objectKey)).size
  if (measure === 'problems') return problems.length
  if (measure === 'occurrences') return problems.reduce((sum, problem) => sum + Number(problem.cells.count), 0)
  return ''
}

/** By a column, in registry order where it says the same; rows without a number stand last either way. */
function sorted(rows: NoticeCell[][], descending: boolean, column: number): NoticeCell[][] {
  if (column < 0) return rows
  const sign = descending ? -1 : 1
  const value = (row: NoticeCell[]): number => {
    const number = numberOf(row[column])
    return number === null ? Number.POSITIVE_INFINITY : sign * number
  }
  return rows.toSorted((a, b) => {
    const [left, right] = [value(a), value(b)]
    return left === right ? 0 : left < right ? -1 : 1
  })
}

function numberOf(cell: NoticeCell | undefined): number | null {
  const number = Number.parseFloat(String(cell ?? ''))
  return Number.isNaN(number) ? null : number
}
