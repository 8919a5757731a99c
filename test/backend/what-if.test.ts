import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workspaceFolder } from '../../electron/backend/workspace-folder.ts'
import type { Catalogue } from '../../electron/domain/catalogue.ts'
import type { DecisionRequest } from '../../electron/domain/number-decision.ts'
import { indicator } from '../domain/domain-fixtures.ts'
import { openTestStore, temporaryFolder } from '../db/support.ts'
import { csv, design, importFile, numbers, openBackend, resourcesDir, siteRow, type TestBackend } from './support.ts'

const confirmed = <T>(value: T) => ({ value, status: 'confirmed' as const, source: '测试依据' })
const unsure = <T>(value: T) => ({ value, status: 'unconfirmed' as const, source: '推断' })
const everywhere = { applies: { portalOnly: false, needsService: false }, evidence: { captures: 0, onRegisteredHost: false } }
const deduction = (id: string, unit: string) => indicator(id, 'deduction', { ...everywhere, unitPoints: confirmed(unit) })

/** Veto V at 3, deductions A (5 points) and K (1 point); D is open with 2 points and a limit of 4, E has no points. */
const edition: Catalogue = {
  id: 'plan-a',
  title: '甲版指标',
  edition: '甲',
  object: 'site',
  frame: {
    base: confirmed('100'),
    failBelow: confirmed('60'),
    bonusAbove: null,
    bonusCap: null,
    noService: null
  },
  indicators: [
    indicator('V', 'veto', { ...everywhere, threshold: confirmed(3) }),
    deduction('A', '5'),
    deduction('K', '1'),
    indicator('D', 'deduction', { ...everywhere, unitPoints: unsure('2'), cap: unsure('4'), enabled: false }),
    indicator('E', 'deduction', { ...everywhere, enabled: false })
  ]
}
/** Pass line 80, A takes 10, veto at 2, K is gone, and V has another name. */
const other: Catalogue = {
  ...edition,
  id: 'plan-b',
  title: '乙版指标',
  edition: '乙',
  frame: { ...edition.frame, failBelow: confirmed('80') },
  indicators: [
    indicator('V', 'veto', { ...everywhere, title: '另一名称', threshold: confirmed(2) }),
    deduction('A', '10'),
    indicator('D', 'deduction', { ...everywhere, unitPoints: unsure('2'), cap: unsure('4'), enabled: false })
  ]
}

interface Opened {
  test: TestBackend
  batchId: string
  dir: string
  options: { resourcesDir: string }
}

async function opened(decisions?: DecisionRequest[]): Promise<Opened> {
  const resources = temporaryFolder()
  cpSync(resourcesDir, resources, { recursive: true })
  for (const one of [edition, other]) writeFileSync(join(resources, 'catalogues', `${one.id}.json`), JSON.stringify(one))
  const dir = temporaryFolder()
  const options = { resourcesDir: resources }
  const test = await openBackend(dir, options)
  await importFile(
    test,
    csv(
      temporaryFolder(),
      '名录.csv',
      numbers(5).map((n) => siteRow(n))
    )
  )
  const { batch } = await test.call('batches.create', {
    title: '三季度检查',
    period: '2023Q3',
    catalogueId: 'plan-a',
    design: design(),
    ...(decisions === undefined ? {} : { decisions })
  })
  return { test, batchId: batch.id, dir, options }
}

async function record(test: TestBackend, batchId: string, site: number, indicatorId: string, count: number): Promise<void> {
  const { targets } = await test.call('batches.targets', { batchId })
  const objectKey = targets.find(({ name }) => name === `第${site}号网站`)?.objectKey ?? ''
  await test.call('findings.record', {
    batchId,
    objectKey,
    indicatorId,
    count,
    description: '问题',
    location: `首页》栏目${indicatorId}${count}`,
    url: '',
    observedAt: '2023-09-20T02:00:00.000Z',
    evidenceIds: []
  })
}

