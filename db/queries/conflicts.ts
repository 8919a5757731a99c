import { asc, eq, isNull, or } from 'drizzle-orm'
import type { ProjectionRows } from '../../electron/events/rows.ts'
import { conflicts } from '../schema/index.ts'
import type { Queries } from './queries.ts'

/** Of one batch with those of any batch, or all. */
export function selectConflicts(db: Queries, batchId?: string): ProjectionRows['conflicts'][] {
  const where = batchId === undefined ? undefined : or(eq(conflicts.batchId, batchId), isNull(conflicts.batchId))
  return db.select().from(conflicts).where(where).orderBy(asc(conflicts.item)).all()
}
