import { meanScore, rateText } from './notice-text.ts'
import type {
  NoticeCell,
  NoticeFigure,
  NoticeFilter,
  NoticeFrame,
  NoticeGrouping,
  NoticeMeasure,
  NoticeObject,
  WholePercent
} from './notice.ts'
import type { ObjectKind } from './registry.ts'

/** Printed where there is nothing to count or divide. */
export const nothing = '—'

export interface NumberStyle {
  decimals: 0 | 1 | 2
  wholePercent: WholePercent
}

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
}

/** What counts are made over: everything the batches brought, before any filter. */
export interface TallyBase {
  objects: readonly NoticeObject[]
  frames: readonly NoticeFrame[]
  /** Sum of 数量 over the problem rows of an object, by object key. */
  occurrences: ReadonlyMap<string, number>
}

export interface TallyGroup {
  by: Exclude<NoticeGrouping, 'object' | 'indicator'>
  name: string
}

export function tally(base: TallyBase, kinds: readonly ObjectKind[], filter: NoticeFilter, group: TallyGroup | null): Tally {
  const objects = base.objects.filter(
    (object) => kinds.includes(object.kind) && inFilter(object, filter) && inGroup(object, group)
  )
  const checked = objects.filter((object) => object.outcome !== 'unsettled')
  const failed = checked.filter((object) => object.outcome === 'fail').length
  return {
    running: running(base, kinds, filter, group),
    objects,
    checked: checked.length,
    passed: checked.length - failed,
    failed,
    withProblems: checked.filter((object) => object.problems > 0).length,
    problems: checked.reduce((sum, object) => sum + object.problems, 0),
    occurrences: checked.reduce((sum, object) => sum + (base.occurrences.get(object.key) ?? 0), 0)
  }
}

/** The cell of a measure that counts; null where the frame is not known. */
export function measured(counts: Tally, measure: NoticeMeasure | NoticeFigure['measure'], style: NumberStyle): NoticeCell | null {
  const rate = (part: number, whole: number): string => rateText(part, whole, style.decimals, style.wholePercent)
  switch (measure) {
    case 'running':
      return counts.running
    case 'coverage':
      return counts.running === null ? null : rate(counts.checked, counts.running)
    case 'manner':
      return counts.running === counts.checked ? '检查' : '抽查'
    case 'passRate':
      return rate(counts.passed, counts.checked)
    case 'problemRate':
      return rate(counts.withProblems, counts.checked)
    case 'averageScore':
      return (
        meanScore(
          counts.objects.flatMap((object) => (object.score === null ? [] : [String(object.score)])),
          style.decimals
        ) ?? nothing
      )
    case 'names':
      return namesText(counts.objects)
    case 'checked':
    case 'passed':
    case 'failed':
    case 'withProblems':
    case 'problems':
    case 'occurrences':
      return counts[measure]
    default:
      return ''
  }
}

function inFilter(object: NoticeObject, filter: NoticeFilter): boolean {
  if (filter.stratum !== undefined && !filter.stratum.includes(object.stratum)) return false
  if (filter.unitClass !== undefined && !filter.unitClass.includes(object.unitClass)) return false
  if (filter.platform !== undefined && !filter.platform.includes(object.platform)) return false
  if (filter.portal !== undefined && filter.portal !== object.portal) return false
  if (filter.outcome !== undefined && filter.outcome !== object.outcome) return false
  if (filter.withProblems !== undefined && filter.withProblems !== object.problems > 0) return false
  if (filter.scoreAtLeast !== undefined && (object.score === null || object.score < filter.scoreAtLeast)) return false
  return filter.scoreIs === undefined || object.score === filter.scoreIs
}

function inGroup(object: NoticeObject, group: TallyGroup | null): boolean {
  return group === null || object[group.by] === group.name
}

/** Names up to this many are spelt out, more end in 等N个. */
const namesShown = 20

function namesText(objects: readonly NoticeObject[]): string {
  const names = objects.map((object) => object.name)
  if (names.length <= namesShown) return names.join('、')
  return `${names.slice(0, namesShown).join('、')}等${names.length}个`
}

function running(base: TallyBase, kinds: readonly ObjectKind[], filter: NoticeFilter, group: TallyGroup | null): number | null {
  const judged = ['outcome', 'withProblems', 'scoreAtLeast', 'scoreIs'] as const
  if (judged.some((field) => filter[field] !== undefined)) return null
  let sum = 0
  for (const kind of kinds) {
    const count = runningOfKind(base, kind, filter, group)
    if (count === null) return null
    sum += count
  }
  return sum
}

function runningOfKind(base: TallyBase, kind: ObjectKind, filter: NoticeFilter, group: TallyGroup | null): number | null {
  const frames = base.frames.filter((frame) => frame.kind === kind)
  const total = frames.reduce((sum, frame) => sum + frame.running, 0)
  const names = new Map<string, string[]>()
  for (const field of ['stratum', 'unitClass', 'platform'] as const) {
    const allowed = filter[field]
    if (allowed !== undefined) names.set(field, allowed)
  }
  if (group !== null) {
    const allowed = names.get(group.by)
    names.set(group.by, allowed === undefined || allowed.includes(group.name) ? [group.name] : [])
  }
  if (filter.portal === undefined && names.size === 0) return total
  const [field, allowed] = [...names][0] ?? []
  if (filter.portal === undefined && names.size === 1 && allowed !== undefined && frames.every((frame) => frame.by === field)) {
    const parts = frames.flatMap((frame) => frame.parts.filter((part) => allowed.includes(part.name)))
    return parts.reduce((sum, part) => sum + part.running, 0)
  }
  // Where everything in operation was drawn, the targets themselves are the frame.
  const mine = base.objects.filter((object) => object.kind === kind)
  if (mine.length !== total) return null
  return mine.filter((object) => inFilter(object, filter) && inGroup(object, group)).length
}
