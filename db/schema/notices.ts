import { sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EventPayload } from '../../electron/events/types.ts'
import { json } from './json-column.ts'

export const notices = sqliteTable('notices', {
  noticeId: text('notice_id').primaryKey(),
  batchIds: json('batch_ids').$type<string[]>().notNull(),
  profile: text('profile').notNull(),
  title: text('title').notNull(),
  modelHash: text('model_hash').notNull(),
  files: json('files').$type<EventPayload<'notice.exported'>['files']>().notNull(),
  time: text('time').notNull(),
  author: text('author').notNull()
})
