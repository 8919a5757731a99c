import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readWorkbook } from '../../electron/export/workbook.ts'
import { temporaryFolder } from '../db/support.ts'
import { anhuiAccounts, anhuiSites } from '../domain/notice-fixtures.ts'
import { csv, design, importFile, numbers, openBackend, openBatch, siteRow, type TestBackend } from './support.ts'

/** Registry lines after the published annexes: every site and account in operation, in the published strata. */
function registryLines(): string[] {
  const sites = anhuiSites.flatMap(([stratum, running]) => numbers(running).map((number) => ({ stratum, number })))
  const accounts = anhuiAccounts.flatMap(([stratum, running]) => numbers(running).map((number) => ({ stratum, number })))
  return [
    ...sites.map(({ stratum, number }, at) => siteLine(at + 1, stratum, number)),
    ...accounts.map(({ stratum, number }, at) => `新媒体,${stratum}发布${number},${stratum},${stratum}宣传部,,,微信,gh${at + 1},`)
  ]
}

const siteLine = (at: number, stratum: string, number: number): string =>
  `网站,${stratum}网站${number},${stratum},${stratum}办公室,34${String(at).padStart(8, '0')},http://site${at}.example.com/,,,`

async function anhuiBatches(test: TestBackend, dir: string): Promise<{ site: string; account: string }> {
  await importFile(test, csv(dir, '名录.csv', registryLines()))
  const make = async (object: 'site' | 'account'): Promise<string> => {
    const { batch } = await test.call('batches.create', {
      title: object === 'site' ? '网站检查' : '新媒体抽查',
      period: '2023Q3',
      catalogueId: `national-2019-${object}`,
      design: design({ object, size: object === 'site' ? { by: 'all' } : { by: 'rate', rate: '0.5' } })
    })
    return batch.id
  }
  return { site: await make('site'), account: await make('account') }
}

/** The five published failures: accounts not updated for two weeks, on the first drawn of their stratum. */
async function failFive(test: TestBackend, dir: string, batchId: string): Promise<void> {
  const { targets } = await test.call('batches.targets', { batchId })
  const lines = anhuiAccounts.flatMap(([stratum, , , failed]) =>
    targets
      .filter((target) => target.stratum === stratum)
      .slice(0, failed)
      .map(({ code }) => `${code},M2.1,1,超过两周没有更新,,,2023-08-24 10:20,张三,`)
  )
  const path = join(dir, '问题.csv')
  writeFileSync(path, `对象,指标,数量,问题描述,位置,网址,监测时间,检查人,证据\n${lines.join('\n')}\n`)
  expect((await test.call('findings.import', { batchId, path })).imported).toBe(5)
}

