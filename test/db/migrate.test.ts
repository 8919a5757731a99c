import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { sha256 } from '../../db/hash.ts'
import { applyMigrations, pendingMigrations, upgrade } from '../../db/migrate.ts'
import { manifest } from '../../db/migrations/manifest.ts'
import { migrations } from '../../db/migrations/index.ts'
import type { Migration } from '../../db/migrations/migration.ts'
import { openStore, upgradeStore } from '../../db/open.ts'
import { drafts, events, projections, settings } from '../../db/schema/index.ts'
import { XunchaError } from '../../electron/domain/errors.ts'
import { smallInspection } from './fixtures.ts'
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

function fileWith(list: readonly Migration[]): string {
  const file = join(temporaryFolder(), 'workspace.db')
  const db = new Database(file)
  db.pragma('foreign_keys = ON')
  applyMigrations(db, list)
  db.close()
  return file
}

/** The rows of an up-to-date workspace in one that has only the first migrations, whatever was shipped later. */
function olderFile(full: string, steps: number): string {
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

function pendingOf(file: string): string[] {
  const db = new Database(file)
  const ids = pendingMigrations(db).map(({ id }) => id)
  db.close()
  return ids
}

/** Acts that a workspace of the second shape could not hold. */
const sinceSixth = ['sweep.', 'hints.', 'hint.', 'watch.', 'visits.', 'device.']
const sinceThird = ['evidence.annotated', 'evidence.numbers', 'evidence.copy', 'evidence.accepted', ...sinceSixth]
const inspectionBefore = (newer: readonly string[]): ReturnType<typeof smallInspection> =>
  smallInspection().filter(({ type }) => !newer.some((name) => type.startsWith(name)))

describe('shipped migrations', () => {
  it('are those of the manifest, unedited and in order', () => {
    expect(Object.fromEntries(migrations.map(({ id, sql }) => [id, sha256(sql)]))).toEqual(manifest)
    const numbers = migrations.map(({ id }) => id.slice(0, 4))
    expect(numbers).toEqual([...new Set(numbers)].sort())
  })

  it('make the tables that the schema modules describe', () => {
    const db = new Database(':memory:')
    applyMigrations(db, migrations)
    for (const table of [drafts, events, settings, ...Object.values(projections)]) {
      const config = getTableConfig(table)
      const made = db.pragma(`table_info("${config.name}")`) as { name: string; type: string; notnull: number }[]
      expect(made.map(({ name, type, notnull }) => [name, type.toLowerCase(), notnull === 1])).toEqual(
        config.columns.map((column) => [column.name, column.getSQLType(), column.notNull])
      )
    }
    expect(db.pragma('foreign_key_list(findings)')).toHaveLength(2)
    db.close()
  })
})

describe('0002-rule-book', () => {
  it('brings a workspace of the first shape up with every row, and with the state that its log gives', async () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const older = inspectionBefore(['office.', 'column.', 'batch.catalogue-adopted', ...sinceThird])
    const filled = openTestStore(file)
    filled.append(
      older.map((event) =>
        event.type === 'batch.opened' ? { ...event, payload: { ...event.payload, decisions: undefined } } : event
      ) as typeof older
    )
    const before = { hash: filled.stateHash(), targets: filled.targets('batch-1'), batch: filled.batch('batch-1') }
    filled.close()

    const oldFile = olderFile(file, 1)
    expect(pendingOf(oldFile)[0]).toBe('0002-rule-book')

    await upgradeStore(oldFile, { backupsDir: temporaryFolder(), clock: steppingClock() })
    const upgraded = openTestStore(oldFile)
    expect(upgraded.stateHash()).toBe(before.hash)
    expect(upgraded.targets('batch-1')).toEqual(before.targets)
    expect(upgraded.batch('batch-1')).toEqual(before.batch)
    expect(upgraded.batch('batch-1')?.decisions).toEqual([])
    expect(upgraded.findings('batch-1')).toHaveLength(1)
    expect(upgraded.rebuild().stateHash).toBe(before.hash)
    upgraded.close()
  })
})

