import { cpSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { photo } from '../support/photos.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import {
  deskOf,
  drawAll,
  fault,
  keyOf,
  managerWith,
  merged,
  nameOf,
  only,
  open,
  packed,
  pass,
  send,
  targetsOf,
  type Desk
} from './work-desks.ts'

await builtVerifyPage()

/** A closed copy of the desk, opened anew. */
async function copyOf(desk: Desk): Promise<Desk> {
  const dir = temporaryFolder()
  cpSync(desk.dir, dir, { recursive: true })
  return deskOf(desk.name, dir)
}

async function rebuilds(...desks: Desk[]): Promise<void> {
  for (const desk of desks) {
    const stateHash = await desk.state()
    expect(await desk.call('state.rebuild', {})).toMatchObject({ before: stateHash, stateHash })
  }
}

describe('a work package', () => {
  it('brings what is needed of its targets: their past, columns, word packs and evidence; and nothing of the others', async () => {
    const manager = await managerWith(4)
    const earlier = await drawAll(manager, '2023Q2')
    await fault(manager, earlier, 1, 4)
    await manager.call('batches.complete', { batchId: earlier })
    const batchId = await drawAll(manager, '2023Q3')
    const { uploadId } = await manager.call('uploads.append', {
      uploadId: null,
      name: '首页.jpg',
      chunk: (await photo('jpg')).toString('base64'),
      last: true
    })
    const evidence = await manager.call('evidence.addFile', { batchId, objectKey: keyOf(1), uploadId })
    const column = { class: 'interpretation', level: 'first', lastUpdate: null, isBlank: false, note: '' } as const
    for (const site of [1, 4]) {
      const place = {
        id: null,
        observedAt: '2023-09-25T00:30:00.000Z',
        objectKey: keyOf(site),
        path: `首页》${nameOf(site)}栏目`,
        url: `http://site${site}.example.com/a/`
      }
      await manager.call('columns.record', { ...column, ...place })
    }
    await fault(manager, batchId, 1)

    const li = await deskOf('李四')
    const opened = await open(li, await send(manager, batchId, '李四', only(1, 2)))
    expect(opened).toMatchObject({ isKnown: false, targets: 2, added: 2, kept: 0, withdrawn: [], notes: [] })
    const { past } = await li.call('targets.history', { batchId, objectKey: keyOf(1) })
    expect(past.map(({ period, findings, score }) => [period, findings.length, score.outcome])).toEqual([['2023Q2', 1, 'fail']])
    const [here, there] = await Promise.all(
      [li, manager].map((desk) => desk.call('targets.get', { batchId, objectKey: keyOf(1) }))
    )
    expect(here).toEqual(there)
    const image = evidence.files.find(({ role }) => role === 'image')
    const path = li.backend.servedFile(`evidence/${image?.sha256}`)?.file ?? ''
    expect(readFileSync(path).equals(await photo('jpg'))).toBe(true)
    expect((await li.call('columns.list', { objectKey: keyOf(1) })).columns).toHaveLength(1)
    const { batch: listed } = await li.call('batches.get', { batchId })
    expect([listed.drawn, listed.registryHash]).toEqual([2, (await manager.call('batches.get', { batchId })).batch.registryHash])
    const everything = JSON.stringify([
      await li.call('batches.list', {}),
      await targetsOf(li, earlier),
      await li.call('registry.list', { object: 'site' })
    ])
    expect(everything).not.toContain(nameOf(3))
    expect(everything).not.toContain(nameOf(4))
    // The sender's evidence is the sender's to prove: the results come back without it, and whole.
    const back = await packed(li, batchId)
    expect((await li.call('packages.verify', { file: back.file, heads: [], keyIds: [] })).problems).toEqual([])
    expect(await merged(manager, [back])).toMatchObject({ held: [], missing: [], missingEvidence: [], outOfScope: [] })
    await rebuilds(li, manager)
  })

  it('comes again with more and with less; what was done meanwhile stays, and what nobody touched goes', async () => {
    const manager = await managerWith(6)
    const batchId = await drawAll(manager, '2023Q3')
    const li = await deskOf('李四')
    const first = await send(manager, batchId, '李四', only(1, 2, 3, 4))
    await open(li, first)
    await fault(li, batchId, 1)
    await pass(li, batchId, 2)
    // The manager judges one of them too, and takes two back, one of which was worked on.
    await pass(manager, batchId, 1)
    await manager.call('work.withdraw', { batchId, to: '李四', names: [nameOf(2), nameOf(3)], reason: '换人' })
    const second = await open(li, await send(manager, batchId, '李四', only(5)))
    expect(second).toMatchObject({
      added: 1,
      kept: 1,
      withdrawn: [{ name: nameOf(3) }],
      withdrawnWithWork: [{ name: nameOf(2) }]
    })
    expect((await targetsOf(li, batchId)).map(({ objectKey }) => objectKey)).toEqual([1, 2, 4, 5].map(keyOf))
    expect((await li.call('targets.get', { batchId, objectKey: keyOf(1) })).verdicts).toEqual({ W3: 'fail' })
    await expect(open(li, first)).resolves.toMatchObject({ isKnown: true })
    await rebuilds(li)

    // At the manager the two judgements of site 1 knew nothing of each other.
    const result = await merged(manager, [await packed(li, batchId)])
    expect(result.conflicts.map(({ objectKey, indicatorId }) => [objectKey, indicatorId])).toEqual([[keyOf(1), 'W3']])
    expect(result.outOfScope.map(({ name, reason, author }) => [name, reason, author])).toEqual([
      [nameOf(2), 'withdrawn', '李四']
    ])

    // Work that the manager knows is taken over with what became of it there.
    const [conflict] = result.conflicts
    const chosen = conflict?.versions.find(({ value }) => (value as { verdict: string }).verdict === 'fail')?.event ?? ''
    await manager.call('conflicts.rule', { conflictId: conflict?.conflictId ?? '', chosen, reason: '截图清楚' })
    await pass(manager, batchId, 4)
    const third = await open(li, await send(manager, batchId, '李四'))
    expect(third).toMatchObject({ added: 0, kept: 0 })
    expect((await li.call('targets.get', { batchId, objectKey: keyOf(4) })).verdicts).toEqual({ W3: 'pass' })
    await li.call('targets.complete', { batchId, objectKey: keyOf(4) })
    expect(await merged(manager, [await packed(li, batchId)])).toMatchObject({ conflicts: [] })
    await rebuilds(li, manager)
  })

  it('gives one state at the manager, whatever order and how often results come; a shared target is a conflict', async () => {
    const manager = await managerWith(6)
    const batchId = await drawAll(manager, '2023Q3')
    const people = [await deskOf('李四'), await deskOf('王五'), await deskOf('赵六')]
    const sent = [
      await send(manager, batchId, '李四', only(1, 2, 3)),
      await send(manager, batchId, '王五', only(3, 4)),
      await send(manager, batchId, '赵六', only(5, 6))
    ]
    expect(sent[1]?.overlaps.map(({ name, inspectors }) => [name, inspectors])).toEqual([[nameOf(3), ['李四', '王五']]])
    const [li, wang, zhao] = people
    if (li === undefined || wang === undefined || zhao === undefined) return
    for (const [index, desk] of people.entries()) await open(desk, sent[index] ?? { file: '', keyId: '' })
    await fault(li, batchId, 1, 3)
    await pass(wang, batchId, 3)
    await fault(wang, batchId, 4)
    await li.call('targets.complete', { batchId, objectKey: keyOf(1) })
    await wang.call('targets.complete', { batchId, objectKey: keyOf(4) })
    await pass(zhao, batchId, 5)
    const back = [await packed(li, batchId), await packed(wang, batchId), await packed(zhao, batchId)]
    await manager.backend.close()
    const states = new Set<string>()
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
      [2, 2, 0, 1, 0]
    ] as const
    for (const order of orders) {
      const copy = await copyOf(manager)
      const result = await merged(
        copy,
        order.flatMap((at) => back[at] ?? [])
      )
      expect(result).toMatchObject({ held: [], missing: [], outOfScope: [] })
      expect(result.conflicts.map(({ objectKey, indicatorId }) => [objectKey, indicatorId])).toEqual([[keyOf(3), 'W3']])
      states.add(result.stateHash)
      const { targets } = await copy.call('scores.batch', { batchId })
      const outcomes = Object.fromEntries(targets.map(({ id, outcome }) => [id, outcome]))
      expect(outcomes).toMatchObject({ [keyOf(1)]: 'fail', [keyOf(3)]: 'unsettled', [keyOf(4)]: 'fail' })
      await rebuilds(copy)
      await copy.backend.close()
    }
    process.stdout.write(`work: ${orders.length} orders of results, ${states.size} state\n`)
    expect(states.size).toBe(1)
    // Inspectors among themselves: each has the other's targets then, and nothing waits for the manager's log.
    expect(await merged(wang, back.slice(0, 1))).toMatchObject({ held: [], missing: [] })
    expect((await targetsOf(wang, batchId)).map(({ objectKey }) => objectKey)).toEqual([1, 2, 3, 4].map(keyOf))
    await rebuilds(wang)
  })

  it('names results for what was not handed out, and tells where the edition changed since', async () => {
    const manager = await managerWith(4)
    const batchId = await drawAll(manager, '2023Q3')
    const [li, wang, other] = [await deskOf('李四'), await deskOf('王五'), await deskOf('旁人')]
    const toLi = await send(manager, batchId, '李四', only(1))
    await open(li, toLi)
    await open(wang, await send(manager, batchId, '王五', only(2)))
    // One desk merged the other's results and went on with their target; another one has a copy of the whole and no work.
    await merged(li, [await packed(wang, batchId)])
    await pass(li, batchId, 2)
    await merged(other, [await packed(manager, batchId)])
    await pass(other, batchId, 4)
    const result = await merged(manager, [await packed(wang, batchId), await packed(li, batchId), await packed(other, batchId)])
    expect(result.outOfScope.map(({ name, author, reason, acts }) => [name, author, reason, acts]).toSorted()).toEqual([
      [nameOf(2), '李四', 'never', 2],
      [nameOf(4), '旁人', 'no-work', 2]
    ])
    expect((await manager.call('targets.get', { batchId, objectKey: keyOf(4) })).verdicts).toEqual({ W3: 'pass' })

    const before = await manager.call('work.list', { batchId })
    expect(before.inspectors.map(({ inspector, isEditionOlder }) => [inspector, isEditionOlder])).toEqual([
      ['李四', false],
      ['王五', false]
    ])
    const { catalogue } = await manager.call('batches.get', { batchId })
    const overlay = { id: 'local', title: '本地细则', edition: '2023', region: '某市', base: catalogue.id, source: '测试' }
    await manager.call('catalogues.saveOverlay', { overlay: { ...overlay, patch: { W3: { rule: '本地写法。' } } } })
    await manager.call('batches.adoptCatalogue', { batchId, catalogueId: 'local', reason: '省里新文件' })
    expect((await manager.call('work.list', { batchId })).inspectors.every(({ isEditionOlder }) => isEditionOlder)).toBe(true)
    const again = await open(wang, await send(manager, batchId, '王五'))
    expect(again.notes).toEqual([expect.stringContaining('本地细则')])
    expect((await wang.call('batches.get', { batchId })).catalogue.title).toBe('本地细则')
    await rebuilds(manager, wang, other)
  })

  it('is for one person at one computer', async () => {
    const manager = await managerWith(2)
    const batchId = await drawAll(manager, '2023Q3')
    const [li, namesake] = [await deskOf('李四'), await deskOf('李四')]
    await open(li, await send(manager, batchId, '李四', only(1)))
    await pass(li, batchId, 1)
    await merged(manager, [await packed(li, batchId)])
    const bound = await send(manager, batchId, '李四', only(2))
    await expect(open(namesake, bound)).rejects.toThrow('任务包是给“李四”原来那台电脑的')
    await expect(open(manager, bound)).rejects.toThrow('这个任务包是本机自己发出的')
    await expect(open(await deskOf('王五'), bound)).rejects.toThrow('本机的检查员是“王五”')
    expect(await open(namesake, await send(manager, batchId, '李四', { by: 'none' }, true))).toMatchObject({ added: 2 })
    expect((await namesake.call('targets.get', { batchId, objectKey: keyOf(1) })).verdicts).toEqual({ W3: 'pass' })
    // The one that is older than what was opened is of no use any more.
    const older = await send(manager, batchId, '李四')
    const newer = await send(manager, batchId, '李四')
    await open(li, newer)
    await expect(open(li, older)).rejects.toThrow('已打开过这个批次更新的任务包')
  })
})
