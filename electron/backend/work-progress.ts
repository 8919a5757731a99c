import type { Store, StoredBatch } from '../../db/store-types.ts'
import { grouped } from '../domain/grouped.ts'
import type { Target } from '../domain/inspection.ts'
import type { Output } from '../contract/index.ts'
import type { StrayWork, WorkProgress } from '../contract/work.ts'

/** Who has which targets and how far they are: of what was merged here, so it needs no network. */
export function workProgress(store: Store, batch: StoredBatch): Output<'work.list'> {
  const { batchId, catalogueHash } = batch
  const targets = new Map(store.targets(batchId).map((target) => [target.objectKey, target]))
  const packages = store.workPackages(batchId)
  const receipts = store.workReceipts(batchId)
  const heads = new Map(store.heads().map((head) => [head.device, head]))
  const byInspector = grouped(store.assignments(batchId), ({ inspector }) => inspector)
  const assigned = new Set(store.assignments(batchId).map(({ objectKey }) => objectKey))
  const inspectors = [...new Set(packages.map(({ to }) => to))].sort().map((inspector): WorkProgress => {
    const own = (byInspector.get(inspector) ?? []).flatMap(({ objectKey }) => targets.get(objectKey) ?? [])
    const count = (state: Target['state']): number => own.filter((target) => target.state === state).length
    const last = packages.findLast(({ to }) => to === inspector)
    const opened = receipts.filter((receipt) => receipt.inspector === inspector)
    const head = heads.get(opened.at(-1)?.device ?? '')
    return {
      inspector,
      assigned: own.length,
      done: count('inspected'),
      inProgress: count('in-progress'),
      notBegun: count('waiting'),
      sentAt: last?.time ?? '',
      openedAt: opened.at(-1)?.time ?? null,
      merged: head === undefined ? null : { device: head.device, seq: head.seq, time: head.time },
      isEditionOlder: last !== undefined && last.catalogueHash !== catalogueHash
    }
  })
  return {
    inspectors,
    unassigned: [...targets.values()].filter(({ objectKey }) => !assigned.has(objectKey)).map(named),
    outOfScope: strayWork(store, batchId)
  }
}

export const named = ({ objectKey, object: { name, stratum } }: Pick<Target, 'objectKey' | 'object'>) => ({
  objectKey,
  name,
  stratum
})

/**
 * Acts on targets that their writer did not have. What a device had in hand is what this log says was sent under the number
 * of the package it had opened by then, never what the device says of it. The senders' own devices have the whole batch.
 */
export function strayWork(store: Store, batchId: string): StrayWork[] {
  const packages = store.workPackages(batchId)
  if (packages.length === 0) return []
  const targets = new Map(store.targets(batchId).map((target) => [target.objectKey, target]))
  const receipts = store.workReceipts(batchId)
  const sent = new Map(packages.map(({ workId, objectKeys }) => [workId, new Set(objectKeys)]))
  const senders = store.workSenders(batchId)
  const persons = new Map(receipts.map(({ device, inspector }) => [device, inspector]))
  const now = grouped(store.assignments(batchId), ({ inspector }) => inspector)
  const strays = new Map<string, StrayWork>()
  let device = ''
  let hand: ReadonlySet<string> | null = null
  for (const step of store.workSteps(batchId)) {
    if (step.device !== device) hand = null
    device = step.device
    if (step.workId !== null) {
      hand = sent.get(step.workId) ?? new Set()
      continue
    }
    const target = targets.get(step.objectKey ?? '')
    if (target === undefined || senders.has(device)) continue
    const { objectKey } = target
    const has = now.get(persons.get(device) ?? '')?.some((one) => one.objectKey === objectKey) ?? false
    const reason = hand === null ? 'no-work' : !hand.has(objectKey) ? 'never' : has ? null : 'withdrawn'
    if (reason === null) continue
    const place = JSON.stringify([device, objectKey, reason])
    const acts = (strays.get(place)?.acts ?? 0) + 1
    strays.set(place, { ...named(target), device, author: step.author, acts, reason })
  }
  return [...strays.values()]
}
