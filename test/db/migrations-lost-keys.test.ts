import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../db/migrations/index.ts'
import { openStore, upgradeStore } from '../../db/open.ts'
import { smallInspection } from './fixtures.ts'
import { olderFile, pendingOf } from './old-files.ts'
import { countingIds, openTestStore, steppingClock, temporaryFolder } from './support.ts'

describe('0012-lost-keys', () => {
  it('gives a workspace from before lost keys its table, with no key given up, and leaves its state as it was', async () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const filled = openTestStore(file)
    filled.append(smallInspection())
    const before = filled.stateHash()
    filled.close()
    const older = olderFile(
      file,
      migrations.findIndex(({ id }) => id === '0012-lost-keys')
    )
    expect(pendingOf(older)[0]).toBe('0012-lost-keys')
    await upgradeStore(older, { backupsDir: temporaryFolder(), clock: steppingClock() })
    const ids = countingIds('02')
    const upgraded = openStore(older, { clock: steppingClock(), ids, author: () => '王检', device: 'device-a' })
    expect(upgraded.stateHash()).toBe(before)
    const replaced = smallInspection().find(({ type }) => type === 'key.replaced')
    if (replaced?.type !== 'key.replaced') throw new RangeError('no replaced key in the fixture')
    const { device, oldKeyIds } = replaced.payload
    expect(oldKeyIds.map((keyId) => upgraded.isRevoked(device, keyId))).toEqual([false])
    upgraded.replaceKey(replaced.payload)
    expect(oldKeyIds.map((keyId) => upgraded.isRevoked(device, keyId))).toEqual([true])
    expect(upgraded.stateHash()).toBe(before)
    upgraded.close()
  })
})
