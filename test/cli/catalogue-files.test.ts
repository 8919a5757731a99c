import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { json, xuncha } from './support.ts'

interface Imported {
  saved: boolean
  differences: unknown[]
  overlay: { patch: object }
}

describe('xuncha catalogue export and import', { timeout: 240_000 }, () => {
  it('writes an edition where it is told, and keeps it as a plan only without --dry-run', async () => {
    const dir = temporaryFolder()
    const run = (...args: string[]) => xuncha(dir, [...args, '--workspace', join(dir, '工作 区'), '--json'])
    const out = join(dir, '结果', '咸宁.xlsx')
    const written = await run('catalogue', 'export', 'xianning-2022-site', '--out', out)
    expect(written.code).toBe(0)
    expect(existsSync(out)).toBe(true)

    const plan = ['--base', 'national-2019-site', '--id', 'xn-2026', '--title', '咸宁2026', '--region', '湖北省咸宁市']
    const dry = await run('catalogue', 'import', out, ...plan, '--dry-run')
    expect(dry.code).toBe(0)
    expect(json<Imported>(dry).saved).toBe(false)
    expect(json<Imported>(dry).differences.length).toBeGreaterThan(0)
    const ids = async (): Promise<string[]> =>
      json<{ catalogues: { id: string }[] }>(await run('catalogue', 'list')).catalogues.map(({ id }) => id)
    expect(await ids()).not.toContain('xn-2026')

    const kept = await run('catalogue', 'import', out, ...plan)
    expect(kept.code).toBe(0)
    expect(await ids()).toContain('xn-2026')
    // A plan with the id of a shipped edition is refused.
    const taken = await run('catalogue', 'import', out, ...plan.with(3, 'national-2019-site'))
    expect(taken.code).toBe(2)
    expect(await run('catalogue', 'import', join(dir, '没有.xlsx'), ...plan)).toMatchObject({ code: 2 })
  })
})