describe('batches.create with decisions', () => {
  it('freezes the decided edition, says who decided what and when, and keeps it over a rebuild', async () => {
    const { test, batchId, dir } = await opened([
      { indicatorId: 'D', action: 'confirm' },
      { indicatorId: 'E', action: 'change', unitPoints: '0.5', cap: '3' }
    ])
    const { batch, catalogue } = await test.call('batches.get', { batchId })
    const author = (await test.call('workspace.info', {})).author
    expect(batch.decisions).toMatchObject([
      { indicatorId: 'D', action: 'confirm', by: author },
      { indicatorId: 'E', action: 'change', unitPoints: '0.5', cap: '3', by: author }
    ])
    for (const { at } of batch.decisions) expect(new Date(at).toISOString()).toBe(at)
    const item = catalogue.indicators.find(({ id }) => id === 'D')
    expect(item).toMatchObject({ enabled: true, unitPoints: { value: '2', status: 'confirmed' } })
    expect(item?.unitPoints?.source).toMatch(new RegExp(`^本办公室确认：${author}，2023-09-25 08:00$`))
    const printed = await test.call('catalogues.get', { id: 'plan-a' })
    expect(printed.indicators.find(({ id }) => id === 'D')?.enabled).toBe(false)

    const { before, stateHash } = await test.call('state.rebuild', {})
    expect(stateHash).toBe(before)
    await test.backend.close()
    const again = await openBackend(dir)
    expect((await again.call('batches.get', { batchId })).batch).toEqual(batch)
  })

  it('scores no finding on an item that nobody decided about, and refuses to record one', async () => {
    const { test, batchId } = await opened()
    await expect(record(test, batchId, 1, 'D', 1)).rejects.toMatchObject({ code: 'bad-input' })
    const decided = await opened([{ indicatorId: 'D', action: 'change', unitPoints: '3', cap: '8' }])
    await record(decided.test, decided.batchId, 1, 'D', 2)
    const { targets } = await decided.test.call('scores.batch', { batchId: decided.batchId })
    expect(targets[0]?.deducted).toBe('6')
  })

  it('makes no batch when a decision is faulty', async () => {
    const { test } = await opened()
    const before = await test.call('state.hash', {})
    const request = { title: '乙', period: '2023Q4', catalogueId: 'plan-a', design: design() }
    const faulty: DecisionRequest[][] = [
      [{ indicatorId: 'Z', action: 'off' }],
      [{ indicatorId: 'E', action: 'confirm' }],
      [{ indicatorId: 'D', action: 'change', unitPoints: '两分' }]
    ]
    for (const decisions of faulty) {
      const reply = await test.backend.call('batches.create', { ...request, decisions })
      expect(reply).toMatchObject({ ok: false, error: { code: 'bad-input' } })
      expect(reply.ok ? '' : reply.error.message).toMatch(/[\u4e00-\u9fff].*。$/)
    }
    expect(await test.call('state.hash', {})).toEqual(before)
  })
})

/**
 * Site 1: A×2 → 90 | 80. Site 2: A×5 → 75 | 50 (fails below 80). Site 3: V×2 → 100 | vetoed. Site 4: K×1 → 99 | 100, not
 * counted. Site 5: nothing.
 */
async function checked(): Promise<Opened> {
  const open = await opened()
  const { test, batchId } = open
  await record(test, batchId, 1, 'A', 2)
  await record(test, batchId, 2, 'A', 5)
  await record(test, batchId, 3, 'V', 2)
  await record(test, batchId, 4, 'K', 1)
  await test.call('batches.complete', { batchId })
  return open
}

describe('scores.whatIf', () => {
  it('gives every target under both editions, the differing items, and the counts', async () => {
    const { test, batchId } = await checked()
    const before = await test.call('state.hash', {})
    const answer = await test.call('scores.whatIf', { batchId, catalogueId: 'plan-b' })
    expect(answer.changes).toEqual({ targets: 5, changed: 4, passToFail: 2, failToPass: 0, higher: 1, lower: 2 })
    expect(answer.before).toMatchObject({ checked: 5, failed: 0, withProblems: 4, passRate: '100.00' })
    expect(answer.after).toMatchObject({ checked: 5, failed: 2, withProblems: 3, passRate: '60.00' })
    const rows = answer.targets.map((target) => [
      target.name,
      target.before.score,
      target.after.score,
      target.after.outcome,
      target.difference,
      target.changed
    ])
    // Another outcome first: a lost score before a lower one, then by size.
    expect(rows).toEqual([
      ['第3号网站', '100', null, 'fail', null, true],
      ['第2号网站', '75', '50', 'fail', '-25', true],
      ['第1号网站', '90', '80', 'pass', '-10', true],
      ['第4号网站', '99', '100', 'pass', '1', true],
      ['第5号网站', '100', '100', 'pass', '0', false]
    ])
    const [vetoed, , lower, lost] = answer.targets
    expect(vetoed?.after.vetoes).toEqual(['V'])
    expect(vetoed?.items).toMatchObject([{ indicator: 'V', before: { count: 2 }, after: { count: 2 } }])
    expect(lower?.items).toMatchObject([{ indicator: 'A', before: { points: '10' }, after: { points: '20' } }])
    expect(lost?.items).toMatchObject([{ indicator: 'K', before: { points: '1' }, after: null }])
    expect(lost?.notCounted).toEqual([{ indicator: 'K', title: '指标K', findings: 1, why: 'absent' }])
    expect(answer.notCounted).toBe(1)
    expect(answer.renamed).toEqual([{ indicator: 'V', before: '指标V', after: '另一名称' }])
    expect(answer.undecided).toEqual(['D'])
    expect(answer.obstacle).toBeNull()
    expect(await test.call('state.hash', {})).toEqual(before)
  })

  it('lists findings on items that are off in the other edition', async () => {
    const { test, batchId } = await opened([{ indicatorId: 'D', action: 'confirm' }])
    await record(test, batchId, 1, 'D', 3)
    const off = await test.call('scores.whatIf', { batchId, catalogueId: 'plan-b' })
    expect(off.targets[0]?.notCounted).toEqual([{ indicator: 'D', title: '指标D', findings: 1, why: 'off' }])
    // 3 × 2 is over the limit of 4.
    expect(off.targets[0]).toMatchObject({ before: { provisional: '96' }, after: { provisional: '100' }, difference: '4' })
    const decisions = [{ indicatorId: 'D', action: 'change' as const, unitPoints: '3', cap: null }]
    const on = await test.call('scores.whatIf', { batchId, catalogueId: 'plan-b', decisions })
    expect(on.targets[0]).toMatchObject({ after: { provisional: '91' }, difference: '-5', notCounted: [] })
  })

  it('finds no difference to the edition itself', async () => {
    const { test, batchId } = await checked()
    const same = await test.call('scores.whatIf', { batchId, catalogueId: 'plan-a' })
    expect(same.changes.changed).toBe(0)
    expect(same.targets.flatMap(({ items }) => items)).toEqual([])
    expect(same.obstacle).toContain('没有可换的内容')
  })

  it('refuses an edition for other objects', async () => {
    const { test, batchId } = await checked()
    const asked = test.call('scores.whatIf', { batchId, catalogueId: 'national-2019-account' })
    await expect(asked).rejects.toMatchObject({ code: 'bad-sample-design' })
  })
})

