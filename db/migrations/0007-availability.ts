import type { Migration } from './migration.ts'

/** Which sites of a batch are watched, and every visit. */
export const migration0007 = {
  id: '0007-availability',
  sql: `CREATE TABLE "watch_plans" (
  "batch_id" text PRIMARY KEY NOT NULL,
  "object_keys" text NOT NULL,
  "per_day" integer NOT NULL,
  "seed" text NOT NULL,
  "time" text NOT NULL,
  "author" text NOT NULL,
  FOREIGN KEY ("batch_id") REFERENCES "batches"("id") ON UPDATE no action ON DELETE cascade
);
CREATE TABLE "visits" (
  "batch_id" text NOT NULL,
  "object_key" text NOT NULL,
  "at" text NOT NULL,
  "url" text NOT NULL,
  "outcome" text NOT NULL,
  "milliseconds" real,
  "status" integer,
  "error" text,
  "control" text NOT NULL,
  PRIMARY KEY("batch_id", "object_key", "at"),
  FOREIGN KEY ("batch_id") REFERENCES "batches"("id") ON UPDATE no action ON DELETE cascade
);
`
} satisfies Migration
