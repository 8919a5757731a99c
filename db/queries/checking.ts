import { and, asc, eq } from 'drizzle-orm'
import type { Finding } from '../../electron/domain/inspection.ts'
import { findings, verdicts } from '../schema/index.ts'
import type { StoredVerdict } from '../store-types.ts'
import type { Queries } from './queries.ts'

export function selectVerdicts(db: Queries, batchId: string, objectKey: string | undefined): StoredVerdict[] {
  const ofBatch = eq(verdicts.batchId, batchId)
  return db
    .select()
    .from(verdicts)
    .where(objectKey === undefined ? ofBatch : and(ofBatch, eq(verdicts.objectKey, objectKey)))
    .orderBy(asc(verdicts.objectKey), asc(verdicts.indicatorId))
    .all()
}

/** In the order they were recorded (ids are UUIDv7). */
export function selectFindings(db: Queries, batchId: string, objectKey: string | undefined): Finding[] {
  const ofBatch = eq(findings.batchId, batchId)
  return db
    .select()
    .from(findings)
    .where(objectKey === undefined ? ofBatch : and(ofBatch, eq(findings.objectKey, objectKey)))
    .orderBy(asc(findings.id))
    .all()
}

export function selectFinding(db: Queries, findingId: string): Finding | null {
  return db.select().from(findings).where(eq(findings.id, findingId)).get() ?? null
}
