import { and, asc, eq } from 'drizzle-orm'
import type { OfficeDocumentKind } from '../../electron/domain/office-document.ts'
import { adoptions, officeDocuments, siteColumns } from '../schema/index.ts'
import type { StoredAdoption, StoredDocument } from '../store-types.ts'
import type { SiteColumn } from '../../electron/domain/site-columns.ts'
import type { Queries } from './queries.ts'

export function selectDocuments(db: Queries, kind: OfficeDocumentKind): StoredDocument[] {
  return db.select().from(officeDocuments).where(eq(officeDocuments.kind, kind)).orderBy(asc(officeDocuments.id)).all()
}

export function selectDocument(db: Queries, kind: OfficeDocumentKind, id: string): StoredDocument | null {
  const one = and(eq(officeDocuments.kind, kind), eq(officeDocuments.id, id))
  return db.select().from(officeDocuments).where(one).get() ?? null
}

/** In the order they were first recorded (ids are UUIDv7). */
export function selectColumns(db: Queries, objectKey: string): SiteColumn[] {
  return db.select().from(siteColumns).where(eq(siteColumns.objectKey, objectKey)).orderBy(asc(siteColumns.id)).all()
}

export function selectColumn(db: Queries, columnId: string): SiteColumn | null {
  return db.select().from(siteColumns).where(eq(siteColumns.id, columnId)).get() ?? null
}

export function selectAdoptions(db: Queries, batchId: string): StoredAdoption[] {
  return db.select().from(adoptions).where(eq(adoptions.batchId, batchId)).orderBy(asc(adoptions.adoptionId)).all()
}
