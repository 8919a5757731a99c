import { grouped } from './grouped.ts'
import { changeText, meanScore, rateText } from './notice-text.ts'
import type { NoticeCell, NoticeFigure, NoticeFilter, NoticeFrame, NoticeObject } from './notice.ts'
import { countMeasures, isOneOf, rateMeasures, type GroupField, type NoticeMeasure } from './notice-measures.ts'
import { styleWith, type NameList, type NumberStyle } from './notice-numbers.ts'
import type { ObjectKind } from './registry.ts'

/** Printed where there is nothing to count or divide. */
export const nothing = '—'

/** A set of objects, counted. `running` is null where the batches do not say how many are in operation in this set. */
export interface Tally {
  running: number | null
  objects: readonly NoticeObject[]
  checked: number
  passed: number
  failed: number
  withProblems: number
  problems: number
  occurrences: number
  fullMarks: number
}

/** What counts are made over: everything the batches brought, before any filter. */
export interface TallyBase {
  objects: readonly NoticeObject[]
  frames: readonly NoticeFrame[]
  /** Sum of 数量 over the problem rows of an object, by object key. */
  occurrences: ReadonlyMap<string, number>
}

/** How many objects of a kind were drawn; asked for every row of a table, so counted once for a list. */
const drawnCounts = new WeakMap<readonly NoticeObject[], Record<ObjectKind, number>>()
function drawnOf({ objects }: TallyBase, kind: ObjectKind): number {
  const known = drawnCounts.get(objects)
  if (known !== undefined) return known[kind]
  const account = objects.filter((object) => object.kind === 'account').length
  const counts = { account, site: objects.length - account }
  drawnCounts.set(objects, counts)
  return counts[kind]
}

/** A part of the set that a row is about: the objects with one value of a field, or those of a band. */
type TallyGroup = { by: GroupField; name: string } | { by: 'band'; filter: NoticeFilter } | null

const groupKindText = { site: '政府网站', account: '政务新媒体' } as const

/** What an object is grouped under. */
export function groupOf(object: NoticeObject, by: GroupField): string {
  if (by === 'kind') return groupKindText[object.kind]
  return by === 'grade' && object.grade === '' ? '未评级' : object[by]
}

export function tally(base: TallyBase, kinds: readonly ObjectKind[], filter: NoticeFilter, group: TallyGroup): Tally {
  const objects = base.objects.filter(
    (object) => kinds.includes(object.kind) && inFilter(object, filter) && inGroup(object, group)
  )
  return tallyOf(base, kinds, filter, group, objects)
}

/** Every value of a field among the objects with its tally, in one pass over them: units are many. */
export function talliesBy(
  base: TallyBase,
  kinds: readonly ObjectKind[],
  filter: NoticeFilter,
  by: GroupField,
  objects: readonly NoticeObject[]
): (name: string) => Tally {
  const groups = grouped(objects, (object) => groupOf(object, by))
  return (name) => tallyOf(base, kinds, filter, { by, name }, groups.get(name) ?? [])
}

/** Counts objects that were picked by just these kinds, filter and group. */
function tallyOf(
  base: TallyBase,
  kinds: readonly ObjectKind[],
  filter: NoticeFilter,
  group: TallyGroup,
  objects: readonly NoticeObject[]
): Tally {
  const checked = objects.filter((object) => object.outcome !== 'unsettled')
  const failed = checked.filter((object) => object.outcome === 'fail').length
  return {
    running: running(base, kinds, filter, group, objects),
    objects,
    checked: checked.length,
    passed: checked.length - failed,
    failed,
    withProblems: checked.filter((object) => object.problems > 0).length,
    problems: checked.reduce((sum, object) => sum + object.problems, 0),
    occurrences: checked.reduce((sum, object) => sum + (base.occurrences.get(object.key) ?? 0), 0),
    fullMarks: checked.filter(hasFullMarks).length
  }
}

