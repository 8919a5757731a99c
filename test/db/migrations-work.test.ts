import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../db/migrations/index.ts'
import { openStore, upgradeStore } from '../../db/open.ts'
import { inspectionBefore, olderFile, pendingOf, sinceTenth } from './old-files.ts'
import { countingIds, openTestStore, steppingClock, temporaryFolder } from './support.ts'

describe('0011-work', () => {
  it('gives a workspace from before work packages its tables and leaves its state as it was', async () => {
    const file = join(temporaryFolder(), 'workspace.db')
    const filled = openTestStore(file)
    filled.append(inspectionBefore(sinceTenth))
    const before = filled.stateHash()
    filled.close()
    const older = olderFile(
      file,
      migrations.findIndex(({ id }) => id === '0011-work')
    )
    expect(pendingOf(older)[0]).toBe('0011-work')

    await upgradeStore(older, { backupsDir: temporaryFolder(), clock: steppingClock() })
    const ids = countingIds('02')
    const upgraded = openStore(older, { clock: steppingClock(), ids, author: () => '王检', device: 'device-a' })
    expect(upgraded.stateHash()).toBe(before)
    const objectKeys = upgraded.targets('batch-1').map(({ objectKey }) => objectKey)
    const assigned = { workId: 'work-1', batchId: 'batch-1', to: '李检', device: null, objectKeys, catalogueHash: 'c1' }
    const taken = { batchId: 'batch-1', to: '李检', objectKeys: objectKeys.slice(1), reason: '' }
    upgraded.append([
      { type: 'work.assigned', payload: assigned },
      { type: 'work.withdrawn', payload: taken }
    ])
    expect(upgraded.assignments('batch-1')).toMatchObject([{ inspector: '李检', objectKey: objectKeys[0], workId: 'work-1' }])
    expect(upgraded.workPackages('batch-1')).toMatchObject([assigned])
    const after = upgraded.stateHash()
    expect(after).not.toBe(before)
    expect(upgraded.rebuild().stateHash).toBe(after)
    upgraded.close()
  })
})
