import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { desk, draft, withCaptures } from './checking-desk.ts'

describe('verdicts.give', () => {
  it('takes a waiting target up and keeps the last verdict', async () => {
    const { test, place } = await desk()
    const first = await test.call('verdicts.give', { ...place, indicatorId: 'W2', verdict: 'pass' })
    expect(first.target).toMatchObject({ state: 'in-progress', inspector: first.target.inspector })
    expect(first.target.inspector).not.toBeNull()
    const second = await test.call('verdicts.give', { ...place, indicatorId: 'W2', verdict: 'not-applicable' })
    expect(second.verdicts).toEqual({ W2: 'not-applicable' })
    expect(await test.call('targets.get', place)).toEqual(second)
  })

  it('logs the same verdict once', async () => {
    const { test, place } = await desk()
    await test.call('verdicts.give', { ...place, indicatorId: 'W2', verdict: 'pass' })
    const { events } = await test.call('workspace.info', {})
    await test.call('verdicts.give', { ...place, indicatorId: 'W2', verdict: 'pass' })
    expect((await test.call('workspace.info', {})).events).toBe(events)
  })

  it('refuses an unknown batch, target and indicator, and a fail without a finding', async () => {
    const { test, place } = await desk()
    const verdict = { indicatorId: 'W2', verdict: 'pass' } as const
    const before = await test.call('state.hash', {})
    const give = (input: unknown) => test.backend.call('verdicts.give', input)
    const code = async (input: unknown) => {
      const reply = await give(input)
      return reply.ok ? 'ok' : reply.error.code
    }
    expect(await code({ ...place, ...verdict, batchId: 'none' })).toBe('unknown-batch')
    expect(await code({ ...place, ...verdict, objectKey: 'site:none' })).toBe('unknown-target')
    expect(await code({ ...place, ...verdict, indicatorId: 'W99' })).toBe('bad-input')
    expect(await code({ ...place, ...verdict, verdict: 'fail' })).toBe('bad-input')
    expect(await test.call('state.hash', {})).toEqual(before)
  })
})

