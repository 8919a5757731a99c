import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import { temporaryFolder } from '../db/support.ts'
import { json, xuncha, type CommandResult } from './support.ts'

it('makes a notice with a table from elsewhere, checks it, and names the table that does not fit', async () => {
  const dir = temporaryFolder()
  const run = (...args: string[]): Promise<CommandResult> => xuncha(dir, [...args, '--workspace', '工作区', '--json'])
  writeFileSync(
    join(dir, '名录.csv'),
    '类别,名称,地区,主办单位,网站标识码,网址,单位类别\n网站,甲区政府,甲区,甲区政府,1100000001,http://a.example.com/,区\n网站,乙局,市级,乙局,1100000002,http://b.example.com/,市级部门\n'
  )
  expect((await run('registry', 'import', '名录.csv')).code).toBe(0)
  const draw = [
    '--title',
    '检查',
    '--period',
    '2026Q4',
    '--object',
    'site',
    '--catalogue',
    'national-2019-site',
    '--all',
    '--seed',
    '1'
  ]
  const { batch } = json<{ batch: string }>(await run('batch', 'create', ...draw))
  expect((await run('batch', 'complete', '--batch', batch)).code).toBe(0)
  writeFileSync(join(dir, '找错.csv'), '单位,单位类别,收到留言,按期办结\n甲区政府,区,4,4\n乙局,市级部门,12,11\n')
  const notice = (table: string, out: string): Promise<CommandResult> =>
    run(
      'notice',
      '--batch',
      batch,
      '--profile',
      'beijing',
      '--table',
      table,
      '--issuer',
      '云岭市政务服务局',
      '--date',
      '2026-11-20',
      '--out',
      out
    )

  const made = await notice('messages=找错.csv', '通报')
  expect(made.code, made.stderr).toBe(0)
  const model = JSON.parse(readFileSync(join(dir, '通报', 'notice.json'), 'utf8')) as NoticeModel
  expect([model.issuer, model.date]).toEqual(['云岭市政务服务局', '2026年11月20日'])
  // The shape that others rely on; tables of accounts are left out, no batch covers them.
  expect(model.tables.map(({ id }) => id)).toEqual(['site-classes', 'messages'])
  const { title, columns, rows, total } = model.tables[1] as NoticeModel['tables'][number]
  expect(title).toBe('2026年第四季度“我为政府网站找错”留言办理情况表')
  expect(columns.map(({ id, label }) => `${id} ${label}`)).toEqual([
    'index 序号',
    'unit 办理单位',
    'received 收到留言（条）',
    'onTime 按期办结（条）',
    'rate 按期办结率'
  ])
  expect(rows).toEqual([
    [1, '乙局', 12, 11, '91.7%'],
    [2, '甲区政府', 4, 4, '100%']
  ])
  expect(total).toEqual(['合计', '', 16, 15, '93.8%'])
  expect((await run('notice', 'check', '通报')).code).toBe(0)

  const wrong = await notice('letters=找错.csv', '通报二')
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain('样式 beijing 没有外部数据表 letters；可用的有：messages')
  writeFileSync(join(dir, '找错.csv'), '单位,单位类别,收到留言,按期办结\n甲区政府,区,4,5\n')
  const over = await notice('messages=找错.csv', '通报三')
  expect(over.code).toBe(2)
  expect(over.stderr).toContain('超过 100%：5 大于 4')
  expect((await notice('找错.csv', '通报四')).stderr).toContain('应写成 编号=文件')
})
