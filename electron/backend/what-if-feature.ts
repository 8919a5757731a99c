import type { StoredBatch } from '../../db/store-types.ts'
import type { Input, Output } from '../contract/index.ts'
import type { whatIfProcedures } from '../contract/what-if.ts'
import { openItems } from '../domain/apply-decisions.ts'
import { adoptionObstacle, editionFor } from './batch-edition.ts'
import { batchOf } from './batch-lookup.ts'
import { scoreBatch } from './batch-scores.ts'
import type { BackendContext, Feature } from './context.ts'
import { compareScores } from './what-if-compare.ts'

export function whatIfFeature(ctx: BackendContext): Feature<keyof typeof whatIfProcedures> {
  function whatIf({ batchId, catalogueId, decisions = [] }: Input<'scores.whatIf'>): Output<'scores.whatIf'> {
    const batch = batchOf(ctx.store, batchId)
    const { catalogue } = editionFor(ctx, { catalogueId, object: batch.object, decisions })
    const scores = (of: StoredBatch) => scoreBatch(ctx.store, of).map(({ score }) => score)
    return {
      ...compareScores({
        from: batch.catalogue,
        to: catalogue,
        before: scores(batch),
        after: scores({ ...batch, catalogue }),
        findings: ctx.store.findings(batchId)
      }),
      undecided: openItems(catalogue).map(({ indicator }) => indicator.id),
      obstacle: adoptionObstacle(ctx.store, batch, catalogue)
    }
  }

  return { handlers: { 'scores.whatIf': whatIf } }
}
