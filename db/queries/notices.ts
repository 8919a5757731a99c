import { desc } from 'drizzle-orm'
import { notices } from '../schema/index.ts'
import type { StoredNotice } from '../store-types.ts'
import type { Queries } from './queries.ts'

/** Newest first. */
export function selectNotices(db: Queries): StoredNotice[] {
  return db.select().from(notices).orderBy(desc(notices.time), desc(notices.noticeId)).all()
}
