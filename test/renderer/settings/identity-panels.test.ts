import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { office } from '../../backend/rival-offices.ts'
import { passphrase, twoDesks, type Desk } from '../exchange/two-desks.ts'
import { lookedAtScreens, type LookedAtScreens } from '../support/looked-at-screens.ts'

async function settingsOf({ backend }: Pick<Desk, 'backend'>): Promise<LookedAtScreens> {
  const screens = await lookedAtScreens(backend, 'settings')
  await screens.goTo('/settings')
  await screens.page.getByRole('heading', { name: '人员与角色' }).waitFor()
  return screens
}

const inFours = (keyId: string): string => (keyId.match(/.{4}/g) ?? []).join(' ')
const nextPassphrase = '忘记以后的新口令2026'

describe('签名密钥 and 人员与角色', { timeout: 240_000 }, () => {
  it('gives roles, makes a new key for a lost one, and lets the manager alone vouch for it after comparing its number', async () => {
    const { first, second, batchId, start, firstKey, pack } = await twoDesks()
    await second.call('merge.packages', { paths: [start] })
    await second.call('merge.acceptKey', { keyId: firstKey, name: '1 号机' })
    const old = await keyAfter(second, () => pack(second, '二号机.zip'))
    await first.call('merge.packages', { paths: [join(start, '..', '二号机.zip')] })
    await first.call('merge.acceptKey', { keyId: old, name: '2 号机' })

    const manager = await settingsOf(first)
    await manager.page.getByRole('cell', { name: old }).waitFor()
    await manager.page.getByText('接受“2 号机”的密钥').waitFor()
    await manager.page.getByRole('combobox', { name: '角色 2 号机' }).click()
    await manager.page.locator('.ant-select-item-option').getByText('检查员', { exact: true }).click()
    await manager.page.getByText('角色已指定').waitFor()
    const given = await first.call('roles.list', {})
    expect(given.people.map(({ role }) => role)).toEqual(['manager', 'inspector'])
    await manager.page.getByRole('combobox', { name: '角色 王检查' }).click()
    await manager.page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .getByText('复核员', { exact: true })
      .click()
    await manager.page.getByText('这是唯一的负责人').first().waitFor()
    expect((await first.call('roles.list', {})).people[0]?.role).toBe('manager')
    await manager.page.keyboard.press('Escape')
    await manager.page.keyboard.press('Escape')

    const inspector = await settingsOf(second)
    await inspector.page.getByText(old).first().waitFor()
    await inspector.page.getByRole('button', { name: '密钥丢失，换一把新的…' }).click()
    const dialog = inspector.page.getByRole('dialog')
    await dialog.getByLabel('新口令').fill(nextPassphrase)
    await dialog.getByLabel('再输一次').fill('两次不同的口令')
    await dialog.getByText('两次输入不一样').waitFor()
    expect(await dialog.getByRole('button', { name: '换新密钥' }).isDisabled()).toBe(true)
    await dialog.getByLabel('再输一次').fill(nextPassphrase)
    expect(await inspector.look('key-replace')).toEqual([])
    await dialog.getByLabel('再输一次').press('Enter')
    await inspector.page.getByRole('heading', { name: '新密钥已生成' }).waitFor()
    const { keyId } = await second.call('packages.key', {})
    expect(keyId).not.toBe(old)
    await inspector.page
      .getByRole('dialog')
      .getByText(inFours(keyId ?? ''))
      .waitFor()
    expect(await inspector.look('key-replaced')).toEqual([])
    await inspector.page.getByRole('button', { name: '知道了' }).click()
    await inspector.page
      .getByText(keyId ?? '')
      .first()
      .waitFor()

    const outFile = join(start, '..', '换密钥以后.zip')
    const packing = { batchId, objectKeys: null, outFile }
    await expect(second.call('packages.create', { ...packing, passphrase })).rejects.toThrow('口令不对')
    await second.call('packages.create', { ...packing, passphrase: nextPassphrase })
    const alone = await first.call('packages.verify', { file: outFile, heads: [], keyIds: [] })
    expect(alone.problems).toMatchObject([{ kind: 'key', message: expect.stringContaining('没有别的设备连署') }])
    const waiting = await first.call('merge.packages', { paths: [outFile] })
    expect(waiting).toMatchObject({ applied: 0, held: [{ reason: 'other-key', keyIds: [keyId] }] })

    await manager.page.getByRole('button', { name: '核对新密钥…' }).click()
    await manager.page.getByText(inFours(keyId ?? '')).waitFor()
    await manager.page.getByLabel('更换的原因').fill('本人忘记口令，已电话核对')
    await manager.page.getByLabel('本机的签名口令').fill('不是这个口令')
    await manager.page.getByRole('button', { name: '编号一致，连署' }).click()
    await manager.page.getByRole('dialog').getByText('口令不对').first().waitFor()
    await manager.page.getByLabel('本机的签名口令').fill(passphrase)
    expect(await manager.look('key-vouch')).toEqual([])
    await manager.page.getByLabel('本机的签名口令').press('Enter')
    await manager.page.getByText(/已连署，旧密钥作废/).waitFor()
    await manager.page.getByText('王检查为“2 号机”的新密钥连署').waitFor()
    await manager.page.getByRole('cell', { name: keyId ?? '' }).waitFor()
    await manager.page.getByRole('heading', { name: '人员与角色' }).scrollIntoViewIfNeeded()
    expect(await manager.look('people')).toEqual([])
    expect((await first.call('merge.status', {})).held).toEqual([])

    // Back at the desk of the lost key: a package made since is good for whoever knows the manager's key.
    await second.call('merge.packages', { paths: [await pack(first, '一号机-连署.zip')] })
    expect(await second.call('state.hash', {})).toEqual(await first.call('state.hash', {}))
    const later = join(start, '..', '连署以后.zip')
    await second.call('packages.create', { ...packing, outFile: later, passphrase: nextPassphrase })
    expect(await first.call('packages.verify', { file: later, heads: [], keyIds: [firstKey] })).toMatchObject({ ok: true })
    expect((await first.call('packages.verify', { file: later, heads: [], keyIds: [old] })).problems).not.toEqual([])
    await expect(
      second.call('identity.vouchForKey', { keyId: firstKey, reason: '想当负责人', passphrase: nextPassphrase })
    ).rejects.toThrow('没有等待连署的密钥')
    expect([...manager.complaints, ...inspector.complaints]).toEqual([])
  })

  it('ends by a ruling on both sides that two workspaces have a manager each', async () => {
    const [one, other] = [await office('王负责'), await office('赵负责')]
    await one.take(await other.pack())
    await other.take(await one.pack())
    const complaints: string[] = []
    for (const side of [one, other]) {
      const { page, look, complaints: own } = await settingsOf(side)
      await page.getByRole('heading', { name: '两边各有负责人' }).waitFor()
      await page.getByRole('button', { name: '由“王负责”负责…' }).click()
      await page.getByLabel('理由').fill('科里商定由王负责')
      if (side === one) {
        expect(await look('rivals-dialog')).toEqual([])
        await page.getByRole('button', { name: '取消' }).click()
        await page.getByRole('heading', { name: '两边各有负责人' }).scrollIntoViewIfNeeded()
        expect(await look('rivals')).toEqual([])
        expect((await side.call('roles.list', {})).rivals).toHaveLength(2)
        await page.getByRole('button', { name: '由“王负责”负责…' }).click()
        await page.getByLabel('理由').fill('科里商定由王负责')
      }
      await page.getByLabel('理由').press('Enter')
      await page.getByText(/已裁定；/).waitFor()
      complaints.push(...own)
    }
    await one.take(await other.pack())
    await other.take(await one.pack())
    for (const { call } of [one, other]) {
      const { people, rivals } = await call('roles.list', {})
      expect(rivals).toEqual([])
      expect(people.flatMap(({ device, role }) => (role === 'manager' ? [device] : []))).toEqual([one.device])
    }
    expect(await one.call('state.hash', {})).toEqual(await other.call('state.hash', {}))
    expect(complaints).toEqual([])
  })
})

/** The number of a desk's key after an act that makes it. */
async function keyAfter({ call }: Desk, act: () => Promise<unknown>): Promise<string> {
  await act()
  return (await call('packages.key', {})).keyId ?? ''
}
