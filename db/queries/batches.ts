import { and, asc, count, desc, eq, getTableColumns } from 'drizzle-orm'
import type { Target } from '../../electron/domain/inspection.ts'
import { batches, catalogues, targets } from '../schema/index.ts'
import type { StoredBatch, TargetCounts } from '../store-types.ts'
import type { Queries } from './queries.ts'

const batchWithCatalogue = { batch: getTableColumns(batches), catalogue: catalogues.catalogue }

/** Newest first. */
export function selectBatches(db: Queries): StoredBatch[] {
  const rows = db
    .select(batchWithCatalogue)
    .from(batches)
    .innerJoin(catalogues, eq(batches.catalogueHash, catalogues.hash))
    .orderBy(desc(batches.openedAt), desc(batches.id))
    .all()
  return rows.map(storedBatch)
}

export function selectBatch(db: Queries, batchId: string): StoredBatch | null {
  const row = db
    .select(batchWithCatalogue)
    .from(batches)
    .innerJoin(catalogues, eq(batches.catalogueHash, catalogues.hash))
    .where(eq(batches.id, batchId))
    .get()
  return row ? storedBatch(row) : null
}

function storedBatch({
  batch: { id, ...batch },
  catalogue
}: {
  batch: typeof batches.$inferSelect
  catalogue: StoredBatch['catalogue']
}): StoredBatch {
  return { batchId: id, ...batch, catalogue }
}

/** In the order of the registry. */
export function selectTargets(db: Queries, batchId: string): Target[] {
  const rows = db
    .select()
    .from(targets)
    .where(eq(targets.batchId, batchId))
    .orderBy(asc(targets.ordinal), asc(targets.objectKey))
    .all()
  return rows.map(targetOf)
}

export function selectTarget(db: Queries, batchId: string, objectKey: string): Target | null {
  const row = db
    .select()
    .from(targets)
    .where(and(eq(targets.batchId, batchId), eq(targets.objectKey, objectKey)))
    .get()
  return row ? targetOf(row) : null
}

const targetOf = ({ ordinal, ...row }: typeof targets.$inferSelect): Target => ({ ...row, order: ordinal })

export function countTargets(db: Queries): ReadonlyMap<string, TargetCounts> {
  const rows = db
    .select({ batchId: targets.batchId, state: targets.state, total: count() })
    .from(targets)
    .groupBy(targets.batchId, targets.state)
    .all()
  const counts = new Map<string, TargetCounts>()
  for (const { batchId, state, total } of rows) {
    const before = counts.get(batchId) ?? { all: 0, inProgress: 0, inspected: 0 }
    const known = { ...before, all: before.all + total }
    counts.set(batchId, known)
    if (state === 'in-progress') counts.set(batchId, { ...known, inProgress: total })
    if (state === 'inspected') counts.set(batchId, { ...known, inspected: total })
  }
  return counts
}
