import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../db/migrations/index.ts'
import { openStore, upgradeStore } from '../../db/open.ts'
import { smallInspection } from './fixtures.ts'
import { inspectionBefore, olderFile, pendingOf, sinceTenth } from './old-files.ts'
import { countingIds, openTestStore, steppingClock, temporaryFolder } from './support.ts'

describe('0008-many-devices', () => {
  it('gives a log of one device its place in an order of many, every hash as it was, and goes on with its chain', async () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const filled = openTestStore(file)
    filled.append(inspectionBefore(['device.', ...sinceTenth]))
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
    filled.append(inspectionBefore(['device.', ...sinceTenth]))
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
