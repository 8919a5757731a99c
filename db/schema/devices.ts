import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

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

/** Signatures over the heads of the devices' chains. Outside the log: a seal says something of the log. */
export const seals = sqliteTable(
  'seals',
  {
    device: text('device').notNull(),
    seq: integer('seq').notNull(),
    hash: text('hash').notNull(),
    keyId: text('key_id').notNull(),
    publicKey: text('public_key').notNull(),
    signature: text('signature').notNull()
  },
  (table) => [primaryKey({ columns: [table.device, table.seq, table.keyId] })]
)
