import { and, asc, count, eq, ne, sql } from 'drizzle-orm'
import { findings, verdicts } from '../schema/index.ts'
import type { StoredVerdict } from '../store-types.ts'
import type { Queries } from './queries.ts'

export function selectVerdictsOf(db: Queries, batchId: string, indicatorId: string): StoredVerdict[] {
  const one = and(eq(verdicts.batchId, batchId), eq(verdicts.indicatorId, indicatorId))
  return db.select().from(verdicts).where(one).orderBy(asc(verdicts.objectKey)).all()
}

export function countFindingsOf(db: Queries, batchId: string, indicatorId: string): ReadonlyMap<string, number> {
  const one = and(eq(findings.batchId, batchId), eq(findings.indicatorId, indicatorId))
  const rows = db
    .select({ objectKey: findings.objectKey, amount: count() })
    .from(findings)
    .where(one)
    .groupBy(findings.objectKey)
    .all()
  return new Map(rows.map(({ objectKey, amount }) => [objectKey, amount]))
}

const unitSeparator = '\u001F'

/** Joined by SQLite: a batch of 5,000 has 200,000 verdicts, too many to make an object of each for one answer. */
export function selectSettled(db: Queries, batchId: string): ReadonlyMap<string, readonly string[]> {
  const rows = db
    .select({ objectKey: verdicts.objectKey, ids: sql<string>`group_concat(${verdicts.indicatorId}, char(31))` })
    .from(verdicts)
    .where(and(eq(verdicts.batchId, batchId), ne(verdicts.verdict, 'pending')))
    .groupBy(verdicts.objectKey)
    .all()
  return new Map(rows.map(({ objectKey, ids }) => [objectKey, ids.split(unitSeparator)]))
}
