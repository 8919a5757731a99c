import type { Store, StoredBatch } from '../../db/store-types.ts'
import { applyDecisions } from '../domain/apply-decisions.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { XunchaError } from '../domain/errors.ts'
import type { DecisionRequest, NumberDecision } from '../domain/number-decision.ts'
import type { ObjectKind } from '../domain/registry.ts'
import { catalogueOf } from './catalogue-lookup.ts'
import type { BackendContext } from './context.ts'
import { contentHash } from './sha256.ts'

interface EditionRequest {
  catalogueId: string
  object: ObjectKind
  decisions: readonly DecisionRequest[]
}

/** The edition as a batch freezes it: decisions stamped with who and when, and applied. */
export function editionFor(
  ctx: BackendContext,
  { catalogueId, object, decisions }: EditionRequest
): { catalogue: Catalogue; decisions: NumberDecision[] } {
  const printed = catalogueOf(ctx, catalogueId)
  assertFits(printed, object)
  const by = ctx.author()
  const at = ctx.clock.now()
  const stamped = decisions.map((decision) => ({ ...decision, by, at }))
  return { catalogue: applyDecisions(printed, stamped), decisions: stamped }
}

const objectNames = { site: '网站', account: '新媒体', regulator: '监管单位' } as const

function assertFits(catalogue: Catalogue, object: ObjectKind): void {
  if (catalogue.object === object) return
  const kind = objectNames[catalogue.object]
  throw new XunchaError('bad-sample-design', `指标目录“${catalogue.title}”用于${kind}，与本批次的检查对象不符；请换一个目录。`)
}

/** Why the batch cannot take the edition, one sentence, or null. */
export function adoptionObstacle(store: Store, batch: StoredBatch, catalogue: Catalogue): string | null {
  const issued = store.notices().find((notice) => notice.batchIds.includes(batch.batchId))
  if (issued !== undefined)
    return `批次“${batch.title}”已经发出通报“${issued.title}”，发出的分数不再改变；要按“${catalogue.title}”检查，请新建批次。`
  if (contentHash(catalogue) === batch.catalogueHash)
    return `批次“${batch.title}”现在用的就是“${catalogue.title}”，没有可换的内容。`
  return null
}
