import { join } from 'node:path'
import Database from 'better-sqlite3'
import { applyMigrations, pendingMigrations } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import type { Migration } from '../../db/migrations/migration.ts'
import { smallInspection } from './fixtures.ts'
import { temporaryFolder } from './support.ts'

/** A new database with these migrations alone. */
export function fileWith(list: readonly Migration[]): string {
  const file = join(temporaryFolder(), 'workspace.db')
  const db = new Database(file)
  db.pragma('foreign_keys = ON')
  applyMigrations(db, list)
  db.close()
  return file
}

/** The rows of an up-to-date workspace in one that has only the first migrations, whatever was shipped later. */
export function olderFile(full: string, steps: number): string {
  const file = fileWith(migrations.slice(0, steps))
  const db = new Database(file)
  db.pragma('foreign_keys = OFF')
  db.prepare('ATTACH ? AS whole').run(full)
  const tables = db.prepare<[], string>("SELECT name FROM main.sqlite_schema WHERE type = 'table'").pluck().all()
  for (const table of tables.filter((name) => name !== 'schema_migrations')) {
    const columns = (db.pragma(`main.table_info("${table}")`) as { name: string }[]).map(({ name }) => `"${name}"`).join(', ')
    db.exec(`INSERT INTO main."${table}" (${columns}) SELECT ${columns} FROM whole."${table}"`)
  }
  db.close()
  return file
}

export function pendingOf(file: string): string[] {
  const db = new Database(file)
  const ids = pendingMigrations(db).map(({ id }) => id)
  db.close()
  return ids
}

/** Acts since the tenth shape, whose rows or custody lines older ones had no place for. */
export const sinceTenth = ['work.assigned', 'work.withdrawn']
/** Acts that a workspace of the fifth shape could not hold, and one of the second. */
export const sinceSixth = ['sweep.', 'hints.', 'hint.', 'watch.', 'visits.', 'device.', ...sinceTenth]
export const sinceThird = ['evidence.annotated', 'evidence.numbers', 'evidence.copy', 'evidence.accepted', ...sinceSixth]
export const inspectionBefore = (newer: readonly string[]): ReturnType<typeof smallInspection> =>
  smallInspection().filter(({ type }) => !newer.some((name) => type.startsWith(name)))
