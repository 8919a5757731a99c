import { and, desc, eq, ne } from 'drizzle-orm'
import type { Finding, Target } from '../../electron/domain/inspection.ts'
import { batches, findings, targets } from '../schema/index.ts'
import type { Queries } from './queries.ts'

/** The same object in the other batches, the batch opened last first. */
export function selectTargetsOf(db: Queries, objectKey: string, besides: string): (Target & { openedAt: string })[] {
  const rows = db
    .select({ target: targets, openedAt: batches.openedAt })
    .from(targets)
    .innerJoin(batches, eq(batches.id, targets.batchId))
    .where(and(eq(targets.objectKey, objectKey), ne(targets.batchId, besides)))
    .orderBy(desc(batches.openedAt), desc(batches.id))
    .all()
  return rows.map(({ target: { ordinal, ...row }, openedAt }) => ({ ...row, order: ordinal, openedAt }))
}

/** What one inspector recorded for an item, over all batches, newest first (ids are UUIDv7). */
export function selectFindingsBy(db: Queries, inspector: string, indicatorId: string, limit: number): Finding[] {
  return db
    .select()
    .from(findings)
    .where(and(eq(findings.inspector, inspector), eq(findings.indicatorId, indicatorId)))
    .orderBy(desc(findings.id))
    .limit(limit)
    .all()
}
