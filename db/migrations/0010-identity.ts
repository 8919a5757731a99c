import type { Migration } from './migration.ts'

/** Roles of devices, and the events without effect for want of one. */
export const migration0010 = {
  id: '0010-identity',
  sql: `CREATE TABLE "roles" (
  "device" text PRIMARY KEY NOT NULL,
  "role" text NOT NULL,
  "given_by" text NOT NULL,
  "time" text NOT NULL
);
CREATE TABLE "void_events" (
  "id" text PRIMARY KEY NOT NULL,
  "device" text NOT NULL,
  "author" text NOT NULL,
  "type" text NOT NULL,
  "time" text NOT NULL,
  "reason" text NOT NULL
);
`
} satisfies Migration
