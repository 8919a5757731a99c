import type { Catalogue } from './catalogue.ts'
import { percent } from './decimal.ts'
import type { Finding, Target, Verdict } from './inspection.ts'
import type { ScoreSummary, TargetScore } from './score.ts'

export interface ScoreInput {
  catalogue: Catalogue
  target: Target
  /** By indicator id. */
  verdicts: Readonly<Record<string, Verdict>>
  /** Of this target only. */
  findings: readonly Finding[]
}

export function scoreTarget({ target }: ScoreInput): TargetScore {
  const { object } = target
  return {
    id: target.objectKey,
    code: object.siteCode ?? `${object.platform ?? ''}:${object.accountId ?? object.name}`,
    name: object.name,
    unit: object.unit,
    stratum: object.stratum,
    outcome: 'unsettled',
    vetoes: [],
    deducted: '0',
    bonus: '0',
    score: null,
    provisional: null,
    problems: 0,
    items: [],
    reasons: []
  }
}

/** Counts over targets. `checked` are the settled ones: the base of the rate is what was checked. */
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
