import { and, asc, count, desc, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import type { Decisions, StandingHint } from '../../electron/domain/hint-memory.ts'
import type { DismissedGround } from '../../electron/domain/stored-hint.ts'
import { dismissedGrounds, hints, sweepPages, sweeps } from '../schema/index.ts'
import type { StoredHint, StoredSweep, StoredSweepPage } from '../store-types.ts'
import type { Queries } from './queries.ts'

/** In the order they were found; those that are gone are left out. */
export function selectHints(db: Queries, batchId: string, objectKey: string | undefined): StoredHint[] {
  const ofBatch = and(eq(hints.batchId, batchId), ne(hints.state, 'gone'))
  const where = objectKey === undefined ? ofBatch : and(ofBatch, eq(hints.objectKey, objectKey))
  return db.select().from(hints).where(where).orderBy(asc(hints.id)).all()
}

export function selectHint(db: Queries, hintId: string): StoredHint | null {
  return db.select().from(hints).where(eq(hints.id, hintId)).get() ?? null
}

/** Everything that was ever found of the target in this batch, gone ones too. */
export function selectStandingHints(db: Queries, batchId: string, objectKey: string): StandingHint[] {
  const { id, check, groundHash, url, state } = hints
  return db
    .select({ id, check, groundHash, url, state })
    .from(hints)
    .where(and(eq(hints.batchId, batchId), eq(hints.objectKey, objectKey)))
    .orderBy(asc(id))
    .all()
}

export function selectHintsTakenInto(db: Queries, findingId: string): StoredHint[] {
  return db.select().from(hints).where(eq(hints.findingId, findingId)).orderBy(asc(hints.id)).all()
}

export function selectDismissedGrounds(db: Queries, objectKey: string): DismissedGround[] {
  return db
    .select()
    .from(dismissedGrounds)
    .where(eq(dismissedGrounds.objectKey, objectKey))
    .orderBy(asc(dismissedGrounds.check), asc(dismissedGrounds.groundHash))
    .all()
}

export function selectDismissedGround(
  db: Queries,
  ground: Pick<DismissedGround, 'objectKey' | 'check' | 'groundHash'>
): DismissedGround | null {
  const where = and(
    eq(dismissedGrounds.objectKey, ground.objectKey),
    eq(dismissedGrounds.check, ground.check),
    eq(dismissedGrounds.groundHash, ground.groundHash)
  )
  return db.select().from(dismissedGrounds).where(where).get() ?? null
}

/** Over all batches; a check that nobody decided on is not listed. */
export function countDecisions(db: Queries): ReadonlyMap<string, Decisions> {
  const rows = db
    .select({ check: hints.check, state: hints.state, total: count() })
    .from(hints)
    .where(inArray(hints.state, ['taken', 'dismissed']))
    .groupBy(hints.check, hints.state)
    .all()
  const counts = new Map<string, Decisions>()
  for (const { check, state, total } of rows) {
    const known = counts.get(check) ?? { taken: 0, dismissed: 0 }
    counts.set(check, state === 'taken' ? { ...known, taken: total } : { ...known, dismissed: total })
  }
  return counts
}

/** Reasons of dismissals, the one used last first, each once. */
export function selectReasons(db: Queries, limit: number): string[] {
  const rows = db
    .select({ reason: hints.reason })
    .from(hints)
    .where(eq(hints.state, 'dismissed'))
    .orderBy(desc(hints.decidedAt), desc(hints.id))
    .limit(500)
    .all()
  return [...new Set(rows.flatMap(({ reason }) => (reason === null ? [] : [reason])))].slice(0, limit)
}

/** Newest first. */
export function selectSweeps(db: Queries, batchId: string): StoredSweep[] {
  return db.select().from(sweeps).where(eq(sweeps.batchId, batchId)).orderBy(desc(sweeps.startedAt), desc(sweeps.sweepId)).all()
}

export function selectSweepPages(db: Queries, sweepId: string, objectKey: string | undefined): StoredSweepPage[] {
  const ofSweep = eq(sweepPages.sweepId, sweepId)
  const where = objectKey === undefined ? ofSweep : and(ofSweep, eq(sweepPages.objectKey, objectKey))
  return db.select().from(sweepPages).where(where).orderBy(asc(sweepPages.objectKey), asc(sweepPages.url)).all()
}

/** Object keys whose targets are done in the sweep. */
export function selectSweptTargets(db: Queries, sweepId: string): string[] {
  return db
    .select({ objectKey: sweepPages.objectKey })
    .from(sweepPages)
    .where(and(eq(sweepPages.sweepId, sweepId), eq(sweepPages.part, 'site')))
    .orderBy(asc(sweepPages.objectKey))
    .all()
    .map(({ objectKey }) => objectKey)
}

/** The page as the sweep before this one saw it, in whatever batch. */
export function selectEarlierPage(db: Queries, objectKey: string, url: string, besides: string): StoredSweepPage | null {
  const where = and(
    eq(sweepPages.objectKey, objectKey),
    eq(sweepPages.url, url),
    ne(sweepPages.sweepId, besides),
    isNotNull(sweepPages.column)
  )
  return db.select().from(sweepPages).where(where).orderBy(desc(sweepPages.observedAt)).limit(1).get() ?? null
}

/** Pages done in a sweep, and how many of them a browser had to open. */
export function countSweepPages(db: Queries, sweepId: string): { pages: number; byBrowser: number; failed: number } {
  const rows = db
    .select({ by: sweepPages.by, total: count() })
    .from(sweepPages)
    .where(and(eq(sweepPages.sweepId, sweepId), eq(sweepPages.part, 'page')))
    .groupBy(sweepPages.by)
    .all()
  const of = (by: 'http' | 'browser' | null): number => rows.find((row) => row.by === by)?.total ?? 0
  return { pages: of('http') + of('browser') + of(null), byBrowser: of('browser'), failed: of(null) }
}