describe('findings.record', () => {
  it('records the finding with its evidence and fails the indicator', async () => {
    const { test, place } = await withCaptures(await desk(), [{ id: 'capture-1' }])
    const detail = await test.call('findings.record', draft(place, ['capture-1']))
    expect(detail.verdicts).toEqual({ W3: 'fail' })
    expect(detail.findings).toMatchObject([
      { indicatorId: 'W3', evidenceIds: ['capture-1'], observedAt: '2023-09-26T02:20:00.000Z' }
    ])
    expect(detail.evidence).toMatchObject([{ id: 'capture-1' }])
    const done = await test.call('targets.complete', place)
    expect(done.score).toMatchObject({ outcome: 'fail', vetoes: ['W3'], problems: 1 })
  })

  it('asks for the evidence that the indicator wants, of this target and fit to stand', async () => {
    const started = await desk()
    const { test, place } = await withCaptures(started, [
      { id: 'good' },
      { id: 'cut', quality: ['cut'] },
      { id: 'elsewhere', quality: ['wrong-host'] },
      { id: 'dead', quality: ['load-failed'] },
      { id: 'other-target', objectKey: started.keys[1] ?? '' }
    ])
    const before = await test.call('state.hash', {})
    const code = async (ids: string[], indicatorId = 'W3') => {
      const reply = await test.backend.call('findings.record', draft(place, ids, { indicatorId }))
      return reply.ok ? 'ok' : reply.error.code
    }
    expect(await code([])).toBe('evidence-missing')
    expect(await code(['cut'])).toBe('evidence-missing')
    expect(await code(['elsewhere'])).toBe('evidence-missing')
    expect(await code(['unknown'])).toBe('unknown-evidence')
    expect(await code(['other-target'])).toBe('unknown-evidence')
    expect(await test.call('state.hash', {})).toEqual(before)
    expect(await code(['dead'], 'W2')).toBe('ok')
    expect(await code(['cut', 'good'])).toBe('ok')
    // Linking to bad content leads to another site: the indicator does not ask for the registered host.
    expect(await code(['elsewhere'], 'W1.3')).toBe('ok')
  })

  it('takes no evidence from before the batch where the indicator says so', async () => {
    const { test, place } = await withCaptures(await desk(), [
      { id: 'old', capturedAt: '2019-01-01T00:00:00.000Z' },
      { id: 'new' }
    ])
    const refused = await test.backend.call('findings.record', draft(place, ['old']))
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'evidence-missing', message: expect.stringContaining('其中 1 份早于批次建立，本项须在批次建立之后取证') }
    })
    // A week of visits may have begun before.
    await test.call('findings.record', draft(place, ['old'], { indicatorId: 'W2' }))
    await test.call('findings.record', draft(place, ['old', 'new']))
  })

  it('edits a finding in its place only', async () => {
    const { test, place, keys } = await withCaptures(await desk(), [{ id: 'capture-1' }])
    const { findings } = await test.call('findings.record', draft(place, ['capture-1']))
    const { inspector: _, ...finding } = findings[0] ?? { id: '', ...draft(place, []), inspector: '' }
    const edited = await test.call('findings.edit', { ...finding, count: 3, description: '改过的描述' })
    expect(edited.findings).toMatchObject([
      { id: finding.id, count: 3, description: '改过的描述', inspector: findings[0]?.inspector }
    ])
    for (const change of [{ indicatorId: 'W2' }, { objectKey: keys[1] ?? '' }]) {
      await expect(test.call('findings.edit', { ...finding, ...change })).rejects.toMatchObject({ code: 'bad-input' })
    }
    await expect(test.call('findings.edit', { ...finding, evidenceIds: [] })).rejects.toMatchObject({ code: 'evidence-missing' })
    await expect(test.call('findings.edit', { ...finding, id: 'none' })).rejects.toMatchObject({ code: 'unknown-finding' })
  })

  it('opens the indicator again when its last finding is withdrawn, not before', async () => {
    const { test, place } = await withCaptures(await desk(), [{ id: 'capture-1' }])
    await test.call('findings.record', draft(place, ['capture-1']))
    const two = await test.call('findings.record', draft(place, ['capture-1']))
    const [first, second] = two.findings
    if (!first || !second) throw new Error('two findings expected')
    const give = { ...place, indicatorId: 'W3', verdict: 'pass' } as const
    await expect(test.call('verdicts.give', give)).rejects.toMatchObject({ message: expect.stringContaining('2 条问题') })
    expect((await test.call('findings.withdraw', { findingId: first.id, reason: '重复' })).verdicts).toEqual({ W3: 'fail' })
    const none = await test.call('findings.withdraw', { findingId: second.id, reason: '看错了' })
    expect(none).toMatchObject({ verdicts: { W3: 'pending' }, findings: [] })
    await expect(test.call('findings.withdraw', { findingId: second.id, reason: '再来' })).rejects.toMatchObject({
      code: 'unknown-finding'
    })
    expect((await test.call('verdicts.give', give)).verdicts).toEqual({ W3: 'pass' })
  })
})

describe('targets.complete and batches.complete', () => {
  it('refuses an open question, then passes what has no verdict', async () => {
    const { test, place } = await desk()
    await test.call('verdicts.give', { ...place, indicatorId: 'W3', verdict: 'pending' })
    await expect(test.call('targets.complete', place)).rejects.toMatchObject({ message: expect.stringContaining('W3') })
    await test.call('verdicts.give', { ...place, indicatorId: 'W3', verdict: 'pass' })
    expect((await test.call('targets.complete', place)).score.outcome).toBe('pass')
    const late = { ...place, indicatorId: 'W2', verdict: 'pass' } as const
    await expect(test.call('verdicts.give', late)).rejects.toMatchObject({ message: expect.stringContaining('重新打开') })
    const reopened = await test.call('targets.reopen', place)
    expect(reopened).toMatchObject({ target: { state: 'in-progress' }, score: { outcome: 'unsettled' } })
    expect((await test.call('verdicts.give', late)).verdicts).toEqual({ W2: 'pass', W3: 'pass' })
  })

  it('completes all but the targets with an open question, once', async () => {
    const { test, place, batchId } = await desk(5)
    await test.call('verdicts.give', { ...place, indicatorId: 'W2', verdict: 'pending' })
    const done = await test.call('batches.complete', { batchId })
    expect(done).toMatchObject({ completed: 4, already: 0, open: [{ objectKey: place.objectKey, name: '第1号网站' }] })
    expect(await test.call('batches.complete', { batchId })).toMatchObject({ completed: 0, already: 4 })
    const { summary } = await test.call('scores.batch', { batchId })
    expect(summary).toMatchObject({ checked: 4, failed: 0, unsettled: 1, passRate: '100.00' })
  })
})

