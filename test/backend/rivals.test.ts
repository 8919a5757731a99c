import { describe, expect, it } from 'vitest'
import { builtVerifyPage } from '../support/verify-page.ts'
import { office } from './rival-offices.ts'

describe('roles.rule', () => {
  it('ends that two offices have a manager each: both rule for the same one, with a reason, and are of one state', async () => {
    await builtVerifyPage()
    const [one, other] = [await office('甲'), await office('乙')]
    await expect(one.call('roles.rule', { device: other.device, reason: '科里决定' })).rejects.toThrow('没有等待裁定')
    await one.take(await other.pack())
    await other.take(await one.pack())
    const waiting = await one.call('roles.list', {})
    expect(waiting.rivals.map(({ author, isHere }) => [author, isHere])).toEqual([
      ['甲', true],
      ['乙', false]
    ])
    await one.call('roles.rule', { device: one.device, reason: '科里决定由甲负责' })
    await other.call('roles.rule', { device: one.device, reason: '科里决定由甲负责' })
    await one.take(await other.pack())
    await other.take(await one.pack())
    for (const { call } of [one, other]) {
      const { people, rivals } = await call('roles.list', {})
      expect(rivals).toEqual([])
      expect(people.find(({ device }) => device === one.device)?.role).toBe('manager')
      expect(people.find(({ device }) => device === other.device)?.role).toBe('inspector')
      expect((await call('merge.status', {})).held).toEqual([])
    }
    expect(await one.call('state.hash', {})).toEqual(await other.call('state.hash', {}))
    await expect(other.call('roles.give', { device: other.device, role: 'manager' })).rejects.toThrow('本机的角色是检查员')
  })
})