describe('0003-drafts', () => {
  it('gives a workspace of the second shape a place for drafts and leaves its state as it was', async () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const filled = openTestStore(file)
    filled.append(inspectionBefore(sinceThird))
    const before = filled.stateHash()
    filled.close()
    const older = olderFile(file, 2)
    expect(pendingOf(older)[0]).toBe('0003-drafts')

    await upgradeStore(older, { backupsDir: temporaryFolder(), clock: steppingClock() })
    const upgraded = openTestStore(older)
    expect(upgraded.stateHash()).toBe(before)
    const draft = { batchId: 'batch-1', objectKey: 'site:1', kind: 'finding', content: '{}', savedAt: '2023-09-26T00:00:00.000Z' }
    upgraded.saveDraft(draft)
    upgraded.saveDraft({ ...draft, content: '{"count":"2"}' })
    expect(upgraded.stateHash()).toBe(before)
    expect(upgraded.rebuild().stateHash).toBe(before)
    expect(upgraded.drafts('batch-1')).toEqual([{ ...draft, content: '{"count":"2"}' }])
    upgraded.dropDraft(draft)
    expect(upgraded.drafts('batch-1')).toEqual([])
    upgraded.close()
  })
})

describe('0006-hints', () => {
  it('gives a workspace of the fifth shape places for sweeps and hints and leaves its state as it was', async () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const filled = openTestStore(file)
    const older = inspectionBefore(sinceSixth)
    filled.append(older)
    const before = filled.stateHash()
    filled.close()
    const oldFile = olderFile(file, 5)
    expect(pendingOf(oldFile)[0]).toBe('0006-hints')

    await upgradeStore(oldFile, { backupsDir: temporaryFolder(), clock: steppingClock() })
    // Ids of a second opening must not come twice.
    const upgraded = openStore(oldFile, {
      clock: steppingClock(),
      ids: countingIds('02'),
      author: () => '王检',
      device: 'device-a'
    })
    expect(upgraded.stateHash()).toBe(before)
    expect(upgraded.rebuild().stateHash).toBe(before)
    expect(upgraded.hints('batch-1')).toEqual([])
    upgraded.append(smallInspection().slice(older.length))
    const states = upgraded.standingHints('batch-1', 'site:3400000001').map(({ id, state }) => [id, state])
    expect(states).toEqual([
      ['hint-1', 'remembered'],
      ['hint-2', 'taken'],
      ['hint-3', 'gone']
    ])
    expect(upgraded.hintsTakenInto('finding-1').map(({ id }) => id)).toEqual(['hint-2'])
    expect(upgraded.dismissedGrounds('site:3400000001')).toMatchObject([{ hintId: 'hint-0', reason: '标识码在图片里' }])
    expect(upgraded.sweeps('batch-1')).toMatchObject([{ sweepId: 'sweep-1', outcome: 'done' }])
    expect(upgraded.sweptTargets('sweep-1')).toEqual(['site:3400000001'])
    const after = upgraded.stateHash()
    expect(after).not.toBe(before)
    expect(upgraded.rebuild()).toMatchObject({ before: after, stateHash: after })
    upgraded.close()
  })
})

describe('0007-availability', () => {
  it('gives a workspace from before the watch its tables and leaves its state as it was', async () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const filled = openTestStore(file)
    filled.append(inspectionBefore(['watch.', 'visits.', 'device.']))
    const before = filled.stateHash()
    filled.close()
    const steps = migrations.findIndex(({ id }) => id === '0007-availability')
    const older = olderFile(file, steps)
    expect(pendingOf(older)[0]).toBe('0007-availability')

    await upgradeStore(older, { backupsDir: temporaryFolder(), clock: steppingClock() })
    // Ids of its own: those of the first events are taken.
    const upgraded = openStore(older, {
      clock: steppingClock(),
      ids: countingIds('02'),
      author: () => '王检',
      device: 'device-a'
    })
    expect(upgraded.stateHash()).toBe(before)
    upgraded.append(smallInspection().filter(({ type }) => type === 'watch.planned' || type === 'visits.recorded'))
    expect(upgraded.visits('batch-1', 'site:3400000001').map(({ outcome, milliseconds }) => [outcome, milliseconds])).toEqual([
      ['open', 812.5],
      ['failed', null]
    ])
    expect(upgraded.watchPlan('batch-1')).toMatchObject({ perDay: 48, objectKeys: ['site:3400000001'] })
    const after = upgraded.stateHash()
    expect(after).not.toBe(before)
    expect(upgraded.rebuild().stateHash).toBe(after)
    upgraded.close()
  })
})

