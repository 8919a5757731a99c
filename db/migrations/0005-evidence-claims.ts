import type { Migration } from './migration.ts'

/** The time a photo claims for itself, and who let a doubtful picture stand. */
export const migration0005 = {
  id: '0005-evidence-claims',
  sql: `ALTER TABLE "evidence" ADD COLUMN "taken_at" text;
ALTER TABLE "evidence" ADD COLUMN "accepted_by" text;
`
} satisfies Migration
