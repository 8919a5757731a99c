import type { NoticeTableProfile } from './notice-profile.ts'
import { kindText, type NoticeProblem } from './notice-rows.ts'
import { measured, nothing, tally, type NumberStyle, type Tally, type TallyBase, type TallyGroup } from './notice-tally.ts'
import { fillTemplate } from './notice-text.ts'
import type { NoticeAnnex, NoticeCell, NoticeMeasure, NoticeObject } from './notice.ts'
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

type CellOf = (measure: NoticeMeasure) => NoticeCell | null

/** One annex. Columns that would need a frame the batches do not give (running by unit of a sample) are left out. */
export function buildTable({ table, kinds, label, base, problems, style, figures }: TableInput): NoticeAnnex {
  const rows = rowsOf(table, kinds, base, problems, style)
  const whole = tally(base, kinds, table.filter, null)
  const known = table.columns.filter((column) => rows.every((row) => row(column.measure) !== null))
  const cells = sorted(
    rows.map((row) => known.map((column) => row(column.measure) ?? nothing)),
    table,
    known.findIndex((column) => column.id === table.sort?.by)
  )
  const index = known.findIndex((column) => column.measure === 'index')
  cells.forEach((row, place) => {
    if (index >= 0) row[index] = place + 1
  })
  const distinct = table.groupBy === 'indicator' ? problemsIn(problems, kinds, table, base) : []
  const total = known.map((column, place) => {
    if (place === 0) return table.total ?? ''
    return totalCell(column.measure, table, whole, distinct, style)
  })
  return {
    id: table.id,
    label,
    title: fillTemplate(table.title, figures),
    kinds,
    groupBy: table.groupBy,
    filter: table.filter,
    columns: known.map((column) => ({ id: column.id, label: fillTemplate(column.label, figures), measure: column.measure })),
    rows: cells,
    total: table.total === null ? null : total,
    note: table.note === null ? null : fillTemplate(table.note, figures)
  }
}

function rowsOf(
  table: NoticeTableProfile,
  kinds: ObjectKind[],
  base: TallyBase,
  problems: readonly NoticeProblem[],
  style: NumberStyle
): CellOf[] {
  const by = table.groupBy
  if (by === 'object') {
    return tally(base, kinds, table.filter, null).objects.map((object) => (measure) => objectCell(object, measure, base))
  }
  if (by === 'indicator') return indicatorRows(problemsIn(problems, kinds, table, base))
  return groupNames(by, kinds, table, base).map((name) => {
    const counts = tally(base, kinds, table.filter, { by, name })
    return (measure) => (measure === 'group' ? name : measured(counts, measure, style))
  })
}

/** Groups in the order of the frame's strata, then of first appearance in the registry. */
function groupNames(by: TallyGroup['by'], kinds: ObjectKind[], table: NoticeTableProfile, base: TallyBase): string[] {
  const names = new Set<string>()
  const allowed = by === 'unit' ? undefined : table.filter[by]
  const restricted = Object.keys(table.filter).some((field) => field !== by)
  for (const frame of base.frames) {
    if (restricted || !kinds.includes(frame.kind) || frame.by !== by) continue
    for (const part of frame.parts) if (allowed === undefined || allowed.includes(part.name)) names.add(part.name)
  }
  for (const object of tally(base, kinds, table.filter, null).objects) names.add(object[by])
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
      return object.score ?? nothing
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
  const groups = new Map<string, NoticeProblem[]>()
  for (const problem of problems) {
    const group = groups.get(problem.indicator.id)
    if (group === undefined) groups.set(problem.indicator.id, [problem])
    else group.push(problem)
  }
  return [...groups.values()].sort((a, b) => orderOf(a) - orderOf(b))
}

function orderOf(group: readonly NoticeProblem[]): number {
  return group[0]?.order ?? 0
}

function indicatorRows(problems: readonly NoticeProblem[]): CellOf[] {
  return byIndicator(problems).map((group) => (measure) => {
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

function totalCell(
  measure: NoticeMeasure,
  table: NoticeTableProfile,
  whole: Tally,
  problems: readonly NoticeProblem[],
  style: NumberStyle
): NoticeCell {
  if (table.groupBy === 'indicator') return problemCount(problems, measure)
  if (measure === 'score') return measured(whole, 'averageScore', style) ?? nothing
  return measured(whole, measure, style) ?? nothing
}

function sorted(rows: NoticeCell[][], table: NoticeTableProfile, column: number): NoticeCell[][] {
  if (table.sort === null || column < 0) return rows
  const sign = table.sort.descending ? -1 : 1
  const value = (row: NoticeCell[]): number => {
    const number = Number.parseFloat(String(row[column] ?? ''))
    // Rows without a number stand last either way.
    return Number.isNaN(number) ? Number.POSITIVE_INFINITY : sign * number
  }
  return rows
    .map((row, place) => ({ row, place }))
    .sort((a, b) => {
      const [left, right] = [value(a.row), value(b.row)]
      return left === right ? a.place - b.place : left < right ? -1 : 1
    })
    .map(({ row }) => row)
}
