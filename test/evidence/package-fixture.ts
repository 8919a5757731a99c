import { join } from 'node:path'
import { openBackend, openBatch, type TestBackend } from '../backend/support.ts'
import { steppingClock, temporaryFolder } from '../db/support.ts'
import { photo } from '../support/photos.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import type { BackendOptions } from '../../electron/backend/context.ts'
import type { Output } from '../../electron/contract/index.ts'

export const passphrase = '云岭县检查口令2026'

export interface PackedWorkspace {
  test: TestBackend
  workspace: string
  keysDir: string
  batchId: string
  objectKeys: string[]
  /** One more record in the log. */
  act(): Promise<unknown>
  make(outFile?: string, objectKeys?: string[] | null): Promise<Output<'packages.create'>>
}

/** A workspace with a batch of two sites, evidence of both (pictures and a document), and a finding that one of them proves. */
export async function packedWorkspace(
  clock = steppingClock('2026-11-27T01:00:00.000Z'),
  options: Partial<BackendOptions> = {}
): Promise<PackedWorkspace> {
  await builtVerifyPage()
  const workspace = temporaryFolder()
  const keysDir = join(temporaryFolder(), '密钥')
  const test = await openBackend(workspace, { keysDir, clock, ...options })
  const batchId = await openBatch(test, temporaryFolder(), 2)
  const { targets } = await test.call('batches.targets', { batchId })
  const objectKeys = targets.map(({ objectKey }) => objectKey)
  const [first = '', second = ''] = objectKeys
  const add = async (objectKey: string, name: string, bytes: Buffer) => {
    const chunk = bytes.toString('base64')
    const { uploadId } = await test.call('uploads.append', { uploadId: null, name, chunk, last: true })
    return test.call('evidence.addFile', { batchId, objectKey, uploadId })
  }
  const picture = await add(first, '首页.png', await photo('png', { width: 64, height: 48 }))
  await add(first, '说明.pdf', Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'))
  await add(second, '栏目.jpg', await photo('jpg', { width: 80, height: 60 }))
  const finding = {
    batchId,
    objectKey: first,
    indicatorId: 'W1.1',
    count: 1,
    description: '首页打不开',
    location: '首页',
    url: 'http://site1.example.com/',
    observedAt: '2026-11-27T01:02:00.000Z',
    evidenceIds: [picture.id]
  }
  await test.call('findings.record', finding)
  const out = temporaryFolder()
  return {
    test,
    workspace,
    keysDir,
    batchId,
    objectKeys,
    act: () => test.call('findings.record', { ...finding, description: '首页又打不开' }),
    make: (outFile = join(out, '证据包.zip'), keys = null) =>
      test.call('packages.create', { batchId, objectKeys: keys, outFile, passphrase })
  }
}
