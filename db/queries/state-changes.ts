import { and, asc, eq, sql } from 'drizzle-orm'
import { eventPayloads } from '../../electron/events/types.ts'
import { events } from '../schema/index.ts'
import type { StoredStateChange } from '../store-types.ts'
import type { Queries } from './queries.ts'

/** From the log itself: the projection keeps only where a target stands now. In the order of the log. */
export function selectStateChanges(db: Queries, batchId: string): StoredStateChange[] {
  const rows = db
    .select({ time: events.time, payload: events.payload })
    .from(events)
    .where(and(eq(events.type, 'target.state-changed'), eq(sql`json_extract(${events.payload}, '$.batchId')`, batchId)))
    .orderBy(asc(events.arrival))
    .all()
  return rows.map(({ time, payload }) => ({ ...eventPayloads['target.state-changed'].parse(JSON.parse(payload)), time }))
}
