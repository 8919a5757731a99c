import { and, asc, eq, getTableColumns } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { OfficeDocumentKind } from '../../electron/domain/office-document.ts'
import { adoptions, catalogues, officeDocuments, siteColumns } from '../schema/index.ts'
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

const before = alias(catalogues, 'before')
const after = alias(catalogues, 'after')

export function selectAdoptions(db: Queries, batchId: string): StoredAdoption[] {
  return db
    .select({ adoption: getTableColumns(adoptions), from: before.catalogue, to: after.catalogue })
    .from(adoptions)
    .innerJoin(before, eq(adoptions.previousHash, before.hash))
    .innerJoin(after, eq(adoptions.catalogueHash, after.hash))
    .where(eq(adoptions.batchId, batchId))
    .orderBy(asc(adoptions.adoptionId))
    .all()
    .map(({ adoption, from, to }) => ({ ...adoption, fromTitle: from.title, toTitle: to.title }))
}
