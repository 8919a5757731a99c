import type { WhatIf, WhatIfTarget } from '../contract/what-if.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { formatDecimal, parseDecimal } from '../domain/decimal.ts'
import type { Finding } from '../domain/inspection.ts'
import type { ScoreItem, TargetScore } from '../domain/score.ts'
import { summarise } from '../domain/scoring.ts'

export interface Compared {
  from: Catalogue
  to: Catalogue
  /** The same targets in the same order. */
  before: readonly TargetScore[]
  after: readonly TargetScore[]
  /** Of the whole batch. */
  findings: readonly Finding[]
}

/** What another edition changes, target by target and in all. */
export function compareScores({ from, to, before, after, findings }: Compared): Omit<WhatIf, 'undecided' | 'obstacle'> {
  const uncounted = uncountedFindings(from, to, findings)
  const targets = before.flatMap((one, index) => {
    const other = after[index]
    return other === undefined ? [] : [compareTarget(one, other, uncounted.get(one.id) ?? [])]
  })
  const moved = (isWanted: (difference: number) => boolean): number =>
    targets.filter(({ difference }) => difference !== null && isWanted(parseDecimal(difference))).length
  const turned = (was: string, is: string): number =>
    targets.filter((target) => target.before.outcome === was && target.after.outcome === is).length
  return {
    from: editionOf(from),
    to: editionOf(to),
    before: summarise(before),
    after: summarise(after),
    changes: {
      targets: targets.length,
      changed: targets.filter(({ changed }) => changed).length,
      passToFail: turned('pass', 'fail'),
      failToPass: turned('fail', 'pass'),
      higher: moved((difference) => difference > 0),
      lower: moved((difference) => difference < 0)
    },
    renamed: renamedItems(from, to, findings),
    notCounted: targets.reduce((sum, target) => sum + target.notCounted.reduce((of, { findings: n }) => of + n, 0), 0),
    targets: targets.toSorted((a, b) => weightOf(b) - weightOf(a))
  }
}

const editionOf = ({ id, title, edition }: Catalogue) => ({ id, title, edition })

function compareTarget(before: TargetScore, after: TargetScore, notCounted: WhatIfTarget['notCounted']): WhatIfTarget {
  const { id, code, name, unit, stratum } = before
  const difference =
    before.provisional === null || after.provisional === null
      ? null
      : formatDecimal(parseDecimal(after.provisional) - parseDecimal(before.provisional))
  const isSame =
    before.outcome === after.outcome &&
    before.provisional === after.provisional &&
    before.deducted === after.deducted &&
    before.bonus === after.bonus &&
    before.vetoes.join() === after.vetoes.join()
  const items = differingItems(before.items, after.items)
  return {
    id,
    code,
    name,
    unit,
    stratum,
    before: sideOf(before),
    after: sideOf(after),
    changed: !isSame,
    difference,
    items,
    notCounted
  }
}

function sideOf(score: TargetScore): WhatIfTarget['before'] {
  const { outcome, provisional, deducted, bonus, vetoes, problems, reasons } = score
  return { outcome, score: score.score, provisional, deducted, bonus, vetoes, problems, reasons }
}

/** Items that count differently; those on which neither side found anything are passed over before they are paired. */
function differingItems(before: readonly ScoreItem[], after: readonly ScoreItem[]): WhatIfTarget['items'] {
  const touched = new Set([...before, ...after].filter(isTouched).map(({ indicator }) => indicator))
  return [...touched].flatMap((id) => {
    const was = before.find(({ indicator }) => indicator === id) ?? null
    const is = after.find(({ indicator }) => indicator === id) ?? null
    const named = was ?? is
    if (named === null || effectOf(was) === effectOf(is)) return []
    const { indicator, title, kind } = named
    return [{ indicator, title, kind, before: itemSide(was), after: itemSide(is) }]
  })
}

const isTouched = ({ count, points }: ScoreItem): boolean => count > 0 || points !== '0'

/** What an item does to the target: places that count, points, and whether a veto stands. */
function effectOf(item: ScoreItem | null): string {
  if (item === null || !isTouched(item)) return 'none'
  const stands = item.threshold !== null && item.count >= item.threshold
  return `${item.kind} ${item.count} ${item.points} ${stands ? 'veto' : ''}`
}

const itemSide = (item: ScoreItem | null): WhatIfTarget['items'][number]['before'] =>
  item === null ? null : { count: item.count, points: item.points, capHit: item.capHit, reason: item.reason }

/** By object key: findings that `to` has no item in force for. */
function uncountedFindings(
  from: Catalogue,
  to: Catalogue,
  findings: readonly Finding[]
): Map<string, WhatIfTarget['notCounted']> {
  const titles = new Map(from.indicators.map(({ id, title }) => [id, title]))
  const enabled = new Map(to.indicators.map((indicator) => [indicator.id, indicator.enabled]))
  const byTarget = new Map<string, WhatIfTarget['notCounted']>()
  for (const { objectKey, indicatorId } of findings) {
    const isEnabled = enabled.get(indicatorId)
    if (isEnabled === true) continue
    const list = byTarget.get(objectKey) ?? []
    byTarget.set(objectKey, list)
    const known = list.find((each) => each.indicator === indicatorId)
    const why = isEnabled === undefined ? 'absent' : 'off'
    if (known === undefined)
      list.push({ indicator: indicatorId, title: titles.get(indicatorId) ?? indicatorId, findings: 1, why })
    else known.findings += 1
  }
  return byTarget
}

/** Findings are carried over by the item's id: where the title differs, the id may mean something else. */
function renamedItems(from: Catalogue, to: Catalogue, findings: readonly Finding[]): WhatIf['renamed'] {
  const found = new Set(findings.map(({ indicatorId }) => indicatorId))
  const titles = new Map(to.indicators.map(({ id, title }) => [id, title]))
  return from.indicators.flatMap(({ id, title }) => {
    const other = titles.get(id)
    return found.has(id) && other !== undefined && other !== title ? [{ indicator: id, before: title, after: other }] : []
  })
}

/**
 * Another outcome weighs more than any difference of points. A score that comes or goes has no size: it stands first among
 * other outcomes (a veto), last where the outcome stays (an edition that scores what the other does not).
 */
function weightOf({ before, after, difference, changed, notCounted }: WhatIfTarget): number {
  if (!changed) return notCounted.length > 0 ? 1 : 0
  const size = difference === null ? 0 : Math.abs(parseDecimal(difference))
  if (before.outcome === after.outcome) return 2 + size
  const appeared = (before.provisional === null) !== (after.provisional === null)
  return 10_000_000 + (appeared ? 1_000_000 : 0) + size
}
