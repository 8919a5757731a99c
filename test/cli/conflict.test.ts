import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csv, siteRow } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { laptop, type Merged } from './laptop.ts'
import { json } from './support.ts'

const all = ['--period', '2023Q3', '--object', 'site', '--catalogue', 'national-2019-site', '--all', '--seed', 's']

describe('xuncha conflict', () => {
  it('lists what two computers judged differently, and takes a ruling that holds on both', { timeout: 240_000 }, async () => {
    await builtVerifyPage()
    const root = temporaryFolder()
    const [first, second] = [laptop(root, '一号机'), laptop(root, '二号机')]
    csv(first.dir, '名录.csv', [siteRow(1), siteRow(2)])
    expect((await first.run('registry', 'import', '名录.csv')).code).toBe(0)
    const { batch } = json<{ batch: string }>(await first.run('batch', 'create', '--title', '三季度', ...all, '--json'))
    const key = await first.pack(batch, 'a.zip')
    await second.merge(join(root, 'a.zip'), '--accept-key', key, '--name', '1 号机')
    const twin = laptop(root, '副本', first)

    writeFileSync(join(first.dir, '问题.csv'), '对象,指标,数量,问题描述\n3400000001,W3,1,首页没有更新\n')
    expect((await first.run('findings', 'import', '问题.csv', '--batch', batch)).code).toBe(0)
    expect(json(await second.run('batch', 'complete', '--batch', batch, '--json'))).toMatchObject({ completed: 2 })
    const other = await second.pack(batch, 'b.zip')
    const merged = await first.merge(join(root, 'b.zip'), '--accept-key', other, '--name', '2 号机')
    const item = `["target","${batch}","site:3400000001"]`
    expect(merged.conflicts.map((conflict) => conflict.item)).toEqual([item])

    const listed = json<Pick<Merged, 'conflicts'>>(await first.run('conflict', 'list', '--json'))
    expect(listed.conflicts).toEqual(merged.conflicts)
    const [conflict] = listed.conflicts
    const stateOf = (value: unknown): string => (value as { state: string }).state
    expect(conflict?.versions.map(({ value }) => stateOf(value)).toSorted()).toEqual(['in-progress', 'inspected'])
    const { stdout } = await first.run('conflict', 'list')
    const [head, ...lines] = stdout.trimEnd().split('\n')
    expect([head, lines.length, lines.at(-1)]).toEqual([`${conflict?.conflictId}  ${item}`, 3, '待裁定 1 处'])

    const chosen = conflict?.versions.find(({ value }) => stateOf(value) === 'in-progress')?.event ?? ''
    const rule = (...args: string[]) => first.run('conflict', 'rule', conflict?.conflictId ?? '', ...args)
    const before = await first.state()
    expect(await rule('--choose', chosen)).toMatchObject({ code: 2, stderr: expect.stringContaining('理由') as string })
    const none = await first.run('conflict', 'rule', 'none', '--choose', chosen, '--reason', '复看')
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('没有这个待裁定的冲突') as string })
    expect((await rule('--choose', 'none', '--reason', '复看')).code).toBe(2)
    expect(await first.state()).toBe(before)

    const ruled = await rule('--choose', chosen, '--reason', '复看页面', '--json')
    expect(json(ruled)).toEqual({ conflicts: [], stateHash: await first.state() })
    expect(await first.state()).not.toBe(before)
    await first.pack(batch, 'a2.zip')
    const atSecond = await second.merge(join(root, 'a2.zip'))
    expect(atSecond).toMatchObject({ held: [], conflicts: [], stateHash: await first.state() })
    expect((await second.run('conflict', 'list')).stdout).toBe('待裁定 0 处\n')

    // A copied disk: the same device has written something else at the same place of its chain.
    csv(twin.dir, '名录二.csv', [siteRow(1), siteRow(2), siteRow(3)])
    expect((await twin.run('registry', 'import', '名录二.csv')).code).toBe(0)
    await twin.pack(batch, 'twin.zip')
    const held = (await second.run('merge', join(root, 'twin.zip'))).stdout
    expect(held).toMatch(/^暂不合并 \d+ 条，来自 1 号机（.+）：同一台设备的同一条记录有两个版本，密钥 [0-9a-f]{16}$/m)
    expect(await second.state()).toBe(atSecond.stateHash)
  })
})
