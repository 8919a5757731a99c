import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** What belongs to this device and not to the inspection: outside the log and outside the state hash. */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull()
})
