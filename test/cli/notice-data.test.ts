import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { xuncha } from './support.ts'

const shipped = readFileSync(join(import.meta.dirname, '../../resources/notice-profiles/default.json'), 'utf8')

describe('xuncha table', () => {
  it('takes the columns asked for out of a GB18030 file, and lists what it kept', async () => {
    const cwd = temporaryFolder()
    const text = '找错留言办理情况,,\r\n单位,留言数,按时办结数\r\n甲区,12,12\r\n乙区,30,29\r\n合计,42,41\r\n'
    writeFileSync(join(cwd, '找错.csv'), encode(text, 'gb18030'))
    const at = ['--workspace', join(cwd, '工作区'), '--json']
    const map = ['--map', 'unit=单位', '--map', 'received=留言数']
    const done = await xuncha(cwd, ['table', 'import', '找错.csv', '--id', '找错', '--title', '找错留言', ...map, ...at])
    expect([done.code, done.stderr]).toEqual([0, ''])
    expect(JSON.parse(done.stdout)).toMatchObject({
      table: {
        id: '找错',
        rows: 2,
        columns: [
          { id: 'unit', label: '单位', type: 'text' },
          { id: 'received', label: '留言数', type: 'count' }
        ]
      }
    })
    const listed = JSON.parse((await xuncha(cwd, ['table', 'list', ...at])).stdout) as { tables: { id: string }[] }
    expect(listed.tables.map(({ id }) => id)).toEqual(['找错'])
  })

  it('answers 2 for a total that differs, naming row and column, and keeps nothing', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, '找错.csv'), '单位,留言数\n甲区,12\n乙区,30\n合计,40\n')
    const at = ['--workspace', join(cwd, '工作区'), '--json']
    const refused = await xuncha(cwd, ['table', 'import', '找错.csv', '--id', 'a', '--title', 'b', ...at])
    expect(refused.code).toBe(2)
    const { error } = JSON.parse(refused.stdout) as { error: { faults: unknown } }
    expect(error.faults).toEqual([{ file: '找错.csv', row: 4, column: '留言数', reason: '写的是 40，各行之和是 42' }])
    expect(JSON.parse((await xuncha(cwd, ['table', 'list', ...at])).stdout)).toEqual({ tables: [] })
  })
})

describe('xuncha profile', () => {
  it('checks a profile without keeping it, then keeps it beside the shipped ones', async () => {
    const cwd = temporaryFolder()
    const profile = JSON.parse(shipped) as Record<string, unknown>
    const at = ['--workspace', join(cwd, '工作区'), '--json']
    writeFileSync(join(cwd, '错.json'), JSON.stringify({ ...profile, id: 'ours', title: '{nothing}' }))
    const faulty = await xuncha(cwd, ['profile', 'import', '错.json', '--dry-run', ...at])
    expect(faulty.code).toBe(2)
    expect(JSON.parse(faulty.stdout)).toEqual({
      ok: false,
      faults: [{ part: 'profile', index: null, field: 'title', reason: '没有名为 {nothing} 的数字' }]
    })
    writeFileSync(join(cwd, '对.json'), JSON.stringify({ ...profile, id: 'ours', name: '本市通报' }))
    expect((await xuncha(cwd, ['profile', 'import', '对.json', ...at])).stdout.trim()).toBe('{"id":"ours"}')
    const { profiles } = JSON.parse((await xuncha(cwd, ['profile', 'list', ...at])).stdout) as {
      profiles: { id: string; isShipped: boolean }[]
    }
    expect(profiles.filter(({ isShipped }) => !isShipped).map(({ id }) => id)).toEqual(['ours'])
  })
})
