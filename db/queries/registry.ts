import { and, asc, count, desc, eq, inArray, min, sql, type SQL } from 'drizzle-orm'
import { runningStatus, type ObjectKind, type PlacedObject } from '../../electron/domain/registry.ts'
import { registryImports, registryObjects } from '../schema/index.ts'
import type { RegistryPart, RegistryText, StoredImport, StoredPlace } from '../store-types.ts'
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

const field = (name: keyof PlacedObject): SQL<string | null> => sql`json_extract(${registryObjects.object}, ${`$.${name}`})`

const inPart = ({ kind, stratum, unit, isRunning }: RegistryPart): SQL | undefined =>
  and(
    eq(registryObjects.kind, kind),
    stratum === null ? undefined : eq(field('stratum'), stratum),
    unit === null ? undefined : eq(field('unit'), unit),
    isRunning ? eq(registryObjects.status, runningStatus) : undefined
  )

/**
 * Keys of a part of the registry in its own order, each with the text of one field. The object itself stays unread: a hundred
 * thousand of them take seconds to parse.
 */
export function selectKeys(
  db: Queries,
  part: RegistryPart,
  by: keyof PlacedObject | null
): { key: string; text: string | null }[] {
  return db
    .select({ key: registryObjects.key, text: by === null ? sql<null>`NULL` : field(by) })
    .from(registryObjects)
    .where(inPart(part))
    .orderBy(asc(registryObjects.ordinal), asc(registryObjects.key))
    .all()
}

/** What a search looks at, for every object of a kind. */
export function selectTexts(db: Queries, kind: ObjectKind): RegistryText[] {
  return db
    .select({
      key: registryObjects.key,
      name: sql<string>`${field('name')}`,
      unit: sql<string>`${field('unit')}`,
      url: field('url'),
      siteCode: field('siteCode'),
      accountId: field('accountId')
    })
    .from(registryObjects)
    .where(eq(registryObjects.kind, kind))
    .all()
}

/** In the order of the keys; unknown keys are left out. At most some hundred keys. */
export function selectObjectsOf(db: Queries, keys: readonly string[]): PlacedObject[] {
  const rows = db
    .select({ key: registryObjects.key, ordinal: registryObjects.ordinal, object: registryObjects.object })
    .from(registryObjects)
    .where(inArray(registryObjects.key, [...keys]))
    .all()
  const known = new Map(rows.map(({ key, ordinal, object }) => [key, { ...object, order: ordinal }]))
  return keys.flatMap((key) => known.get(key) ?? [])
}

/** Strata of a kind, or units of one stratum, in the order of their first object. */
export function selectPlaces(db: Queries, kind: ObjectKind, stratum: string | null): StoredPlace[] {
  const name = sql<string>`${field(stratum === null ? 'stratum' : 'unit')}`
  return db
    .select({ name, count: count() })
    .from(registryObjects)
    .where(inPart({ kind, stratum, unit: null, isRunning: false }))
    .groupBy(name)
    .orderBy(asc(min(registryObjects.ordinal)))
    .all()
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
