import type { Migration } from './migration.ts'

/** The first shape of a workspace: the log, its projections, the settings of the device. */
export const migration0001 = {
  id: '0001-workspace',
  sql: `CREATE TABLE "batches" (
  "id" text PRIMARY KEY NOT NULL,
  "title" text NOT NULL,
  "period" text NOT NULL,
  "object" text NOT NULL,
  "catalogue_hash" text NOT NULL,
  "registry_hash" text NOT NULL,
  "design" text NOT NULL,
  "algorithm" text NOT NULL,
  "frame" integer NOT NULL,
  "drawn" integer NOT NULL,
  "strata" text NOT NULL,
  "record_hash" text NOT NULL,
  "allow_hosts" text NOT NULL,
  "opened_at" text NOT NULL,
  "opened_by" text NOT NULL,
  FOREIGN KEY ("catalogue_hash") REFERENCES "catalogues"("hash") ON UPDATE no action ON DELETE no action
);
CREATE TABLE "catalogues" (
  "hash" text PRIMARY KEY NOT NULL,
  "catalogue" text NOT NULL
);
CREATE TABLE "events" (
  "seq" integer PRIMARY KEY NOT NULL,
  "id" text NOT NULL,
  "device" text NOT NULL,
  "author" text NOT NULL,
  "parents" text NOT NULL,
  "time" text NOT NULL,
  "type" text NOT NULL,
  "payload" text NOT NULL,
  "prev_hash" text NOT NULL,
  "hash" text NOT NULL
);
CREATE UNIQUE INDEX "events_id_unique" ON "events" ("id");
CREATE TABLE "evidence" (
  "id" text PRIMARY KEY NOT NULL,
  "batch_id" text NOT NULL,
  "object_key" text NOT NULL,
  "kind" text NOT NULL,
  "requested_url" text,
  "final_url" text,
  "title" text,
  "captured_at" text NOT NULL,
  "width" integer NOT NULL,
  "height" integer NOT NULL,
  "quality" text NOT NULL,
  FOREIGN KEY ("batch_id","object_key") REFERENCES "targets"("batch_id","object_key") ON UPDATE no action ON DELETE no action
);
CREATE INDEX "evidence_by_target" ON "evidence" ("batch_id","object_key");
CREATE TABLE "evidence_files" (
  "evidence_id" text NOT NULL,
  "ordinal" integer NOT NULL,
  "role" text NOT NULL,
  "name" text NOT NULL,
  "mime" text NOT NULL,
  "sha256" text NOT NULL,
  "size" integer NOT NULL,
  PRIMARY KEY("evidence_id", "ordinal"),
  FOREIGN KEY ("evidence_id") REFERENCES "evidence"("id") ON UPDATE no action ON DELETE cascade
);
CREATE INDEX "evidence_files_by_hash" ON "evidence_files" ("sha256");
CREATE TABLE "findings" (
  "id" text PRIMARY KEY NOT NULL,
  "batch_id" text NOT NULL,
  "object_key" text NOT NULL,
  "indicator_id" text NOT NULL,
  "count" integer NOT NULL,
  "description" text NOT NULL,
  "location" text NOT NULL,
  "url" text NOT NULL,
  "observed_at" text NOT NULL,
  "inspector" text NOT NULL,
  "evidence_ids" text NOT NULL,
  FOREIGN KEY ("batch_id","object_key") REFERENCES "targets"("batch_id","object_key") ON UPDATE no action ON DELETE no action
);
CREATE INDEX "findings_by_target" ON "findings" ("batch_id","object_key");
CREATE TABLE "notices" (
  "notice_id" text PRIMARY KEY NOT NULL,
  "batch_ids" text NOT NULL,
  "profile" text NOT NULL,
  "title" text NOT NULL,
  "model_hash" text NOT NULL,
  "files" text NOT NULL,
  "time" text NOT NULL,
  "author" text NOT NULL
);
CREATE TABLE "registry_imports" (
  "id" text PRIMARY KEY NOT NULL,
  "files" text NOT NULL,
  "accepted_valid" integer NOT NULL,
  "time" text NOT NULL,
  "author" text NOT NULL
);
CREATE TABLE "registry_objects" (
  "key" text PRIMARY KEY NOT NULL,
  "kind" text NOT NULL,
  "ordinal" integer NOT NULL,
  "status" text NOT NULL,
  "object" text NOT NULL
);
CREATE INDEX "registry_objects_by_order" ON "registry_objects" ("kind","ordinal");
CREATE TABLE "settings" (
  "key" text PRIMARY KEY NOT NULL,
  "value" text NOT NULL
);
CREATE TABLE "targets" (
  "batch_id" text NOT NULL,
  "object_key" text NOT NULL,
  "ordinal" integer NOT NULL,
  "state" text NOT NULL,
  "inspector" text,
  "object" text NOT NULL,
  PRIMARY KEY("batch_id", "object_key"),
  FOREIGN KEY ("batch_id") REFERENCES "batches"("id") ON UPDATE no action ON DELETE cascade
);
CREATE INDEX "targets_by_order" ON "targets" ("batch_id","ordinal");
CREATE TABLE "verdicts" (
  "batch_id" text NOT NULL,
  "object_key" text NOT NULL,
  "indicator_id" text NOT NULL,
  "verdict" text NOT NULL,
  "inspector" text NOT NULL,
  "time" text NOT NULL,
  PRIMARY KEY("batch_id", "object_key", "indicator_id"),
  FOREIGN KEY ("batch_id","object_key") REFERENCES "targets"("batch_id","object_key") ON UPDATE no action ON DELETE no action
);
`
} satisfies Migration
