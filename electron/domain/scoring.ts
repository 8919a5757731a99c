import { grouped } from './grouped.ts'
import type { Catalogue, Indicator } from './catalogue.ts'
import { formatDecimal, parseDecimal, percent, type Hundredths } from './decimal.ts'
import type { Finding, Target, Verdict } from './inspection.ts'
import { absentPointsOf } from './rules/absence.ts'
import { whyNotAsked } from './rules/applies.ts'
import { countOf } from './rules/counting.ts'
import { countedBefore, type CountedBefore } from './rules/double-deduction.ts'
import { thresholdOf } from './rules/thresholds.ts'
import type { ScoreItem, ScoreSummary, TargetScore } from './score.ts'
import { deductionPart, gradeOf, isAbove, isBelow, isScored, noServiceRatio, vetoScoreOf, type Part } from './score-frame.ts'
import { countedElsewhere, explainBonus, explainDeduction, explainVeto, notCounted, samePlace } from './score-sentences.ts'

export interface ScoreInput {
  catalogue: Catalogue
  target: Target
  /** By indicator id. */
  verdicts: Readonly<Record<string, Verdict>>
  /** Of this target; findings of other targets are passed over. */
  findings: readonly Finding[]
  /** Things of this target that people judged differently and nobody has ruled (待裁定). */
  openConflicts?: number
}

/** One indicator with what was found on it. */
interface Entry {
  indicator: Indicator
  verdict: Verdict | null
  /** Those that count. */
  findings: Finding[]
  excluded: ScoreItem['excluded']
  count: number
  /** Several findings on one place counted once. */
  isMerged: boolean
  /** Why nothing on it counts, or null. */
  notAsked: string | null
}

/**
 * The frame of an edition, item by item. A veto item stands when its count reaches the threshold; below it, the findings
 * are problems. Points are integers of hundredths throughout.
 */
export function scoreTarget(input: ScoreInput): TargetScore {
  const { catalogue, target } = input
  const entries = entriesOf(input)
  const vetoed = entries.filter((entry) => entry.indicator.kind === 'veto' && vetoStands(entry))
  const items: ScoreItem[] = []
  let deducted: Hundredths = 0
  for (const entry of entries) {
    if (entry.indicator.kind === 'bonus') continue
    const one = entry.indicator.kind === 'veto' ? vetoItem(entry) : deductionItem(entry, vetoed.length > 0)
    deducted += one.points
    items.push(one.item)
  }
  const hasPart = vetoed.length === 0 && isScored(catalogue, target.object)
  const part = hasPart ? deductionPart(catalogue.frame, target.object.hasService, deducted) : null
  const bonusOpen = part !== null && isAbove(part, catalogue.frame.bonusAbove)
  let bonus: Hundredths = 0
  for (const entry of entries) {
    if (entry.indicator.kind !== 'bonus') continue
    const one = bonusItem(entry, bonusOpen, catalogue)
    bonus += one.points
    items.push(one.item)
  }
  if (catalogue.frame.bonusCap !== null) bonus = Math.min(bonus, parseDecimal(catalogue.frame.bonusCap.value))
  const { openConflicts = 0 } = input
  const settled = target.state === 'inspected' && openConflicts === 0 && !entries.some((entry) => entry.verdict === 'pending')
  const below = part !== null && isBelow(part, catalogue.frame.failBelow)
  const result = part === null ? null : formatDecimal(part.rounded + bonus)
  const vetoScore = vetoed.length > 0 ? vetoScoreOf(catalogue, target.object) : null
  const grade = settled && part !== null ? gradeOf(catalogue.frame, part, bonus) : null
  const { object } = target
  return {
    id: target.objectKey,
    code: object.siteCode ?? `${object.platform ?? ''}:${object.accountId ?? object.name}`,
    name: object.name,
    unit: object.unit,
    stratum: object.stratum,
    catalogue: { id: catalogue.id, edition: catalogue.edition },
    outcome: settled ? (vetoed.length > 0 || below ? 'fail' : 'pass') : 'unsettled',
    vetoes: vetoed.map((entry) => entry.indicator.id),
    deducted: formatDecimal(deducted),
    bonus: formatDecimal(bonus),
    score: settled ? (result ?? vetoScore) : null,
    provisional: result,
    grade,
    problems: entries.reduce((sum, entry) => sum + (entry.indicator.kind === 'bonus' ? 0 : entry.findings.length), 0),
    items,
    reasons: reasonsOf(input, entries, { vetoed, vetoScore, part, below, deducted, bonus, bonusOpen, grade })
  }
}