/** The cell of a measure that counts; null where the frame is not known. `whole` is what shares are parts of. */
export function measured(counts: Tally, measure: NoticeMeasure, style: NumberStyle, whole: Tally): NoticeCell | null {
  if (measure === 'running') return counts.running
  if (measure === 'coverage' && counts.running === null) return null
  if (isOneOf(countMeasures, measure)) return counts[measure]
  if (isOneOf(rateMeasures, measure)) {
    const [part, of] = {
      coverage: [counts.checked, counts.running ?? 0],
      passRate: [counts.passed, counts.checked],
      failRate: [counts.failed, counts.checked],
      problemRate: [counts.withProblems, counts.checked],
      fullMarksRate: [counts.fullMarks, counts.checked],
      share: [counts.checked, whole.checked],
      failedShare: [counts.failed, whole.failed]
    }[measure] as [number, number]
    return rateText(part, of, style)
  }
  const scores = numbersOf(counts, 'score')
  switch (measure) {
    case 'score':
    case 'averageScore':
      return meanScore(scores.map(String), style) ?? nothing
    case 'averageDeducted':
      return meanScore(numbersOf(counts, 'deducted').map(String), style) ?? nothing
    case 'averageBonus':
      return meanScore(numbersOf(counts, 'bonus').map(String), style) ?? nothing
    case 'minScore':
      return scores.length === 0 ? nothing : Math.min(...scores)
    case 'maxScore':
      return scores.length === 0 ? nothing : Math.max(...scores)
    default:
      return ''
  }
}

/** The value of a figure; null where the frame is not known. */
export function figureValue(base: TallyBase, figure: NoticeFigure, style: NumberStyle): NoticeCell | null {
  const counts = tally(base, figure.kinds, figure.filter, null)
  const { measure } = figure
  switch (measure) {
    case 'manner':
      return counts.running === counts.checked ? '检查' : '抽查'
    case 'names':
      return namesText(counts.objects, figure.list)
    case 'best':
      return bestOf(counts).length
    case 'bestNames':
      return namesText(bestOf(counts), figure.list)
    case 'groups':
      return groupsOf(counts, figure).length
    case 'groupNames':
      return joined(groupsOf(counts, figure), figure.list)
    default:
      return measured(counts, measure, styleWith(style, figure.numbers), tally(base, figure.kinds, {}, null))
  }
}

/** The change of a figure since the previous batch, in words; empty where there is nothing to compare. */
export function figureChange(now: TallyBase, before: TallyBase | null, figure: NoticeFigure, style: NumberStyle): string {
  // A kind that the previous notice did not cover was not 0 then: it is not known.
  if (before === null || figure.kinds.some((kind) => before.frames.every((frame) => frame.kind !== kind))) return ''
  const [left, right] = [figureValue(now, figure, style), figureValue(before, figure, style)]
  if (left === null || right === null) return ''
  const kind = isOneOf(countMeasures, figure.measure) ? 'count' : isOneOf(rateMeasures, figure.measure) ? 'rate' : 'score'
  return changeText(left, right, kind, figure.change?.unit ?? '')
}

const hasFullMarks = (object: NoticeObject): boolean => object.score !== null && object.score === object.fullMarks

function numbersOf(counts: Tally, field: 'score' | 'deducted' | 'bonus'): number[] {
  return counts.objects.flatMap((object) => object[field] ?? [])
}

function bestOf(counts: Tally): NoticeObject[] {
  const best = Math.max(...numbersOf(counts, 'score'))
  return counts.objects.filter((object) => object.score === best)
}

function groupsOf(counts: Tally, { groups }: NoticeFigure): string[] {
  if (groups === undefined) return []
  const states = new Map<string, { failed: boolean; troubled: boolean }>()
  for (const object of counts.objects) {
    if (object.outcome === 'unsettled') continue
    const state = states.get(object[groups.by]) ?? { failed: false, troubled: false }
    state.failed ||= object.outcome === 'fail'
    state.troubled ||= object.problems > 0
    states.set(object[groups.by], state)
  }
  const wanted = { any: () => true, allPassed: failedNot, someFailed: failedAny, withProblems: troubledAny }[groups.where]
  return [...states].flatMap(([name, state]) => (wanted(state) ? [name] : []))
}
const failedNot = (state: { failed: boolean }): boolean => !state.failed
const failedAny = (state: { failed: boolean }): boolean => state.failed
const troubledAny = (state: { troubled: boolean }): boolean => state.troubled

