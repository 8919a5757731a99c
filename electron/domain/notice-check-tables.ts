import type { NoticeAnnex, NoticeCell, NoticeModel, NoticeObject } from './notice.ts'
import { countMeasures, type GroupField, type NoticeMeasure } from './notice-measures.ts'
import { printedPlaces } from './notice-recount-print.ts'
import { groupName, objectsIn, problemsAt, recount, type ProblemRow, type Scope } from './notice-recount.ts'

/** Sentences for every cell of the annexes that does not agree with the rows it is made of. */
export function checkTables(model: NoticeModel, index: ReadonlyMap<string, readonly ProblemRow[]>): string[] {
  const counted = model.tables.filter((table) => table.groupBy !== 'external')
  return counted.flatMap((table) => [
    ...checkShape(table),
    ...checkOrder(table),
    ...checkSums(table),
    ...checkRows(model, table, index),
    ...checkTotal(model, table, index)
  ])
}

const named = (table: NoticeAnnex): string => `${table.label}“${table.title}”`

/** Names a cell: the row by its own words, the column by its label. */
function disagree(
  table: NoticeAnnex,
  row: string,
  column: string,
  written: NoticeCell | undefined,
  expected: NoticeCell
): string {
  return `${named(table)}“${row}”行“${column}”列写的是 ${written ?? '空'}，按检查对象重新统计应为 ${expected}。`
}

function checkShape(table: NoticeAnnex): string[] {
  const width = table.columns.length
  const faults: string[] = []
  const index = table.columns.findIndex((column) => column.measure === 'index')
  table.rows.forEach((row, place) => {
    if (row.length !== width) faults.push(`${named(table)}第 ${place + 1} 行有 ${row.length} 格，表头有 ${width} 列。`)
    const number = row[index]
    if (index >= 0 && number !== place + 1) {
      faults.push(disagree(table, rowName(table, row, place), table.columns[index]?.label ?? '序号', number, place + 1))
    }
  })
  return faults
}

/** Rows in the order that the table says, and the places that follow from it. */
function checkOrder(table: NoticeAnnex): string[] {
  const { sort } = table
  const at = table.columns.findIndex((column) => column.id === sort?.by)
  if (sort === null || at < 0) return []
  const values = table.rows.map((row) => {
    const digits = /^\d+(\.\d+)?/.exec(String(row[at] ?? ''))
    return digits === null ? null : Number(digits[0])
  })
  const places = printedPlaces(values, sort.descending, table.ties)
  const rank = table.columns.findIndex((column) => column.measure === 'rank')
  const faults: string[] = []
  table.rows.forEach((row, place) => {
    const [above, mine] = [values[place - 1], values[place]]
    const isLater = place === 0 || mine === null || mine === undefined || above === undefined
    if (!isLater && (above === null || (sort.descending ? above < mine : above > mine))) {
      faults.push(`${named(table)}没有按“${table.columns[at]?.label ?? ''}”排序：“${rowName(table, row, place)}”应在上一行之前。`)
    }
    if (rank >= 0 && row[rank] !== places[place]) {
      faults.push(
        disagree(table, rowName(table, row, place), table.columns[rank]?.label ?? '名次', row[rank], places[place] ?? '—')
      )
    }
  })
  return faults
}

const summed: readonly NoticeMeasure[] = countMeasures

/** The total row against the column above it, whatever the objects say. */
function checkSums(table: NoticeAnnex): string[] {
  const { total } = table
  if (total === null) return []
  return table.columns.flatMap((column, place) => {
    if (!summed.includes(column.measure) || place === 0) return []
    const sum = table.rows.reduce((all, row) => all + Number(row[place] ?? 0), 0)
    const written = total[place]
    if (written === sum) return []
    return [`${named(table)}“${total[0] ?? '合计'}”行“${column.label}”列写的是 ${written ?? '空'}，各行之和是 ${sum}。`]
  })
}

function checkTotal(model: NoticeModel, table: NoticeAnnex, index: ReadonlyMap<string, readonly ProblemRow[]>): string[] {
  const { total } = table
  if (total === null) return []
  const scope: Scope = { kinds: table.kinds, filter: table.filter, group: null }
  return table.columns.flatMap((column, place) => {
    if (place === 0) return []
    const expected =
      table.groupBy === 'indicator'
        ? indicatorCount(problemsInScope(model, scope, index), column.measure)
        : recount(model, index, scope, column.measure, column.numbers)
    const written = total[place]
    if (expected === null && (column.measure === 'running' || column.measure === 'coverage')) return []
    // What cannot be added up (names, places) is left empty.
    if (written === (expected ?? '')) return []
    return [disagree(table, String(total[0] ?? '合计'), column.label, written, expected ?? '空')]
  })
}

