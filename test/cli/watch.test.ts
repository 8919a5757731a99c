import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBackend } from '../backend/support.ts'
import { deadAddress, serveSite, watchedBatch } from '../backend/watch-support.ts'
import { temporaryFolder } from '../db/support.ts'
import { json, xuncha } from './support.ts'

interface Watched {
  visits: { objectKey: string; outcome: string; control: string; countsAs: string }[]
  sites: { objectKey: string; today: { counted: number; notOpen: number }; verdict: { kind: string } }[]
  controlHosts: number
}

describe('xuncha watch', () => {
  it('makes a round, a second one only when it is spaced, and goes on for some minutes', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作区')
    const site = await serveSite()
    const down = await deadAddress()
    const test = await openBackend(workspace)
    const { batchId, keys } = await watchedBatch(test, dir, [site.url, down.url])
    await test.backend.close()
    const run = (...args: string[]) => xuncha(dir, ['watch', '--batch', batchId, ...args, '--workspace', workspace, '--json'])

    const first = await run()
    expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining('还没有设置对照地址') })
    expect(json<Watched>(first).visits.map(({ objectKey, outcome, control }) => [objectKey, outcome, control])).toEqual([
      [keys[0], 'open', 'not-asked'],
      [keys[1], 'failed', 'unset']
    ])
    expect(json<Watched>(first).sites.map(({ today, verdict }) => [today.counted, today.notOpen, verdict.kind])).toEqual([
      [1, 0, 'incomplete'],
      [1, 1, 'incomplete']
    ])
    const second = await run('--control', site.url)
    expect(second.stderr).toContain('有 2 个网站几分钟前刚访问过')
    expect(json<Watched>(second)).toMatchObject({ visits: [], controlHosts: 1 })

    const going = await run('--minutes', '0.05', '--targets', '第1号网站', '--per-day', '72')
    expect(going).toMatchObject({ code: 0, stderr: expect.stringContaining('监测 0.05 分钟') })
    expect(json<Watched>(going).sites.map(({ objectKey }) => objectKey)).toEqual([keys[0]])
  })

  it('names what is wrong with a call', async () => {
    const dir = temporaryFolder()
    const run = (...args: string[]) => xuncha(dir, ['watch', ...args, '--workspace', join(dir, 'w')])
    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining('--batch') })
    expect(await run('--batch', 'x', '--per-day', '20')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('24、48 或 72')
    })
    expect(await run('--batch', 'x', '--minutes', '0')).toMatchObject({ code: 2, stderr: expect.stringContaining('大于 0') })
    expect(await run('--batch', 'x')).toMatchObject({ code: 2, stderr: expect.stringContaining('没有编号为“x”的批次') })
  })
})