function inFilter(object: NoticeObject, filter: NoticeFilter): boolean {
  for (const field of ['stratum', 'unitClass', 'platform', 'grade'] as const) {
    if (filter[field]?.includes(object[field]) === false) return false
  }
  if (filter.unitClassNot?.includes(object.unitClass) === true) return false
  if (filter.portal !== undefined && filter.portal !== object.portal) return false
  if (filter.outcome !== undefined && filter.outcome !== object.outcome) return false
  if (filter.vetoed !== undefined && filter.vetoed !== object.vetoed) return false
  if (filter.scored !== undefined && filter.scored !== (object.score !== null)) return false
  if (filter.withProblems !== undefined && filter.withProblems !== object.problems > 0) return false
  if (filter.fullMarks !== undefined && filter.fullMarks !== hasFullMarks(object)) return false
  if (filter.scoreAtLeast !== undefined && (object.score === null || object.score < filter.scoreAtLeast)) return false
  if (filter.scoreBelow !== undefined && (object.score === null || object.score >= filter.scoreBelow)) return false
  return filter.scoreIs === undefined || object.score === filter.scoreIs
}

function inGroup(object: NoticeObject, group: TallyGroup): boolean {
  if (group === null) return true
  return group.by === 'band' ? inFilter(object, group.filter) : groupOf(object, group.by) === group.name
}

/** Names up to this many are spelt out where the profile does not say, more end in 等N个. */
const namesShown = 20

function namesText(objects: readonly NoticeObject[], list: NameList | undefined): string {
  const field = list?.field ?? 'name'
  const ordered = list?.order === 'score' ? objects.toSorted((a, b) => (b.score ?? -1) - (a.score ?? -1)) : objects
  const names = ordered.map((object) => object[field])
  return joined(field === 'name' ? names : [...new Set(names)], list)
}

export function joined(names: readonly string[], list: Pick<NameList, 'limit' | 'suffix' | 'tail'> | undefined): string {
  const limit = list?.limit ?? namesShown
  if (names.length <= limit) return names.join('、')
  const tail = list?.tail === false ? '' : `等${names.length}${list?.suffix ?? '个'}`
  return `${names.slice(0, limit).join('、')}${tail}`
}

/** Filters on what was found: the frame cannot be parted by them. */
const judged = [
  'outcome',
  'vetoed',
  'scored',
  'withProblems',
  'fullMarks',
  'grade',
  'scoreAtLeast',
  'scoreBelow',
  'scoreIs'
] as const

function running(
  base: TallyBase,
  kinds: readonly ObjectKind[],
  filter: NoticeFilter,
  group: TallyGroup,
  objects: readonly NoticeObject[]
): number | null {
  const filters = group?.by === 'band' ? [filter, group.filter] : [filter]
  if (filters.some((each) => judged.some((field) => each[field] !== undefined))) return null
  if (group?.by === 'grade') return null
  let sum = 0
  for (const kind of kinds) {
    if (group?.by === 'kind' && group.name !== groupKindText[kind]) continue
    const count = runningOfKind(base, kind, filter, group, objects)
    if (count === null) return null
    sum += count
  }
  return sum
}

function runningOfKind(
  base: TallyBase,
  kind: ObjectKind,
  filter: NoticeFilter,
  group: TallyGroup,
  objects: readonly NoticeObject[]
): number | null {
  const frames = base.frames.filter((frame) => frame.kind === kind)
  const total = frames.reduce((sum, frame) => sum + frame.running, 0)
  const names = new Map<string, string[]>()
  for (const field of ['stratum', 'unitClass', 'platform'] as const) {
    const allowed = filter[field]
    if (allowed !== undefined) names.set(field, allowed)
  }
  const isPlain = filter.portal === undefined && filter.unitClassNot === undefined && group?.by !== 'band'
  if (group !== null && group.by !== 'band' && group.by !== 'kind') {
    const allowed = names.get(group.by)
    names.set(group.by, allowed === undefined || allowed.includes(group.name) ? [group.name] : [])
  }
  if (isPlain && names.size === 0) return total
  const [field, allowed] = [...names][0] ?? []
  if (isPlain && names.size === 1 && allowed !== undefined && frames.every((frame) => frame.by === field)) {
    const parts = frames.flatMap((frame) => frame.parts.filter((part) => allowed.includes(part.name)))
    return parts.reduce((sum, part) => sum + part.running, 0)
  }
  // Where everything in operation was drawn, the targets themselves are the frame.
  return drawnOf(base, kind) === total ? objects.filter((object) => object.kind === kind).length : null
}
