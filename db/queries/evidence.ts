import { and, asc, eq, sql } from 'drizzle-orm'
import type { Evidence } from '../../electron/domain/inspection.ts'
import { events, evidence, evidenceFiles } from '../schema/index.ts'
import type { Queries } from './queries.ts'

/** In the order it was taken (ids are UUIDv7). */
export function selectEvidence(db: Queries, batchId: string, objectKey: string | undefined): Evidence[] {
  const ofBatch = eq(evidence.batchId, batchId)
  const where = objectKey === undefined ? ofBatch : and(ofBatch, eq(evidence.objectKey, objectKey))
  return assemble(joined(db).where(where).orderBy(asc(evidence.id), asc(evidenceFiles.ordinal)).all())
}

export function selectEvidenceById(db: Queries, evidenceId: string): Evidence | null {
  return assemble(joined(db).where(eq(evidence.id, evidenceId)).orderBy(asc(evidenceFiles.ordinal)).all())[0] ?? null
}

export function selectEvidenceFile(db: Queries, sha256: string): { name: string; mime: string } | null {
  const row = db
    .select({ name: evidenceFiles.name, mime: evidenceFiles.mime })
    .from(evidenceFiles)
    .where(eq(evidenceFiles.sha256, sha256))
    .orderBy(asc(evidenceFiles.evidenceId))
    .limit(1)
    .get()
  return row ?? null
}

/** From the log: rows do not keep the device. */
export function selectEvidenceDevices(db: Queries, batchId: string, objectKey: string): ReadonlyMap<string, string> {
  const field = (name: string) => sql<string>`json_extract(${events.payload}, ${`$.${name}`})`
  const rows = db
    .select({ id: field('id'), device: events.device })
    .from(events)
    .where(and(eq(events.type, 'evidence.captured'), eq(field('batchId'), batchId), eq(field('objectKey'), objectKey)))
    .all()
  return new Map(rows.map(({ id, device }) => [id, device]))
}

const joined = (db: Queries) =>
  db
    .select({ evidence, file: evidenceFiles })
    .from(evidence)
    .leftJoin(evidenceFiles, eq(evidenceFiles.evidenceId, evidence.id))
    .$dynamic()

type Joined = { evidence: typeof evidence.$inferSelect; file: typeof evidenceFiles.$inferSelect | null }

function assemble(rows: readonly Joined[]): Evidence[] {
  const byId = new Map<string, Evidence>()
  for (const row of rows) {
    const { takenAt, acceptedBy, ...rest } = row.evidence
    const whole = byId.get(rest.id) ?? {
      ...rest,
      ...(takenAt === null ? {} : { takenAt }),
      ...(acceptedBy === null ? {} : { acceptedBy }),
      files: []
    }
    byId.set(whole.id, whole)
    if (row.file === null) continue
    const { role, name, mime, sha256, size } = row.file
    whole.files.push({ role, name, mime, sha256, size })
  }
  return [...byId.values()]
}