describe('0008-many-devices', () => {
  it('gives a log of one device its place in an order of many, every hash as it was, and goes on with its chain', async () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const filled = openTestStore(file)
    filled.append(inspectionBefore(['device.']))
    const before = { state: filled.stateHash(), log: filled.events() }
    filled.close()
    const steps = migrations.findIndex(({ id }) => id === '0008-many-devices')
    const older = olderFile(file, steps)
    expect(pendingOf(older)[0]).toBe('0008-many-devices')

    await upgradeStore(older, { backupsDir: temporaryFolder(), clock: steppingClock() })
    const upgraded = openStore(older, {
      clock: steppingClock(),
      ids: countingIds('02'),
      author: () => '王检',
      device: 'device-a'
    })
    expect(upgraded.events()).toEqual(before.log)
    expect(upgraded.verifyLog()).toBeNull()
    expect(upgraded.stateHash()).toBe(before.state)
    const last = before.log.at(-1)
    const [next] = upgraded.append([{ type: 'column.removed', payload: { columnId: 'none' } }])
    expect(next).toMatchObject({ seq: (last?.seq ?? 0) + 1, prevHash: last?.hash, parents: [last?.id] })
    expect(upgraded.verifyLog()).toBeNull()
    upgraded.close()
  })

  it('lets another device go on with a chain of its own, which knows what was there', () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const first = openTestStore(file)
    const [, last] = first.append(smallInspection().slice(0, 2))
    first.close()
    const ids = countingIds('02')
    const second = openStore(file, { clock: steppingClock(), ids, author: () => '李检', device: 'device-b' })
    const [one, two] = second.append(smallInspection().slice(2, 4))
    expect(one).toMatchObject({ device: 'device-b', seq: 1, prevHash: '0'.repeat(64), parents: [last?.id] })
    expect(two).toMatchObject({ device: 'device-b', seq: 2, prevHash: one?.hash, parents: [one?.id] })
    expect(second.verifyLog()).toBeNull()
    second.close()
    const db = new Database(file)
    db.prepare("UPDATE events SET author = '别人' WHERE device = 'device-b' AND seq = 2").run()
    db.close()
    const edited = openTestStore(file)
    expect(edited.verifyLog()).toMatchObject({ seq: 2, id: two?.id })
    edited.close()
  })
})

describe('0009-devices', () => {
  it('gives a workspace from before keys its tables and leaves its state as it was', async () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const filled = openTestStore(file)
    filled.append(inspectionBefore(['device.']))
    const before = filled.stateHash()
    filled.close()
    const older = olderFile(
      file,
      migrations.findIndex(({ id }) => id === '0009-devices')
    )
    expect(pendingOf(older)[0]).toBe('0009-devices')

    await upgradeStore(older, { backupsDir: temporaryFolder(), clock: steppingClock() })
    const upgraded = openStore(older, {
      clock: steppingClock(),
      ids: countingIds('02'),
      author: () => '王检',
      device: 'device-a'
    })
    expect(upgraded.stateHash()).toBe(before)
    upgraded.append(smallInspection().filter(({ type }) => type === 'device.introduced'))
    expect(upgraded.devices()).toMatchObject([{ device: 'device-b', keyId: '0'.repeat(16), name: '李检' }])
    const after = upgraded.stateHash()
    expect(after).not.toBe(before)
    const seal = { device: 'device-b', seq: 7, hash: 'a'.repeat(64), keyId: '0'.repeat(16), publicKey: 'PEM', signature: 'c2ln' }
    upgraded.keepSeal(seal)
    upgraded.keepSeal(seal)
    expect(upgraded.seals()).toEqual([seal])
    // A seal says something of the log, so it is no part of the state made from it.
    expect(upgraded.stateHash()).toBe(after)
    expect(upgraded.rebuild().stateHash).toBe(after)
    expect(upgraded.seals()).toEqual([seal])
    upgraded.close()
  })
})

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
