import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import { temporaryFolder } from '../db/support.ts'
import { csv, design, importFile, numbers, openBackend, openBatch, siteRow, type TestBackend } from './support.ts'

const catalogueId = 'national-2019-site'
const sha256 = (value: unknown): string => `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`

async function registryOf(rows: readonly string[]): Promise<{ test: TestBackend; dir: string; file: string }> {
  const dir = temporaryFolder()
  const test = await openBackend(dir)
  const file = csv(temporaryFolder(), '名录.csv', rows)
  await importFile(test, file)
  return { test, dir, file }
}

describe('catalogues', () => {
  it('lists the shipped editions and gives one whole', async () => {
    const test = await openBackend(temporaryFolder())
    const { catalogues } = await test.call('catalogues.list', {})
    expect(catalogues.map(({ id }) => id)).toEqual(expect.arrayContaining(['national-2019-site', 'national-2019-account']))
    for (const { id, indicators, confirmed, applied, unconfirmed } of catalogues) {
      expect(confirmed + applied + unconfirmed).toBe(indicators)
      expect((await test.call('catalogues.get', { id })).indicators).toHaveLength(indicators)
    }
    await expect(test.call('catalogues.get', { id: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-catalogue' })
  })
})

describe('batches.create', () => {
  it('draws what the preview said, freezes registry and catalogue, and writes the record', async () => {
    // 7 + 3 running, one closed: half of 10 is 5; exact shares 3.5 and 1.5, the tie goes to the larger stratum.
    const rows = [
      ...numbers(7).map((n) => siteRow(n)),
      ...[8, 9, 10].map((n) => siteRow(n, '芜湖市')),
      siteRow(11, '芜湖市', '已关停')
    ]
    const { test, dir } = await registryOf(rows)
    const half = design({ size: { by: 'rate', rate: '0.5' } })
    const preview = await test.call('batches.previewDraw', { design: half })
    expect(preview).toMatchObject({
      frame: 10,
      drawn: 5,
      fault: null,
      strata: [
        { name: '合肥市', frame: 7, drawn: 4, remainderWon: true },
        { name: '芜湖市', frame: 3, drawn: 1, remainderWon: false }
      ]
    })
    const request = { title: '三季度', period: '2023Q3', catalogueId, design: half }
    const { batch, recordPath } = await test.call('batches.create', request)
    expect(batch).toMatchObject({ frame: 10, drawn: 5, inspected: 0, inProgress: 0, catalogueId })
    expect(recordPath).toBe(join(dir, 'exports', `抽样记录-${batch.id}.json`))
    const record = JSON.parse(readFileSync(recordPath, 'utf8')) as { recordHash: string; draws: { key: string }[] }
    const { recordHash, ...body } = record
    expect(recordHash).toBe(sha256(body))
    expect(batch.recordHash).toBe(recordHash)
    const { targets } = await test.call('batches.targets', { batchId: batch.id })
    expect(targets.map(({ objectKey }) => objectKey)).toEqual(record.draws.map(({ key }) => key))

    const { catalogue } = await test.call('batches.get', { batchId: batch.id })
    expect(batch.catalogueHash).toBe(sha256(await test.call('catalogues.get', { id: catalogueId })))
    expect(sha256(catalogue)).toBe(batch.catalogueHash)
    const { objects } = await test.call('registry.list', { object: 'site' })
    expect(batch.registryHash).toBe(sha256(objects.filter(({ status }) => status === '在运行')))
    expect(readdirSync(join(dir, 'exports'))).toHaveLength(1)
  })

  it('keeps the batch as it was drawn when the registry changes later', async () => {
    const { test } = await registryOf(numbers(4).map((n) => siteRow(n)))
    const { batch } = await test.call('batches.create', { title: '甲', period: '2023Q3', catalogueId, design: design() })
    const before = await test.call('batches.targets', { batchId: batch.id })
    await importFile(test, csv(temporaryFolder(), '后来.csv', [siteRow(1).replace('第1号网站', '改名网站'), siteRow(9)]))
    expect(await test.call('batches.targets', { batchId: batch.id })).toEqual(before)
    expect((await test.call('batches.get', { batchId: batch.id })).batch).toEqual(batch)
  })

  it('gives rows that can be searched by pinyin and initials', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const row = siteRow(1).replace('第1号网站', '乐清市科技局')
    await importFile(test, csv(dir, 'a.csv', [row, siteRow(2).replace('第2号网站', '重庆A区2号')]))
    const { batch } = await test.call('batches.create', { title: '甲', period: '2023Q3', catalogueId, design: design() })
    const { targets } = await test.call('batches.targets', { batchId: batch.id })
    expect(targets.map(({ pinyin, initials }) => [pinyin, initials])).toEqual([
      ['yueqingshikejiju', 'yqskjj'],
      ['chongqingaqu2hao', 'cqaq2h']
    ])
  })

  const bad: [string, string, Partial<Parameters<typeof design>[0]>, string][] = [
    ['a rate of 0', 'bad-sample-design', { size: { by: 'rate', rate: '0' } }, catalogueId],
    ['a rate above 1', 'bad-sample-design', { size: { by: 'rate', rate: '1.5' } }, catalogueId],
    ['a rate that is no number', 'bad-sample-design', { size: { by: 'rate', rate: '一半' } }, catalogueId],
    ['a count above the frame', 'bad-sample-design', { size: { by: 'count', count: 5 } }, catalogueId],
    ['a count of 0', 'bad-sample-design', { size: { by: 'count', count: 0 } }, catalogueId],
    ['an object that must be drawn but is not there', 'bad-sample-design', { mustInclude: ['site:nowhere'] }, catalogueId],
    ['a kind without objects', 'bad-sample-design', { object: 'account' }, 'national-2019-account'],
    ['a catalogue of the other kind', 'bad-sample-design', {}, 'national-2019-account'],
    ['an unknown catalogue', 'unknown-catalogue', {}, 'national-1999']
  ]
  it.each(bad)('refuses %s in one Chinese sentence and changes nothing', async (_, code, overrides, catalogue) => {
    const { test, dir } = await registryOf(numbers(4).map((n) => siteRow(n)))
    const before = await test.call('workspace.info', {})
    const request = { title: '甲', period: '2023Q3', catalogueId: catalogue, design: design(overrides) }
    const reply = await test.backend.call('batches.create', request)
    expect(reply).toMatchObject({ ok: false, error: { code } })
    expect(reply.ok ? '' : reply.error.message).toMatch(/[\u4e00-\u9fff].*。$/)
    expect(await test.call('workspace.info', {})).toEqual(before)
    expect(readdirSync(join(dir, 'exports'))).toEqual([])
  })

  it('makes no batch when the record cannot be written', async () => {
    const { test, dir } = await registryOf(numbers(4).map((n) => siteRow(n)))
    const before = await test.call('state.hash', {})
    rmSync(join(dir, 'exports'), { recursive: true })
    writeFileSync(join(dir, 'exports'), '')
    const request = { title: '甲', period: '2023Q3', catalogueId, design: design() }
    await expect(test.call('batches.create', request)).rejects.toMatchObject({
      code: 'disk-error',
      message: expect.stringContaining('批次没有建立')
    })
    expect(await test.call('state.hash', {})).toEqual(before)
  })
})

describe('batches.replay', () => {
  it('draws the same from the record and the registry file, and names what was changed', async () => {
    const rows = [...numbers(20).map((n) => siteRow(n)), ...numbers(10).map((n) => siteRow(n + 50, '芜湖市'))]
    const { test, file } = await registryOf(rows)
    const request = { title: '甲', period: '2023Q3', catalogueId, design: design({ size: { by: 'rate', rate: '0.3' } }) }
    const { recordPath } = await test.call('batches.create', request)
    const record: unknown = JSON.parse(readFileSync(recordPath, 'utf8'))
    const replay = (value: unknown, path: string) => test.call('batches.replay', { record: value, sources: [{ path }] })
    expect(await replay(record, file)).toEqual({ same: true, differences: [] })

    const other = csv(temporaryFolder(), '少一个.csv', rows.slice(1))
    expect((await replay(record, other)).same).toBe(false)
    const forged = structuredClone(record) as { draws: { name: string }[] }
    const [first] = forged.draws
    if (first) first.name = '换掉的网站'
    const answer = await replay(forged, file)
    expect(answer.same).toBe(false)
    expect(answer.differences.join()).toContain('换掉的网站')
    await expect(replay({ draws: [] }, file)).rejects.toMatchObject({ code: 'bad-file' })
  })
})

describe('batches.list', () => {
  it('counts what is under way and done', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const batchId = await openBatch(test, temporaryFolder(), 3)
    const { targets } = await test.call('batches.targets', { batchId })
    const [first, second] = targets.map(({ objectKey }) => ({ batchId, objectKey }))
    if (!first || !second) throw new Error('no targets')
    await test.call('verdicts.give', { ...first, indicatorId: 'W2', verdict: 'pass' })
    await test.call('targets.complete', second)
    expect((await test.call('batches.list', {})).batches).toMatchObject([{ id: batchId, drawn: 3, inProgress: 1, inspected: 1 }])
    await expect(test.call('batches.get', { batchId: 'none' })).rejects.toMatchObject({ code: 'unknown-batch' })
    expect(existsSync(join(dir, 'exports', `抽样记录-${batchId}.json`))).toBe(true)
  })
})
