import { groupFields, isOneOf, type NoticeMeasure } from '../../../electron/domain/notice-measures.ts'
import { objectsIn, type Scope } from '../../../electron/domain/notice-recount.ts'
import type { NoticeAnnex, NoticeCell, NoticeFigure, NoticeModel, NoticeObject } from '../../../electron/domain/notice.ts'

/** What a number of the notice is made of. */
export interface Origin {
  title: string
  value: string
  objects: readonly NoticeObject[]
  /** Rows of the problem list, where problems and not objects are counted. */
  problems: readonly (readonly NoticeCell[])[] | null
  /** Rows of a table from elsewhere. */
  external: { title: string; columns: readonly string[]; rows: readonly (readonly NoticeCell[])[] } | null
  /** Why the number is red. */
  mismatches: readonly string[]
  /** The frame is counted in the registry, not in these rows. */
  isFrame: boolean
}

type Measure = NoticeMeasure | NoticeFigure['measure']

const keptBy: Partial<Record<Measure, (object: NoticeObject) => boolean>> = {
  passed: (object) => object.outcome === 'pass',
  failed: (object) => object.outcome === 'fail',
  failRate: (object) => object.outcome === 'fail',
  failedShare: (object) => object.outcome === 'fail',
  withProblems: (object) => object.problems > 0,
  problemRate: (object) => object.problems > 0,
  fullMarks: (object) => object.score !== null && object.score === object.fullMarks,
  fullMarksRate: (object) => object.score !== null && object.score === object.fullMarks
}

const place = (model: NoticeModel, id: string): number => model.problems.columns.findIndex((column) => column.id === id)

function problemsOf(model: NoticeModel, objects: readonly NoticeObject[]): NoticeCell[][] {
  const [kind, code] = [place(model, 'kind'), place(model, 'code')]
  const keys = new Set(objects.map((object) => `${object.kind === 'site' ? '网站' : '新媒体'} ${object.code}`))
  return model.problems.rows.filter((row) => keys.has(`${row[kind]} ${row[code]}`))
}

function counted(
  model: NoticeModel,
  measure: Measure,
  scope: Scope
): Pick<Origin, 'objects' | 'problems' | 'external' | 'isFrame'> {
  const inScope = objectsIn(model, scope)
  const keep = keptBy[measure] ?? ((object) => object.outcome !== 'unsettled')
  const objects = inScope.filter(keep)
  const isOfProblems = measure === 'problems' || measure === 'occurrences'
  return {
    objects,
    problems: isOfProblems ? problemsOf(model, objects) : null,
    external: null,
    isFrame: measure === 'running' || measure === 'coverage'
  }
}

/** Sentences of the check that name this figure. */
export const faultsOfFigure = (id: string, mismatches: readonly string[]): string[] =>
  mismatches.filter((sentence) => sentence.includes(`数字“${id}”`))

const ofIndicator = /^indicator\.(.+)\.(?:objects|problems|occurrences)$/

/** Whether `originOfFigure` would have something to show; told without counting anything. */
export function hasOrigin(model: NoticeModel, id: string): boolean {
  if (!/\d/.test(String(model.figures[id] ?? ''))) return false
  if (ofIndicator.test(id)) return true
  return [...model.figureSources, ...model.externalFigures].some((figure) => figure.id === id)
}

/** Null for what is not counted (dates, names of the office). */
export function originOfFigure(model: NoticeModel, id: string, title: string, mismatches: readonly string[]): Origin | null {
  const base = { title, value: String(model.figures[id] ?? ''), mismatches: faultsOfFigure(id, mismatches) }
  const source = model.figureSources.find((figure) => figure.id === id)
  if (source !== undefined) {
    const { kinds, filter, measure } = source
    return { ...base, ...counted(model, measure, { kinds, filter, group: null }) }
  }
  const external = model.externalFigures.find((figure) => figure.id === id)
  if (external !== undefined) {
    const table = model.externals.find((one) => one.id === external.external)
    if (table === undefined) return null
    const rows = { title: table.title, columns: table.columns.map(({ label }) => label), rows: table.rows }
    return { ...base, objects: [], problems: null, external: rows, isFrame: false }
  }
  const indicator = ofIndicator.exec(id)?.[1]
  if (indicator === undefined) return null
  const at = place(model, 'indicator')
  const problems = model.problems.rows.filter((row) => String(row[at] ?? '').split(' ')[0] === indicator)
  return { ...base, objects: [], problems, external: null, isFrame: false }
}

/** Sentences of the check that name this cell of an annex. */
export const faultsOfCell = (
  table: NoticeAnnex,
  row: readonly NoticeCell[],
  column: number,
  mismatches: readonly string[]
): string[] => {
  const label = table.columns[column]?.label ?? ''
  const name = rowName(table, row)
  return mismatches.filter(
    (sentence) => sentence.startsWith(`${table.label}“${table.title}”`) && sentence.includes(`“${name}”行“${label}”列`)
  )
}

const rowName = (table: NoticeAnnex, row: readonly NoticeCell[]): string => {
  const at = table.columns.findIndex(({ measure }) => measure === 'group' || measure === 'name' || measure === 'indicatorTitle')
  return String(row[at] ?? '')
}

/** Whether a cell counts something; told without counting anything. */
export function isCounted(table: NoticeAnnex, column: number, cell: NoticeCell | undefined): boolean {
  const measure = table.columns[column]?.measure
  if (measure === undefined || (uncounted as readonly string[]).includes(measure) || !/\d/.test(String(cell ?? ''))) return false
  return table.groupBy !== 'external' && table.groupBy !== 'indicator' && (table.groupBy !== 'object' || ofObject.has(measure))
}

const uncounted = ['index', 'group', 'rank', 'cell'] as const
const ofObject: ReadonlySet<string> = new Set(['score', 'deducted', 'bonus', 'problems', 'occurrences'])

/** What a cell of a counted annex is made of; null where the cell counts nothing. */
export function originOfCell(
  model: NoticeModel,
  table: NoticeAnnex,
  row: readonly NoticeCell[],
  column: number,
  isTotal: boolean,
  mismatches: readonly string[]
): Origin | null {
  const measure = table.columns[column]?.measure
  if (measure === undefined || !isCounted(table, column, row[column])) return null
  const name = rowName(table, row)
  const base = {
    title: `${isTotal ? (table.total?.[0] ?? '') : name} ${table.columns[column]?.label ?? ''}`.trim(),
    value: String(row[column] ?? ''),
    mismatches: faultsOfCell(table, row, column, mismatches)
  }
  const scope = scopeOf(table, name, isTotal)
  if (scope !== null) return { ...base, ...counted(model, measure, scope) }
  if (table.groupBy !== 'object') return null
  const objects = objectsIn(model, { kinds: table.kinds, filter: table.filter, group: null }).filter((one) => one.name === name)
  return { ...base, objects, problems: problemsOf(model, objects), external: null, isFrame: false }
}

function scopeOf(table: NoticeAnnex, name: string, isTotal: boolean): Scope | null {
  const { kinds, filter, groupBy } = table
  if (isTotal || groupBy === 'none') return groupBy === 'object' || groupBy === 'external' ? null : { kinds, filter, group: null }
  if (isOneOf(groupFields, groupBy)) return { kinds, filter, group: { by: groupBy, name } }
  const band = groupBy === 'band' ? table.bands.find(({ label }) => label === name) : undefined
  return band === undefined ? null : { kinds, filter, group: { by: 'band', filter: band.filter } }
}
