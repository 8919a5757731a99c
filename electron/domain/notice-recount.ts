import type { NoticeCell, NoticeFilter, NoticeModel, NoticeObject } from './notice.ts'
import type { GroupField, NoticeMeasure } from './notice-measures.ts'
import { styleWith, type NumberOverride } from './notice-numbers.ts'
import { printedMean, printedRate } from './notice-recount-print.ts'
import type { ObjectKind } from './registry.ts'

/**
 * Counts again what `buildNotice` counted, from the rows of the model alone and by its own arithmetic: a mistake there must
 * not be repeated here, so nothing of notice-tally.ts or decimal.ts is used.
 */
export interface ProblemRow {
  kind: string
  code: string
  name: string
  indicatorId: string
  indicatorTitle: string
  count: number
}

export interface Scope {
  kinds: readonly ObjectKind[]
  filter: NoticeFilter
  /** One value of one field more, or a band, for the row of a table. */
  group: { by: GroupField; name: string } | { by: 'band'; filter: NoticeFilter } | null
}

const kindNames: Record<ObjectKind, string> = { site: '网站', account: '新媒体' }

export function problemRows(model: NoticeModel): ProblemRow[] {
  const place = (id: string): number => model.problems.columns.findIndex((column) => column.id === id)
  const [kind, code, name, indicator, count] = ['kind', 'code', 'name', 'indicator', 'count'].map(place) as [
    number,
    number,
    number,
    number,
    number
  ]
  return model.problems.rows.map((row) => {
    const text = String(row[indicator] ?? '')
    const space = text.indexOf(' ')
    return {
      kind: String(row[kind] ?? ''),
      code: String(row[code] ?? ''),
      name: String(row[name] ?? ''),
      indicatorId: space < 0 ? text : text.slice(0, space),
      indicatorTitle: space < 0 ? '' : text.slice(space + 1),
      count: Number(row[count] ?? 0)
    }
  })
}

/** The name that a row of a table grouped by the field carries for the object. */
export function groupName(object: NoticeObject, by: GroupField): string {
  if (by === 'kind') return object.kind === 'site' ? '政府网站' : '政务新媒体'
  return by === 'grade' ? object.grade || '未评级' : object[by]
}

export function objectsIn(model: Pick<NoticeModel, 'objects'>, { kinds, filter, group }: Scope): NoticeObject[] {
  const tests: ((object: NoticeObject) => boolean)[] = [(object) => kinds.includes(object.kind), ...testsOf(filter)]
  if (group?.by === 'band') tests.push(...testsOf(group.filter))
  else if (group !== null) tests.push((object) => groupName(object, group.by) === group.name)
  return model.objects.filter((object) => tests.every((test) => test(object)))
}

function testsOf(filter: NoticeFilter): ((object: NoticeObject) => boolean)[] {
  const tests: ((object: NoticeObject) => boolean)[] = []
  for (const field of ['stratum', 'unitClass', 'platform', 'grade'] as const) {
    const wanted = filter[field]
    if (wanted !== undefined) tests.push((object) => wanted.some((value) => value === object[field]))
  }
  for (const field of ['portal', 'outcome', 'vetoed'] as const) {
    const wanted = filter[field]
    if (wanted !== undefined) tests.push((object) => object[field] === wanted)
  }
  const { scored, unitClassNot, withProblems, fullMarks, scoreAtLeast, scoreBelow, scoreIs } = filter
  if (unitClassNot !== undefined) tests.push(({ unitClass }) => unitClassNot.every((value) => value !== unitClass))
  if (withProblems !== undefined) tests.push((object) => (object.problems === 0) !== withProblems)
  if (scored !== undefined) tests.push(({ score }) => (score === null) !== scored)
  if (fullMarks !== undefined) tests.push((object) => reachesTop(object) === fullMarks)
  if (scoreAtLeast !== undefined) tests.push(({ score }) => score !== null && score >= scoreAtLeast)
  if (scoreBelow !== undefined) tests.push(({ score }) => score !== null && score < scoreBelow)
  if (scoreIs !== undefined) tests.push(({ score }) => score === scoreIs)
  return tests
}

const reachesTop = ({ score, fullMarks }: NoticeObject): boolean => score !== null && fullMarks !== null && score >= fullMarks

