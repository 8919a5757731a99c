import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import { appendEvent, chunks, genesisHash } from '../../electron/events/append.ts'
import { projectEvent } from '../../electron/events/project.ts'
import { projectionKeys } from '../../electron/events/rows.ts'
import { eventPayloads, type NewEvent } from '../../electron/events/types.ts'
import { site, smallInspection } from '../db/fixtures.ts'
import { openTestStore, temporaryFolder } from '../db/support.ts'

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
const stamp = { id: '01', device: 'd', author: '王检', time: '2023-09-26T00:00:00.000Z' }
const verdict: NewEvent = {
  type: 'verdict.given',
  payload: { batchId: 'b', objectKey: 'site:1', indicatorId: 'W1', verdict: 'pass', inspector: '王检' }
}

function editedDirectly(file: string, sql: string): void {
  const db = new Database(file)
  db.exec(sql)
  db.close()
}

function filledWorkspace(objects = 4): string {
  const file = join(temporaryFolder(), 'workspace.db')
  const store = openTestStore(file)
  store.append(smallInspection(objects))
  store.close()
  return file
}

describe('appendEvent', () => {
  it('hashes the canonical JSON of every other field, and chains to the event before', () => {
    const first = appendEvent(null, [], verdict, stamp, sha256).event
    const { hash, ...rest } = first
    expect(hash).toBe(sha256(canonicalJson(rest)))
    expect(first).toMatchObject({ seq: 1, parents: [], prevHash: genesisHash })
    const second = appendEvent(first, ['01', '00'], verdict, { ...stamp, id: '02' }, sha256).event
    expect(second).toMatchObject({ seq: 2, parents: ['01', '00'], prevHash: first.hash })
  })

  it('does not log what the payload schema does not know', () => {
    const withPath = { ...verdict, payload: { ...verdict.payload, path: '/home/someone' } } as NewEvent
    expect(appendEvent(null, [], withPath, stamp, sha256).payloadJson).not.toContain('/home')
    const broken = { ...verdict, payload: { ...verdict.payload, verdict: 'maybe' } } as unknown as NewEvent
    expect(() => appendEvent(null, [], broken, stamp, sha256)).toThrow(/verdict/)
  })
})

describe('chunks', () => {
  it('splits after 1,000 and loses nothing', () => {
    const list = Array.from({ length: 2001 }, (_, index) => index)
    expect(chunks(list).map((part) => part.length)).toEqual([1000, 1000, 1])
    expect(chunks(list).flat()).toEqual(list)
    expect(chunks([])).toEqual([])
  })
})

describe('projectEvent', () => {
  // Rulings and received work need two laptops; roles name the device that begins the log (test/db/roles.test.ts).
  it('is shown for every event type by the fixture inspection, but what needs other laptops or a certain one', () => {
    const shown = smallInspection().map(({ type }) => type)
    expect(new Set([...shown, 'conflict.ruled', 'work.received', 'role.given'])).toEqual(new Set(Object.keys(eventPayloads)))
  })

  it('gives rows without place in the log, device or machine', () => {
    const store = openTestStore(join(temporaryFolder(), 'workspace.db'), 'device-secret')
    const changes = store.append(smallInspection()).flatMap(projectEvent)
    const tables = changes.map(({ table }) => table)
    const ofOthers = ['conflicts', 'rulings', 'work_receipts', 'roles', 'void_events']
    expect(new Set([...tables, ...ofOthers])).toEqual(new Set(Object.keys(projectionKeys)))
    expect(JSON.stringify(changes)).not.toMatch(/device-secret|"seq"|prevHash/)
    store.close()
  })
})

describe('rebuild', () => {
  it.each([1, 4, 2500])('gives the same state from the log of a workspace with %i objects', (objects) => {
    const file = filledWorkspace(objects)
    const store = openTestStore(file)
    const before = store.stateHash()
    const rebuilt = store.rebuild()
    expect(rebuilt).toMatchObject({ before, stateHash: before })
    expect(rebuilt.events).toBe(store.eventCount())
    expect(store.stateHash()).toBe(before)
    expect(store.registryCounts().sites).toBe(objects)
    store.close()
  })

  it('gives the same state on an empty workspace', () => {
    const store = openTestStore(join(temporaryFolder(), 'workspace.db'))
    const before = store.stateHash()
    expect(store.rebuild()).toEqual({ before, stateHash: before, events: 0 })
    store.close()
  })

  it.each([
    "UPDATE findings SET count = 9 WHERE id = 'finding-1'",
    "UPDATE registry_objects SET object = replace(object, '单位', '机关')",
    'DELETE FROM evidence_files WHERE ordinal = 1',
    "INSERT INTO verdicts VALUES ('batch-1', 'site:3400000002', 'W1', 'pass', '某人', '2023-09-26T00:00:00.000Z')"
  ])('shows and mends a projection row that was edited directly: %s', (sql) => {
    const file = filledWorkspace()
    const untouched = openTestStore(file)
    const right = untouched.stateHash()
    untouched.close()
    editedDirectly(file, sql)
    const store = openTestStore(file)
    const rebuilt = store.rebuild()
    expect(rebuilt.before).not.toBe(right)
    expect(rebuilt.stateHash).toBe(right)
    store.close()
  })

  it('sees an edit made by another connection while it holds the hash', () => {
    const file = filledWorkspace()
    const store = openTestStore(file)
    const before = store.stateHash()
    editedDirectly(file, "UPDATE batches SET title = '别的标题'")
    expect(store.stateHash()).not.toBe(before)
    store.close()
  })
})

describe('state hash', () => {
  it('is equal for two workspaces that did the same at the same times on different devices', () => {
    const hashes = ['device-a', 'device-b'].map((device) => {
      const store = openTestStore(join(temporaryFolder(), 'workspace.db'), device)
      store.append(smallInspection())
      const hash = store.stateHash()
      store.close()
      return hash
    })
    expect(hashes[0]).toBe(hashes[1])
  })

  it('does not count settings', () => {
    const store = openTestStore(join(temporaryFolder(), 'workspace.db'))
    store.append(smallInspection())
    const before = store.stateHash()
    store.setSetting('author', '李检')
    expect(store.stateHash()).toBe(before)
    store.append([
      { type: 'registry.objects-changed', payload: { importId: 'import-1', changes: [{ op: 'added', object: site(9) }] } }
    ])
    expect(store.stateHash()).not.toBe(before)
    store.close()
  })
})

describe('verifyChain', () => {
  const cases: [string, string, number][] = [
    ['a changed payload', "UPDATE events SET payload = replace(payload, '首页打不开', '没有问题') WHERE seq = 13", 13],
    ['a changed author', "UPDATE events SET author = '别人' WHERE seq = 3", 3],
    ['a missing event', 'DELETE FROM events WHERE seq = 4', 5],
    ['a missing first event', 'DELETE FROM events WHERE seq = 1', 2],
    ['a re-hashed change', `UPDATE events SET hash = '${'0'.repeat(63)}1' WHERE seq = 2`, 2]
  ]
  it.each(cases)('names %s and refuses to rebuild from it', (_, sql, seq) => {
    const file = filledWorkspace()
    const whole = openTestStore(file)
    expect(whole.verifyLog()).toBeNull()
    whole.close()
    editedDirectly(file, sql)
    const store = openTestStore(file)
    const before = store.stateHash()
    expect(store.verifyLog()?.seq).toBe(seq)
    expect(() => store.rebuild()).toThrow(/没有重建/)
    expect(store.stateHash()).toBe(before)
    store.close()
  })
})
