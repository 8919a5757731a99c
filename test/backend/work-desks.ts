import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Output } from '../../electron/contract/index.ts'
import type { WorkSelection } from '../../electron/contract/work.ts'
import type { SystemKeeper } from '../../electron/domain/ports.ts'
import { temporaryFolder } from '../db/support.ts'
import { csv, design, importFile, numbers, openBackend, siteRow, type TestBackend } from './support.ts'

export const codeOf = (number: number): string => `34${String(number).padStart(8, '0')}`
export const keyOf = (number: number): string => `site:${codeOf(number)}`
export const nameOf = (number: number): string => `第${number}号网站`

export interface Desk extends TestBackend {
  dir: string
  name: string
  /** null where the system keeps the key. */
  passphrase: string | null
  state(): Promise<string>
}

const systemSecret = randomBytes(32)

/** As a system keeps secrets. A passphrase costs a third of a second each time, by design, and is no matter of these tests. */
export const systemKeeper: SystemKeeper = {
  fault: () => Promise.resolve(null),
  seal(secret) {
    const cipher = createCipheriv('aes-256-ctr', systemSecret, Buffer.alloc(16))
    return Promise.resolve(Buffer.concat([cipher.update(secret), cipher.final()]))
  },
  open(sealed) {
    const cipher = createDecipheriv('aes-256-ctr', systemSecret, Buffer.alloc(16))
    return Promise.resolve(Buffer.concat([cipher.update(sealed), cipher.final()]))
  }
}

/** A computer with a person at it and a key of its own, kept by a passphrase where one is given. */
export async function deskOf(name: string, dir = temporaryFolder(), passphrase: string | null = null): Promise<Desk> {
  const keyKeeper = passphrase === null ? { keyKeeper: systemKeeper } : {}
  const test = await openBackend(dir, { keysDir: `${dir}-keys`, ...keyKeeper })
  await test.call('workspace.setAuthor', { author: name })
  return { ...test, dir, name, passphrase, state: async () => (await test.call('state.hash', {})).stateHash }
}

export async function drawAll(manager: Desk, period: string): Promise<string> {
  const draw = { title: `${period}检查`, period, catalogueId: 'national-2019-site', design: design() }
  return (await manager.call('batches.create', draw)).batch.id
}

export async function managerWith(sites: number): Promise<Desk> {
  const manager = await deskOf('负责人')
  const rows = numbers(sites).map((number) => siteRow(number, number % 3 === 0 ? '芜湖市' : '合肥市'))
  await importFile(manager, csv(temporaryFolder(), '名录.csv', rows))
  return manager
}

export async function send(
  manager: Desk,
  batchId: string,
  to: string,
  selection: WorkSelection = { by: 'none' },
  anyDevice = false
): Promise<Output<'work.send'>> {
  const outFile = join(temporaryFolder(), '任务包.zip')
  return manager.call('work.send', { batchId, to, selection, outFile, passphrase: manager.passphrase, anyDevice })
}

export const only = (...sites: number[]): WorkSelection => ({ by: 'names', names: sites.map(codeOf) })

export const open = (desk: Desk, { file, keyId }: { file: string; keyId: string }): Promise<Output<'work.open'>> =>
  desk.call('work.open', { path: file, as: null, acceptKey: keyId })

/** The veto W3 found on these sites. */
export async function fault(desk: Desk, batchId: string, ...sites: number[]): Promise<void> {
  const path = join(temporaryFolder(), '问题.csv')
  const rows = sites.map(
    (number) => `${codeOf(number)},W3,1,首页没有更新,首页,http://site${number}.example.com/,2023-09-26 10:20,${desk.name},`
  )
  writeFileSync(path, ['对象,指标,数量,问题描述,位置,网址,监测时间,检查人,证据', ...rows].join('\n'))
  await desk.call('findings.import', { batchId, path })
}

export const pass = (desk: Desk, batchId: string, site: number): Promise<unknown> =>
  desk.call('verdicts.give', { batchId, objectKey: keyOf(site), indicatorId: 'W3', verdict: 'pass' })

/** The desk's results as a package. */
export async function packed(desk: Desk, batchId: string): Promise<{ file: string; keyId: string; name: string }> {
  const outFile = join(temporaryFolder(), '交回.zip')
  const { keyId } = await desk.call('packages.create', { batchId, objectKeys: null, outFile, passphrase: desk.passphrase })
  return { file: outFile, keyId, name: desk.name }
}

/** Takes the packages in, each key accepted. */
export async function merged(
  desk: Desk,
  packages: readonly { file: string; keyId: string; name: string }[]
): Promise<Output<'merge.packages'>> {
  let last: Output<'merge.packages'> | null = null
  for (const { file, keyId, name } of packages) {
    last = await desk.call('merge.packages', { paths: [file] })
    if (last.held.some(({ reason }) => reason === 'unknown-key')) last = await desk.call('merge.acceptKey', { keyId, name })
  }
  if (last === null) throw new Error('nothing to merge')
  return last
}

export const targetsOf = async (desk: Desk, batchId: string) => (await desk.call('batches.targets', { batchId })).targets