/** What the measure must say for the scope; null where the rows do not tell. */
export function recount(
  model: NoticeModel,
  rows: ReadonlyMap<string, readonly ProblemRow[]>,
  scope: Scope,
  measure: NoticeMeasure,
  numbers?: NumberOverride,
  /** The objects of the scope where they were picked before: a table of units asks many times. */
  objects: readonly NoticeObject[] = objectsIn(model, scope)
): NoticeCell | null {
  const style = styleWith(model, numbers)
  const rate = (part: number, whole: number): string => printedRate(style, part, whole)
  const settled = objects.filter((object) => object.outcome !== 'unsettled')
  const failed = settled.filter((object) => object.outcome === 'fail').length
  const troubled = settled.filter((object) => problemsAt(rows, object).length > 0).length
  const frame = (): number | null => inOperation(model, scope)
  const everyone = (): NoticeObject[] =>
    objectsIn(model, { ...scope, group: null }).filter((object) => object.outcome !== 'unsettled')
  const scores = objects.flatMap(({ score }) => score ?? []).sort((a, b) => a - b)
  switch (measure) {
    case 'checked':
      return settled.length
    case 'failed':
      return failed
    case 'passed':
      return settled.length - failed
    case 'withProblems':
      return troubled
    case 'fullMarks':
      return settled.filter(reachesTop).length
    case 'problems':
      return settled.reduce((sum, object) => sum + problemsAt(rows, object).length, 0)
    case 'occurrences':
      return settled.reduce((sum, object) => sum + problemsAt(rows, object).reduce((all, row) => all + row.count, 0), 0)
    case 'passRate':
      return rate(settled.length - failed, settled.length)
    case 'failRate':
      return rate(failed, settled.length)
    case 'problemRate':
      return rate(troubled, settled.length)
    case 'fullMarksRate':
      return rate(settled.filter(reachesTop).length, settled.length)
    case 'share':
      return rate(settled.length, everyone().length)
    case 'failedShare':
      return rate(failed, everyone().filter((object) => object.outcome === 'fail').length)
    case 'running':
      return frame()
    case 'coverage': {
      const running = frame()
      return running === null ? null : rate(settled.length, running)
    }
    case 'score':
    case 'averageScore':
      return printedMean(style, scores)
    case 'averageDeducted':
    case 'averageBonus':
      return printedMean(
        style,
        objects.flatMap((object) => (measure === 'averageBonus' ? object.bonus : object.deducted) ?? [])
      )
    case 'minScore':
      return scores[0] ?? '—'
    case 'maxScore':
      return scores.at(-1) ?? '—'
    default:
      return null
  }
}

/** Problem rows by `类别 编码`, looked up for every object many times. */
export function problemIndex(rows: readonly ProblemRow[]): Map<string, ProblemRow[]> {
  const index = new Map<string, ProblemRow[]>()
  for (const row of rows) {
    const key = `${row.kind} ${row.code}`
    const known = index.get(key)
    if (known === undefined) index.set(key, [row])
    else known.push(row)
  }
  return index
}

export function problemsAt(index: ReadonlyMap<string, readonly ProblemRow[]>, object: NoticeObject): readonly ProblemRow[] {
  return index.get(`${kindNames[object.kind]} ${object.code}`) ?? []
}

/** Fields of a filter that the objects in operation have too, before anything was found. */
const ofFrame = new Set(['stratum', 'unitClass', 'unitClassNot', 'platform', 'portal'])

function inOperation(model: NoticeModel, { kinds, filter, group }: Scope): number | null {
  const filters = group?.by === 'band' ? [filter, group.filter] : [filter]
  if (filters.some((each) => Object.keys(each).some((field) => !ofFrame.has(field)))) return null
  if (group?.by === 'grade') return null
  let sum = 0
  for (const kind of kinds) {
    if (group?.by === 'kind' && (group.name === '政府网站') !== (kind === 'site')) continue
    const frames = model.frames.filter((frame) => frame.kind === kind)
    const all = frames.reduce((total, frame) => total + frame.running, 0)
    const fields = new Set<string>((['stratum', 'unitClass', 'platform'] as const).filter((field) => filter[field] !== undefined))
    if (group !== null && group.by !== 'band' && group.by !== 'kind') fields.add(group.by)
    const isPlain = filter.portal === undefined && filter.unitClassNot === undefined && group?.by !== 'band'
    const drawnAll = model.objects.filter((object) => object.kind === kind).length === all
    if (fields.size === 0 && isPlain) sum += all
    else if (fields.size === 1 && isPlain && frames.every((frame) => fields.has(frame.by))) {
      const field = [...fields][0] as 'stratum' | 'unitClass' | 'platform'
      const isIn = (name: string): boolean =>
        (group === null || !('name' in group) || group.by !== field || group.name === name) &&
        (filter[field] === undefined || filter[field].includes(name))
      for (const frame of frames) for (const part of frame.parts) if (isIn(part.name)) sum += part.running
    } else if (drawnAll) sum += objectsIn(model, { kinds: [kind], filter, group }).length
    else return null
  }
  return sum
}
