import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from '../db/support.ts'
import { csvBytes, siteRows } from '../support/registry-files.ts'
import { design, importFile, openBackend } from './support.ts'

const passphrase = '两位负责人的口令2026'

/** A computer whose user began a workspace of his own with a batch, and made himself manager. */
export async function office(author: string) {
  const dir = temporaryFolder()
  const test = await openBackend(dir, { keysDir: `${dir}-keys` })
  const { call } = test
  await call('workspace.setAuthor', { author })
  const file = join(dir, '名录.csv')
  writeFileSync(file, csvBytes(siteRows(2)))
  await importFile(test, file)
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
  return { ...test, device, pack, take }
}
