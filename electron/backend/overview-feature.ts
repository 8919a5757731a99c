import { buildOverview } from '../domain/overview.ts'
import type { Input, Output } from '../contract/index.ts'
import type { overviewProcedures } from '../contract/overview.ts'
import type { BackendContext, Feature } from './context.ts'
import { batchOf } from './batch-lookup.ts'
import { scoreBatch } from './batch-scores.ts'
import { standsFor } from './evidence-rule.ts'

export function overviewFeature({ store, clock }: BackendContext): Feature<keyof typeof overviewProcedures> {
  function overview({ batchId }: Input<'overview.get'>): Output<'overview.get'> {
    const batch = batchOf(store, batchId)
    const scored = scoreBatch(store, batch)
    const { title, period, object, catalogue } = batch
    return {
      batchId,
      title,
      period,
      object,
      catalogueTitle: catalogue.title,
      asOf: clock.now(),
      ...buildOverview({
        catalogue,
        strata: batch.design.strata,
        targets: scored.map(({ target }) => target),
        scores: new Map(scored.map(({ target, score }) => [target.objectKey, score])),
        verdicts: store.verdicts(batchId),
        findings: store.findings(batchId),
        evidence: store.evidence(batchId),
        changes: store.stateChanges(batchId),
        stands: (indicator, evidence) => standsFor(indicator, evidence, batch)
      })
    }
  }

  return { handlers: { 'overview.get': overview } }
}
