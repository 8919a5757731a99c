import type { Input, Output } from '../contract/index.ts'
import type { LineEntry, lineProcedures } from '../contract/line.ts'
import { XunchaError } from '../domain/errors.ts'
import { whyNotAsked } from '../domain/rules/applies.ts'
import type { Acts } from './acts.ts'
import { batchOf, indicatorOf, targetOf } from './batch-lookup.ts'
import { conflictCounter } from './batch-scores.ts'
import { completeTargets, openQuestion } from './complete-targets.ts'
import type { BackendContext, Feature } from './context.ts'

/** 流水线: one indicator over all targets of a batch. */
export function lineFeature(ctx: BackendContext, acts: Acts): Feature<keyof typeof lineProcedures> {
  const { store } = ctx

  function get({ batchId, indicatorId }: Input<'line.get'>): Output<'line.get'> {
    const batch = batchOf(store, batchId)
    const indicator = indicatorOf(batch, indicatorId)
    const verdicts = new Map(store.verdictsOf(batchId, indicatorId).map(({ objectKey, verdict }) => [objectKey, verdict]))
    const findings = store.findingCountsOf(batchId, indicatorId)
    const settled = store.settledIndicators(batchId)
    const targets = store.targets(batchId)
    const entries = targets.map(({ objectKey, object }): LineEntry => ({
      objectKey,
      verdict: verdicts.get(objectKey) ?? null,
      findings: findings.get(objectKey) ?? 0,
      notAsked: whyNotAsked(indicator, object)
    }))
    const ready = targets.filter(({ objectKey, object, state }) => {
      if (state === 'inspected') return false
      const answered = new Set(settled.get(objectKey))
      return batch.catalogue.indicators.every((each) => answered.has(each.id) || whyNotAsked(each, object) !== null)
    })
    return { entries, ready: ready.map(({ objectKey }) => objectKey) }
  }

  function completeMany({ batchId, objectKeys }: Input<'targets.completeMany'>): Output<'targets.completeMany'> {
    batchOf(store, batchId)
    const targets = [...new Set(objectKeys)]
      .map((objectKey) => targetOf(store, batchId, objectKey))
      .filter(({ state }) => state !== 'inspected')
    const conflictsOf = conflictCounter(store, batchId)
    for (const { objectKey, object } of targets) {
      const given = store.verdicts(batchId, objectKey).map(({ indicatorId, verdict }) => [indicatorId, verdict] as const)
      const reason = openQuestion(Object.fromEntries(given), conflictsOf(objectKey))
      if (reason !== null) throw new XunchaError('bad-input', `“${object.name}”还不能完成：${reason}。`)
    }
    completeTargets(ctx, acts, targets)
    return { completed: targets.length }
  }

  return { handlers: { 'line.get': get, 'targets.completeMany': completeMany } }
}
