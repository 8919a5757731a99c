import type { Migration } from './migration.ts'

/** The public keys that devices have introduced. */
export const migration0009 = {
  id: '0009-devices',
  sql: `CREATE TABLE "devices" (
  "device" text NOT NULL,
  "key_id" text NOT NULL,
  "public_key" text NOT NULL,
  "name" text NOT NULL,
  "time" text NOT NULL,
  PRIMARY KEY("device", "key_id")
);
`
} satisfies Migration
