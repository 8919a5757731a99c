import type { Migration } from './migration.ts'

/** Column registry, the office's own documents, decisions about unconfirmed numbers, later editions of a batch. */
export const migration0002 = {
  id: '0002-rule-book',
  sql: `ALTER TABLE "batches" ADD COLUMN "decisions" text NOT NULL DEFAULT '[]';
CREATE TABLE "adoptions" (
  "adoption_id" text PRIMARY KEY NOT NULL,
  "batch_id" text NOT NULL,
  "catalogue_hash" text NOT NULL,
  "previous_hash" text NOT NULL,
  "reason" text NOT NULL,
  "time" text NOT NULL,
  "author" text NOT NULL,
  FOREIGN KEY ("batch_id") REFERENCES "batches"("id") ON UPDATE no action ON DELETE cascade
);
CREATE TABLE "office_documents" (
  "kind" text NOT NULL,
  "id" text NOT NULL,
  "title" text NOT NULL,
  "content" text NOT NULL,
  "time" text NOT NULL,
  "author" text NOT NULL,
  PRIMARY KEY("kind", "id")
);
CREATE TABLE "site_columns" (
  "id" text PRIMARY KEY NOT NULL,
  "object_key" text NOT NULL,
  "class" text NOT NULL,
  "level" text NOT NULL,
  "path" text NOT NULL,
  "url" text NOT NULL,
  "last_update" text,
  "is_blank" integer NOT NULL,
  "observed_at" text NOT NULL,
  "note" text NOT NULL,
  "inspector" text NOT NULL
);
CREATE INDEX "site_columns_by_object" ON "site_columns" ("object_key");
`
} satisfies Migration