/** Counts over targets. `checked` are the settled ones: the base of the rate is what was checked, not the frame. */
export function summarise(scores: readonly TargetScore[]): ScoreSummary {
  const settled = scores.filter((score) => score.outcome !== 'unsettled')
  const failed = settled.filter((score) => score.outcome === 'fail').length
  return {
    checked: settled.length,
    failed,
    withProblems: settled.filter((score) => score.problems > 0).length,
    unsettled: scores.length - settled.length,
    passRate: percent(settled.length - failed, settled.length, 2)
  }
}

/** The items on which something was found. For lists of many targets: 5,000 portals with every item are 40 MB of JSON. */
export function touchedItems(score: TargetScore): ScoreItem[] {
  return score.items.filter((item) => item.findings.length > 0 || item.excluded.length > 0)
}

function entriesOf({ catalogue, target, verdicts, findings }: ScoreInput): Entry[] {
  const byIndicator = grouped(
    findings.filter((finding) => finding.objectKey === target.objectKey),
    (finding) => finding.indicatorId
  )
  const refusals = new Map(
    catalogue.indicators.map((indicator) => [
      indicator.id,
      whyNotAsked(indicator, target.object) ?? (verdicts[indicator.id] === 'not-applicable' ? '检查人判定不适用' : null)
    ])
  )
  const inForce = catalogue.indicators.filter(({ id }) => refusals.get(id) === null)
  const before = countedBefore(inForce, byIndicator)
  return catalogue.indicators.map((indicator) =>
    entryOf(indicator, byIndicator.get(indicator.id) ?? [], {
      verdict: verdicts[indicator.id] ?? null,
      notAsked: refusals.get(indicator.id) ?? null,
      before
    })
  )
}

function entryOf(
  indicator: Indicator,
  mine: readonly Finding[],
  { verdict, notAsked, before }: Pick<Entry, 'verdict' | 'notAsked'> & { before: ReadonlyMap<string, CountedBefore> }
): Entry {
  const findings: Finding[] = []
  const excluded: ScoreItem['excluded'] = []
  for (const finding of mine) {
    const reason = notAsked ?? before.get(finding.id)?.reason
    if (reason === undefined) findings.push(finding)
    else excluded.push({ finding: finding.id, reason: `${reason}。` })
  }
  const count = countOf(indicator.counting, findings)
  return {
    indicator,
    verdict,
    findings,
    excluded,
    count,
    isMerged: count < countOf('occurrences', findings),
    notAsked
  }
}

/** Of an item that is not asked nothing counts, so it never stands. */
function vetoStands({ indicator, count }: Entry): boolean {
  return count >= thresholdOf(indicator)
}

/** An item and its points as a number, so that they are added without reading them back. */
interface ScoredItem {
  item: ScoreItem
  points: Hundredths
}

function itemOf(entry: Entry, reason: string, more: Partial<ScoreItem> = {}): ScoreItem {
  const { indicator, findings, count, excluded, isMerged, notAsked } = entry
  return {
    indicator: indicator.id,
    title: indicator.title,
    kind: indicator.kind,
    count,
    unitPoints: indicator.unitPoints?.value ?? null,
    cap: indicator.cap?.value ?? null,
    points: '0',
    capHit: false,
    threshold: null,
    reason: notAsked === null ? `${reason}${samePlace(isMerged)}${countedElsewhere(excluded.length)}` : reason,
    findings: findings.map((finding) => finding.id),
    evidence: distinct(findings.flatMap((finding) => finding.evidenceIds)),
    inspectors: distinct(findings.map((finding) => finding.inspector)),
    excluded,
    ...more
  }
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}

function vetoItem(entry: Entry): ScoredItem {
  const threshold = thresholdOf(entry.indicator)
  return { item: itemOf(entry, refusalOf(entry) ?? explainVeto(entry.count, threshold), { threshold }), points: 0 }
}

function deductionItem(entry: Entry, vetoed: boolean): ScoredItem {
  const refusal = refusalOf(entry) ?? (vetoed ? '已被单项否决，其他指标不再计分。' : null)
  return refusal === null ? pointedItem(entry, explainDeduction) : { item: itemOf(entry, refusal), points: 0 }
}

function bonusItem(entry: Entry, open: boolean, catalogue: Catalogue): ScoredItem {
  const refusal = refusalOf(entry) ?? (open ? null : whyNoBonus(catalogue))
  return refusal === null ? pointedItem(entry, explainBonus) : { item: itemOf(entry, refusal), points: 0 }
}

