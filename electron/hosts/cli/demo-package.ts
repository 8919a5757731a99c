import { randomBytes } from 'node:crypto'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output } from '../../contract/index.ts'
import { XunchaError } from '../../domain/errors.ts'
import { openSession } from './session.ts'

type Made = Output<'packages.create'>
export type DemoPackage = Pick<Made, 'file' | 'sha256' | 'size' | 'files' | 'evidence' | 'events' | 'keyId' | 'head'>

/**
 * Seals a batch of the sample and checks the package against its own code and key number. On a copy of the workspace, with a
 * key that is thrown away: a key whose passphrase nobody knows must not stand in the log of a workspace that people go on with.
 */
export async function sealDemo(out: string, workspace: string, batchId: string): Promise<DemoPackage> {
  const work = join(out, '.封存')
  await rm(work, { recursive: true, force: true })
  try {
    const copy = join(work, 'workspace')
    await cp(workspace, copy, { recursive: true })
    const { backend, call } = await openSession({ workspace: copy, keysDir: join(work, 'keys') })
    try {
      const passphrase = randomBytes(24).toString('base64')
      const made = await call('packages.create', { batchId, objectKeys: null, outFile: join(out, '证据包.zip'), passphrase })
      const { file, sha256, size, files, evidence, events, keyId, head } = made
      const { ok, problems } = await call('packages.verify', { file, heads: [head], keyIds: [keyId] })
      if (!ok) {
        const said = problems.map((one) => `${one.file}：${one.message}`).join('；')
        throw new XunchaError('bad-package', `示例的证据包没有通过核验：${said}；请反馈给开发者。`)
      }
      return { file, sha256, size, files, evidence, events, keyId, head }
    } finally {
      await backend.close()
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}
