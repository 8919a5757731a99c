import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { desk } from './checking-desk.ts'
import { design, importFile, openBackend } from './support.ts'

describe('line.get', () => {
  it('has the verdict of one indicator for every target in order, and why it is not asked of some', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    // Some items are asked only of sites that offer services.
    const header = '类别,名称,地区,主办单位,网站标识码,网址,平台,账号,状态,门户,对外服务'
    const row = (number: number, service: string): string =>
      `网站,第${number}号网站,合肥市,第${number}号单位,34${String(number).padStart(8, '0')},http://site${number}.example.com/,,,,否,${service}`
    const file = join(dir, '名录.csv')
    writeFileSync(file, [header, row(1, '是'), row(2, '否'), row(3, '是')].join('\r\n'))
    await importFile(test, file)
    const { batch } = await test.call('batches.create', {
      title: '三季度检查',
      period: '2023Q3',
      catalogueId: 'national-2019-site',
      design: design()
    })
    const { catalogue } = await test.call('batches.get', { batchId: batch.id })
    const { targets } = await test.call('batches.targets', { batchId: batch.id })
    const served = catalogue.indicators.find(({ enabled, applies }) => enabled && applies.needsService)
    const place = { batchId: batch.id, indicatorId: served?.id ?? '' }
    const first = targets[0]?.objectKey ?? ''
    await test.call('verdicts.give', { ...place, objectKey: first, verdict: 'not-applicable' })
    const { entries, ready } = await test.call('line.get', place)
    expect(entries).toEqual(
      targets.map(({ objectKey, object }) => ({
        objectKey,
        verdict: objectKey === first ? 'not-applicable' : null,
        findings: 0,
        notAsked: object.hasService ? null : '没有对外服务，不适用'
      }))
    )
    expect(entries.filter(({ notAsked }) => notAsked !== null)).toHaveLength(1)
    expect(ready).toEqual([])
    await expect(test.call('line.get', { ...place, indicatorId: 'W99' })).rejects.toMatchObject({ code: 'bad-input' })
  })
})

describe('targets.completeMany', () => {
  it('completes what is answered whole in one act, which one undo takes back', async () => {
    const { test, batchId, keys } = await desk()
    const [done = '', open = ''] = keys
    const { catalogue } = await test.call('batches.get', { batchId })
    const { items } = (await test.call('targets.get', { batchId, objectKey: done })).score
    const asked = items.map(({ indicator }) => indicator)
    expect(asked.length).toBeGreaterThan(10)
    const enabled = catalogue.indicators.filter((each) => each.enabled).map(({ id }) => id)
    for (const objectKey of [done, open]) {
      for (const indicatorId of enabled) {
        const verdict = objectKey === open && indicatorId === 'W3' ? 'pending' : 'pass'
        await test.call('verdicts.give', { batchId, objectKey, indicatorId, verdict })
      }
    }
    const line = async () => (await test.call('line.get', { batchId, indicatorId: 'W3' })).ready
    expect(await line()).toEqual([done])
    await expect(test.call('targets.completeMany', { batchId, objectKeys: keys.slice(0, 2) })).rejects.toMatchObject({
      message: expect.stringContaining('W3')
    })
    await test.call('verdicts.give', { batchId, objectKey: open, indicatorId: 'W3', verdict: 'pass' })
    const before = await test.call('state.hash', {})
    const objectKeys = await line()
    expect(objectKeys).toEqual([done, open])
    expect(await test.call('targets.completeMany', { batchId, objectKeys })).toEqual({ completed: 2 })
    expect(await line()).toEqual([])
    const { act } = await test.call('acts.undo', { batchId })
    expect(act).toMatchObject({ kind: 'completed-many', amount: 2 })
    expect(await test.call('state.hash', {})).toEqual(before)
    expect((await test.call('state.rebuild', {})).stateHash).toBe(before.stateHash)
    expect(await line()).toEqual([done, open])
  })
})