describe('notices', () => {
  it('makes the published notice of Anhui from registry, draw and findings, and finds it sound', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    const { site, account } = await anhuiBatches(test, dir)
    await failFive(test, dir, account)
    await test.call('batches.complete', { batchId: site })
    await test.call('batches.complete', { batchId: account })

    const request = { batchIds: [site, account], profile: 'anhui', deadline: '2023-10-20', decimals: null }
    const { model, mismatches } = await test.call('notices.preview', request)
    expect(mismatches).toEqual([])
    expect(model.tables[0]?.rows).toEqual(anhuiSites.map((row, index) => [index + 1, ...row]))
    expect(model.tables[1]?.rows).toEqual(anhuiAccounts.map((row, index) => [index + 1, ...row]))
    expect(model.tables.map((table) => table.total)).toEqual([
      ['合计', '', 840, 840, 0],
      ['合计', '', 3316, 1658, 5]
    ])
    expect([model.figures['site.passRate'], model.figures['account.passRate']]).toEqual(['100%', '99.70%'])

    const { dir: folder, files, noticeId } = await test.call('notices.export', { ...request, outDir: null })
    expect(test.events).toContainEqual({
      name: 'workspace.changed',
      payload: { topics: expect.arrayContaining(['notices']) as unknown, batchId: null }
    })
    expect(readdirSync(join(dir, '工作区', 'exports')).filter((name) => name.includes('通报'))).toEqual([
      '2023-09-25-关于2023年第三季度全省政府网站与政务新媒体检查情况的通报'
    ])
    expect(files.map((file) => file.name)).toEqual(['通报.docx', '附件.xlsx', '问题清单.xlsx', 'notice.json'])
    const sheets = await readWorkbook(readFileSync(join(folder, '附件.xlsx')))
    expect(sheets.get('附件2')?.at(-1)?.slice(2)).toEqual([3316, 1658, 5])
    expect(await test.call('notices.check', { dir: folder })).toEqual({ ok: true, mismatches: [] })

    const { notices } = await test.call('notices.list', {})
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({ noticeId, profile: 'anhui', title: model.title })
    expect(join(dir, '工作区', 'exports', notices[0]?.folder ?? '')).toBe(folder)
    expect(notices[0]?.files.map((file) => file.sha256)).toEqual(files.map((file) => file.sha256))
  })

  it('refuses while targets are not settled, names one, and writes nothing', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    const batchId = await openBatch(test, dir, 4)
    const outDir = join(dir, '通报')
    await expect(
      test.call('notices.export', { batchIds: [batchId], profile: 'default', deadline: null, decimals: null, outDir })
    ).rejects.toMatchObject({
      code: 'notice-mismatch',
      message:
        '通报没有导出：还有 4 个对象没有检查完，或者有待裁定的项（“第1号网站”、“第2号网站”、“第3号网站”、“第4号网站”），检查完、裁定完才能出通报。'
    })
    expect(readdirSync(dir)).not.toContain('通报')
    expect((await test.call('notices.list', {})).notices).toEqual([])
    const { mismatches } = await test.call('notices.preview', {
      batchIds: [batchId],
      profile: 'default',
      deadline: null,
      decimals: null
    })
    expect(mismatches[0]).toMatch(/^还有 4 个对象没有检查完/)
  })

  it('writes into the named folder and says what was changed there afterwards', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    const batchId = await openBatch(test, dir, 3)
    await test.call('batches.complete', { batchId })
    const outDir = join(dir, '送审', '通报')
    const request = { batchIds: [batchId, batchId], profile: 'default', deadline: null, decimals: 1 as const, outDir }
    const { files } = await test.call('notices.export', request)
    expect(files.map((file) => file.path)).toEqual(files.map((file) => join(outDir, file.name)))
    expect((await test.call('notices.list', {})).notices[0]?.folder).toBeNull()
    const json = readFileSync(join(outDir, 'notice.json'), 'utf8')
    writeFileSync(join(outDir, 'notice.json'), json.replace('"site.checked": 3', '"site.checked": 4'))
    const { ok, mismatches } = await test.call('notices.check', { dir: outDir })
    expect(ok).toBe(false)
    expect(mismatches).toContain('数字“site.checked”写的是 4，重新统计应为 3。')
  })

  it('numbers a second export of the same day', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    const batchId = await openBatch(test, dir, 2)
    await test.call('batches.complete', { batchId })
    const request = { batchIds: [batchId], profile: 'default', deadline: null, decimals: null, outDir: null }
    await test.call('notices.export', request)
    const { dir: second } = await test.call('notices.export', request)
    expect(second.endsWith('的通报-2')).toBe(true)
  })

  it('names bad requests in one sentence', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    const batchId = await openBatch(test, dir, 1)
    const request = { batchIds: [batchId], profile: 'default', deadline: null, decimals: null }
    await expect(test.call('notices.preview', { ...request, profile: '外省' })).rejects.toMatchObject({
      code: 'unknown-profile',
      message: expect.stringContaining('没有编号为“外省”的通报模板；可用的有：default、anhui')
    })
    await expect(test.call('notices.preview', { ...request, deadline: '2026-02-30' })).rejects.toThrow(
      '整改期限“2026-02-30”不是日期；请写成 2026-12-31 这样。'
    )
    await expect(test.call('notices.preview', { ...request, batchIds: ['没有'] })).rejects.toMatchObject({
      code: 'unknown-batch'
    })
    await expect(test.call('notices.check', { dir })).rejects.toThrow(/没有 notice\.json，不是通报文件夹/)
    mkdirSync(join(dir, 'out', '附件.xlsx'), { recursive: true })
    await test.call('batches.complete', { batchId })
    await expect(test.call('notices.export', { ...request, outDir: join(dir, 'out') })).rejects.toThrow(
      /“.*附件\.xlsx”是一个文件夹，通报文件写不进去/
    )
    expect((await test.call('notices.list', {})).notices).toEqual([])
  })

  it('lists the shipped profiles, the general one first', async () => {
    const test = await openBackend(join(temporaryFolder(), '工作区'))
    const { profiles } = await test.call('notices.profiles', {})
    expect(profiles.map((profile) => profile.id).slice(0, 2)).toEqual(['default', 'anhui'])
  })

  it('counts a stratum without a drawn object, and keeps the registry order of strata', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    await importFile(test, csv(dir, '名录.csv', [...numbers(9).map((number) => siteRow(number, '市直')), siteRow(10, '城关区')]))
    const { batch } = await test.call('batches.create', {
      title: '抽查',
      period: '2026Q4',
      catalogueId: 'national-2019-site',
      design: design({ size: { by: 'count', count: 3 } })
    })
    await test.call('batches.complete', { batchId: batch.id })
    const { model } = await test.call('notices.preview', {
      batchIds: [batch.id],
      profile: 'default',
      deadline: null,
      decimals: null
    })
    expect(model.tables[0]?.rows).toEqual([
      [1, '市直', 9, 3, 0, 0, '100%'],
      [2, '城关区', 1, 0, 0, 0, '—']
    ])
  })
})
