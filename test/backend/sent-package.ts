import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../db/open.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { smallInspection } from '../db/fixtures.ts'
import { countingIds, steppingClock, temporaryFolder } from '../db/support.ts'
import { openBackend } from './support.ts'

export const picture = Buffer.from('a picture')
export const sha256 = createHash('sha256').update(picture).digest('hex')

/** One opened batch of two sites, with one picture as evidence. */
export function opened(): NewEvent[] {
  const events = smallInspection(2).filter(({ type }) =>
    ['registry.imported', 'registry.objects-changed', 'batch.opened', 'batch.targets-drawn', 'evidence.captured'].includes(type)
  )
  return events.map((event) =>
    event.type === 'evidence.captured'
      ? {
          ...event,
          payload: { ...event.payload, files: [{ role: 'image', name: 'page.png', mime: 'image/png', sha256, size: 9 }] }
        }
      : event
  )
}

const passphrase = '合并测试的口令2026'

/** A workspace folder of a device that goes on with `work`, and the package it sends. `keysDir`: where its key lies. */
export async function laptop(
  device: string,
  work: readonly NewEvent[],
  {
    dir = temporaryFolder(),
    files = {},
    objectKeys = null
  }: { dir?: string; files?: Record<string, Buffer>; objectKeys?: string[] | null } = {}
) {
  const store = openStore(join(dir, 'workspace.db'), {
    clock: steppingClock(),
    ids: countingIds(`${device}-${String(readdirSync(dir).length)}`),
    author: () => `${device} 检查员`,
    device
  })
  store.setSetting('device', device)
  store.append(work)
  store.close()
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(join(dir, 'evidence', name.slice(0, 2)), { recursive: true })
    writeFileSync(join(dir, 'evidence', name.slice(0, 2), name), bytes)
  }
  const { backend, call } = await openBackend(dir, { keysDir: `${dir}-keys` })
  const outFile = join(temporaryFolder(), '包.zip')
  const { keyId } = await call('packages.create', { batchId: 'batch-1', objectKeys, outFile, passphrase })
  await backend.close()
  return { dir, file: outFile, keyId }
}
