import type { Store, StoredBatch } from '../../db/store-types.ts'
import type { Finding, Target, Verdict } from '../domain/inspection.ts'
import type { TargetScore } from '../domain/score.ts'
import { scoreTarget } from '../domain/scoring.ts'

/** Open conflicts by target; one of the whole batch counts for each. */
export function conflictCounter(store: Pick<Store, 'conflicts'>, batchId: string): (objectKey: string) => number {
  const open = store.conflicts(batchId)
  return (objectKey) => open.filter((conflict) => conflict.objectKey === null || conflict.objectKey === objectKey).length
}

export interface ScoredTarget {
  target: Target
  score: TargetScore
}

/** Scores every target of a batch from three whole reads: one query per target would take minutes on 5,000. */
export function scoreBatch(store: Store, batch: StoredBatch): ScoredTarget[] {
  const verdicts = new Map<string, Record<string, Verdict>>()
  for (const { objectKey, indicatorId, verdict } of store.verdicts(batch.batchId)) {
    const ofTarget = verdicts.get(objectKey) ?? {}
    ofTarget[indicatorId] = verdict
    verdicts.set(objectKey, ofTarget)
  }
  const findings = new Map<string, Finding[]>()
  for (const finding of store.findings(batch.batchId)) {
    const ofTarget = findings.get(finding.objectKey)
    if (ofTarget) ofTarget.push(finding)
    else findings.set(finding.objectKey, [finding])
  }
  const conflictsOf = conflictCounter(store, batch.batchId)
  return store.targets(batch.batchId).map((target) => ({
    target,
    score: scoreTarget({
      catalogue: batch.catalogue,
      target,
      verdicts: verdicts.get(target.objectKey) ?? {},
      findings: findings.get(target.objectKey) ?? [],
      openConflicts: conflictsOf(target.objectKey)
    })
  }))
}
