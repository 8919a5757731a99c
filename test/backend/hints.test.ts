import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openTestStore, temporaryFolder } from '../db/support.ts'
import { fastSweep, fixtureChecks, openSweepBatch, startSweepSites, type SweepSites } from '../support/sweep-sites.ts'
import { openBackend, type TestBackend } from './support.ts'

interface Desk {
  test: TestBackend
  dir: string
  served: SweepSites
  batchId: string
}

/** Ten sites, swept: 1 and 6 have a stale column, 2 and 7 lack a tag, 3 and 8 lack the organiser. */
async function swept(): Promise<Desk> {
  const served = await startSweepSites()
  onTestFinished(() => served.close())
  const dir = temporaryFolder()
  const test = await openBackend(dir)
  const batchId = await openSweepBatch(test, dir, served, 10)
  const desk = { test, dir, served, batchId }
  await sweep(desk)
  return desk
}

const sweep = async ({ test }: Pick<Desk, 'test'>, ...[batchId]: [string?]): Promise<void> => {
  const id = batchId ?? (await test.call('batches.list', {})).batches[0]?.id ?? ''
  const done = await test.call('sweeps.run', { batchId: id, checks: fixtureChecks, settings: fastSweep, isAnew: true })
  expect(done.state).toBe('done')
}

const all = async ({ test, batchId }: Pick<Desk, 'test' | 'batchId'>) => (await test.call('hints.list', { batchId })).hints
const ofSite = async (desk: Pick<Desk, 'test' | 'batchId'>, number: number) =>
  (await all(desk)).filter(({ objectKey }) => Number(objectKey.slice(-8)) === number)
const hashOf = async ({ test }: Pick<Desk, 'test'>): Promise<string> => (await test.call('state.hash', {})).stateHash

/** Does an act, takes it back and brings it again; the state is compared byte by byte, and with what the log gives. */
async function thereAndBack(desk: Desk, act: () => Promise<unknown>): Promise<void> {
  const { test, batchId } = desk
  const before = await hashOf(desk)
  await act()
  const after = await hashOf(desk)
  expect(after).not.toBe(before)
  await test.call('acts.undo', { batchId })
  expect(await hashOf(desk)).toBe(before)
  await test.call('acts.redo', { batchId })
  expect(await hashOf(desk)).toBe(after)
  expect((await test.call('state.rebuild', {})).stateHash).toBe(after)
}

describe('hints.dismiss', () => {
  it('needs a reason, is remembered by the batch, and can be taken back and brought again to the same bytes', async () => {
    const desk = await swept()
    const { test, batchId } = desk
    const [hint] = await ofSite(desk, 3)
    const hintIds = [hint?.id ?? '']
    await expect(test.call('hints.dismiss', { batchId, hintIds, reason: '  ' })).rejects.toThrow(/不完整/)
    await thereAndBack(desk, () => test.call('hints.dismiss', { batchId, hintIds, reason: '主办单位在图片里' }))
    expect(await ofSite(desk, 3)).toMatchObject([
      { state: 'dismissed', reason: '主办单位在图片里', decidedBy: expect.any(String) }
    ])
    expect(await test.call('hints.reasons', {})).toEqual({ reasons: ['主办单位在图片里'] })
    await thereAndBack(desk, () => test.call('hints.reopen', { batchId, hintIds }))
    expect(await ofSite(desk, 3)).toMatchObject([{ state: 'open', reason: null }])
  })

  it('takes many at once as one act, and passes over what is decided already', async () => {
    const desk = await swept()
    const { test, batchId } = desk
    const hints = await all(desk)
    const hintIds = hints.map(({ id }) => id)
    expect(await test.call('hints.dismiss', { batchId, hintIds: hintIds.slice(0, 1), reason: '一' })).toEqual({ dismissed: 1 })
    expect(await test.call('hints.dismiss', { batchId, hintIds, reason: '二' })).toEqual({ dismissed: hints.length - 1 })
    expect((await test.call('acts.last', { batchId })).undo).toMatchObject({ kind: 'hint-dismissed', amount: hints.length - 1 })
    await test.call('acts.undo', { batchId })
    expect((await all(desk)).filter(({ state }) => state === 'dismissed')).toHaveLength(1)
  })
})

describe('a dismissed hint', () => {
  it('stays dismissed in the next sweep and in the next batch, and comes back when the page has changed', async () => {
    const desk = await swept()
    const { test, batchId, served } = desk
    const [hint] = await ofSite(desk, 3)
    await test.call('hints.dismiss', { batchId, hintIds: [hint?.id ?? ''], reason: '主办单位在图片里' })

    await sweep(desk, batchId)
    expect(await ofSite(desk, 3)).toMatchObject([{ id: hint?.id, state: 'dismissed' }])

    const next = await openSweepBatch(test, desk.dir, served, 10, '四季度检查')
    await sweep(desk, next)
    const inNext = { test, batchId: next }
    expect(await ofSite(inNext, 3)).toMatchObject([
      { state: 'remembered', earlier: { reason: '主办单位在图片里', hintId: hint?.id, isChanged: false } }
    ])
    // Nobody said anything of the other one.
    expect(await ofSite(inNext, 8)).toMatchObject([{ state: 'open', earlier: null }])

    // One more mark is missing: what the hint rested on has changed.
    served.dropPhone(true)
    const third = await openSweepBatch(test, desk.dir, served, 10, '明年一季度')
    await sweep(desk, third)
    expect(await ofSite({ test, batchId: third }, 3)).toMatchObject([
      { state: 'open', earlier: { reason: '主办单位在图片里', isChanged: true } }
    ])
    const rebuilt = await test.call('state.rebuild', {})
    expect(rebuilt.stateHash).toBe(rebuilt.before)
  })

  it('that was only remembered can be opened again, and then it is no longer remembered', async () => {
    const desk = await swept()
    const { test, batchId, served } = desk
    const [hint] = await ofSite(desk, 3)
    await test.call('hints.dismiss', { batchId, hintIds: [hint?.id ?? ''], reason: '误报' })
    const next = await openSweepBatch(test, desk.dir, served, 10, '四季度检查')
    await sweep(desk, next)
    const inNext = { ...desk, batchId: next }
    const [remembered] = await ofSite(inNext, 3)
    await thereAndBack(inNext, () => test.call('hints.reopen', { batchId: next, hintIds: [remembered?.id ?? ''] }))
    const third = await openSweepBatch(test, desk.dir, served, 10, '明年一季度')
    await sweep(desk, third)
    expect(await ofSite({ test, batchId: third }, 3)).toMatchObject([{ state: 'open', earlier: null }])
  })
})

