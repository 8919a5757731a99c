import type { Catalogue, Indicator } from '../../../electron/domain/catalogue.ts'
import type { Finding, Verdict } from '../../../electron/domain/inspection.ts'
import type { RegistryObject } from '../../../electron/domain/registry.ts'
import { whyNotAsked } from '../../../electron/domain/rules/applies.ts'
import type { ScoreItem } from '../../../electron/domain/score.ts'

export type IndicatorKind = Indicator['kind']
export const indicatorKinds: readonly IndicatorKind[] = ['veto', 'deduction', 'bonus']

/** What of the frozen catalogue is asked of this object, by the same rule as the score. */
export function applicableIndicators(
  catalogue: Pick<Catalogue, 'indicators'>,
  object: Pick<RegistryObject, 'isPortal' | 'hasService' | 'accountType'>
): Indicator[] {
  const asked = catalogue.indicators.filter((indicator) => whyNotAsked(indicator, object) === null)
  // In the order they stand on the screen, so that J and K walk down the list.
  return indicatorKinds.flatMap((kind) => asked.filter((indicator) => indicator.kind === kind))
}

export interface IndicatorLine {
  indicator: Indicator
  verdict: Verdict | null
  findings: readonly Finding[]
  /** How much counts so far, as the score has it. */
  count: number
  threshold: number | null
  /** Points taken off or given so far, decimal string. */
  points: string
  capHit: boolean
  reason: string | null
}

export function linesOf(
  indicators: readonly Indicator[],
  detail: { verdicts: Readonly<Record<string, Verdict>>; findings: readonly Finding[]; score: { items: readonly ScoreItem[] } }
): IndicatorLine[] {
  return indicators.map((indicator) => {
    const findings = detail.findings.filter((finding) => finding.indicatorId === indicator.id)
    const item = detail.score.items.find((each) => each.indicator === indicator.id)
    return {
      indicator,
      verdict: detail.verdicts[indicator.id] ?? null,
      findings,
      count: item?.count ?? findings.reduce((sum, finding) => sum + finding.count, 0),
      threshold: item?.threshold ?? indicator.threshold?.value ?? null,
      points: item?.points ?? '0',
      capHit: item?.capHit ?? false,
      reason: item?.reason ?? null
    }
  })
}

/** What still stands in the way of completing: items put to 待定. */
export function openQuestions(lines: readonly IndicatorLine[]): IndicatorLine[] {
  return lines.filter((line) => line.verdict === 'pending')
}

/** Walks the checklist; stays at the ends. An id that is no longer in the list starts at the first. */
export function stepIndicator(lines: readonly IndicatorLine[], current: string | null, by: 1 | -1): string | null {
  const at = lines.findIndex((line) => line.indicator.id === current)
  const to = at === -1 ? 0 : Math.min(Math.max(at + by, 0), lines.length - 1)
  return lines[to]?.indicator.id ?? null
}

/** 0 to 1 for the bar beside `3/10`; null where one place decides. */
export function thresholdShare(line: Pick<IndicatorLine, 'count' | 'threshold'>): number | null {
  if (line.threshold === null || line.threshold <= 1) return null
  return Math.min(line.count / line.threshold, 1)
}
