import type { Migration } from './migration.ts'

/** What is half-written on a screen, kept over a kill. */
export const migration0003 = {
  id: '0003-drafts',
  sql: `CREATE TABLE "drafts" (
  "batch_id" text NOT NULL,
  "object_key" text NOT NULL,
  "kind" text NOT NULL,
  "content" text NOT NULL,
  "saved_at" text NOT NULL,
  PRIMARY KEY("batch_id", "object_key", "kind")
);
`
} satisfies Migration
