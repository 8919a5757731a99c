import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { desk, draft, withCaptures, type Desk } from './checking-desk.ts'

const hashOf = async ({ test }: Desk): Promise<string> => (await test.call('state.hash', {})).stateHash
const eventsOf = async ({ test }: Desk): Promise<number> => (await test.call('workspace.info', {})).events

/** Does one act, takes it back and brings it back again, and looks at the whole state each time. */
async function thereAndBack(at: Desk, act: () => Promise<unknown>): Promise<void> {
  const { test, batchId } = at
  const before = await hashOf(at)
  await act()
  const after = await hashOf(at)
  expect(after).not.toBe(before)
  const logged = await eventsOf(at)
  await test.call('acts.undo', { batchId })
  expect(await hashOf(at)).toBe(before)
  expect(await eventsOf(at)).toBeGreaterThan(logged)
  expect((await test.call('state.rebuild', {})).stateHash).toBe(before)
  await test.call('acts.redo', { batchId })
  expect(await hashOf(at)).toBe(after)
  expect((await test.call('state.rebuild', {})).stateHash).toBe(after)
}

describe('acts.undo and acts.redo', () => {
  it('put the state back to the same bytes for every act, and forward again', async () => {
    const at = await withCaptures(await desk(), [{ id: 'capture-1' }])
    const { test, place } = at
    const give = (verdict: 'pass' | 'not-applicable' | 'pending') => () =>
      test.call('verdicts.give', { ...place, indicatorId: 'W2', verdict })
    const finding = async () => (await test.call('targets.get', place)).findings[0]
    await thereAndBack(at, give('pass'))
    await thereAndBack(at, give('pending'))
    await thereAndBack(at, give('not-applicable'))
    await thereAndBack(at, () => test.call('findings.record', draft(place, ['capture-1'])))
    await thereAndBack(at, async () => {
      const { inspector: _, ...known } = (await finding()) ?? { id: '', ...draft(place, []), inspector: '' }
      await test.call('findings.edit', { ...known, count: 4, description: '改过' })
    })
    await thereAndBack(at, async () => test.call('findings.withdraw', { findingId: (await finding())?.id ?? '', reason: '看错' }))
    await test.call('verdicts.give', { ...place, indicatorId: 'W3', verdict: 'pass' })
    await thereAndBack(at, () => test.call('targets.complete', place))
    await thereAndBack(at, () => test.call('targets.reopen', place))
    await thereAndBack(at, () => test.call('batches.complete', { batchId: at.batchId }))
  })

  it('put columns of a site back: added, changed, removed, and not over the head of a later change', async () => {
    const at = await desk()
    const { test, place, batchId } = at
    const column = {
      id: null,
      objectKey: place.objectKey,
      class: 'policy' as const,
      level: 'deeper' as const,
      path: '首页》政务公开》政策文件',
      url: 'https://www.s1.gov.cn/zc/',
      lastUpdate: '2023-08-01',
      isBlank: false,
      observedAt: '2023-08-20T02:00:00.000Z',
      note: ''
    }
    const columns = async () => (await test.call('columns.list', { objectKey: place.objectKey })).columns
    await thereAndBack(at, () => test.call('columns.record', { ...column, batchId }))
    const id = (await columns())[0]?.id ?? ''
    await thereAndBack(at, () => test.call('columns.record', { ...column, id, batchId, lastUpdate: '2023-08-19' }))
    await thereAndBack(at, () => test.call('columns.remove', { columnId: id, batchId }))
    expect((await test.call('acts.last', { batchId })).undo).toMatchObject({
      kind: 'column-removed',
      subject: column.path,
      name: '第1号网站'
    })
    await test.call('acts.undo', { batchId })
    // Another hand changes it without this batch: the change before that one cannot be taken back any more.
    await test.call('columns.record', { ...column, id, note: '别处改过' })
    await expect(test.call('acts.undo', { batchId })).rejects.toThrow('“第1号网站”之后又有别的改动，这一步不能再撤销')
    expect(await columns()).toMatchObject([{ note: '别处改过' }])
  })

  it('go back step by step to the start of the session, over several targets, and say what and where', async () => {
    const at = await desk()
    const { test, batchId, keys } = at
    const start = await hashOf(at)
    const states = [start]
    for (const objectKey of keys) {
      for (const verdict of ['pass', 'pending', 'not-applicable'] as const) {
        await test.call('verdicts.give', { batchId, objectKey, indicatorId: 'W2', verdict })
        states.push(await hashOf(at))
      }
      await test.call('targets.complete', { batchId, objectKey })
      states.push(await hashOf(at))
    }
    const { undo, redo } = await test.call('acts.last', { batchId })
    expect(undo).toMatchObject({ kind: 'completed', objectKey: keys[2], name: '第3号网站' })
    expect(redo).toBeNull()
    const seen: unknown[] = []
    for (const state of states.slice(0, -1).toReversed()) {
      const { act, detail } = await test.call('acts.undo', { batchId })
      seen.push([act.kind, act.objectKey, act.before])
      expect(detail.target.objectKey).toBe(act.objectKey)
      expect(await hashOf(at)).toBe(state)
    }
    expect(seen.slice(0, 4)).toEqual([
      ['completed', keys[2], null],
      ['verdict', keys[2], 'pending'],
      ['verdict', keys[2], 'pass'],
      ['verdict', keys[2], null]
    ])
    expect((await test.call('targets.get', { batchId, objectKey: keys[0] ?? '' })).target).toMatchObject({
      state: 'waiting',
      inspector: null
    })
    await expect(test.call('acts.undo', { batchId })).rejects.toMatchObject({ message: '没有可以撤销的操作。' })
    for (const state of states.slice(1)) {
      await test.call('acts.redo', { batchId })
      expect(await hashOf(at)).toBe(state)
    }
    await expect(test.call('acts.redo', { batchId })).rejects.toMatchObject({ message: '没有可以重做的操作。' })
  })

  it('forget what was taken back once something new is done', async () => {
    const { test, batchId, place } = await desk()
    await test.call('verdicts.give', { ...place, indicatorId: 'W2', verdict: 'pass' })
    await test.call('acts.undo', { batchId })
    await test.call('verdicts.give', { ...place, indicatorId: 'W3', verdict: 'pass' })
    expect(await test.call('acts.last', { batchId })).toMatchObject({ undo: { indicator: { id: 'W3' } }, redo: null })
  })

  it('never delete: the log keeps the act and the correction, which names it', async () => {
    const { test, dir, batchId, place } = await desk()
    await test.call('verdicts.give', { ...place, indicatorId: 'W2', verdict: 'pass' })
    await test.call('acts.undo', { batchId })
    await test.backend.close()
    const db = new Database(join(dir, 'workspace.db'), { readonly: true })
    const rows = db.prepare<[], { id: string; type: string; payload: string }>('SELECT id, type, payload FROM events').all()
    db.close()
    const [taken, given, restored] = rows.slice(-3)
    expect([taken?.type, given?.type, restored?.type]).toEqual(['target.state-changed', 'verdict.given', 'work.restored'])
    expect(JSON.parse(restored?.payload ?? '')).toMatchObject({
      direction: 'undo',
      events: [taken?.id, given?.id],
      target: { state: 'waiting', inspector: null },
      verdicts: [{ indicatorId: 'W2', given: null }]
    })
  })

  it('refuse to undo over something else that came later, once, and keep what that wrote', async () => {
    const at = await desk()
    const { test, batchId, place } = at
    await test.call('verdicts.give', { ...place, indicatorId: 'W2', verdict: 'pass' })
    await test.call('verdicts.give', { ...place, indicatorId: 'W3', verdict: 'pass' })
    const path = join(at.dir, '问题.csv')
    writeFileSync(
      path,
      '对象,指标,数量,问题描述,位置,网址,监测时间,检查人,证据\r\n3400000001,W3,1,首页没有更新,首页,http://site1.example.com/,2023-09-26 10:20,王检,\r\n'
    )
    await test.call('findings.import', { batchId, path })
    const before = await hashOf(at)
    await expect(test.call('acts.undo', { batchId })).rejects.toMatchObject({
      message: expect.stringContaining('之后又有别的改动')
    })
    expect(await hashOf(at)).toBe(before)
    const { act, detail } = await test.call('acts.undo', { batchId })
    expect(act.indicator?.id).toBe('W2')
    // The imported finding stays, so the target is not one that nobody looked at.
    expect(detail).toMatchObject({ verdicts: { W3: 'fail' }, target: { state: 'in-progress' } })
    expect(detail.findings).toHaveLength(1)
  })
})
