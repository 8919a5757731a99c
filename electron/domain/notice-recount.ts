import type { NoticeCell, NoticeFigure, NoticeFilter, NoticeMeasure, NoticeModel, NoticeObject } from './notice.ts'
import type { ObjectKind } from './registry.ts'

/**
 * Counts again what `buildNotice` counted, from the rows of the model alone and by its own arithmetic: a mistake there must
 * not be repeated here, so nothing of notice-tally.ts or decimal.ts is used.
 */
export interface ProblemRow {
  kind: string
  code: string
  indicatorId: string
  indicatorTitle: string
  count: number
}

export interface Scope {
  kinds: readonly ObjectKind[]
  filter: NoticeFilter
  /** One value of one field more, for the row of a table. */
  group: { by: 'stratum' | 'unit' | 'unitClass' | 'platform'; name: string } | null
}

const kindNames: Record<ObjectKind, string> = { site: '网站', account: '新媒体' }

export function problemRows(model: NoticeModel): ProblemRow[] {
  const place = (id: string): number => model.problems.columns.findIndex((column) => column.id === id)
  const [kind, code, indicator, count] = [place('kind'), place('code'), place('indicator'), place('count')]
  return model.problems.rows.map((row) => {
    const text = String(row[indicator] ?? '')
    const space = text.indexOf(' ')
    return {
      kind: String(row[kind] ?? ''),
      code: String(row[code] ?? ''),
      indicatorId: space < 0 ? text : text.slice(0, space),
      indicatorTitle: space < 0 ? '' : text.slice(space + 1),
      count: Number(row[count] ?? 0)
    }
  })
}

export function objectsIn(model: NoticeModel, scope: Scope): NoticeObject[] {
  const { filter, group } = scope
  const tests: ((object: NoticeObject) => boolean)[] = [(object) => scope.kinds.includes(object.kind)]
  for (const field of ['stratum', 'unitClass', 'platform'] as const) {
    const wanted = filter[field]
    if (wanted !== undefined) tests.push((object) => wanted.includes(object[field]))
  }
  if (filter.portal !== undefined) tests.push((object) => object.portal === filter.portal)
  if (filter.outcome !== undefined) tests.push((object) => object.outcome === filter.outcome)
  if (filter.withProblems !== undefined) tests.push((object) => (object.problems === 0) !== filter.withProblems)
  const { scoreAtLeast, scoreIs } = filter
  if (scoreAtLeast !== undefined) tests.push(({ score }) => score !== null && score >= scoreAtLeast)
  if (scoreIs !== undefined) tests.push(({ score }) => score === scoreIs)
  if (group !== null) tests.push((object) => object[group.by] === group.name)
  return model.objects.filter((object) => tests.every((test) => test(object)))
}

/** What the measure must say for the scope; null where the rows do not tell. */
export function recount(
  model: NoticeModel,
  rows: ReadonlyMap<string, readonly ProblemRow[]>,
  scope: Scope,
  measure: NoticeMeasure | NoticeFigure['measure']
): NoticeCell | null {
  const objects = objectsIn(model, scope)
  const settled = objects.filter((object) => object.outcome !== 'unsettled')
  let failed = 0
  let troubled = 0
  for (const object of settled) {
    if (object.outcome === 'fail') failed += 1
    if (problemsAt(rows, object).length > 0) troubled += 1
  }
  const frame = inOperation(model, scope)
  switch (measure) {
    case 'checked':
      return settled.length
    case 'failed':
      return failed
    case 'passed':
      return settled.length - failed
    case 'withProblems':
      return troubled
    case 'problems':
      return settled.reduce((sum, object) => sum + problemsAt(rows, object).length, 0)
    case 'occurrences':
      return settled.reduce((sum, object) => sum + problemsAt(rows, object).reduce((all, row) => all + row.count, 0), 0)
    case 'passRate':
      return printedRate(model, settled.length - failed, settled.length)
    case 'problemRate':
      return printedRate(model, troubled, settled.length)
    case 'running':
      return frame
    case 'coverage':
      return frame === null ? null : printedRate(model, settled.length, frame)
    case 'manner':
      return frame === null ? null : frame === settled.length ? '检查' : '抽查'
    case 'score':
    case 'averageScore':
      return mean(objects, model.decimals)
    case 'names':
      return names(objects)
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

/** Long division, one digit more than is printed, rounded by that digit: another way than the builder's. */
function printedRate(model: NoticeModel, part: number, whole: number): string {
  if (whole === 0) return '—'
  const places = model.decimals
  let rest = part % whole
  let value = BigInt(Math.floor(part / whole))
  for (let place = 0; place < places + 3; place += 1) {
    rest *= 10
    value = value * 10n + BigInt(Math.floor(rest / whole))
    rest %= whole
  }
  const isWholePercent = rest === 0 && value % 10n ** BigInt(places + 1) === 0n
  const isBare = isWholePercent && (model.wholePercent === 'all' || (model.wholePercent === 'hundred' && part === whole))
  const last = value % 10n
  const rounded = last >= 5n ? value / 10n + 1n : value / 10n
  const digits = rounded.toString().padStart(places + 1, '0')
  if (places === 0) return `${digits}%`
  const [head, tail] = [digits.slice(0, -places), digits.slice(-places)]
  return isBare ? `${head}%` : `${head}.${tail}%`
}

function mean(objects: readonly NoticeObject[], places: number): NoticeCell {
  const scores = objects.flatMap(({ score }) => (score === null ? [] : [Math.round(score * 100)]))
  if (scores.length === 0) return '—'
  const sum = scores.reduce((total, score) => total + score, 0)
  const unit = 10 ** places
  const scaled = Math.floor((sum * unit * 2 + scores.length * 100) / (scores.length * 200))
  return scaled / unit
}

function names(objects: readonly NoticeObject[]): string {
  const list = objects.map((object) => object.name)
  return list.length > 20 ? `${list.slice(0, 20).join('、')}等${list.length}个` : list.join('、')
}

function inOperation(model: NoticeModel, { kinds, filter, group }: Scope): number | null {
  if (filter.outcome !== undefined || filter.withProblems !== undefined) return null
  if (filter.scoreAtLeast !== undefined || filter.scoreIs !== undefined) return null
  let sum = 0
  for (const kind of kinds) {
    const frames = model.frames.filter((frame) => frame.kind === kind)
    const all = frames.reduce((total, frame) => total + frame.running, 0)
    const fields = new Set<string>((['stratum', 'unitClass', 'platform'] as const).filter((field) => filter[field] !== undefined))
    if (group !== null) fields.add(group.by)
    const drawnAll = model.objects.filter((object) => object.kind === kind).length === all
    if (fields.size === 0 && filter.portal === undefined) sum += all
    else if (fields.size === 1 && filter.portal === undefined && frames.every((frame) => fields.has(frame.by))) {
      const field = [...fields][0] as 'stratum' | 'unitClass' | 'platform'
      const isIn = (name: string): boolean =>
        (group === null || group.name === name) && (filter[field] === undefined || filter[field].includes(name))
      for (const frame of frames) for (const part of frame.parts) if (isIn(part.name)) sum += part.running
    } else if (drawnAll) sum += objectsIn(model, { kinds: [kind], filter, group }).length
    else return null
  }
  return sum
}
