import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { csvBytes, siteRows } from '../support/registry-files.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { design, importFile, openBackend } from './support.ts'

const passphrase = '两位负责人的口令2026'

/** A computer whose user began a workspace of his own with a batch, and made himself manager. */
async function office(author: string) {
  const dir = temporaryFolder()
  const { call } = await openBackend(dir, { keysDir: `${dir}-keys` })
  await call('workspace.setAuthor', { author })
  const file = join(dir, '名录.csv')
  writeFileSync(file, csvBytes(siteRows(2)))
  await importFile({ call } as Awaited<ReturnType<typeof openBackend>>, file)
  const batch = await call('batches.create', {
    title: author,
    period: '2023Q3',
    catalogueId: 'national-2019-site',
    design: design({ strata: 'none' })
  })
  const device = (await call('roles.list', {})).people[0]?.device ?? ''
  await call('roles.give', { device, role: 'manager' })
  const pack = async (): Promise<string> => {
    const outFile = join(temporaryFolder(), `${author}.zip`)
    return (await call('packages.create', { batchId: batch.batch.id, objectKeys: null, outFile, passphrase })).file
  }
  const take = async (path: string): Promise<void> => {
    const { held } = await call('merge.packages', { paths: [path] })
    for (const { reason, keyIds } of held) {
      for (const keyId of reason === 'unknown-key' ? keyIds : []) await call('merge.acceptKey', { keyId, name: '对方' })
    }
  }
  return { call, device, pack, take }
}

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
