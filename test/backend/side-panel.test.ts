import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { design, importFile, openBackend, siteRow, csv, numbers } from './support.ts'
import { openTestStore, steppingClock, temporaryFolder } from '../db/support.ts'

const key = (number: number): string => `site:34${String(number).padStart(8, '0')}`

async function workspace() {
  const dir = temporaryFolder()
  const test = await openBackend(join(dir, 'workspace'))
  await importFile(
    test,
    csv(
      dir,
      '名录.csv',
      numbers(3).map((number) => siteRow(number))
    )
  )
  const open = async (title: string, period: string): Promise<string> =>
    (await test.call('batches.create', { title, period, catalogueId: 'national-2019-site', design: design() })).batch.id
  return { test, open, dir }
}

const finding = (batchId: string, objectKey: string, description: string, location: string) => ({
  batchId,
  objectKey,
  indicatorId: 'W4.2',
  count: 10,
  description,
  location,
  url: 'http://site1.example.com/zwgk/',
  observedAt: '2023-09-26T02:20:00.000Z',
  evidenceIds: []
})

describe('targets.history', () => {
  it('gives the same object in batches opened before, with verdicts, findings and the score of its own edition', async () => {
    const { test, open } = await workspace()
    const first = await open('二季度检查', '2023Q2')
    // Account rule of evidence: findings that come from a paper need none.
    await test.call('verdicts.give', { batchId: first, objectKey: key(1), indicatorId: 'W4.1', verdict: 'pass' })
    await test.call('targets.complete', { batchId: first, objectKey: key(1) })
    await test.call('verdicts.give', { batchId: first, objectKey: key(2), indicatorId: 'W4.1', verdict: 'not-applicable' })
    const second = await open('三季度检查', '2023Q3')
    await test.call('verdicts.give', { batchId: second, objectKey: key(1), indicatorId: 'W4.1', verdict: 'not-applicable' })
    const third = await open('四季度检查', '2023Q4')

    const { past } = await test.call('targets.history', { batchId: third, objectKey: key(1) })
    expect(past.map(({ batchId, title, state }) => ({ batchId, title, state }))).toEqual([
      { batchId: second, title: '三季度检查', state: 'in-progress' },
      { batchId: first, title: '二季度检查', state: 'inspected' }
    ])
    expect(past.map(({ verdicts }) => verdicts.map(({ indicatorId, verdict }) => `${indicatorId} ${verdict}`))).toEqual([
      ['W4.1 not-applicable'],
      ['W4.1 pass']
    ])
    expect(past[1]?.score.outcome).toBe((await test.call('targets.get', { batchId: first, objectKey: key(1) })).score.outcome)
    expect(past[0]?.score.outcome).toBe('unsettled')
    // Of a batch opened later nothing was known then.
    expect(
      (await test.call('targets.history', { batchId: second, objectKey: key(1) })).past.map(({ batchId }) => batchId)
    ).toEqual([first])
    expect((await test.call('targets.history', { batchId: first, objectKey: key(1) })).past).toEqual([])
  })

  it('refuses a batch that is not there', async () => {
    const { test } = await workspace()
    await expect(test.call('targets.history', { batchId: 'none', objectKey: key(1) })).rejects.toMatchObject({
      code: 'unknown-batch'
    })
  })
})

describe('findings.wordings', () => {
  it("gives this inspector's own for the item, newest first, each once, places as blanks again", async () => {
    const { test, open, dir } = await workspace()
    const batchId = await open('三季度检查', '2023Q3')
    await test.call('workspace.setAuthor', { author: '王检' })
    await test.backend.close()
    const store = openTestStore(join(dir, 'workspace', 'workspace.db'))
    const recorded = [
      { id: 'f1', inspector: '王检', description: '首页》政务公开栏目长期未更新', location: '首页》政务公开' },
      { id: 'f2', inspector: '李检', description: '别人写的', location: '首页》信息公开' },
      { id: 'f3', inspector: '王检', description: '首页》办事服务链接打不开', location: '首页》办事服务' },
      { id: 'f4', inspector: '王检', description: '首页》互动交流栏目长期未更新', location: '首页》互动交流' }
    ]
    store.append(
      recorded.map(({ id, inspector, description, location }) => ({
        type: 'finding.recorded',
        payload: { ...finding(batchId, key(1), description, location), id, inspector }
      }))
    )
    store.close()
    const again = await openBackend(join(dir, 'workspace'), { clock: steppingClock('2023-12-01T00:00:00.000Z') })
    expect(await again.call('findings.wordings', { indicatorId: 'W4.2' })).toEqual({
      wordings: ['{位置}栏目长期未更新', '{位置}链接打不开']
    })
    expect(await again.call('findings.wordings', { indicatorId: 'W4.1' })).toEqual({ wordings: [] })
    // What was found then stands in the history of the next batch.
    const { batch } = await again.call('batches.create', {
      title: '四季度检查',
      period: '2023Q4',
      catalogueId: 'national-2019-site',
      design: design()
    })
    const { past } = await again.call('targets.history', { batchId: batch.id, objectKey: key(1) })
    expect(past.map(({ findings }) => findings.map(({ id }) => id))).toEqual([['f1', 'f2', 'f3', 'f4']])
  })
})

describe('targets.compare', () => {
  it('says that no page is shown', async () => {
    const { test, open } = await workspace()
    const batchId = await open('三季度检查', '2023Q3')
    expect(await test.call('targets.compare', { batchId, objectKey: key(1) })).toEqual({ page: null, today: '2023-09-25' })
  })
})