describe('a hint that a later sweep no longer sees', () => {
  it('is gone, and comes back under its own id when it is seen again', async () => {
    const desk = await swept()
    const { served, batchId } = desk
    const [before] = await ofSite(desk, 8)
    served.changeFooter('<p>主办单位：第8号单位</p>')
    await sweep(desk, batchId)
    expect(await ofSite(desk, 8)).toEqual([])
    served.changeFooter('')
    await sweep(desk, batchId)
    expect(await ofSite(desk, 8)).toMatchObject([{ id: before?.id, state: 'open' }])
  })
})

describe('findings.record with a hint', () => {
  async function withCapture(): Promise<Desk & { objectKey: string; hintId: string; finding: object }> {
    const desk = await swept()
    const [hint] = await ofSite(desk, 1)
    const objectKey = hint?.objectKey ?? ''
    await desk.test.backend.close()
    const store = openTestStore(join(desk.dir, 'workspace.db'))
    store.append([
      {
        type: 'evidence.captured',
        payload: {
          id: 'capture-1',
          batchId: desk.batchId,
          objectKey,
          kind: 'capture',
          requestedUrl: hint?.url ?? '',
          finalUrl: hint?.url ?? '',
          title: '通知公告',
          capturedAt: '2023-09-26T02:19:00.000Z',
          width: 1280,
          height: 800,
          quality: [],
          files: []
        }
      }
    ])
    store.close()
    const finding = {
      batchId: desk.batchId,
      objectKey,
      indicatorId: 'W4.1',
      count: 1,
      description: hint?.message ?? '',
      location: hint?.location ?? '',
      url: hint?.url ?? '',
      observedAt: hint?.observedAt ?? '',
      evidenceIds: ['capture-1']
    }
    return { ...desk, test: await openBackend(desk.dir), objectKey, hintId: hint?.id ?? '', finding }
  }

  it('takes the hint, names the finding, and goes back with it', async () => {
    const desk = await withCapture()
    const { test, batchId, hintId, finding } = desk
    const record = () => test.call('findings.record', { ...finding, hintId } as never)
    await thereAndBack(desk, record)
    const [recorded] = (await test.call('targets.get', { batchId, objectKey: desk.objectKey })).findings
    expect(await test.call('hints.get', { hintId })).toMatchObject({ state: 'taken', findingId: recorded?.id })
    await expect(record()).rejects.toThrow(/已经转为问题/)
    await thereAndBack(desk, () => test.call('findings.withdraw', { findingId: recorded?.id ?? '', reason: '看错' }))
    expect(await test.call('hints.get', { hintId })).toMatchObject({ state: 'open', findingId: null })
  })

  it('refuses a hint of another target, and records nothing', async () => {
    const desk = await withCapture()
    const [other] = await ofSite(desk, 6)
    const before = await hashOf(desk)
    await expect(desk.test.call('findings.record', { ...desk.finding, hintId: other?.id } as never)).rejects.toThrow(/别的对象/)
    expect(await hashOf(desk)).toBe(before)
  })
})

describe('a check that people do not agree with', () => {
  it('goes quiet by itself, says by what numbers, keeps its hints, and can be woken', async () => {
    const desk = await swept()
    const { test, batchId } = desk
    await test.call('hints.setRule', { precision: 0.5, leastDecisions: 1 })
    const [hint] = await ofSite(desk, 3)
    await test.call('hints.dismiss', { batchId, hintIds: [hint?.id ?? ''], reason: '误报' })
    const summary = async () => (await test.call('hints.list', { batchId })).checks.find(({ check }) => check === 'footer-marks')
    expect(await summary()).toMatchObject({ taken: 0, dismissed: 1, agreement: 0, isQuiet: true, isWoken: false, open: 1 })
    expect(await ofSite(desk, 8)).toMatchObject([{ state: 'open', isQuiet: true }])
    expect(await ofSite(desk, 2)).toMatchObject([{ state: 'open', isQuiet: false }])
    await test.call('hints.wake', { check: 'footer-marks', isAwake: true })
    expect(await summary()).toMatchObject({ isQuiet: false, isWoken: true })
    await test.call('hints.wake', { check: 'footer-marks', isAwake: false })
    expect(await summary()).toMatchObject({ isQuiet: true })
    // What is only remembered in a later batch is no new decision.
    const next = await openSweepBatch(test, desk.dir, desk.served, 10, '四季度检查')
    await sweep(desk, next)
    expect(await summary()).toMatchObject({ dismissed: 1 })
  })
})
