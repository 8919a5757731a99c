import type { Migration } from './migration.ts'

/** The public keys of the devices, and the seals over their chains (made from keys and log, so outside both log and state). */
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
CREATE TABLE "seals" (
  "device" text NOT NULL,
  "seq" integer NOT NULL,
  "hash" text NOT NULL,
  "key_id" text NOT NULL,
  "public_key" text NOT NULL,
  "signature" text NOT NULL,
  PRIMARY KEY("device", "seq", "key_id")
);
`
} satisfies Migration
