import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { json, xuncha } from './support.ts'

it('xuncha term check judges days by the numbers of an item: 1 when broken, 2 when it cannot', { timeout: 600_000 }, async () => {
  const dir = temporaryFolder()
  const check = (...args: string[]) => xuncha(dir, ['term', 'check', '--workspace', join(dir, 'ws'), ...args])
  const site = ['--catalogue', 'national-2019-site', '--at', '2023-10-13 10:20']
  const late = await check(...site, '--item', 'D3.3', '--sent', '2023-9-25', '--answered', '2023年10月9日', '--json')
  expect(late.code).toBe(1)
  expect(json(late)).toMatchObject({
    indicator: 'D3.3',
    kind: 'answer',
    state: 'broken',
    sentOn: '2023-09-25',
    observedAt: '2023-10-13T02:20:00.000Z'
  })
  const policy = ['--catalogue', 'huangshi-2022-site', '--item', 'HS1', '--sent', '2022-09-30', '--at', '2022-10-20']
  expect((await check(...policy, '--answered', '2022-10-10')).code).toBe(0)
  expect(await check(...policy, '--answered', '2022-10-11')).toMatchObject({
    code: 1,
    stdout: 'HS1 超出规定：2022-09-30 发布，2022-10-11 解读，用了 4 个工作日，超过 3 个工作日。\n'
  })
  const week = Array(7).fill('20/1').join()
  expect(await check(...site, '--item', 'W2', '--visits', week)).toMatchObject({
    code: 1,
    stdout: 'W2 超出规定：访问 140 次，打不开 7 次，达到 5%。\n'
  })
  const account = ['--catalogue', 'national-2019-account', '--at', '2023-08-23', '--item', 'M2.1', '--updated']
  expect((await check(...account, '2023-08-09')).code).toBe(0)
  expect((await check(...account, '无')).code).toBe(1)
  expect((await check(...account, '昨天')).code).toBe(2)
  expect((await check('--item', 'W3')).stderr).toContain('--catalogue 和 --batch 要给出一个')
  expect((await check(...site, '--item', 'W5.1')).stderr).toContain('没有可以核对的期限')
  expect((await check(...site, '--item', 'W2', '--visits', '20')).code).toBe(2)
})
