import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Output } from '../../electron/contract/index.ts'
import { temporaryFolder } from '../db/support.ts'
import { csvBytes, siteRows } from '../support/registry-files.ts'
import { laptop } from './laptop.ts'
import { json } from './support.ts'

type Roles = Output<'roles.list'>
type Key = Output<'packages.key'>

describe('xuncha role', () => {
  it('makes the first manager of this computer alone, keeps one always, and asks for the role', async () => {
    const { run } = laptop(temporaryFolder(), '一号机')
    const refused = await run('role', 'give', 'own', '检查员')
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('第一个角色只能是负责人') })
    const before = json<Roles>(await run('role', 'list', '--json'))
    expect(before).toMatchObject({ isInUse: false, people: [{ isOwn: true, role: null }] })
    expect(await run('role', 'give', 'own', '负责人')).toMatchObject({ code: 0 })
    expect(json<Roles>(await run('role', 'list', '--json'))).toMatchObject({ isInUse: true, people: [{ role: 'manager' }] })
    const last = await run('role', 'give', 'own', '复核员')
    expect(last).toMatchObject({ code: 2, stderr: expect.stringContaining('唯一的负责人') })
    expect((await run('role', 'give', 'abc', '检查员')).stderr).toContain('没有设备“abc”')
    const rebuilt = json<{ before: string; stateHash: string }>(await run('state', 'rebuild', '--json'))
    expect(rebuilt.stateHash).toBe(rebuilt.before)
  })
})

describe('xuncha key', () => {
  it('shows the number that packages are signed with, and changes the passphrase but not the key', async () => {
    const root = temporaryFolder()
    const { dir, run, pack } = laptop(root, '一号机')
    const show = async (): Promise<Key> => json<Key>(await run('key', 'show', '--json'))
    expect(await show()).toMatchObject({ exists: false, keyId: null, keptBy: 'passphrase' })
    writeFileSync(join(dir, '口令.txt'), '第一次的口令二〇二六')
    const none = await run('key', 'replace', '--new-passphrase-file', '口令.txt')
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('还没有签名密钥') })
    writeFileSync(join(dir, '名录.csv'), csvBytes(siteRows(2)))
    await run('registry', 'import', '名录.csv')
    const create = ['batch', 'create', '--title', '三季度', '--period', '2023Q3', '--object', 'site']
    const drawn = await run(...create, '--catalogue', 'national-2019-site', '--all', '--seed', 's', '--json')
    const { batch } = json<{ batch: string }>(drawn)
    const keyId = await pack(batch, '一.zip')
    expect(await show()).toMatchObject({ exists: true, keyId })
    const [next, file] = ['另一个口令二〇二六', join(dir, '新口令.txt')]
    writeFileSync(file, `${next}\n`)
    const wrong = join(dir, '错口令.txt')
    writeFileSync(wrong, '不是这个口令')
    const refused = await run('key', 'passphrase', '--new-passphrase-file', file, '--passphrase-file', wrong)
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('口令不对') })
    expect(await run('key', 'passphrase', '--new-passphrase-file', file)).toMatchObject({ code: 0 })
    expect((await run('package', 'create', '--batch', batch, '--out', join(root, '二.zip'))).stderr).toContain('口令不对')
    const again = await run(
      'package',
      'create',
      '--batch',
      batch,
      '--out',
      join(root, '三.zip'),
      '--passphrase-file',
      file,
      '--json'
    )
    expect(json<{ keyId: string }>(again).keyId).toBe(keyId)
    expect(readFileSync(join(root, '三.zip')).includes(Buffer.from(next))).toBe(false)

    const replaced = await run('key', 'replace', '--new-passphrase-file', file, '--json')
    const { keyId: another } = json<{ keyId: string }>(replaced)
    expect(another).not.toBe(keyId)
    expect((await show()).keyId).toBe(another)
    const vouched = await run('key', 'vouch', another, '--reason', '忘记口令')
    expect(vouched).toMatchObject({ code: 2, stderr: expect.stringContaining('没有等待连署的密钥') })
  })
})
