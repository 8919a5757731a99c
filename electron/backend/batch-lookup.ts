import type { Store, StoredBatch } from '../../db/store-types.ts'
import type { Indicator } from '../domain/catalogue.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Evidence, Target } from '../domain/inspection.ts'

export function batchOf(store: Store, batchId: string): StoredBatch {
  const batch = store.batch(batchId)
  if (batch) return batch
  throw new XunchaError('unknown-batch', `没有编号为“${batchId}”的批次；请用批次列表核对编号。`)
}

/** For what counts over all targets: refused where only the part of a work package is here, its numbers would be wrong. */
export function wholeBatch(store: Store, batchId: string): StoredBatch {
  const batch = batchOf(store, batchId)
  const here = store.targetCounts().get(batchId)?.all ?? 0
  if (here >= batch.drawn) return batch
  throw new XunchaError(
    'notice-mismatch',
    `“${batch.title}”抽了 ${batch.drawn} 个对象，本工作区只有任务包里的 ${here} 个，不能出通报；请交回结果，由负责人合并后导出。`
  )
}

export function targetOf(store: Store, batchId: string, objectKey: string): Target {
  const target = store.target(batchId, objectKey)
  if (target) return target
  batchOf(store, batchId)
  throw new XunchaError('unknown-target', `批次中没有对象“${objectKey}”；请核对对象是否被抽中。`)
}

export function evidenceOf(store: Store, evidenceId: string): Evidence {
  const evidence = store.evidenceById(evidenceId)
  if (evidence) return evidence
  throw new XunchaError('unknown-evidence', `没有编号为“${evidenceId}”的证据；请重新取证或另选证据。`)
}

export function indicatorOf(batch: StoredBatch, indicatorId: string): Indicator {
  const indicator = batch.catalogue.indicators.find(({ id, enabled }) => id === indicatorId && enabled)
  if (indicator) return indicator
  throw new XunchaError('bad-input', `指标目录“${batch.catalogue.title}”中没有启用的指标“${indicatorId}”；请核对指标编号。`)
}
