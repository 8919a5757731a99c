import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBackend, openBatch } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { json, xuncha } from './support.ts'

interface Refused {
  error: { code: string; message: string; faults: { row?: number; column?: string; reason: string }[] }
}

/** A folder with its workspace, and the command in it. */
function desk() {
  const dir = temporaryFolder()
  const workspace = join(dir, 'ws')
  return { dir, workspace, run: (...args: string[]) => xuncha(dir, [...args, '--workspace', workspace]) }
}

/** The same with two sites and a batch of both. */
async function batchDesk() {
  const at = desk()
  const test = await openBackend(at.workspace)
  const batch = await openBatch(test, at.dir, 2)
  await test.backend.close()
  return { ...at, batch, file: (name: string, rows: string[]): string => table(at.dir, name, rows) }
}

const head = '网站标识码,栏目路径,栏目类别,层级,网址,最近更新,空白,监测时间,备注'
function table(dir: string, name: string, rows: string[]): string {
  const path = join(dir, name)
  writeFileSync(path, [head, ...rows].join('\n'))
  return path
}

describe('xuncha calendar', () => {
  it('lists the years with their notices', async () => {
    const { run } = desk()
    const listed = await run('calendar', 'list', '--json')
    expect(listed.code).toBe(0)
    const { calendars } = json<{ calendars: { year: number; offDays: number; workDays: number }[] }>(listed)
    expect(calendars.find(({ year }) => year === 2024)).toMatchObject({ offDays: 28, workDays: 8 })
    expect((await run('calendar', 'list')).stdout).toContain('2024\t随程序\t放假 28 天\t调休上班 8 天\t国办发明电〔2023〕7号')
  })

  it('gives the end of a term, and refuses a year without a table until one is imported', async () => {
    const { dir, run } = desk()
    const term = await run('calendar', 'deadline', '--from', '2024-02-08', '--days', '5', '--json')
    expect(json(term)).toMatchObject({ from: '2024-02-08', workingDays: 5, day: '2024-02-21' })
    const later = ['calendar', 'deadline', '--from', '2026-12-30', '--days', '3'] as const
    const refused = await run(...later, '--json')
    expect(refused.code).toBe(2)
    expect(json<Refused>(refused).error).toMatchObject({ code: 'no-calendar' })
    expect(refused.stderr).toContain('没有 2027 年的节假日安排')

    const days = ['2027-01-01', '2027-05-01', '2027-10-01', '2027-10-02', '2027-10-03']
    const file = join(dir, '2027.csv')
    writeFileSync(file, ['日期,类型,名称', ...days.map((day) => `${day},放假,节日`)].join('\n'))
    expect(json(await run('calendar', 'import', file, '--dry-run', '--json'))).toMatchObject({ year: 2027, imported: false })
    expect((await run(...later)).code).toBe(2)
    expect(json(await run('calendar', 'import', file, '--json'))).toMatchObject({ year: 2027, offDays: 5, imported: true })
    expect((await run(...later)).stdout).toContain('2026-12-30 起 3 个工作日，截止 2027-01-05')
  })

  it.each([
    ['calendar', 'deadline', '--from', '2024-2-8', '--days', '5'],
    ['calendar', 'deadline', '--from', '2024-02-08', '--days', '0'],
    ['calendar', 'deadline', '--days', '5'],
    ['calendar', 'import']
  ])('%s %s %s %s: says how it is called', async (...args) => {
    const refused = await desk().run(...args)
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('用法：xuncha calendar')
  })
})

describe('xuncha columns', () => {
  it('imports a table and gives the working paper by the shipped edition', async () => {
    const { run, batch, file } = await batchDesk()
    const path = file('栏目.csv', [
      '3400000001,首页,首页,一级,http://site1.example.com/,2023-09-11,否,2023-09-26 10:00,',
      '3400000001,首页》要闻,动态要闻,一级,,2023-09-12,否,2023-09-26 10:00,',
      '3400000001,首页》公告,通知公告,一级,,2023-03-25,否,2023-09-26 10:00,',
      '3400000002,首页》要闻,动态要闻,一级,,2023-09-25,否,2023-09-26 10:00,'
    ])
    const imported = await run('columns', 'import', path, '--json')
    expect(json(imported)).toEqual({ rows: 4, added: 4, changed: 0, unchanged: 0, sites: 2 })
    const paper = await run('columns', 'paper', '--batch', batch, '--object', '3400000001', '--json')
    const { columns, sheets } = json<{ columns: unknown[]; sheets: Record<string, unknown>[] }>(paper)
    expect(columns).toHaveLength(3)
    const sheet = (id: string) => sheets.find(({ indicatorId }) => indicatorId === id)
    expect(sheet('W3')).toMatchObject({ count: 1, threshold: 1, stands: true })
    expect(sheet('W4.1')).toMatchObject({ count: 1, threshold: 5, stands: false, draft: { location: '首页》公告', count: 1 } })
    const lines = (await run('columns', 'paper', '--batch', batch, '--object', '3400000001')).stdout
    expect(lines).toMatch(/W4\.1 [^\n]*\t1\/5\t/)
    const late = await run('columns', 'paper', '--batch', batch, '--object', '3400000001', '--at', '2023-09-27', '--json')
    const { sheets: atLater } = json<{ sheets: Record<string, unknown>[] }>(late)
    expect(atLater.find(({ indicatorId }) => indicatorId === 'W4.1')).toMatchObject({ count: 2 })
  })

  it('refuses a faulty table by row and column', async () => {
    const { run, file } = await batchDesk()
    const refused = await run('columns', 'import', file('坏.csv', ['3400000001,首页》甲,专题,,,,,,']), '--json')
    expect(refused.code).toBe(2)
    expect(json<Refused>(refused).error.faults).toMatchObject([{ row: 2, column: '栏目类别' }])
    expect(refused.stderr).toContain('第 2 行，“栏目类别”列')
  })

  it('refuses an object that is not in the batch', async () => {
    const { run, batch } = await batchDesk()
    const refused = await run('columns', 'paper', '--batch', batch, '--object', '3499999999', '--json')
    expect(refused.code).toBe(2)
    expect(json<Refused>(refused).error.code).toBe('unknown-target')
  })
})
