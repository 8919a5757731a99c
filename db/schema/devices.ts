import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const devices = sqliteTable(
  'devices',
  {
    device: text('device').notNull(),
    keyId: text('key_id').notNull(),
    publicKey: text('public_key').notNull(),
    name: text('name').notNull(),
    time: text('time').notNull()
  },
  (table) => [primaryKey({ columns: [table.device, table.keyId] })]
)
