import { and, asc, eq, max } from 'drizzle-orm'
import { visits, watchPlans } from '../schema/index.ts'
import type { StoredVisit, StoredWatchPlan } from '../store-types.ts'
import type { Queries } from './queries.ts'

export function selectWatchPlan(db: Queries, batchId: string): StoredWatchPlan | null {
  return db.select().from(watchPlans).where(eq(watchPlans.batchId, batchId)).get() ?? null
}

/** In the order of their times. */
export function selectVisits(db: Queries, batchId: string, objectKey: string): StoredVisit[] {
  const one = and(eq(visits.batchId, batchId), eq(visits.objectKey, objectKey))
  return db.select().from(visits).where(one).orderBy(asc(visits.at)).all()
}

export function selectLastVisits(db: Queries, batchId: string): ReadonlyMap<string, string> {
  const rows = db
    .select({ objectKey: visits.objectKey, at: max(visits.at) })
    .from(visits)
    .where(eq(visits.batchId, batchId))
    .groupBy(visits.objectKey)
    .all()
  return new Map(rows.flatMap(({ objectKey, at }) => (at === null ? [] : [[objectKey, at] as const])))
}
