import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { ProjectionRows } from '../../electron/events/rows.ts'
import type { EventType } from '../../electron/events/types.ts'
import { assignments, events, workPackages, workReceipts } from '../schema/index.ts'
import type { WorkStep } from '../store-types.ts'
import type { Queries } from './queries.ts'

/** In the order they were sent, as far as clocks tell. */
export function selectWorkPackages(db: Queries, batchId: string): ProjectionRows['work_packages'][] {
  return db
    .select()
    .from(workPackages)
    .where(eq(workPackages.batchId, batchId))
    .orderBy(asc(workPackages.time), asc(workPackages.workId))
    .all()
}

export function selectAssignments(db: Queries, batchId: string): ProjectionRows['assignments'][] {
  return db
    .select()
    .from(assignments)
    .where(eq(assignments.batchId, batchId))
    .orderBy(asc(assignments.inspector), asc(assignments.objectKey))
    .all()
}

export function selectWorkReceipts(db: Queries, batchId: string): ProjectionRows['work_receipts'][] {
  return db
    .select()
    .from(workReceipts)
    .where(eq(workReceipts.batchId, batchId))
    .orderBy(asc(workReceipts.time), asc(workReceipts.workId), asc(workReceipts.device))
    .all()
}

/** Acts that make something of a target: what is counted in a score, and what proves it. */
const judging: readonly EventType[] = [
  'target.state-changed',
  'verdict.given',
  'finding.recorded',
  'finding.edited',
  'work.restored',
  'evidence.captured'
]

/** Device by device, in the order of its chain: work packages opened, and acts on targets of the batch. */
export function selectWorkSteps(db: Queries, batchId: string): WorkStep[] {
  const at = (path: string) => sql<string | null>`json_extract(${events.payload}, ${path})`
  const acts = and(inArray(events.type, [...judging]), sql`${at('$.batchId')} = ${batchId}`)
  const opened = and(eq(events.type, 'work.received'), sql`${at('$.excerpt.batch.batchId')} = ${batchId}`)
  return db
    .select({
      device: events.device,
      seq: events.seq,
      author: events.author,
      workId: sql<string | null>`CASE ${events.type} WHEN 'work.received' THEN ${at('$.workId')} END`,
      objectKey: at('$.objectKey')
    })
    .from(events)
    .where(sql`${acts} OR ${opened}`)
    .orderBy(asc(events.device), asc(events.seq))
    .all()
}

export function selectWorkSenders(db: Queries, batchId: string): ReadonlySet<string> {
  const rows = db
    .selectDistinct({ device: events.device })
    .from(events)
    .where(and(eq(events.type, 'work.assigned'), sql`json_extract(${events.payload}, '$.batchId') = ${batchId}`))
    .all()
  return new Set(rows.map(({ device }) => device))
}
