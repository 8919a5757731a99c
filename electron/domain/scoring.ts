import type { Catalogue, Indicator } from './catalogue.ts'
import { formatDecimal, multiplyRatio, parseDecimal, percent, type Hundredths } from './decimal.ts'
import type { Finding, Target, Verdict } from './inspection.ts'
import type { ScoreItem, ScoreSummary, TargetScore } from './score.ts'
import { explainBonus, explainDeduction, explainVeto, notCounted } from './score-sentences.ts'

export interface ScoreInput {
  catalogue: Catalogue
  target: Target
  /** By indicator id. */
  verdicts: Readonly<Record<string, Verdict>>
  /** Of this target; findings of other targets are passed over. */
  findings: readonly Finding[]
}

/** One indicator with what was found on it. `counts` is false where the indicator is not in force for this target. */
interface Entry {
  indicator: Indicator
  verdict: Verdict | null
  findings: Finding[]
  count: number
  /** Why findings on it do not count, or null. */
  excluded: string | null
}

/**
 * The national frame, item by item. A veto item stands when its findings' counts reach the threshold; below it, the
 * findings are problems. Points are integers of hundredths throughout.
 */
export function scoreTarget(input: ScoreInput): TargetScore {
  const { catalogue, target } = input
  const entries = entriesOf(input)
  const vetoed = entries.filter((entry) => entry.indicator.kind === 'veto' && vetoStands(entry))
  const items: ScoreItem[] = []
  let deducted: Hundredths = 0
  for (const entry of entries) {
    if (entry.indicator.kind === 'bonus') continue
    const scored = entry.indicator.kind === 'veto' ? vetoItem(entry) : deductionItem(entry, vetoed.length > 0)
    deducted += scored.points
    items.push(scored.item)
  }
  const part = vetoed.length > 0 ? null : deductionPart(catalogue, target, deducted)
  const bonusOpen = part !== null && isAbove(part, catalogue.frame.bonusAbove)
  let bonus: Hundredths = 0
  for (const entry of entries) {
    if (entry.indicator.kind !== 'bonus') continue
    const scored = bonusItem(entry, bonusOpen, catalogue)
    bonus += scored.points
    items.push(scored.item)
  }
  if (catalogue.frame.bonusCap !== null) bonus = Math.min(bonus, parseDecimal(catalogue.frame.bonusCap.value))
  const settled = target.state === 'inspected' && !entries.some((entry) => entry.verdict === 'pending')
  const below = part !== null && isBelow(part, catalogue.frame.failBelow)
  const result = part === null ? null : formatDecimal(part.rounded + bonus)
  const { object } = target
  return {
    id: target.objectKey,
    code: object.siteCode ?? `${object.platform ?? ''}:${object.accountId ?? object.name}`,
    name: object.name,
    unit: object.unit,
    stratum: object.stratum,
    outcome: settled ? (vetoed.length > 0 || below ? 'fail' : 'pass') : 'unsettled',
    vetoes: vetoed.map((entry) => entry.indicator.id),
    deducted: formatDecimal(deducted),
    bonus: formatDecimal(bonus),
    score: settled ? result : null,
    provisional: result,
    problems: entries.reduce((sum, entry) => sum + (isProblem(entry) ? entry.findings.length : 0), 0),
    items,
    reasons: reasonsOf(input, entries, { vetoed, part, below, deducted, bonus, bonusOpen })
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
  return score.items.filter((item) => item.count > 0 || item.findings.length > 0 || item.points !== '0')
}

function entriesOf({ catalogue, target, verdicts, findings }: ScoreInput): Entry[] {
  const byIndicator = new Map<string, Finding[]>()
  for (const finding of findings) {
    if (finding.objectKey !== target.objectKey) continue
    const list = byIndicator.get(finding.indicatorId)
    if (list === undefined) byIndicator.set(finding.indicatorId, [finding])
    else list.push(finding)
  }
  return catalogue.indicators.map((indicator) => {
    const verdict = verdicts[indicator.id] ?? null
    const mine = byIndicator.get(indicator.id) ?? []
    const count = mine.reduce((sum, finding) => sum + finding.count, 0)
    return { indicator, verdict, findings: mine, count, excluded: exclusionOf(indicator, target, verdict) }
  })
}

function exclusionOf(indicator: Indicator, target: Target, verdict: Verdict | null): string | null {
  if (!indicator.enabled) return '该指标待核对，未启用'
  if (indicator.applies.portalOnly && !target.object.isPortal) return '不是门户网站，不适用'
  if (indicator.applies.needsService && !target.object.hasService) return '没有对外服务，不适用'
  return verdict === 'not-applicable' ? '检查人判定不适用' : null
}

function isProblem(entry: Entry): boolean {
  return entry.excluded === null && entry.indicator.kind !== 'bonus'
}

/** Without a number in the rule, one occurrence is enough. */
function thresholdOf(indicator: Indicator): number {
  return indicator.threshold?.value ?? 1
}

function vetoStands(entry: Entry): boolean {
  return entry.excluded === null && entry.count >= thresholdOf(entry.indicator)
}

function baseItem({ indicator, findings, count, excluded }: Entry): Omit<ScoreItem, 'reason'> {
  return {
    indicator: indicator.id,
    title: indicator.title,
    kind: indicator.kind,
    count: excluded === null ? count : 0,
    unitPoints: indicator.unitPoints?.value ?? null,
    cap: indicator.cap?.value ?? null,
    points: '0',
    capHit: false,
    threshold: null,
    findings: excluded === null ? findings.map((finding) => finding.id) : []
  }
}

/** An item and its points as a number, so that they are added without reading them back. */
interface ScoredItem {
  item: ScoreItem
  points: Hundredths
}

function withoutPoints(entry: Entry, reason: string): ScoredItem {
  return { item: { ...baseItem(entry), reason }, points: 0 }
}

function vetoItem(entry: Entry): ScoredItem {
  const threshold = thresholdOf(entry.indicator)
  const reason = entry.excluded === null ? explainVeto(entry.count, threshold) : notCounted(entry.excluded, entry.findings.length)
  return { item: { ...baseItem(entry), threshold, reason }, points: 0 }
}

/** Points of a deduction or bonus item: unit × count, never more than the item's cap. */
function pointsOf({ indicator, count }: Entry): { points: Hundredths; capHit: boolean } {
  if (count === 0) return { points: 0, capHit: false }
  const points = parseDecimal(indicator.unitPoints?.value ?? '0') * count
  if (indicator.cap === undefined) return { points, capHit: false }
  const cap = parseDecimal(indicator.cap.value)
  return points > cap ? { points: cap, capHit: true } : { points, capHit: false }
}

function deductionItem(entry: Entry, vetoed: boolean): ScoredItem {
  if (entry.excluded !== null) return withoutPoints(entry, notCounted(entry.excluded, entry.findings.length))
  if (vetoed) return withoutPoints(entry, '已被单项否决，其他指标不再计分。')
  return pointedItem(entry, explainDeduction)
}

function bonusItem(entry: Entry, open: boolean, catalogue: Catalogue): ScoredItem {
  if (entry.excluded !== null) return withoutPoints(entry, notCounted(entry.excluded, entry.findings.length))
  if (!open) {
    const line = catalogue.frame.bonusAbove?.value
    return withoutPoints(entry, line === undefined ? '本版指标没有加分。' : `扣分部分没有高于 ${line} 分，不进入加分。`)
  }
  return pointedItem(entry, explainBonus)
}

function pointedItem(entry: Entry, explain: typeof explainDeduction): ScoredItem {
  const base = baseItem(entry)
  const { points, capHit } = pointsOf(entry)
  const text = points === 0 ? '0' : formatDecimal(points)
  return { item: { ...base, points: text, capHit, reason: explain(base, text, capHit) }, points }
}

/** Result of the deduction part as an exact fraction of hundredths, and rounded half-up for showing. */
interface Part {
  numerator: number
  denominator: number
  rounded: Hundredths
  /** The no-service rule was applied. */
  converted: boolean
}

/** null where the edition gives this target no score: accounts, and sites that no deduction item applies to. */
function deductionPart(catalogue: Catalogue, target: Target, deducted: Hundredths): Part | null {
  const { base, noService } = catalogue.frame
  if (base === null || !isScored(catalogue, target)) return null
  if (noService !== null && !target.object.hasService) {
    const { max, numerator, denominator } = ratioOf(noService.value, base.value)
    const left = Math.max(0, parseDecimal(max) - deducted)
    return { numerator: left * numerator, denominator, rounded: multiplyRatio(left, numerator, denominator), converted: true }
  }
  const left = Math.max(0, parseDecimal(base.value) - deducted)
  return { numerator: left, denominator: 1, rounded: left, converted: false }
}

/** Sharing the points of 办事服务 out over the other items is the same as scaling what is left by base ÷ (base − points). */
function ratioOf(
  rule: NonNullable<Catalogue['frame']['noService']>['value'],
  base: string
): { max: string; numerator: number; denominator: number } {
  if ('max' in rule) return rule
  const max = parseDecimal(base) - parseDecimal(rule.spread)
  return { max: formatDecimal(max), numerator: parseDecimal(base), denominator: max }
}

function isScored(catalogue: Catalogue, target: Target): boolean {
  const deductions = catalogue.indicators.filter((indicator) => indicator.kind === 'deduction')
  return target.object.isPortal || deductions.some((indicator) => !indicator.applies.portalOnly)
}

/** Compared as fractions: 59.999… must not become 60 by rounding. */
function isBelow(part: Part, line: Catalogue['frame']['failBelow']): boolean {
  return line !== null && part.numerator < parseDecimal(line.value) * part.denominator
}

function isAbove(part: Part, line: Catalogue['frame']['bonusAbove']): boolean {
  return line !== null && part.numerator > parseDecimal(line.value) * part.denominator
}

interface Outcome {
  vetoed: readonly Entry[]
  part: Part | null
  below: boolean
  deducted: Hundredths
  bonus: Hundredths
  bonusOpen: boolean
}

function reasonsOf({ catalogue, target }: ScoreInput, entries: readonly Entry[], outcome: Outcome): string[] {
  const reasons: string[] = []
  if (target.state !== 'inspected') reasons.push('对象尚未检查完毕，结果待定。')
  const pending = entries.filter((entry) => entry.verdict === 'pending')
  if (pending.length > 0) {
    reasons.push(`有 ${pending.length} 项待定（${pending.map((entry) => entry.indicator.id).join('、')}），须先给出判定。`)
  }
  for (const { indicator, count } of outcome.vetoed) {
    reasons.push(`单项否决 ${indicator.id}“${indicator.title}”：${count} 处，达到 ${thresholdOf(indicator)} 处，不合格。`)
  }
  if (outcome.vetoed.length > 0) return reasons
  if (outcome.part === null) {
    reasons.push('没有单项否决情形，合格；本版指标对此类对象不计分。')
    return reasons
  }
  return [...reasons, ...scoreReasons(catalogue, outcome.part, outcome)]
}

function scoreReasons({ frame }: Catalogue, part: Part, { below, deducted, bonus, bonusOpen }: Outcome): string[] {
  const result = formatDecimal(part.rounded)
  const taken = formatDecimal(deducted)
  const rule = frame.noService?.value
  const ratio = rule === undefined ? undefined : ratioOf(rule, frame.base?.value ?? '0')
  const reasons = [
    part.converted && ratio !== undefined
      ? `没有对外服务，扣分部分满分 ${ratio.max} 分，扣 ${taken} 分后乘 ${ratio.numerator}/${ratio.denominator}，得 ${result} 分。`
      : `扣分部分满分 ${frame.base?.value ?? '0'} 分，扣 ${taken} 分，得 ${result} 分。`
  ]
  if (below) return [...reasons, `扣分部分低于 ${frame.failBelow?.value ?? '0'} 分，不合格。`]
  if (bonusOpen) reasons.push(`扣分部分高于 ${frame.bonusAbove?.value ?? '0'} 分，进入加分，加 ${formatDecimal(bonus)} 分。`)
  else if (frame.bonusAbove !== null) reasons.push(`扣分部分没有高于 ${frame.bonusAbove.value} 分，不进入加分。`)
  return reasons
}
