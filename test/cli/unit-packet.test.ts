import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { csv } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { photo } from '../support/photos.ts'
import { json, xuncha, type CommandResult } from './support.ts'

interface Made {
  dir: string
  packets: { unit: string; folder: string; findings: number; files: { name: string; sha256: string }[] }[]
  notes: string[]
}

it('xuncha unit-packet makes a folder for each unit with findings, and refuses in a sentence', async () => {
  const dir = temporaryFolder()
  const run = (...args: string[]): Promise<CommandResult> => xuncha(dir, [...args, '--workspace', '工作区'])
  const units = ['市科技局', '市民政局', '没有问题的局']
  csv(
    dir,
    '名录.csv',
    units.map((unit, at) => `网站,${unit}网站,市直,${unit},341100000${at},http://s${at}.example.com/,,,`)
  )
  expect((await run('registry', 'import', '名录.csv', '--json')).code).toBe(0)
  const design = ['--object', 'site', '--catalogue', 'national-2019-site', '--all', '--seed', 's']
  const created = await run('batch', 'create', '--title', '三季度', '--period', '2023Q3', ...design, '--json')
  const { batch } = json<{ batch: string }>(created)
  writeFileSync(join(dir, '首页.png'), await photo('png', { width: 96, height: 64 }))
  const findings = [
    '对象,指标,数量,问题描述,位置,证据',
    '3411000000,W4.3,1,首页有空白栏目。,首页》政策,首页.png',
    '3411000001,W4.3,2,栏目没有内容。,首页》动态,'
  ]
  writeFileSync(join(dir, '问题.csv'), `\uFEFF${findings.join('\r\n')}\r\n`)
  expect((await run('findings', 'import', '问题.csv', '--batch', batch, '--json')).code).toBe(0)

  const result = await run('unit-packet', '--batch', batch, '--deadline', '2023-10-20', '--out', '材料', '--json')
  expect(result.code, result.stderr).toBe(0)
  const { packets, notes } = json<Made>(result)
  expect(readdirSync(join(dir, '材料')).toSorted()).toEqual(['市民政局', '市科技局'].toSorted())
  for (const { folder, files } of packets)
    for (const { name, sha256 } of files) {
      const said = execFileSync('sha256sum', [join(dir, '材料', folder, name)]).toString()
      expect(said.slice(0, 64), `${folder}/${name}`).toBe(sha256)
    }
  const first = packets.find(({ unit }) => unit === units[0])
  expect(first?.files.map(({ name }) => name).toSorted()).toEqual(
    ['问题清单.xlsx', '整改通知（草稿）.docx', '截图/首页.png', '取证单/首页.pdf', '说明.txt'].toSorted()
  )
  expect(execFileSync('pdftotext', [join(dir, '材料', '市科技局', '取证单', '首页.pdf'), '-']).toString()).toContain('市科技局')
  expect(notes).toEqual([])

  const one = await run('unit-packet', '--batch', batch, '--unit', '市民政局', '--out', '一家')
  expect([one.code, one.stdout.split('\n')[0]]).toEqual([0, '市民政局  问题 1 条，文件 3 个'])
  const refused: [string[], string][] = [
    [['--batch', batch], '要给出 --batch 和 --out'],
    [['--batch', batch, '--out', '材料'], '已有文件'],
    [['--batch', batch, '--unit', '没有问题的局', '--out', '空'], '没有名为“没有问题的局”且有问题的主办单位'],
    [['--batch', 'none', '--out', '空'], '没有编号'],
    [['--batch', batch, '--deadline', '10月', '--out', '空'], '整改期限']
  ]
  for (const [args, sentence] of refused) {
    const { code, stderr } = await run('unit-packet', ...args)
    expect([code, stderr], args.join(' ')).toEqual([2, expect.stringContaining(sentence)])
  }
  expect(existsSync(join(dir, '空'))).toBe(false)
}, 120_000)
