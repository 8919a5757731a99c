import type { NoticeCell, NoticeFigure, NoticeModel, NoticeObject } from './notice.ts'
import { countMeasures, type NoticeMeasure } from './notice-measures.ts'
import { printedChange, printedNames } from './notice-recount-print.ts'
import { objectsIn, problemsAt, recount, type ProblemRow, type Scope } from './notice-recount.ts'

/** What a figure of the model must say. */
export function recountFigure(
  model: NoticeModel,
  rows: ReadonlyMap<string, readonly ProblemRow[]>,
  figure: NoticeFigure
): NoticeCell {
  if (figure.change === undefined) return valueOf(model, rows, figure)
  const { previous } = model
  if (previous === null) return ''
  const kindsThen = new Set(previous.frames.map((frame) => frame.kind))
  if (figure.kinds.some((kind) => !kindsThen.has(kind))) return ''
  const then = { ...model, objects: previous.objects, frames: previous.frames }
  // The problem list of that time is not at hand: its objects say how many problems they had.
  const problems = new Map<string, readonly ProblemRow[]>()
  for (const object of previous.objects) {
    const row: ProblemRow = { kind: '', code: object.code, name: object.name, indicatorId: '', indicatorTitle: '', count: 1 }
    problems.set(
      `${object.kind === 'site' ? '网站' : '新媒体'} ${object.code}`,
      Array.from({ length: object.problems }, () => row)
    )
  }
  const isCount = (countMeasures as readonly string[]).includes(figure.measure)
  return printedChange(valueOf(model, rows, figure), valueOf(then, problems, figure), isCount, figure.change.unit)
}

function valueOf(model: NoticeModel, rows: ReadonlyMap<string, readonly ProblemRow[]>, figure: NoticeFigure): NoticeCell {
  const scope: Scope = { kinds: figure.kinds, filter: figure.filter, group: null }
  switch (figure.measure) {
    case 'manner': {
      const frame = recount(model, rows, scope, 'running')
      return frame === recount(model, rows, scope, 'checked') ? '检查' : '抽查'
    }
    case 'names':
      return listed(objectsIn(model, scope), figure)
    case 'best':
      return topScored(objectsIn(model, scope)).length
    case 'bestNames':
      return listed(topScored(objectsIn(model, scope)), figure)
    case 'groups':
      return groupNames(model, rows, scope, figure).length
    case 'groupNames':
      return printedNames(groupNames(model, rows, scope, figure), figure.list)
    case 'share':
    case 'failedShare': {
      // The part is the filtered, the whole everything of the kinds: a band of one.
      const all: Scope = { kinds: figure.kinds, filter: {}, group: { by: 'band', filter: figure.filter } }
      return recount(model, rows, all, figure.measure, figure.numbers) ?? '—'
    }
    default:
      return recount(model, rows, scope, figure.measure satisfies NoticeMeasure, figure.numbers) ?? '—'
  }
}

function topScored(objects: readonly NoticeObject[]): NoticeObject[] {
  const [best] = objects.flatMap(({ score }) => score ?? []).sort((a, b) => b - a)
  return best === undefined ? [] : objects.filter(({ score }) => score === best)
}

function listed(objects: readonly NoticeObject[], { list }: NoticeFigure): string {
  const ordered = [...objects]
  if (list?.order === 'score') {
    const registry = new Map(objects.map((object, place) => [object, place]))
    ordered.sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || (registry.get(a) ?? 0) - (registry.get(b) ?? 0))
  }
  const field = list?.field ?? 'name'
  const names = ordered.map((object) => object[field])
  return printedNames(field === 'name' ? names : names.filter((name, place) => names.indexOf(name) === place), list)
}

function groupNames(
  model: NoticeModel,
  rows: ReadonlyMap<string, readonly ProblemRow[]>,
  scope: Scope,
  { groups }: NoticeFigure
): string[] {
  if (groups === undefined) return []
  const settled = objectsIn(model, scope).filter((object) => object.outcome !== 'unsettled')
  const nameOf = (object: NoticeObject): string => object[groups.by]
  const failed = new Set(settled.filter((object) => object.outcome === 'fail').map(nameOf))
  const troubled = new Set(settled.filter((object) => problemsAt(rows, object).length > 0).map(nameOf))
  return [...new Set(settled.map(nameOf))].filter((name) => {
    if (groups.where === 'allPassed') return !failed.has(name)
    if (groups.where === 'someFailed') return failed.has(name)
    return groups.where === 'any' || troubled.has(name)
  })
}