function checkRows(model: NoticeModel, table: NoticeAnnex, index: ReadonlyMap<string, readonly ProblemRow[]>): string[] {
  if (table.groupBy === 'object') return checkObjectRows(model, table, index)
  if (table.groupBy === 'indicator') return checkIndicatorRows(model, table, index)
  const at = table.columns.findIndex((column) => column.measure === 'group')
  if (at < 0) return [`${named(table)}没有写明各行是谁的列，无法核对。`]
  const expected = new Map(groupsOf(model, table).map((group) => [group.name, group.scope]))
  const faults: string[] = []
  const { groupBy } = table
  const all = objectsIn(model, { kinds: table.kinds, filter: table.filter, group: null })
  const members = groupBy === 'band' || groupBy === 'none' || groupBy === 'external' ? null : membersBy(all, groupBy)
  for (const row of table.rows) {
    const name = String(row[at] ?? '')
    const scope = expected.get(name)
    expected.delete(name)
    if (scope === undefined) {
      faults.push(`${named(table)}多出“${name}”这一行。`)
      continue
    }
    table.columns.forEach((column, place) => {
      const mine = members === null ? undefined : (members.get(name) ?? [])
      const cell = recount(model, index, scope, column.measure, column.numbers, mine)
      if (cell !== null && row[place] !== cell) faults.push(disagree(table, name, column.label, row[place], cell))
    })
  }
  for (const name of expected.keys()) faults.push(`${named(table)}缺少“${name}”这一行。`)
  return faults
}

function membersBy(objects: readonly NoticeObject[], by: GroupField): Map<string, NoticeObject[]> {
  const members = new Map<string, NoticeObject[]>()
  for (const object of objects) {
    const name = groupName(object, by)
    const known = members.get(name)
    if (known === undefined) members.set(name, [object])
    else known.push(object)
  }
  return members
}

/** The rows that a table of groups must have, and what each is about. */
function groupsOf(
  model: NoticeModel,
  { groupBy, kinds, filter, bands, rows, columns }: NoticeAnnex
): { name: string; scope: Scope }[] {
  const whole: Scope = { kinds, filter, group: null }
  if (groupBy === 'band') {
    return bands.map((band) => ({ name: band.label, scope: { kinds, filter, group: { by: 'band', filter: band.filter } } }))
  }
  if (groupBy === 'none') {
    const name = String(rows[0]?.[columns.findIndex((column) => column.measure === 'group')] ?? '')
    return [{ name, scope: whole }]
  }
  if (groupBy === 'external' || groupBy === 'object' || groupBy === 'indicator') return []
  const names = new Set(objectsIn(model, whole).map((object) => groupName(object, groupBy)))
  // A stratum of the frame from which nothing was drawn has a row too, unless the table is about a part of the objects.
  if (Object.keys(filter).every((field) => field === groupBy)) {
    const wanted = groupBy === 'stratum' || groupBy === 'unitClass' || groupBy === 'platform' ? filter[groupBy] : undefined
    for (const frame of model.frames) {
      if (frame.by !== groupBy || !kinds.includes(frame.kind)) continue
      for (const part of frame.parts) if (wanted === undefined || wanted.includes(part.name)) names.add(part.name)
    }
  }
  return [...names].map((name) => ({ name, scope: { kinds, filter, group: { by: groupBy, name } } }))
}

type Identified = { row: NoticeCell[]; place: number }

