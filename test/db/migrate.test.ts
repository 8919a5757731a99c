import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { applyMigrations, pendingMigrations, upgrade } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import type { Migration } from '../../db/migrations/migration.ts'
import { openStore, upgradeStore } from '../../db/open.ts'
import { XunchaError } from '../../electron/domain/errors.ts'
import { fileWith } from './old-files.ts'
import { countingIds, openTestStore, steppingClock, temporaryFolder } from './support.ts'

const parents: Migration = {
  id: '0001-parents',
  sql: `CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent(id) ON DELETE CASCADE);
        INSERT INTO parent VALUES (1, 'a'), (2, 'b');
        INSERT INTO child VALUES (10, 1), (20, 2), (21, 2);`
}
/** SQLite's own recipe, as drizzle-kit writes it. */
const rebuild: Migration = {
  id: '0002-parent-code',
  sql: `CREATE TABLE new_parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL, code TEXT);
        INSERT INTO new_parent (id, name) SELECT id, name FROM parent;
        DROP TABLE parent;
        ALTER TABLE new_parent RENAME TO parent;`
}

const children = (db: Database.Database): unknown => db.prepare('SELECT count(*) FROM child').pluck().get()
const code = (work: () => unknown): string => {
  try {
    work()
    return 'no error'
  } catch (error) {
    return error instanceof XunchaError ? error.code : String(error)
  }
}

describe('pendingMigrations', () => {
  it('refuses a database of a newer version and leaves its bytes alone', async () => {
    const file = fileWith([parents, rebuild])
    const before = readFileSync(file)
    const db = new Database(file)
    expect(code(() => pendingMigrations(db, [parents]))).toBe('workspace-newer')
    db.close()
    expect(readFileSync(file).equals(before)).toBe(true)

    const real = fileWith([...migrations, { id: '9999-future', sql: 'CREATE TABLE future (id INTEGER)' }])
    const realBefore = readFileSync(real)
    expect(code(() => openTestStore(real))).toBe('workspace-newer')
    await expect(upgradeStore(real, { backupsDir: temporaryFolder(), clock: steppingClock() })).rejects.toMatchObject({
      code: 'workspace-newer'
    })
    expect(readFileSync(real).equals(realBefore)).toBe(true)
  })

  it('refuses a database whose applied migration was edited since', () => {
    const file = fileWith([parents])
    const db = new Database(file)
    expect(code(() => pendingMigrations(db, [{ ...parents, sql: `${parents.sql} ` }, rebuild]))).toBe('workspace-edited')
    expect(code(() => pendingMigrations(db, [{ ...parents, id: '0001-other' }, rebuild]))).toBe('workspace-edited')
    expect(pendingMigrations(db, [parents, rebuild])).toEqual([rebuild])
    db.close()
  })

  it('refuses a SQLite file that is no workspace, and a file that is no database', () => {
    const foreign = join(temporaryFolder(), 'workspace.db')
    const db = new Database(foreign)
    db.exec('CREATE TABLE bookmarks (id INTEGER)')
    db.close()
    expect(code(() => openTestStore(foreign))).toBe('workspace-damaged')
  })
})

describe('applyMigrations', () => {
  it('keeps child rows through a table rebuild', () => {
    const db = new Database(fileWith([parents]))
    db.pragma('foreign_keys = ON')
    applyMigrations(db, [rebuild])
    expect(children(db)).toBe(3)
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    db.close()
  })

  it('would lose them the naive way (planted fault)', () => {
    const db = new Database(fileWith([parents]))
    db.pragma('foreign_keys = ON')
    db.transaction(() => {
      db.pragma('foreign_keys = OFF')
      db.exec(rebuild.sql)
    })()
    expect(children(db)).toBe(0)
    db.close()
  })

  it('takes back a migration that orphans rows', () => {
    const db = new Database(fileWith([parents]))
    db.pragma('foreign_keys = ON')
    const orphaning: Migration = { id: '0002-drop', sql: 'DELETE FROM parent WHERE id = 2' }
    expect(code(() => applyMigrations(db, [orphaning]))).toBe('workspace-damaged')
    expect(children(db)).toBe(3)
    expect(db.prepare('SELECT count(*) FROM parent').pluck().get()).toBe(2)
    expect(pendingMigrations(db, [parents, orphaning])).toEqual([orphaning])
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    db.close()
  })

  it('leaves nothing of a migration that fails half-way', () => {
    const db = new Database(fileWith([parents]))
    const failing: Migration = { id: '0002-half', sql: 'CREATE TABLE half (id INTEGER); CREATE TABLE parent (id INTEGER)' }
    expect(() => applyMigrations(db, [failing])).toThrow(/already exists/)
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0)
    db.close()
  })
})

describe('upgrade', () => {
  it('copies an existing database before it changes it, and nothing for a new one', async () => {
    const backupsDir = join(temporaryFolder(), '备份')
    const db = new Database(fileWith([parents]))
    const done = await upgrade(db, { backupsDir, stamp: '1', migrations: [parents, rebuild] })
    expect(done.applied).toEqual(['0002-parent-code'])
    const copy = new Database(done.backup ?? '', { readonly: true })
    expect(copy.prepare('SELECT count(*) FROM child').pluck().get()).toBe(3)
    expect(copy.prepare("SELECT count(*) FROM pragma_table_info('parent') WHERE name = 'code'").pluck().get()).toBe(0)
    copy.close()
    expect(await upgrade(db, { backupsDir, stamp: '2', migrations: [parents, rebuild] })).toEqual({ applied: [], backup: null })
    db.close()

    const fresh = join(temporaryFolder(), 'workspace.db')
    expect((await upgradeStore(fresh, { backupsDir, clock: steppingClock() })).backup).toBeNull()
    openStore(fresh, { clock: steppingClock(), ids: countingIds(), author: () => '王检' }).close()
  })
})
