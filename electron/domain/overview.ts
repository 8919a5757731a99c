import type { Catalogue, Indicator } from './catalogue.ts'
import { grouped } from './grouped.ts'
import type { Evidence, Finding, SampleDesign, Target, TargetState, Verdict } from './inspection.ts'
import { localTimeText } from './local-time.ts'
import { blocksOf } from './overview-blocks.ts'
import { standings, type IndicatorRow, type Overview, type Standing, type StandingCounts } from './overview-model.ts'
import { paceOf, type Completion } from './pace.ts'
import { whyNotAsked } from './rules/applies.ts'
import { stratumOf } from './sampling.ts'
import type { TargetScore } from './score.ts'
import { summarise } from './scoring.ts'

/** A change of a target's state as the log has it. */
export interface StateChange {
  objectKey: string
  state: TargetState
  inspector: string
  time: string
}

export interface OverviewInput {
  catalogue: Catalogue
  strata: SampleDesign['strata']
  /** In registry order. */
  targets: readonly Target[]
  /** By object key. */
  scores: ReadonlyMap<string, TargetScore>
  verdicts: readonly { objectKey: string; indicatorId: string; verdict: Verdict }[]
  findings: readonly Finding[]
  evidence: readonly Evidence[]
  /** Oldest first. */
  changes: readonly StateChange[]
  stands: (indicator: Indicator, evidence: Evidence) => boolean
}

/** How far a batch is, seen from all sides. Every breakdown adds up to the same whole. */
export function buildOverview(
  input: OverviewInput
): Omit<Overview, 'batchId' | 'title' | 'period' | 'object' | 'catalogueTitle' | 'asOf'> {
  const { targets, scores, findings, catalogue } = input
  const standingOf = new Map(targets.map((target) => [target.objectKey, standing(target, scores.get(target.objectKey))]))
  const count = (of: readonly Target[]): StandingCounts => countStandings(of, standingOf)
  const finished = lastCompletions(input)
  const strata = [...grouped(targets, ({ object, order }) => stratumOf({ ...object, order }, input.strata))]
  const left = targets.filter(({ state }) => state !== 'inspected').length
  const pace = paceOf([...finished.values()])
  return {
    total: targets.length,
    counts: count(targets),
    findings: findings.length,
    summary: summarise([...scores.values()]),
    strata: strata.map(([name, of]) => ({ name, total: of.length, counts: count(of) })),
    inspectors: inspectorRows(input, finished, count),
    indicators: catalogue.indicators.flatMap((indicator) => (indicator.enabled ? [indicatorRow(indicator, input)] : [])),
    days: daysOf([...finished.values()]),
    estimate: pace === null ? null : { ...pace, secondsLeft: pace.secondsEach * left },
    blocks: blocksOf({ ...input, standingOf, pending: pendingOf(input), indicators: catalogue.indicators })
  }
}

function standing(target: Target, score: TargetScore | undefined): Standing {
  if (target.state !== 'inspected') return target.state
  if (score === undefined || score.outcome === 'unsettled') return 'unsettled'
  if (score.outcome === 'fail') return 'fail'
  return score.problems > 0 ? 'problems' : 'pass'
}

function countStandings(targets: readonly Target[], standingOf: ReadonlyMap<string, Standing>): StandingCounts {
  const counts: StandingCounts = { waiting: 0, 'in-progress': 0, unsettled: 0, pass: 0, problems: 0, fail: 0 }
  for (const { objectKey } of targets) counts[standingOf.get(objectKey) ?? 'waiting'] += 1
  return counts
}

/** How many of them are finished, whatever came out. */
export function inspectedOf(counts: StandingCounts): number {
  return standings.reduce((sum, each) => sum + (each === 'waiting' || each === 'in-progress' ? 0 : counts[each]), 0)
}

/** The completion that stands, of every object that is finished now: one reopened and finished again was finished later. */
function lastCompletions({ targets, changes }: OverviewInput): Map<string, Completion> {
  const inspected = new Set(targets.flatMap(({ objectKey, state }) => (state === 'inspected' ? [objectKey] : [])))
  const last = new Map<string, Completion>()
  for (const { objectKey, state, inspector, time } of changes) {
    if (state === 'inspected' && inspected.has(objectKey)) last.set(objectKey, { inspector, time })
  }
  return last
}

function daysOf(completions: readonly Completion[]): Overview['days'] {
  const byDay = grouped(completions, ({ time }) => localTimeText(time).slice(0, 10))
  return [...byDay].map(([day, of]) => ({ day, finished: of.length })).sort((a, b) => (a.day < b.day ? -1 : 1))
}

function inspectorRows(
  { targets, findings }: OverviewInput,
  finished: ReadonlyMap<string, Completion>,
  count: (of: readonly Target[]) => StandingCounts
): Overview['inspectors'] {
  const taken = grouped(targets, ({ inspector }) => inspector)
  const found = grouped(findings, ({ inspector }) => inspector)
  // Someone may have recorded findings on objects that others finished.
  const names = new Set<string | null>([...taken.keys(), ...found.keys()])
  return [...names]
    .map((name) => {
      const own = taken.get(name) ?? []
      const times = own.flatMap(({ objectKey }) => finished.get(objectKey)?.time ?? []).sort()
      return {
        name,
        total: own.length,
        counts: count(own),
        findings: name === null ? 0 : (found.get(name)?.length ?? 0),
        lastAt: times.at(-1) ?? null
      }
    })
    .sort((a, b) => (a.name === null ? 1 : b.name === null ? -1 : b.total - a.total || (a.name < b.name ? -1 : 1)))
}

function indicatorRow(indicator: Indicator, input: OverviewInput): IndicatorRow {
  const { id, title, kind } = indicator
  const row = { id, title, kind, asked: 0, pass: 0, fail: 0, notApplicable: 0, pending: 0, open: 0, findings: 0 }
  const given = new Map(
    input.verdicts.flatMap(({ objectKey, indicatorId, verdict }) => (indicatorId === id ? [[objectKey, verdict] as const] : []))
  )
  for (const { object, objectKey, state } of input.targets) {
    if (whyNotAsked(indicator, object) !== null) continue
    row.asked += 1
    const verdict = given.get(objectKey)
    if (verdict === 'not-applicable') row.notApplicable += 1
    else if (verdict !== undefined) row[verdict] += 1
    else if (state === 'inspected') row.pass += 1
    else row.open += 1
  }
  row.findings = input.findings.filter(({ indicatorId }) => indicatorId === id).length
  return row
}

function pendingOf({ verdicts }: OverviewInput): Map<string, string[]> {
  const pending = verdicts.filter(({ verdict }) => verdict === 'pending')
  return new Map([...grouped(pending, (each) => each.objectKey)].map(([key, of]) => [key, of.map((each) => each.indicatorId)]))
}