function refusalOf({ notAsked, excluded }: Entry): string | null {
  return notAsked === null ? null : notCounted(notAsked, excluded.length)
}

function whyNoBonus({ frame }: Catalogue): string {
  return frame.bonusAbove === null ? '本版指标没有加分。' : `扣分部分没有高于 ${frame.bonusAbove.value} 分，不进入加分。`
}

function pointedItem(entry: Entry, explain: typeof explainDeduction): ScoredItem {
  const { points, capHit, absent } = pointsOf(entry)
  const { indicator, count } = entry
  const text = formatDecimal(points)
  const counted = { count, unitPoints: indicator.unitPoints?.value ?? null, cap: indicator.cap?.value ?? null, absent }
  return { item: itemOf(entry, explain(counted, text, capHit), { points: text, capHit }), points }
}

/**
 * Points of a deduction or bonus item: unit × count, or what the absence of the whole item takes where that is more; never
 * more than the item's cap.
 */
function pointsOf({ indicator, findings, count }: Entry): { points: Hundredths; capHit: boolean; absent: string | null } {
  const counted = parseDecimal(indicator.unitPoints?.value ?? '0') * count
  const whole = absentPointsOf(indicator, findings)
  const isWhole = whole !== null && whole >= counted
  const points = isWhole ? whole : counted
  const absent = isWhole ? formatDecimal(whole) : null
  const cap = indicator.cap === undefined ? null : parseDecimal(indicator.cap.value)
  return cap !== null && points > cap ? { points: cap, capHit: true, absent } : { points, capHit: false, absent }
}

interface Outcome {
  vetoed: readonly Entry[]
  vetoScore: string | null
  part: Part | null
  below: boolean
  deducted: Hundredths
  bonus: Hundredths
  bonusOpen: boolean
  grade: string | null
}

function reasonsOf({ catalogue, target, openConflicts = 0 }: ScoreInput, entries: readonly Entry[], outcome: Outcome): string[] {
  const reasons: string[] = []
  if (target.state !== 'inspected') reasons.push('对象尚未检查完毕，结果待定。')
  if (openConflicts > 0) reasons.push(`有 ${openConflicts} 处合并冲突待裁定，裁定前结果待定。`)
  const pending = entries.filter((entry) => entry.verdict === 'pending')
  if (pending.length > 0) {
    reasons.push(`有 ${pending.length} 项待定（${pending.map((entry) => entry.indicator.id).join('、')}），须先给出判定。`)
  }
  for (const { indicator, count } of outcome.vetoed) {
    reasons.push(`单项否决 ${indicator.id}“${indicator.title}”：${count} 处，达到 ${thresholdOf(indicator)} 处，不合格。`)
  }
  if (outcome.vetoed.length > 0) {
    return outcome.vetoScore === null ? reasons : [...reasons, `按本版指标，单项否决的对象记 ${outcome.vetoScore} 分。`]
  }
  if (outcome.part === null) {
    reasons.push('没有单项否决情形，合格；本版指标对此类对象不计分。')
    return reasons
  }
  return [...reasons, ...scoreReasons(catalogue, outcome.part, outcome)]
}

function scoreReasons({ frame }: Catalogue, part: Part, outcome: Outcome): string[] {
  const result = formatDecimal(part.rounded)
  const taken = formatDecimal(outcome.deducted)
  const ratio = part.converted ? noServiceRatio(frame) : null
  const reasons = [
    ratio === null
      ? `扣分部分满分 ${frame.base?.value ?? '0'} 分，扣 ${taken} 分，得 ${result} 分。`
      : `没有对外服务，扣分部分满分 ${ratio.max} 分，扣 ${taken} 分后乘 ${ratio.numerator}/${ratio.denominator}，得 ${result} 分。`
  ]
  if (outcome.below) reasons.push(`扣分部分低于 ${frame.failBelow?.value ?? '0'} 分，不合格。`)
  if (outcome.bonusOpen) {
    const bonus = formatDecimal(outcome.bonus)
    reasons.push(`扣分部分高于 ${frame.bonusAbove?.value ?? '0'} 分，进入加分，加 ${bonus} 分。`)
  } else if (!outcome.below && frame.bonusAbove !== null) {
    reasons.push(`扣分部分没有高于 ${frame.bonusAbove.value} 分，不进入加分。`)
  }
  return outcome.grade === null ? reasons : [...reasons, `按得分评为“${outcome.grade}”。`]
}