describe('findings.import', () => {
  const columns = '对象,指标,数量,问题描述,位置,网址,监测时间,检查人,证据'
  const table = (dir: string, rows: readonly string[]): string => {
    const file = join(dir, '问题.csv')
    writeFileSync(file, [columns, ...rows].join('\r\n'))
    return file
  }

  it('imports findings by code and by name, with files as evidence, and says which have none', async () => {
    const { test, batchId, place, dir } = await desk()
    const folder = temporaryFolder()
    writeFileSync(join(folder, '截图.png'), 'picture')
    const path = table(folder, [
      '3400000001,W3,1,首页没有更新,首页,http://site1.example.com/,2023-09-26 10:20,王检,截图.png',
      '第2号网站,W4.1,6,栏目没有更新,首页》动态,http://site2.example.com/,2023-09-26T02:20:00Z,李检,',
      '3400000002,W4.1,1,又一个,首页》公告,http://site2.example.com/,2023-09-26 10:21,李检,'
    ])
    expect(await test.call('findings.import', { batchId, path })).toEqual({ imported: 3, withoutEvidence: 2, targets: 2 })
    const detail = await test.call('targets.get', place)
    expect(detail.findings).toMatchObject([{ indicatorId: 'W3', inspector: '王检', observedAt: '2023-09-26T02:20:00.000Z' }])
    expect(detail.verdicts).toEqual({ W3: 'fail' })
    const [evidence] = detail.evidence
    expect(evidence).toMatchObject({
      kind: 'file',
      files: [{ role: 'attachment', name: '截图.png', mime: 'image/png', size: 7 }]
    })
    expect(detail.findings[0]?.evidenceIds).toEqual([evidence?.id])
    expect(test.backend.servedFile(`evidence/${evidence?.files[0]?.sha256 ?? ''}`)?.file).toContain(dir)
    await test.call('batches.complete', { batchId })
    const { summary, targets } = await test.call('scores.batch', { batchId })
    // 6 + 1 stale columns reach the threshold of 5; the stale home page is a veto by itself.
    expect(targets.map(({ outcome, vetoes }) => [outcome, vetoes])).toEqual([
      ['fail', ['W3']],
      ['fail', ['W4.1']],
      ['pass', []]
    ])
    expect(summary).toMatchObject({ checked: 3, failed: 2, withProblems: 2, passRate: '33.33' })
  })

  it('refuses the whole file for one bad row or one missing evidence file, naming row and column', async () => {
    const { test, batchId } = await desk()
    const before = await test.call('state.hash', {})
    const good = '3400000001,W3,1,首页没有更新,首页,http://site1.example.com/,2023-09-26 10:20,王检,'
    const cases: [string, string][] = [
      ['3499999999,W3,1,没有这个对象,,,2023-09-26 10:20,王检,', '对象'],
      ['3400000001,W99,1,没有这个指标,,,2023-09-26 10:20,王检,', '指标'],
      ['3400000001,W3,零,数量不对,,,2023-09-26 10:20,王检,', '数量'],
      ['3400000001,W3,1,证据不在,,,2023-09-26 10:20,王检,没有.png', '证据']
    ]
    for (const [row, column] of cases) {
      const path = table(temporaryFolder(), [good, row])
      await expect(test.call('findings.import', { batchId, path })).rejects.toMatchObject({
        code: 'bad-input',
        faults: [{ file: '问题.csv', row: 3, column }]
      })
    }
    expect(await test.call('state.hash', {})).toEqual(before)
  })
})

describe('state.rebuild', () => {
  it('gives the same state after a whole inspection', async () => {
    const { test, place, batchId } = await withCaptures(await desk(4), [{ id: 'capture-1' }])
    await test.call('findings.record', draft(place, ['capture-1']))
    await test.call('batches.complete', { batchId })
    await test.call('targets.reopen', place)
    const { stateHash } = await test.call('state.hash', {})
    expect(await test.call('state.rebuild', {})).toMatchObject({ before: stateHash, stateHash })
    expect(await test.call('state.hash', {})).toEqual({ stateHash })
  })
})
