import { join } from 'node:path'
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { NewEvent } from '../../electron/events/types.ts'
import { openTestStore, temporaryFolder } from '../db/support.ts'
import { openBackend, type TestBackend } from './support.ts'

/** The sample's sites, partly checked: by the procedures where they suffice, captures as the pages would log them. */
async function partlyChecked(): Promise<{ test: TestBackend; dir: string; batchId: string; keys: string[] }> {
  const dir = temporaryFolder()
  const first = await openBackend(dir)
  const { batchId } = await first.call('workspace.openSample', {})
  const { targets } = await first.call('batches.targets', { batchId })
  const keys = targets.map(({ objectKey }) => objectKey)
  const key = (index: number): string => keys[index] ?? ''
  const give = (index: number, indicatorId: string, verdict: 'pass' | 'pending' | 'not-applicable') =>
    first.call('verdicts.give', { batchId, objectKey: key(index), indicatorId, verdict })
  for (const index of [0, 1, 2, 3, 4, 5]) {
    await give(index, 'W2', 'pass')
    await first.call('targets.complete', { batchId, objectKey: key(index) })
  }
  await give(6, 'W3', 'pending')
  await give(7, 'W2', 'not-applicable')
  await first.call('targets.reopen', { batchId, objectKey: key(5) })
  await first.backend.close()

  const store = openTestStore(join(dir, 'workspace.db'), 'device-b')
  const evidenceId = v7()
  const place = { batchId, objectKey: key(0) }
  const finding = {
    count: 1,
    description: '首页两周没有更新',
    location: '首页',
    url: 'http://example.com/',
    observedAt: '2023-09-26T02:20:00.000Z',
    inspector: '李四'
  }
  const events: NewEvent[] = [
    {
      type: 'evidence.captured',
      payload: {
        id: evidenceId,
        ...place,
        kind: 'capture',
        requestedUrl: null,
        finalUrl: null,
        title: null,
        capturedAt: '2023-09-26T02:19:00.000Z',
        width: 1280,
        height: 800,
        quality: ['blank'],
        files: []
      }
    },
    { type: 'verdict.given', payload: { ...place, indicatorId: 'W3', verdict: 'fail', inspector: '李四' } },
    { type: 'finding.recorded', payload: { ...finding, id: v7(), ...place, indicatorId: 'W3', evidenceIds: [evidenceId] } },
    { type: 'verdict.given', payload: { ...place, objectKey: key(1), indicatorId: 'W3', verdict: 'fail', inspector: '李四' } },
    {
      type: 'finding.recorded',
      payload: { ...finding, id: v7(), ...place, objectKey: key(1), indicatorId: 'W3', evidenceIds: [] }
    }
  ]
  store.append(events)
  store.close()
  return { test: await openBackend(dir), dir, batchId, keys }
}

