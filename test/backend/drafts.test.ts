import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import type { DraftContent } from '../../electron/contract/drafts.ts'
import { openTestStore } from '../db/support.ts'
import { desk } from './checking-desk.ts'
import { openBackend } from './support.ts'

const finding = (description: string): DraftContent => ({
  kind: 'finding',
  content: {
    findingId: null,
    serial: 0,
    indicatorId: 'W3',
    count: '1',
    description,
    descriptionTouched: true,
    template: '',
    lastUpdate: '',
    location: '首页》',
    url: 'http://site1.example.com/',
    observedAt: '2023-09-26 10:20',
    evidenceIds: []
  }
})

describe('drafts', () => {
  it('are kept by target and kind, over a closing, outside log and state, and gone when dropped', async () => {
    const at = await desk()
    const { test, place, batchId, dir, keys } = at
    const before = await test.call('workspace.info', {})
    const other = { batchId, objectKey: keys[1] ?? '' }
    await test.call('drafts.save', { ...place, of: finding('半') })
    await test.call('drafts.save', { ...place, of: finding('半句话') })
    await test.call('drafts.save', { ...place, of: { kind: 'withdrawal', content: { findingId: 'f', reason: '复核时' } } })
    await test.call('drafts.save', { ...other, of: finding('另一个') })
    const info = await test.call('workspace.info', {})
    expect([info.events, info.stateHash]).toEqual([before.events, before.stateHash])
    await test.backend.close()
    const again = await openBackend(dir)
    const { drafts } = await again.call('drafts.list', { batchId })
    expect(drafts.map(({ objectKey, of }) => [objectKey, of])).toEqual([
      [place.objectKey, finding('半句话')],
      [place.objectKey, { kind: 'withdrawal', content: { findingId: 'f', reason: '复核时' } }],
      [other.objectKey, finding('另一个')]
    ])
    await again.call('state.rebuild', {})
    await again.call('drafts.drop', { ...place, kind: 'finding' })
    const left = (await again.call('drafts.list', { batchId })).drafts
    expect(left.map(({ objectKey, of }) => [objectKey, of.kind])).toEqual([
      [place.objectKey, 'withdrawal'],
      [other.objectKey, 'finding']
    ])
    expect((await again.call('drafts.list', { batchId: 'another' })).drafts).toEqual([])
  })

  it('of a form that this version does not know are not shown and not lost', async () => {
    const { test, place, batchId, dir } = await desk()
    await test.backend.close()
    const store = openTestStore(join(dir, 'workspace.db'))
    store.saveDraft({ ...place, kind: 'finding', content: '{"words":1}', savedAt: '2023-09-26T00:00:00.000Z' })
    store.close()
    const again = await openBackend(dir)
    expect((await again.call('drafts.list', { batchId })).drafts).toEqual([])
    await again.backend.close()
    const after = openTestStore(join(dir, 'workspace.db'))
    expect(after.drafts(batchId)).toHaveLength(1)
    after.close()
  })

  it('that were acknowledged outlive a SIGKILL of the process that kept them', async () => {
    const { test, place, batchId, dir } = await desk()
    await test.backend.close()
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'draft-writer.ts'), dir, batchId, place.objectKey], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    let acknowledged = 0
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged = Number(line)
      if (acknowledged >= 25) break
    }
    const gone = once(writer, 'exit')
    writer.kill('SIGKILL')
    expect((await gone)[1]).toBe('SIGKILL')
    const again = await openBackend(dir)
    const { drafts } = await again.call('drafts.list', { batchId })
    const kept = drafts[0]?.of.kind === 'finding' ? drafts[0].of.content.description.length : 0
    expect(kept).toBeGreaterThanOrEqual(acknowledged)
  })
})

describe('desk', () => {
  it('is remembered for each batch', async () => {
    const { test, batchId, dir, keys } = await desk()
    expect(await test.call('desk.get', { batchId })).toEqual({ objectKey: null, mode: 'object', indicatorId: null })
    const kept = { objectKey: keys[2] ?? '', mode: 'line', indicatorId: 'W3' } as const
    await test.call('desk.keep', { batchId, desk: kept })
    await test.backend.close()
    const again = await openBackend(dir)
    expect(await again.call('desk.get', { batchId })).toEqual(kept)
    expect(await again.call('desk.get', { batchId: 'another' })).toMatchObject({ objectKey: null })
  })
})
