import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { json, xuncha } from './support.ts'

const plan = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    id: 'local-2024',
    title: '某市检查指标',
    edition: '某市2024年方案',
    region: '某省某市',
    base: 'national-2019-site',
    source: '某市办公室2024年文件',
    ...changes
  })

describe('xuncha catalogue', { timeout: 240_000 }, () => {
  it('lists every edition, shows one whole, and refuses an unknown one', async () => {
    const dir = temporaryFolder()
    const run = (...args: string[]) => xuncha(dir, ['catalogue', ...args, '--workspace', join(dir, '工作区')])
    const { catalogues } = json<{ catalogues: { id: string; origin: string }[] }>(await run('list', '--json'))
    expect(catalogues).toHaveLength(14)
    expect(catalogues).toContainEqual(expect.objectContaining({ id: 'xianning-2022-site', origin: 'shipped' }))
    const shown = json<{ id: string; frame: { failBelow: { value: string } } }>(await run('show', 'xianning-2022-site', '--json'))
    expect([shown.id, shown.frame.failBelow.value]).toEqual(['xianning-2022-site', '80'])
    const lines = (await run('show', 'national-2019-site')).stdout.split('\n')
    expect(lines.find((line) => line.startsWith('W4.1\t'))).toMatch(/启用\t时限 6个月（已证实），阈值 5（已证实）/)
    const unknown = await run('show', 'nowhere', '--json')
    expect(unknown.code).toBe(2)
    expect(json<{ error: { code: string } }>(unknown).error.code).toBe('unknown-catalogue')
    expect((await run('show')).code).toBe(2)
  })

  it('checks a file: what it makes, or one line for each fault, and keeps nothing', async () => {
    const dir = temporaryFolder()
    const run = (...args: string[]) => xuncha(dir, ['catalogue', ...args, '--workspace', join(dir, '工作区')])
    writeFileSync(join(dir, '细则.json'), `\uFEFF${plan({ remove: ['D1.1'] })}`)
    const good = await run('check', '细则.json', '--json')
    expect(good.code).toBe(0)
    expect(json<Record<string, unknown>>(good)).toMatchObject({ id: 'local-2024', indicators: 49, faults: [] })

    writeFileSync(join(dir, '错.json'), plan({ patch: { 'D1.99': { title: '某' } }, remove: ['Q1'] }))
    const bad = await run('check', '错.json')
    expect(bad.code).toBe(2)
    expect(bad.stdout).toBe('')
    expect(bad.stderr.trim().split('\n')).toEqual([
      '文件“错.json”有 2 处错误；请更正后再使用。',
      '错.json：细则 local-2024：指标 Q1 不在基础目录 national-2019-site 中，请改正编号',
      '错.json：细则 local-2024：指标 D1.99 不在基础目录 national-2019-site 中，请改正编号'
    ])

    writeFileSync(join(dir, '坏.json'), '{')
    expect((await run('check', '坏.json')).stderr).toMatch(/“坏\.json”不是有效的 JSON/)
    expect((await run('check', '没有.json')).stderr).toMatch(/找不到文件“.*没有\.json”/)
    expect((await run('check')).code).toBe(2)
    expect(json<{ catalogues: unknown[] }>(await run('list', '--json')).catalogues).toHaveLength(14)
  })
})
