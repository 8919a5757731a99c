import type { NoticeModel } from './notice.ts'
import { checkTables } from './notice-check-tables.ts'
import { checkExternals } from './notice-check-externals.ts'
import { recountFigure } from './notice-recount-figures.ts'
import { problemIndex, problemRows, problemsAt, type ProblemRow } from './notice-recount.ts'

/** How many unsettled objects are named before 等. */
const namesShown = 5

/**
 * Counts every figure of the notice again and says in Chinese sentences what does not agree; empty when all does.
 * Used before anything is written, and by `notice check` on what stands in the directory.
 */
export function checkNotice(model: NoticeModel): string[] {
  const rows = problemRows(model)
  const index = problemIndex(rows)
  return [
    ...checkSettled(model),
    ...checkFrames(model),
    ...checkProblems(model, rows, index),
    ...checkFigures(model, rows, index),
    ...checkTables(model, index),
    ...checkExternals(model),
    ...checkProse(model)
  ]
}

function checkSettled(model: NoticeModel): string[] {
  const open = model.objects.filter((object) => object.outcome === 'unsettled')
  if (open.length === 0) return []
  const names = open.slice(0, namesShown).map((object) => `“${object.name}”`)
  const more = open.length > namesShown ? '等' : ''
  return [`还有 ${open.length} 个对象没有检查完，或者有待裁定的项（${names.join('、')}${more}），检查完、裁定完才能出通报。`]
}

function checkFrames(model: NoticeModel): string[] {
  return model.frames.flatMap((frame) => {
    const what = frame.kind === 'site' ? '网站' : '新媒体'
    const faults: string[] = []
    if (frame.by !== 'none') {
      const sum = frame.parts.reduce((all, part) => all + part.running, 0)
      if (sum !== frame.running) faults.push(`${what}运行总数写的是 ${frame.running}，各组之和是 ${sum}。`)
    }
    return faults
  })
}

function checkProblems(
  model: NoticeModel,
  rows: readonly ProblemRow[],
  index: ReadonlyMap<string, readonly ProblemRow[]>
): string[] {
  const faults: string[] = []
  let owned = 0
  for (const object of model.objects) {
    const mine = problemsAt(index, object).length
    owned += mine
    if (mine !== object.problems) {
      faults.push(`问题清单里“${object.name}”有 ${mine} 条问题，评分时计了 ${object.problems} 条。`)
    }
    if (object.outcome === 'fail' && mine === 0) faults.push(`“${object.name}”判为不合格，问题清单里却没有它的问题。`)
  }
  if (owned < rows.length) faults.push(`问题清单有 ${rows.length} 条，其中 ${rows.length - owned} 条不属于任何检查对象。`)
  rows.forEach((row, place) => {
    if (!Number.isInteger(row.count) || row.count < 1)
      faults.push(`问题清单第 ${place + 1} 条的数量写的是 ${row.count}，应为正整数。`)
  })
  return faults
}

function checkFigures(
  model: NoticeModel,
  rows: readonly ProblemRow[],
  index: ReadonlyMap<string, readonly ProblemRow[]>
): string[] {
  const faults: string[] = []
  const known = new Set(model.externalFigures.map(({ id }) => id))
  for (const source of model.figureSources) {
    known.add(source.id)
    const expected = recountFigure(model, index, source)
    const written = model.figures[source.id]
    if (written !== expected) faults.push(`数字“${source.id}”写的是 ${written ?? '空'}，重新统计应为 ${expected}。`)
  }
  for (const id of new Set(rows.map((row) => row.indicatorId))) {
    const mine = rows.filter((row) => row.indicatorId === id)
    const expected = {
      title: mine[0]?.indicatorTitle ?? '',
      example: mine[0]?.name ?? '',
      objects: new Set(mine.map((row) => `${row.kind} ${row.code}`)).size,
      problems: mine.length,
      occurrences: mine.reduce((sum, row) => sum + row.count, 0)
    }
    for (const [name, value] of Object.entries(expected)) {
      const written = model.figures[`indicator.${id}.${name}`]
      if (written !== value) faults.push(`数字“indicator.${id}.${name}”写的是 ${written ?? '空'}，按问题清单应为 ${value}。`)
    }
  }
  const texts = ['period', 'previousPeriod', 'date', 'deadline', 'subjects']
  for (const id of Object.keys(model.figures)) {
    if (known.has(id) || texts.includes(id) || id.startsWith('indicator.')) continue
    faults.push(`数字“${id}”没有来历，无法核对。`)
  }
  return faults
}

/** Every place of a paragraph that a figure fills must show that figure, and the words around it must be the template's. */
function checkProse(model: NoticeModel): string[] {
  const faults: string[] = []
  for (const { text, template } of model.paragraphs) {
    let rest = text
    let isBroken = false
    for (const piece of template.split(/(\{[A-Za-z][\w.-]*\})/)) {
      const figure = /^\{(.+)\}$/.exec(piece)?.[1]
      const expected = figure === undefined ? piece : String(model.figures[figure] ?? piece)
      // A whole number is compared with a whole number: 165 is not the beginning of 1658.
      const number = figure !== undefined && /^[\d.]+%?$/.test(expected) ? /^[\d.]+%?/.exec(rest)?.[0] : undefined
      if (rest.startsWith(expected) && (number === undefined || number === expected)) {
        rest = rest.slice(expected.length)
        continue
      }
      isBroken = true
      const written = (/^[\d.,%—]+/.exec(rest)?.[0] ?? rest.slice(0, 12)) || '空'
      faults.push(
        figure === undefined
          ? `正文“${text.slice(0, 24)}…”与模板文字不符，从“${written}”起应为“${expected.slice(0, 24)}”。`
          : `正文“${text.slice(0, 24)}…”写的是 ${written}，数字“${figure}”是 ${expected}。`
      )
      break
    }
    if (!isBroken && rest !== '') faults.push(`正文“${text.slice(0, 24)}…”比模板多出“${rest.slice(0, 24)}”。`)
  }
  return faults
}
