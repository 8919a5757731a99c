import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { sha256 } from '../../db/hash.ts'
import { applyMigrations } from '../../db/migrate.ts'
import { manifest } from '../../db/migrations/manifest.ts'
import { migrations } from '../../db/migrations/index.ts'
import { openStore, upgradeStore } from '../../db/open.ts'
import { drafts, events, projections, settings } from '../../db/schema/index.ts'
import { smallInspection } from './fixtures.ts'
import { inspectionBefore, olderFile, pendingOf, sinceSixth, sinceTenth, sinceThird } from './old-files.ts'
import { countingIds, openTestStore, steppingClock, temporaryFolder } from './support.ts'

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
    upgraded.append(smallInspection().filter(({ type }) => sinceSixth.some((name) => type.startsWith(name))))
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
    filled.append(inspectionBefore(['watch.', 'visits.', 'device.', ...sinceTenth]))
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
