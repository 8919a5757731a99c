import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Output } from '../../electron/contract/index.ts'
import { temporaryFolder } from '../db/support.ts'
import { csv, design, importFile, numbers, openBackend, siteRow, type TestBackend } from './support.ts'

/** A site of the registry under another name or another unit. */
const renamed = (number: number, name: string): string => siteRow(number).replace(`第${number}号网站`, name)
const moved = (number: number, unit: string): string => siteRow(number).replace(`第${number}号单位`, unit)

async function inspected(test: TestBackend, period: string): Promise<string> {
  const { batch } = await test.call('batches.create', {
    title: period,
    period,
    catalogueId: 'national-2019-site',
    design: design()
  })
  await test.call('batches.complete', { batchId: batch.id })
  return batch.id
}

const preview = async (test: TestBackend, batchIds: string[], more = {}): Promise<Output<'notices.preview'>['model']> => {
  const { model, mismatches } = await test.call('notices.preview', {
    batchIds,
    profile: 'jieyang',
    deadline: null,
    decimals: null,
    ...more
  })
  expect(mismatches).toEqual([])
  return model
}

const changesOf = (model: Awaited<ReturnType<typeof preview>>) =>
  model.tables.find(({ id }) => id === 'changes')?.rows.map((row) => row.slice(1, 5).join(' ')) ?? null

describe('what a notice is made of beside its batches', () => {
  it('lists the registry changes between the last finished earlier batch and this one, no earlier and no later ones', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    const register = (rows: readonly string[]) => importFile(test, csv(dir, '名录.csv', rows))
    await register(numbers(3).map((number) => siteRow(number)))
    // Before the earlier batch: no change of this quarter.
    await register(numbers(5).map((number) => siteRow(number)))
    const before = await inspected(test, '2026Q3')
    // One goes, one comes, one is renamed, one moves, one comes and goes.
    await register([siteRow(1), renamed(2, '新名网站'), moved(3, '新单位'), siteRow(4), siteRow(6), siteRow(7)])
    await register([siteRow(1), renamed(2, '新名网站'), moved(3, '新单位'), siteRow(4), siteRow(6)])
    const now = await inspected(test, '2026Q4')
    await register([siteRow(1)])

    expect(changesOf(await preview(test, [before]))).toBeNull()
    const model = await preview(test, [now])
    expect(changesOf(model)?.toSorted()).toEqual(
      [
        '关停 网站 第5号网站 第5号单位',
        '更名 网站 新名网站 第2号单位',
        '变更主办单位 网站 第3号网站 新单位',
        '新增 网站 第6号网站 第6号单位'
      ].toSorted()
    )
    expect(model.figures['previousPeriod']).toBe('2026年第三季度')
    // No comparison when the office wants none, and against a batch it names.
    expect(changesOf(await preview(test, [now], { previousBatchIds: [] }))).toBeNull()
    expect(changesOf(await preview(test, [now], { previousBatchIds: [before] }))).toHaveLength(4)
  })

  it('does not compare with a batch of the same period or one that is not finished', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    await importFile(test, csv(dir, '名录.csv', [siteRow(1)]))
    await test.call('batches.create', { title: '未完', period: '2026Q3', catalogueId: 'national-2019-site', design: design() })
    await inspected(test, '2026Q4')
    const now = await inspected(test, '2026Q4')
    expect((await preview(test, [now])).figures['previousPeriod']).toBe('')
  })

  it('takes issuer, addressee, number and date from the request, and what is not given from the profile', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    await importFile(test, csv(dir, '名录.csv', [siteRow(1)]))
    const batch = await inspected(test, '2026Q4')
    const plain = await preview(test, [batch])
    expect([plain.issuer, plain.docNumber]).toEqual(['××市政务服务数据管理局', ''])
    const own = await preview(test, [batch], {
      issuer: ' 云岭县人民政府办公室 ',
      addressee: '',
      docNumber: '云政办函〔2026〕7号',
      date: '2026-12-01'
    })
    expect([own.issuer, own.addressee, own.docNumber, own.date]).toEqual([
      '云岭县人民政府办公室',
      plain.addressee,
      '云政办函〔2026〕7号',
      '2026年12月1日'
    ])
    await expect(preview(test, [batch], { date: '12月1日' })).rejects.toThrow('成文日期“12月1日”不是日期')
  })

  it('brings the chosen table of the office, and names one that is not there', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    await importFile(test, csv(dir, '名录.csv', [siteRow(1)]))
    const batch = await inspected(test, '2026Q4')
    const path = join(dir, '目录.csv')
    writeFileSync(path, '数据目录发布统计\n单位,单位类别,挂接目录数,开放目录数\n甲局,市直,12,3\n乙局,市直,30,20\n合计,,42,23\n')
    const { previewId, sheet } = await test.call('externals.preview', { source: { path } })
    const columns = sheet.columns.map((column, from) => ({ ...column, id: `c${from + 1}`, from }))
    await test.call('externals.save', { previewId, id: '四季度', title: '目录', period: '', columns, acceptTotals: false })
    const model = await preview(test, [batch], { externals: { catalogues: '四季度' } })
    expect(model.tables.find(({ id }) => id === 'catalogues')?.rows).toEqual([
      [1, '乙局', 30, 20],
      [2, '甲局', 12, 3]
    ])
    expect(model.figures['data.few']).toBe(1)
    await expect(preview(test, [batch], { externals: { catalogues: '没有' } })).rejects.toThrow('没有编号为“没有”的外部数据表')
    await expect(preview(test, [batch], { externals: { letters: '四季度' } })).rejects.toThrow('不使用外部数据表 letters')
  })

  it('tells of each profile what it asks for', async () => {
    const test = await openBackend(join(temporaryFolder(), '工作区'))
    const { profiles } = await test.call('notices.profiles', {})
    expect(profiles.map(({ id }) => id)).toEqual(['default', 'anhui', 'beijing', 'huangshi', 'jieyang', 'xianning'])
    const huangshi = profiles.find(({ id }) => id === 'huangshi')
    expect(huangshi?.externals.map(({ id, required, isForm }) => [id, required, isForm])).toEqual([
      ['recheck', false, false],
      ['late', false, false],
      ['contacts', false, true]
    ])
    expect(huangshi?.externals[0]?.columns.map(({ id }) => id)).toEqual(['unit', 'named', 'mended', 'left'])
  })
})
