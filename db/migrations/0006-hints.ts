import type { Migration } from './migration.ts'

/** Sweeps, the pages they visited, hints and the dismissals that later sweeps remember. */
export const migration0006 = {
  id: '0006-hints',
  sql: `CREATE TABLE "sweeps" (
  "sweep_id" text PRIMARY KEY NOT NULL,
  "batch_id" text NOT NULL,
  "checks" text NOT NULL,
  "settings" text NOT NULL,
  "targets" integer NOT NULL,
  "started_at" text NOT NULL,
  "started_by" text NOT NULL,
  "finished_at" text,
  "outcome" text,
  FOREIGN KEY ("batch_id") REFERENCES "batches"("id") ON UPDATE no action ON DELETE cascade
);
CREATE INDEX "sweeps_by_batch" ON "sweeps" ("batch_id");
CREATE TABLE "sweep_pages" (
  "sweep_id" text NOT NULL,
  "batch_id" text NOT NULL,
  "object_key" text NOT NULL,
  "part" text NOT NULL,
  "from" text,
  "url" text NOT NULL,
  "location" text NOT NULL,
  "final_url" text,
  "status" integer,
  "by" text,
  "sha256" text,
  "milliseconds" integer NOT NULL,
  "error" text,
  "counts" text NOT NULL,
  "errors" text NOT NULL,
  "column" text,
  "home_facts" text,
  "links" text,
  "checked_links" text,
  "search_form" text,
  "searched" text,
  "article" text,
  "robots" text,
  "more" text NOT NULL,
  "observed_at" text NOT NULL,
  PRIMARY KEY("sweep_id", "object_key", "part", "url"),
  FOREIGN KEY ("sweep_id") REFERENCES "sweeps"("sweep_id") ON UPDATE no action ON DELETE cascade
);
CREATE INDEX "sweep_pages_by_url" ON "sweep_pages" ("object_key", "url");
CREATE TABLE "hints" (
  "id" text PRIMARY KEY NOT NULL,
  "batch_id" text NOT NULL,
  "object_key" text NOT NULL,
  "sweep_id" text NOT NULL,
  "check" text NOT NULL,
  "outcome" text NOT NULL,
  "message" text NOT NULL,
  "places" text NOT NULL,
  "items" text NOT NULL,
  "ground_hash" text NOT NULL,
  "url" text NOT NULL,
  "location" text NOT NULL,
  "observed_at" text NOT NULL,
  "state" text NOT NULL,
  "earlier" text,
  "reason" text,
  "finding_id" text,
  "decided_by" text,
  "decided_at" text,
  FOREIGN KEY ("batch_id") REFERENCES "batches"("id") ON UPDATE no action ON DELETE cascade
);
CREATE INDEX "hints_by_target" ON "hints" ("batch_id", "object_key", "state");
CREATE INDEX "hints_by_check" ON "hints" ("check", "state");
CREATE INDEX "hints_by_finding" ON "hints" ("finding_id");
CREATE TABLE "dismissed_grounds" (
  "object_key" text NOT NULL,
  "check" text NOT NULL,
  "ground_hash" text NOT NULL,
  "url" text NOT NULL,
  "path" text NOT NULL,
  "text" text NOT NULL,
  "hint_id" text NOT NULL,
  "reason" text NOT NULL,
  "inspector" text NOT NULL,
  "time" text NOT NULL,
  PRIMARY KEY("object_key", "check", "ground_hash")
);
`
} satisfies Migration
