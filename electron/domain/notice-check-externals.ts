import type { ExternalCondition, ExternalFigure, NoticeExternal } from './notice-external.ts'
import { styleWith, type NumberStyle } from './notice-numbers.ts'
import type { NoticeAnnex, NoticeCell, NoticeModel } from './notice.ts'
import { printedNames, printedPlaces, printedRate } from './notice-recount-print.ts'

/**
 * Counts again what was said of tables from elsewhere, from the rows that the model carries: nothing of notice-externals.ts
 * is used.
 */
type Line = Readonly<Record<string, NoticeCell>>

/** Each row by the ids of its columns. */
function linesOf(external: NoticeExternal): Line[] {
  return external.rows.map((row) => Object.fromEntries(external.columns.map((column, place) => [column.id, row[place] ?? ''])))
}

export function checkExternals(model: NoticeModel): string[] {
  return [
    ...model.externals.flatMap(checkShape),
    ...checkFigures(model),
    ...model.tables.flatMap((table) => checkAnnex(model, table))
  ]
}

function checkShape(external: NoticeExternal): string[] {
  return linesOf(external).flatMap((line, at) =>
    external.columns.flatMap(({ id, label, type }) => {
      const cell = line[id] ?? ''
      const where = `外部数据表“${external.title}”第 ${at + 1} 行“${label}”`
      if (type === 'count' && cell !== '' && !(typeof cell === 'number' && Number.isInteger(cell) && cell >= 0)) {
        return [`${where}写的是“${cell}”，应为不小于 0 的整数。`]
      }
      return external.rows[at]?.length === external.columns.length ? [] : [`${where}所在的行与表头的列数不一致。`]
    })
  )
}

function checkFigures(model: NoticeModel): string[] {
  return model.externalFigures.flatMap((figure) => {
    const external = model.externals.find(({ id }) => id === figure.external)
    if (external === undefined) return [`数字“${figure.id}”所依据的外部数据表“${figure.external}”不在通报数据里。`]
    const expected = valueOf(model, figure, external)
    const written = model.figures[figure.id]
    if (written === expected) return []
    return [`数字“${figure.id}”写的是 ${written ?? '空'}，按外部数据表“${external.title}”应为 ${expected}。`]
  })
}

const add = (lines: readonly Line[], id = ''): number => lines.reduce((sum, line) => sum + (Number(line[id]) || 0), 0)

function valueOf(model: NoticeModel, figure: ExternalFigure, external: NoticeExternal): NoticeCell {
  const style = styleWith(model, figure.numbers)
  const all = linesOf(external)
  let lines = all.filter((line) => (figure.where ?? []).every((test) => fits(external, line, test)))
  const { top } = figure
  if (top !== undefined) {
    // Taken one by one, the largest of what is left each time.
    const left = [...lines]
    lines = []
    while (lines.length < top.count && left.length > 0) {
      let best = 0
      left.forEach((line, at) => {
        if ((numberOf(external, line, top.by) ?? -1) > (numberOf(external, left[best] ?? {}, top.by) ?? -1)) best = at
      })
      lines.push(...left.splice(best, 1))
    }
  }
  const { column = '' } = figure
  switch (figure.measure) {
    case 'rows':
      return lines.length
    case 'sum':
      return add(lines, column)
    case 'share':
      return printedRate(style, add(lines, column), add(all, column))
    case 'rate':
      return printedRate(style, add(lines, figure.part), add(lines, figure.whole))
    case 'names': {
      const { value } = figure
      const names = lines.map((line) =>
        value === undefined ? String(line[column] ?? '') : `${line[column] ?? ''}（${line[value.column] ?? ''}${value.unit}）`
      )
      return printedNames(names, figure.list)
    }
    case 'value':
      return lines.length === 1 ? cellOf(external, lines[0] ?? {}, column, style) : '—'
    case 'rank': {
      const mine = lines.length === 1 ? numberOf(external, lines[0] ?? {}, column) : null
      return mine === null ? '—' : all.filter((line) => (numberOf(external, line, column) ?? -Infinity) > mine).length + 1
    }
  }
}

