import type { Migration } from './migration.ts'

/** Work handed out to inspectors, who has which target, and where it was opened. */
export const migration0011 = {
  id: '0011-work',
  sql: `CREATE TABLE "work_packages" (
  "work_id" text PRIMARY KEY NOT NULL,
  "batch_id" text NOT NULL,
  "to" text NOT NULL,
  "device" text,
  "object_keys" text NOT NULL,
  "catalogue_hash" text NOT NULL,
  "time" text NOT NULL,
  "author" text NOT NULL
);
CREATE TABLE "assignments" (
  "batch_id" text NOT NULL,
  "inspector" text NOT NULL,
  "object_key" text NOT NULL,
  "work_id" text NOT NULL,
  "time" text NOT NULL,
  "author" text NOT NULL,
  PRIMARY KEY("batch_id", "inspector", "object_key")
);
CREATE INDEX "assignments_by_target" ON "assignments" ("batch_id", "object_key");
CREATE TABLE "work_receipts" (
  "work_id" text NOT NULL,
  "device" text NOT NULL,
  "batch_id" text NOT NULL,
  "inspector" text NOT NULL,
  "sender" text NOT NULL,
  "sent_seq" integer NOT NULL,
  "time" text NOT NULL,
  PRIMARY KEY("work_id", "device")
);
CREATE INDEX "work_receipts_by_batch" ON "work_receipts" ("batch_id");
`
} satisfies Migration
