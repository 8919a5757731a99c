import type { Migration } from './migration.ts'

/** One chain of events for each device, what other laptops sent, and the conflicts between them. */
export const migration0008 = {
  id: '0008-many-devices',
  sql: `CREATE TABLE "events_by_device" (
  "arrival" integer PRIMARY KEY NOT NULL,
  "device" text NOT NULL,
  "seq" integer NOT NULL,
  "id" text NOT NULL,
  "author" text NOT NULL,
  "parents" text NOT NULL,
  "time" text NOT NULL,
  "type" text NOT NULL,
  "payload" text NOT NULL,
  "prev_hash" text NOT NULL,
  "hash" text NOT NULL
);
INSERT INTO "events_by_device" ("arrival", "device", "seq", "id", "author", "parents", "time", "type", "payload", "prev_hash", "hash")
  SELECT "seq", "device", "seq", "id", "author", "parents", "time", "type", "payload", "prev_hash", "hash" FROM "events" ORDER BY "seq";
DROP TABLE "events";
ALTER TABLE "events_by_device" RENAME TO "events";
CREATE UNIQUE INDEX "events_id_unique" ON "events" ("id");
CREATE UNIQUE INDEX "events_by_device_and_seq" ON "events" ("device", "seq");
CREATE TABLE "log_heads" (
  "event_id" text PRIMARY KEY NOT NULL
);
INSERT INTO "log_heads" ("event_id") SELECT "id" FROM "events" ORDER BY "arrival" DESC LIMIT 1;
CREATE TABLE "held_events" (
  "hash" text PRIMARY KEY NOT NULL,
  "device" text NOT NULL,
  "seq" integer NOT NULL,
  "reason" text NOT NULL,
  "event" text NOT NULL
);
CREATE TABLE "device_seals" (
  "device" text NOT NULL,
  "seq" integer NOT NULL,
  "hash" text NOT NULL,
  "key_id" text NOT NULL,
  "public_key" text NOT NULL,
  "signature" text NOT NULL,
  PRIMARY KEY("device", "seq", "hash", "key_id")
);
CREATE TABLE "known_keys" (
  "key_id" text PRIMARY KEY NOT NULL,
  "device" text NOT NULL,
  "name" text NOT NULL,
  "public_key" text NOT NULL,
  "accepted_at" text NOT NULL
);
CREATE TABLE "conflicts" (
  "conflict_id" text PRIMARY KEY NOT NULL,
  "item" text NOT NULL,
  "kind" text NOT NULL,
  "batch_id" text,
  "object_key" text,
  "indicator_id" text,
  "base" text,
  "versions" text NOT NULL
);
CREATE INDEX "conflicts_by_item" ON "conflicts" ("item");
CREATE TABLE "rulings" (
  "ruling_id" text PRIMARY KEY NOT NULL,
  "conflict_id" text NOT NULL,
  "item" text NOT NULL,
  "versions" text NOT NULL,
  "chosen" text NOT NULL,
  "reason" text NOT NULL,
  "by" text NOT NULL,
  "time" text NOT NULL
);
`
} satisfies Migration
