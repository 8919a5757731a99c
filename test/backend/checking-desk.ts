import { join } from 'node:path'
import type { Input } from '../../electron/contract/index.ts'
import type { CaptureFault } from '../../electron/domain/inspection.ts'
import { openTestStore, temporaryFolder } from '../db/support.ts'
import { openBackend, openBatch, type TestBackend } from './support.ts'

export interface Desk {
  test: TestBackend
  dir: string
  batchId: string
  /** The first target. */
  place: { batchId: string; objectKey: string }
  keys: string[]
}

/** A workspace with a batch of some sites, nothing checked yet. */
export async function desk(sites = 3): Promise<Desk> {
  const dir = temporaryFolder()
  const test = await openBackend(dir)
  const batchId = await openBatch(test, temporaryFolder(), sites)
  const { targets } = await test.call('batches.targets', { batchId })
  const keys = targets.map(({ objectKey }) => objectKey)
  return { test, dir, batchId, place: { batchId, objectKey: keys[0] ?? '' }, keys }
}

/** Captures as the pages would log them, written through the store between two openings of the workspace. */
export async function withCaptures(
  { test, dir, place, keys, ...rest }: Desk,
  captures: readonly { id: string; objectKey?: string; quality?: CaptureFault[]; capturedAt?: string }[]
): Promise<Desk> {
  await test.backend.close()
  const store = openTestStore(join(dir, 'workspace.db'))
  store.append(
    captures.map(({ id, objectKey, quality = [], capturedAt = '2023-09-26T02:19:00.000Z' }) => ({
      type: 'evidence.captured',
      payload: {
        id,
        batchId: place.batchId,
        objectKey: objectKey ?? place.objectKey,
        kind: 'capture',
        requestedUrl: 'http://site1.example.com/',
        finalUrl: 'http://site1.example.com/',
        title: '首页',
        capturedAt,
        width: 1280,
        height: 800,
        quality,
        files: []
      }
    }))
  )
  store.close()
  return { test: await openBackend(dir), dir, place, keys, ...rest }
}

export const draft = (place: Desk['place'], evidenceIds: string[], overrides: Partial<Input<'findings.record'>> = {}) => ({
  ...place,
  indicatorId: 'W3',
  count: 1,
  description: '首页两周没有更新',
  location: '首页',
  url: 'http://site1.example.com/',
  observedAt: '2023-09-26T02:20:00.000Z',
  evidenceIds,
  ...overrides
})
