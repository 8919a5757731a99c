import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { configure, connect } from '../../db/database.ts'
import { applyMigrations } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { openStore } from '../../db/open.ts'
import { createStore } from '../../db/store.ts'
import { XunchaError } from '../../electron/domain/errors.ts'
import { site, smallInspection } from './fixtures.ts'
import { countingIds, openTestStore, steppingClock, temporaryFolder } from './support.ts'

const newFile = (): string => join(temporaryFolder(), 'workspace.db')

describe('configure', () => {
  it('sets synchronous = FULL on a re-opened database, where the driver alone starts with NORMAL', () => {
    const file = newFile()
    openTestStore(file).close()
    const bare = new Database(file)
    expect(bare.pragma('synchronous', { simple: true })).toBe(1)
    bare.close()
    const db = connect(file)
    configure(db)
    expect(db.pragma('synchronous', { simple: true })).toBe(2)
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(db.pragma('trusted_schema', { simple: true })).toBe(0)
    expect(db.pragma('busy_timeout', { simple: true })).toBe(5000)
    db.close()
  })

  it('says so where WAL cannot be had', () => {
    const db = new Database(':memory:')
    expect(() => configure(db)).toThrow(XunchaError)
    db.close()
  })
})

describe('openStore', () => {
  it('gives back what was appended, after the file was closed and opened again', () => {
    const file = newFile()
    const first = openTestStore(file)
    const logged = first.append(smallInspection())
    const hash = first.stateHash()
    first.close()

    const store = openTestStore(file)
    expect(store.stateHash()).toBe(hash)
    expect(store.events()).toEqual(logged)
    expect(store.registryObjects(null)).toEqual([site(1), site(2), site(3), site(4)])
    expect(store.registryObjects('account')).toEqual([])
    expect(store.registryCounts()).toEqual({ sites: 4, accounts: 0 })
    expect(store.imports().map(({ importId, files }) => [importId, files[0]?.rows])).toEqual([['import-1', 4]])
    expect(store.batch('batch-1')).toMatchObject({ title: '三季度检查', openedBy: '王检', catalogue: { id: 'fixture-site' } })
    expect(store.batches()).toHaveLength(1)
    expect(store.batch('batch-2')).toBeNull()
    expect(store.targets('batch-1').map(({ state }) => state)).toEqual(['inspected', 'waiting', 'waiting', 'waiting'])
    expect(store.target('batch-1', site(1).key)).toMatchObject({ inspector: '王检', order: 1 })
    expect(store.verdicts('batch-1')).toMatchObject([{ indicatorId: 'W1', verdict: 'fail' }])
    expect(store.verdicts('batch-1', site(2).key)).toEqual([])
    expect(store.findings('batch-1')).toMatchObject([{ id: 'finding-1', count: 2, evidenceIds: ['evidence-1'] }])
    expect(store.finding('finding-2')).toBeNull()
    expect(store.evidence('batch-1')[0]?.files.map(({ role }) => role)).toEqual(['image', 'sheet'])
    expect(store.evidenceById('evidence-1')?.title).toBe('首页')
    expect(store.evidenceFile('d'.repeat(64))).toEqual({ name: 'sheet.json', mime: 'application/json' })
    expect(store.evidenceFile('f'.repeat(64))).toBeNull()
    expect(store.notices()).toMatchObject([{ noticeId: 'notice-1', author: '王检' }])
    store.close()
  })

  it('makes a device id once and keeps it', () => {
    const file = newFile()
    const open = (prefix: string) => openStore(file, { clock: steppingClock(), ids: countingIds(prefix), author: () => '王检' })
    const first = open('a')
    const device = first.setting('device')
    first.close()
    const again = open('b')
    expect(again.setting('device')).toBe(device)
    expect(device).toBe('a-000001')
    again.close()
  })

  it('takes back a whole append when one event of it cannot stand', () => {
    const store = openTestStore(newFile())
    store.append(smallInspection())
    const before = store.stateHash()
    const count = store.eventCount()
    const verdict = { batchId: 'batch-1', indicatorId: 'W1', verdict: 'pass', inspector: '王检' } as const
    expect(() =>
      store.append([
        { type: 'verdict.given', payload: { ...verdict, objectKey: site(2).key } },
        { type: 'verdict.given', payload: { ...verdict, objectKey: 'site:unknown' } }
      ])
    ).toThrow(/FOREIGN KEY/)
    expect(store.stateHash()).toBe(before)
    expect(store.eventCount()).toBe(count)
    store.close()
  })

  it('leaves the state as it was when the disk is full, says it was not saved, and goes on once there is room', () => {
    const db = connect(newFile())
    configure(db)
    applyMigrations(db, migrations)
    const store = createStore(db, { clock: steppingClock(), ids: countingIds(), author: () => '王检' })
    store.append(smallInspection(10))
    const before = store.stateHash()
    const count = store.eventCount()
    const pages = Number(db.pragma('page_count', { simple: true }))
    db.pragma(`max_page_count = ${pages + 10}`)
    let caught: unknown
    try {
      store.append(smallInspection(3000))
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(XunchaError)
    expect((caught as XunchaError).code).toBe('disk-full')
    expect((caught as XunchaError).message).toContain('没有保存')
    expect((caught as XunchaError).message).not.toContain('已保存')
    expect(store.stateHash()).toBe(before)
    expect(store.eventCount()).toBe(count)
    db.pragma('max_page_count = 1000000')
    store.append(smallInspection(3000))
    expect(store.registryCounts().sites).toBe(3000)
    store.close()
  })

  it('names a damaged file instead of opening it', () => {
    const file = newFile()
    writeFileSync(file, '这不是数据库'.repeat(2000))
    expect(() => openTestStore(file)).toThrow(/不是有效的数据库/)
  })

  it('writes a backup that opens with the same state', async () => {
    const file = newFile()
    const store = openTestStore(file)
    store.append(smallInspection())
    const copy = join(temporaryFolder(), '备份.db')
    await store.backup(copy)
    const restored = openTestStore(copy)
    expect(restored.stateHash()).toBe(store.stateHash())
    expect(restored.verifyLog()).toBeNull()
    restored.close()
    store.close()
  })
})