describe('overview.get', () => {
  it('gives the counts that plain SQL over the workspace gives', async () => {
    const { test, dir, batchId } = await partlyChecked()
    const overview = await test.call('overview.get', { batchId })
    const db = new Database(join(dir, 'workspace.db'), { readonly: true })
    onTestFinished(() => void db.close())
    const rows = <T>(sql: string): T[] => db.prepare<{ batch: string }, T>(sql).all({ batch: batchId })
    const one = (sql: string): number => rows<{ n: number }>(sql)[0]?.n ?? -1

    expect(overview.total).toBe(one('SELECT count(*) n FROM targets WHERE batch_id = :batch'))
    for (const state of ['waiting', 'in-progress'] as const)
      expect(overview.counts[state]).toBe(one(`SELECT count(*) n FROM targets WHERE batch_id = :batch AND state = '${state}'`))
    const { pass, problems, fail, unsettled } = overview.counts
    expect(pass + problems + fail + unsettled).toBe(
      one("SELECT count(*) n FROM targets WHERE batch_id = :batch AND state = 'inspected'")
    )
    // W3 vetoes at one finding.
    expect(fail).toBe(one("SELECT count(DISTINCT object_key) n FROM findings WHERE batch_id = :batch AND indicator_id = 'W3'"))
    expect(overview.findings).toBe(one('SELECT count(*) n FROM findings WHERE batch_id = :batch'))

    expect(overview.strata.map(({ name, total, counts }) => ({ name, total, waiting: counts.waiting })).toSorted(byName)).toEqual(
      rows<{ name: string }>(
        `SELECT object ->> 'stratum' name, count(*) total, sum(state = 'waiting') waiting
         FROM targets WHERE batch_id = :batch GROUP BY 1`
      ).toSorted(byName)
    )
    expect(
      overview.inspectors
        .map(({ name, total }) => ({ name: name ?? '', total }))
        .filter(({ total }) => total > 0)
        .toSorted(byName)
    ).toEqual(
      rows<{ name: string }>(
        "SELECT coalesce(inspector, '') name, count(*) total FROM targets WHERE batch_id = :batch GROUP BY 1"
      ).toSorted(byName)
    )
    const w3 = overview.indicators.find(({ id }) => id === 'W3')
    expect(w3).toMatchObject({
      asked: overview.total,
      fail: one("SELECT count(*) n FROM verdicts WHERE batch_id = :batch AND indicator_id = 'W3' AND verdict = 'fail'"),
      pending: one("SELECT count(*) n FROM verdicts WHERE batch_id = :batch AND indicator_id = 'W3' AND verdict = 'pending'"),
      open: one(
        `SELECT count(*) n FROM targets t WHERE batch_id = :batch AND state <> 'inspected' AND NOT EXISTS
         (SELECT 1 FROM verdicts v WHERE v.batch_id = t.batch_id AND v.object_key = t.object_key AND indicator_id = 'W3')`
      )
    })
    expect(overview.days).toEqual(
      rows(
        `SELECT day, count(*) finished FROM (
           SELECT date(max(e.time), '+8 hours') day FROM events e JOIN targets t
             ON t.object_key = e.payload ->> 'objectKey' AND t.batch_id = e.payload ->> 'batchId'
           WHERE e.type = 'target.state-changed' AND e.payload ->> 'state' = 'inspected'
             AND t.batch_id = :batch AND t.state = 'inspected' GROUP BY t.object_key)
         GROUP BY day ORDER BY day`
      )
    )
    expect([overview.counts, overview.total]).toEqual([
      { waiting: overview.total - 8, 'in-progress': 3, unsettled: 0, pass: 3, problems: 0, fail: 2 },
      16
    ])
  })

  it('names the objects in the way, and counts what stands and what does not as the evidence rule does', async () => {
    const { test, batchId, keys } = await partlyChecked()
    const { blocks } = await test.call('overview.get', { batchId })
    const keysOf = (kind: string) => blocks.find((block) => block.kind === kind)?.items.map(({ objectKey }) => objectKey)
    expect(keysOf('pending')).toEqual([keys[6]])
    expect(keysOf('in-progress')).toEqual([keys[5], keys[6], keys[7]])
    expect(keysOf('no-evidence')).toEqual([keys[1]])
    // A blank picture may stand, once somebody has looked at it and said so.
    expect(keysOf('doubtful')).toEqual([keys[0]])
    expect(keysOf('waiting')).toEqual(keys.slice(8))
  })

  it('is of its batch alone', async () => {
    const { test, batchId } = await partlyChecked()
    const { batches } = await test.call('batches.list', {})
    const other = batches.find(({ id }) => id !== batchId)
    if (other === undefined) throw new Error('the sample has two batches')
    const overview = await test.call('overview.get', { batchId: other.id })
    expect(overview).toMatchObject({ counts: { waiting: other.drawn }, findings: 0, days: [], estimate: null })
    await expect(test.call('overview.get', { batchId: 'none' })).rejects.toMatchObject({ code: 'unknown-batch' })
  })
})

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1)
