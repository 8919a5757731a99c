import { desc, eq } from 'drizzle-orm'
import type { ExportedCopy, FoundNumber } from '../../electron/domain/annotation.ts'
import { annotations, evidenceCopies, evidenceNumbers } from '../schema/index.ts'
import type { StoredAnnotation } from '../store-types.ts'
import type { Queries } from './queries.ts'

/** The last saved one, should two devices have begun one each. */
export function selectAnnotation(db: Queries, evidenceId: string): StoredAnnotation | null {
  const row = db
    .select()
    .from(annotations)
    .where(eq(annotations.evidenceId, evidenceId))
    .orderBy(desc(annotations.time), desc(annotations.annotationId))
    .limit(1)
    .get()
  return row ?? null
}

export function selectNumbers(db: Queries, evidenceId: string): FoundNumber[] {
  return db.select().from(evidenceNumbers).where(eq(evidenceNumbers.evidenceId, evidenceId)).get()?.numbers ?? []
}

/** Newest first. */
export function selectCopies(db: Queries, evidenceId: string): (ExportedCopy & { time: string; author: string })[] {
  return db
    .select()
    .from(evidenceCopies)
    .where(eq(evidenceCopies.evidenceId, evidenceId))
    .orderBy(desc(evidenceCopies.time), desc(evidenceCopies.copyId))
    .all()
}