describe('batches.adoptCatalogue', () => {
  it('takes the edition, keeps the findings, says why, and replays', async () => {
    const { test, batchId } = await checked()
    const wanted = await test.call('scores.whatIf', { batchId, catalogueId: 'plan-b' })
    const old = await test.call('batches.get', { batchId })
    const decisions = [{ indicatorId: 'D', action: 'confirm' as const }]
    const { batch } = await test.call('batches.adoptCatalogue', {
      batchId,
      catalogueId: 'plan-b',
      decisions,
      reason: '地方细则下发'
    })
    expect(batch).toMatchObject({ catalogueId: 'plan-b', decisions: [{ indicatorId: 'D', action: 'confirm' }] })
    const now = await test.call('batches.get', { batchId })
    expect(now.adoptions).toMatchObject([
      {
        fromTitle: '甲版指标',
        toTitle: '乙版指标',
        reason: '地方细则下发',
        previousHash: old.batch.catalogueHash,
        catalogueHash: batch.catalogueHash,
        author: (await test.call('workspace.info', {})).author
      }
    ])
    const { targets, summary } = await test.call('scores.batch', { batchId })
    expect(summary).toEqual(wanted.after)
    for (const target of targets) expect(target.score).toBe(wanted.targets.find(({ id }) => id === target.id)?.after.score)
    expect((await test.call('batches.list', {})).batches[0]?.catalogueTitle).toBe('乙版指标')
    const { before, stateHash } = await test.call('state.rebuild', {})
    expect(stateHash).toBe(before)
  })

  it('moves no issued score', async () => {
    const { test: first, batchId, dir, options } = await checked()
    await first.backend.close()
    issueNotice(dir, batchId)
    const test = await openBackend(dir, options)
    const scores = await test.call('scores.batch', { batchId })
    const before = await test.call('state.hash', {})
    const asked = { batchId, catalogueId: 'plan-b', reason: '想换' }
    await expect(test.call('batches.adoptCatalogue', asked)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/已经发出通报“三季度通报”.*发出的分数不再改变/)
    })
    expect((await test.call('scores.whatIf', { batchId, catalogueId: 'plan-b' })).obstacle).toContain('已经发出通报')
    expect(await test.call('scores.batch', { batchId })).toEqual(scores)
    expect(await test.call('state.hash', {})).toEqual(before)
  })

  it('refuses the edition in use, a faulty decision, and to be without a reason', async () => {
    const { test, batchId } = await checked()
    const events = (await test.call('workspace.info', {})).events
    const asked = { batchId, catalogueId: 'plan-b', reason: '原因' }
    for (const wrong of [
      { ...asked, catalogueId: 'plan-a' },
      { ...asked, reason: '  ' },
      { ...asked, decisions: [{ indicatorId: 'A', action: 'off' as const }] }
    ])
      expect(await test.backend.call('batches.adoptCatalogue', wrong)).toMatchObject({ ok: false, error: { code: 'bad-input' } })
    expect((await test.call('workspace.info', {})).events).toBe(events)
  })
})

/** As an export writes it: the files themselves are of no matter here. */
function issueNotice(dir: string, batchId: string): void {
  const store = openTestStore(workspaceFolder(dir).database)
  const notice = {
    noticeId: 'n1',
    batchIds: [batchId],
    profile: 'default',
    title: '三季度通报',
    modelHash: 'sha256:0',
    files: []
  }
  store.append([{ type: 'notice.exported', payload: notice }])
  store.close()
}
