import type { Migration } from './migration.ts'

/** Layers over pictures, numbers to be masked in them, the copies made from both; targets of one object over the batches. */
export const migration0004 = {
  id: '0004-annotations',
  sql: `CREATE TABLE "evidence_numbers" (
  "evidence_id" text PRIMARY KEY NOT NULL,
  "image_sha256" text NOT NULL,
  "numbers" text NOT NULL,
  FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON UPDATE no action ON DELETE cascade
);
CREATE TABLE "annotations" (
  "annotation_id" text PRIMARY KEY NOT NULL,
  "evidence_id" text NOT NULL,
  "image_sha256" text NOT NULL,
  "layers" text NOT NULL,
  "time" text NOT NULL,
  "author" text NOT NULL,
  FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON UPDATE no action ON DELETE cascade
);
CREATE INDEX "annotations_by_evidence" ON "annotations" ("evidence_id");
CREATE TABLE "evidence_copies" (
  "copy_id" text PRIMARY KEY NOT NULL,
  "evidence_id" text NOT NULL,
  "annotation_id" text NOT NULL,
  "derived_from" text NOT NULL,
  "masked" text NOT NULL,
  "drawn" integer NOT NULL,
  "files" text NOT NULL,
  "time" text NOT NULL,
  "author" text NOT NULL,
  FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON UPDATE no action ON DELETE cascade
);
CREATE INDEX "evidence_copies_by_evidence" ON "evidence_copies" ("evidence_id");
CREATE INDEX "targets_by_object" ON "targets" ("object_key");
CREATE INDEX "findings_by_inspector" ON "findings" ("inspector", "indicator_id");
`
} satisfies Migration
