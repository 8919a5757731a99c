import type { Output } from '../../../electron/contract/index.ts'

type Batches = Output<'batches.list'>['batches']

/** The current batch and, of the same period, one of each other kind of object: most notices speak of both. */
export function periodBatches(batches: Batches, currentId: string | null): string[] {
  const current = batches.find((batch) => batch.id === currentId)
  if (current === undefined) return []
  const others = batches.filter((batch) => batch.period === current.period && batch.object !== current.object)
  const other = others.find((batch, at) => others.findIndex(({ object }) => object === batch.object) === at)
  return [current.id, ...(other === undefined ? [] : [other.id])]
}
