import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accountRow, csv, numbers, openBackend, siteRow } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { json, xuncha, xunchaOnFullDisk } from './support.ts'

interface Imported {
  files: Record<string, unknown>[]
  sites: number
  accounts: number
}
interface Created {
  batch: string
  frame: number
  drawn: number
  strata: { name: string; frame: number; drawn: number }[]
  record: string
  recordHash: string
}
interface Scored {
  targets: { code: string; outcome: string; vetoes: string[]; problems: number }[]
  summary: Record<string, unknown>
}

const hasChinese = /[\u4e00-\u9fff]/

const create = [
  'batch',
  'create',
  '--title',
  '三季度',
  '--period',
  '2023Q3',
  '--object',
  'site',
  '--catalogue',
  'national-2019-site'
]
const half = ['--rate', '0.5', '--seed', '甲']

describe('xuncha', { timeout: 240_000 }, () => {
  it('goes from a registry file to scores, from any folder, with Chinese paths', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作 区')
    const rows = [...numbers(7).map((n) => siteRow(n)), ...[8, 9, 10].map((n) => siteRow(n, '芜湖市')), accountRow(1)]
    csv(dir, '名录.csv', rows)
    const run = (...args: string[]) => xuncha(dir, [...args, '--workspace', workspace, '--json'])

    const dry = await run('registry', 'import', '名录.csv', '--dry-run')
    expect(dry.code).toBe(0)
    const counts = { file: '名录.csv', rows: 11, added: 11, changed: 0, unchanged: 0, closed: 0, rejected: [] }
    expect(json<Imported>(dry)).toEqual({ files: [counts], sites: 10, accounts: 1 })
    expect(json<{ objects: unknown[] }>(await run('registry', 'list')).objects).toEqual([])
    expect(json<Imported>(await run('registry', 'import', '名录.csv'))).toEqual({ files: [counts], sites: 10, accounts: 1 })

    const must = join(dir, '必查.txt')
    writeFileSync(must, '3400000010\r\n\r\n第9号网站\n')
    const created = await run(...create, ...half, '--must-include', must)
    // 芜湖市 gets one of its three: two that must be in do not fit.
    expect(created.code).toBe(2)
    expect(created.stderr).toMatch(hasChinese)
    const batch = json<Created>(await run(...create, ...half, '--strata', '地区'))
    expect(Object.keys(batch)).toEqual(['batch', 'frame', 'drawn', 'strata', 'record', 'recordHash'])
    expect(batch).toMatchObject({
      frame: 10,
      drawn: 5,
      strata: [
        { name: '合肥市', frame: 7, drawn: 4 },
        { name: '芜湖市', frame: 3, drawn: 1 }
      ]
    })
    expect(batch.recordHash).toMatch(/^sha256:[0-9a-f]{64}$/)

    const shown = json<{ targets: Record<string, unknown>[] }>(await run('batch', 'show', batch.batch))
    expect(shown.targets).toHaveLength(5)
    const [first] = shown.targets
    expect(first).toMatchObject({ stratum: '合肥市', state: 'waiting', inspector: null })
    writeFileSync(
      join(dir, '问题.csv'),
      `对象,指标,数量,问题描述,监测时间\n${String(first?.['code'])},W3,1,首页没有更新,2023-09-26 10:20\n`
    )
    const imported = await run('findings', 'import', '问题.csv', '--batch', batch.batch)
    expect(json(imported)).toMatchObject({ imported: 1, withoutEvidence: 1, targets: 1 })
    expect(json(await run('batch', 'complete', '--batch', batch.batch))).toMatchObject({ completed: 5, open: [] })
    const { targets, summary } = json<Scored>(await run('score', '--batch', batch.batch))
    expect(targets[0]).toMatchObject({ code: first?.['code'], outcome: 'fail', vetoes: ['W3'], problems: 1 })
    expect(summary).toMatchObject({ checked: 5, failed: 1, withProblems: 1, passRate: '80.00' })

    const before = json<{ stateHash: string }>(await run('state'))
    const rebuilt = await run('state', 'rebuild')
    expect(json(rebuilt)).toMatchObject({ stateHash: before.stateHash, before: before.stateHash })
    expect(json(await run('state'))).toEqual(before)

    const replay = (file: string) => xuncha(dir, ['batch', 'replay', batch.record, '--registry', file, '--json'])
    expect(await replay('名录.csv')).toMatchObject({ code: 0, stdout: '{"same":true,"differences":[]}\n' })
    csv(dir, '少.csv', rows.slice(1))
    expect((await replay('少.csv')).code).toBe(1)
  })

  it('prints lines for people without --json, and takes the workspace from the environment', async () => {
    const dir = temporaryFolder()
    csv(dir, '名录.csv', [siteRow(1)])
    const env = { XUNCHA_WORKSPACE: join(dir, '工作区') }
    const result = await xuncha(dir, ['registry', 'import', '名录.csv'], env)
    expect(result).toMatchObject({ code: 0, stderr: '' })
    expect(result.stdout).toContain('新增 1')
    expect((await xuncha(dir, ['catalogue', 'list'], env)).stdout).toContain('national-2019-site')
  })

  it('names file, row, column and reason of each rejected row, and changes nothing', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作区')
    const rows = [siteRow(1), siteRow(2).replace('3400000002', '34'), siteRow(3).replace('http://site3.example.com/', '没有网址')]
    csv(dir, '名录.csv', rows)
    const run = (...args: string[]) => xuncha(dir, [...args, '--workspace', workspace, '--json'])
    const before = json(await run('state'))
    const refused = await run('registry', 'import', '名录.csv')
    expect(refused.code).toBe(2)
    const lines = refused.stderr.trim().split('\n')
    expect(lines[0]).toMatch(/^名录\.csv，第 3 行，“网站标识码”列：.*[\u4e00-\u9fff]/)
    expect(lines[1]).toMatch(/^名录\.csv，第 4 行，“网址”列：.*[\u4e00-\u9fff]/)
    expect(lines).toHaveLength(3)
    expect(json<Imported>(refused)).toMatchObject({
      sites: 0,
      files: [{ rows: 3, added: 1, rejected: [{ row: 3 }, { row: 4 }] }]
    })
    expect(json(await run('state'))).toEqual(before)

    const accepted = await run('registry', 'import', '名录.csv', '--accept-valid')
    expect(accepted.code).toBe(0)
    expect(json<Imported>(accepted)).toMatchObject({ sites: 1 })
  })

  it('answers wrong usage with what is wrong and how it is called', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作区')
    const cases: string[][] = [
      ['nothing'],
      ['batch'],
      ['registry', 'import'],
      ['score'],
      ['score', '--batch'],
      ['state', '--colour'],
      [...create, '--seed', '1'],
      [...create, '--all'],
      [...create, '--seed', '1', '--all', '--rate', '0.5'],
      [...create, '--seed', '1', '--count', '1.5'],
      [...create, '--seed', '1', '--all', '--strata', '颜色']
    ]
    const results = await Promise.all(cases.map((args) => xuncha(dir, [...args, '--workspace', workspace])))
    for (const { code, stdout, stderr } of results) {
      expect(code).toBe(2)
      expect(stdout).toBe('')
      expect(stderr).toMatch(hasChinese)
      expect(stderr).toContain('用法：xuncha ')
      expect(stderr).not.toContain('    at ')
    }
  })

  it('refuses bad designs, unknown catalogues and batches with one sentence, exit 2 and the same state', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作区')
    csv(
      dir,
      '名录.csv',
      numbers(4).map((n) => siteRow(n))
    )
    const run = (...args: string[]) => xuncha(dir, [...args, '--workspace', workspace])
    await run('registry', 'import', '名录.csv')
    const before = (await run('state')).stdout
    const designed = (...args: string[]) => run(...create, '--seed', '1', ...args)
    const refused = [
      await designed('--rate', '0'),
      await designed('--rate', '1.01'),
      await designed('--count', '5'),
      await designed('--all', '--catalogue', 'national-1999'),
      await run('score', '--batch', 'nowhere'),
      await run('registry', 'import', '没有.csv')
    ]
    for (const { code, stdout, stderr } of refused) {
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr.trim().split('\n')).toHaveLength(1)
      expect(stderr).toMatch(hasChinese)
    }
    expect((await run('state')).stdout).toBe(before)
  })

  it('is refused while another process has the workspace, naming it', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作区')
    await openBackend(workspace)
    const { code, stderr, stdout } = await xuncha(dir, ['state', '--workspace', workspace])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain(`进程 ${process.pid}，主机 `)
  })

  it('says that nothing was saved when the disk takes no more, and leaves the state as it was', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作区')
    csv(dir, '名录.csv', [siteRow(1)])
    csv(
      dir,
      '大名录.csv',
      numbers(3000).map((n) => siteRow(n))
    )
    const state = async (): Promise<string> => (await xuncha(dir, ['state', '--workspace', workspace])).stdout
    await xuncha(dir, ['registry', 'import', '名录.csv', '--workspace', workspace])
    const before = await state()
    const full = await xunchaOnFullDisk(dir, 1200, ['registry', 'import', '大名录.csv', '--workspace', workspace])
    expect(full).toMatchObject({ code: 2, stdout: '' })
    expect(full.stderr.trim().split('\n')).toHaveLength(1)
    expect(full.stderr).toContain('没有保存')
    expect(await state()).toBe(before)
    // The same import with room goes through: the planted limit was the reason.
    expect((await xuncha(dir, ['registry', 'import', '大名录.csv', '--workspace', workspace])).code).toBe(0)
    expect(await state()).not.toBe(before)
  })

  it('writes no notice and no folder content when the batch is not settled', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作区')
    csv(dir, '名录.csv', [siteRow(1)])
    const run = (...args: string[]) => xuncha(dir, [...args, '--workspace', workspace, '--json'])
    await run('registry', 'import', '名录.csv')
    const { batch, record } = json<Created>(await run(...create, '--all', '--seed', '1'))
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ drawn: 1 })
    mkdirSync(join(dir, '通报'))
    const refused = await run('notice', '--batch', batch, '--profile', 'default', '--out', '通报')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(hasChinese)
  })
})