function checkObjectRows(model: NoticeModel, table: NoticeAnnex, index: ReadonlyMap<string, readonly ProblemRow[]>): string[] {
  const identity = table.columns.flatMap((column, place) =>
    ['code', 'name', 'group', 'kind', 'unit', 'platform'].includes(column.measure) ? [{ place, measure: column.measure }] : []
  )
  const waiting = new Map<string, Identified[]>()
  table.rows.forEach((row, place) => {
    const key = identity.map((column) => row[column.place]).join('\t')
    waiting.set(key, [...(waiting.get(key) ?? []), { row, place }])
  })
  const faults: string[] = []
  for (const object of objectsIn(model, { kinds: table.kinds, filter: table.filter, group: null })) {
    const key = identity.map((column) => objectCell(object, column.measure, index)).join('\t')
    const found = waiting.get(key)?.shift()
    if (found === undefined) {
      faults.push(`${named(table)}缺少“${object.name}”这一行，或这一行的名称、编码被改过。`)
      continue
    }
    table.columns.forEach((column, place) => {
      const expected = objectCell(object, column.measure, index)
      if (expected === null || found.row[place] === expected) return
      faults.push(disagree(table, object.name, column.label, found.row[place], expected))
    })
  }
  for (const { row, place } of [...waiting.values()].flat()) {
    faults.push(`${named(table)}第 ${place + 1} 行“${rowName(table, row, place)}”不在检查对象之中。`)
  }
  return faults
}

function objectCell(
  object: NoticeObject,
  measure: NoticeMeasure,
  index: ReadonlyMap<string, readonly ProblemRow[]>
): NoticeCell | null {
  const problems = problemsAt(index, object)
  switch (measure) {
    case 'group':
      return object.name
    case 'kind':
      return object.kind === 'site' ? '网站' : '新媒体'
    case 'outcome':
      return object.outcome === 'pass' ? '合格' : object.outcome === 'fail' ? '不合格' : '未检查完'
    case 'score':
    case 'deducted':
    case 'bonus':
      return object[measure] ?? '—'
    case 'grade':
      return object.grade || '—'
    case 'problems':
      return problems.length
    case 'occurrences':
      return problems.reduce((sum, row) => sum + row.count, 0)
    case 'problemText':
      return object.problemText === '' ? '无' : object.problemText
    case 'name':
    case 'code':
    case 'url':
    case 'platform':
    case 'unit':
    case 'stratum':
    case 'unitClass':
      return object[measure]
    default:
      return null
  }
}

type OwnedRow = ProblemRow & { object: string }

function problemsInScope(model: NoticeModel, scope: Scope, index: ReadonlyMap<string, readonly ProblemRow[]>): OwnedRow[] {
  return objectsIn(model, scope)
    .filter((object) => object.outcome !== 'unsettled')
    .flatMap((object) => problemsAt(index, object).map((row) => ({ ...row, object: object.key })))
}

function indicatorCount(rows: readonly OwnedRow[], measure: NoticeMeasure): NoticeCell | null {
  if (measure === 'objects') return new Set(rows.map((row) => row.object)).size
  if (measure === 'problems') return rows.length
  return measure === 'occurrences' ? rows.reduce((sum, row) => sum + row.count, 0) : null
}

function checkIndicatorRows(model: NoticeModel, table: NoticeAnnex, index: ReadonlyMap<string, readonly ProblemRow[]>): string[] {
  const all = problemsInScope(model, { kinds: table.kinds, filter: table.filter, group: null }, index)
  const idAt = table.columns.findIndex((column) => column.measure === 'indicatorId')
  const titleAt = table.columns.findIndex((column) => column.measure === 'indicatorTitle' || column.measure === 'group')
  const missing = new Map(all.map((row) => [row.indicatorId, row.indicatorTitle]))
  const faults: string[] = []
  for (const row of table.rows) {
    const id = idAt >= 0 ? String(row[idAt]) : (all.find((problem) => problem.indicatorTitle === row[titleAt])?.indicatorId ?? '')
    const mine = all.filter((problem) => problem.indicatorId === id)
    const title = missing.get(id)
    if (title === undefined) {
      faults.push(`${named(table)}多出“${idAt >= 0 ? id : (row[titleAt] ?? '')}”这一行。`)
      continue
    }
    missing.delete(id)
    if (titleAt >= 0 && row[titleAt] !== title) {
      faults.push(disagree(table, id, table.columns[titleAt]?.label ?? '指标', row[titleAt], title))
    }
    table.columns.forEach((column, place) => {
      const expected = indicatorCount(mine, column.measure)
      if (expected !== null && row[place] !== expected) faults.push(disagree(table, id, column.label, row[place], expected))
    })
  }
  for (const [id, title] of missing) faults.push(`${named(table)}缺少指标“${id} ${title}”这一行。`)
  return faults
}

function rowName(table: NoticeAnnex, row: readonly NoticeCell[], place: number): string {
  const at = table.columns.findIndex((column) => ['group', 'name', 'indicatorTitle'].includes(column.measure))
  return String(row[at] ?? `第 ${place + 1} 行`)
}
