import type { Migration } from './migration.ts'

/** Keys of devices that count no more, because another one took their place. */
export const migration0012 = {
  id: '0012-lost-keys',
  sql: `CREATE TABLE "revoked_keys" (
  "device" text NOT NULL,
  "key_id" text NOT NULL,
  PRIMARY KEY("device", "key_id")
);
`
} satisfies Migration