function fits(external: NoticeExternal, line: Line, test: ExternalCondition): boolean {
  const text = String(line[test.column] ?? '')
  const number = numberOf(external, line, test.column) ?? Number.NaN
  if (test.is !== undefined && !test.is.includes(text)) return false
  if (test.not !== undefined && test.not.includes(text)) return false
  // Comparisons with what is no number are false.
  if (test.equals !== undefined && !(number === test.equals)) return false
  if (test.below !== undefined && !(number < test.below)) return false
  return test.atLeast === undefined || number >= test.atLeast
}

function numberOf(external: NoticeExternal, line: Line, id: string): number | null {
  const rate = external.columns.find((column) => column.id === id)?.rate
  if (rate !== undefined) {
    const whole = Number(line[rate.whole]) || 0
    return whole === 0 ? null : (Number(line[rate.part]) || 0) / whole
  }
  const match = /^-?\d+(\.\d+)?/.exec(String(line[id] ?? ''))
  return match === null ? null : Number(match[0])
}

function cellOf(external: NoticeExternal, line: Line, id: string, style: NumberStyle): NoticeCell {
  const rate = external.columns.find((column) => column.id === id)?.rate
  return rate === undefined ? (line[id] ?? '') : printedRate(style, add([line], rate.part), add([line], rate.whole))
}

function checkAnnex(model: NoticeModel, table: NoticeAnnex): string[] {
  const view = table.external
  if (view === null) return []
  const name = `${table.label}“${table.title}”`
  const external = model.externals.find(({ id }) => id === view.id)
  if (external === undefined) return [`${name}所依据的外部数据表“${view.id}”不在通报数据里。`]
  if (external.form !== null && external.rows.length === 0) return checkForm(table, external.form, name)
  let lines = linesOf(external).filter((line) => view.where.every((test) => fits(external, line, test)))
  const { sort } = view
  if (sort !== null) {
    const worth = new Map(lines.map((line) => [line, numberOf(external, line, sort.by)]))
    const some = lines.filter((line) => worth.get(line) !== null)
    some.sort((a, b) => (sort.descending ? -1 : 1) * ((worth.get(a) ?? 0) - (worth.get(b) ?? 0)))
    lines = [...some, ...lines.filter((line) => worth.get(line) === null)]
  }
  if (view.limit !== null) lines = lines.slice(0, view.limit)
  const places =
    sort === null
      ? []
      : printedPlaces(
          lines.map((line) => numberOf(external, line, sort.by)),
          sort.descending,
          table.ties
        )
  const faults: string[] = []
  if (table.rows.length !== lines.length) faults.push(`${name}有 ${table.rows.length} 行，按外部数据表应有 ${lines.length} 行。`)
  lines.forEach((line, at) => {
    const expected = table.columns.map(({ id, measure }) =>
      measure === 'index' ? at + 1 : measure === 'rank' ? (places[at] ?? '—') : cellOf(external, line, id, model)
    )
    faults.push(...different(table, name, `第 ${at + 1} 行`, table.rows[at], expected))
  })
  if (table.total === null) return faults
  const totals = table.columns.map(({ id, measure }, place): NoticeCell => {
    const column = external.columns.find((candidate) => candidate.id === id)
    if (place === 0) return table.total?.[0] ?? ''
    if (measure !== 'cell' || column === undefined) return ''
    if (column.rate !== undefined) return printedRate(model, add(lines, column.rate.part), add(lines, column.rate.whole))
    return column.sum === true ? add(lines, id) : ''
  })
  return [...faults, ...different(table, name, '合计行', table.total, totals)]
}

function checkForm(table: NoticeAnnex, rows: number, name: string): string[] {
  if (table.rows.length !== rows) return [`${name}是供填写的空表，应有 ${rows} 行，现有 ${table.rows.length} 行。`]
  return table.rows.flatMap((row, at) =>
    different(
      table,
      name,
      `第 ${at + 1} 行`,
      row,
      table.columns.map(({ measure }) => (measure === 'index' ? at + 1 : ''))
    )
  )
}

function different(
  table: NoticeAnnex,
  name: string,
  where: string,
  written: readonly NoticeCell[] | undefined,
  expected: readonly NoticeCell[]
): string[] {
  if (written === undefined) return []
  return expected.flatMap((cell, place) =>
    written[place] === cell
      ? []
      : [`${name}${where}“${table.columns[place]?.label ?? ''}”列写的是 ${written[place] ?? '空'}，按外部数据表应为 ${cell}。`]
  )
}
