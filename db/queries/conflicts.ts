import { asc, count, desc, eq, isNull, or } from 'drizzle-orm'
import type { ProjectionRows } from '../../electron/events/rows.ts'
import { conflicts, rulings } from '../schema/index.ts'
import type { Queries } from './queries.ts'

/** Of one batch with those of any batch, or all. */
export function selectConflicts(db: Queries, batchId?: string): ProjectionRows['conflicts'][] {
  const where = batchId === undefined ? undefined : or(eq(conflicts.batchId, batchId), isNull(conflicts.batchId))
  return db.select().from(conflicts).where(where).orderBy(asc(conflicts.item)).all()
}

export const countConflicts = (db: Queries): number => db.select({ open: count() }).from(conflicts).get()?.open ?? 0

/** Newest first. */
export const selectRulings = (db: Queries, limit: number): ProjectionRows['rulings'][] =>
  db.select().from(rulings).orderBy(desc(rulings.time), desc(rulings.rulingId)).limit(limit).all()
