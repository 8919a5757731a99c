import { asc, count, desc, eq } from 'drizzle-orm'
import type { ObjectKind, PlacedObject } from '../../electron/domain/registry.ts'
import { registryImports, registryObjects } from '../schema/index.ts'
import type { StoredImport } from '../store-types.ts'
import type { Queries } from './queries.ts'

export function selectObjects(db: Queries, kind: ObjectKind | null): PlacedObject[] {
  const rows = db
    .select({ ordinal: registryObjects.ordinal, object: registryObjects.object })
    .from(registryObjects)
    .where(kind === null ? undefined : eq(registryObjects.kind, kind))
    .orderBy(asc(registryObjects.ordinal), asc(registryObjects.key))
    .all()
  return rows.map(({ ordinal, object }) => ({ ...object, order: ordinal }))
}

export function countObjects(db: Queries): { sites: number; accounts: number } {
  const rows = db.select({ kind: registryObjects.kind, total: count() }).from(registryObjects).groupBy(registryObjects.kind).all()
  const of = (kind: ObjectKind): number => rows.find((row) => row.kind === kind)?.total ?? 0
  return { sites: of('site'), accounts: of('account') }
}

/** Newest first. */
export function selectImports(db: Queries): StoredImport[] {
  const rows = db.select().from(registryImports).orderBy(desc(registryImports.time), desc(registryImports.id)).all()
  return rows.map(({ id, ...row }) => ({ importId: id, ...row }))
}
