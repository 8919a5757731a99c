import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { json, xuncha } from './support.ts'

describe('xuncha terms', () => {
  it('imports a pack, lists it, and names row and column of what is wrong', async () => {
    const dir = temporaryFolder()
    const run = (...args: string[]) => xuncha(dir, [...args, '--workspace', join(dir, '工作区')])
    const path = join(dir, '某市词库.csv')
    const head = ['名称,某市词库', '版本,2026-11', '来源,某市政务公开办', '词,类别,正确写法,允许语境,说明']
    writeFileSync(path, [...head, '工做,错别字,工作,手工做,', '首存优惠,博彩,,,'].join('\n'))
    expect(await run('terms', 'import', path, '--dry-run')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('没有导入')
    })
    expect(json(await run('terms', 'import', path, '--json'))).toMatchObject({
      name: '某市词库',
      imported: true,
      counts: { misspelt: 1, sensitive: 0, gambling: 1 }
    })
    const listed = json<{ packs: { name: string; origin: string; version: string }[] }>(await run('terms', 'list', '--json'))
    expect(listed.packs.map(({ name, origin, version }) => `${name} ${origin} ${version}`)).toContain('某市词库 office 2026-11')

    writeFileSync(path, [...head, '工做,错别字,工作,手工作,'].join('\n'))
    const refused = await run('terms', 'import', path, '--json')
    expect(refused.code).toBe(2)
    expect(json(refused)).toMatchObject({ error: { code: 'bad-file', faults: [{ row: 5, column: '允许语境' }] } })
    expect((await run('terms')).stderr).toContain('terms list')
  })
})
