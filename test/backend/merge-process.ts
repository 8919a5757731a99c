/** A process of its own that merges, to be killed: `node merge-process.ts <workspace> <package>`. */
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend } from '../../electron/backend/backend.ts'

const [, , workspaceDir = '', file = ''] = process.argv
const backend = await createBackend({
  workspaceDir,
  resourcesDir: join(import.meta.dirname, '../../resources'),
  version: '0.0.0',
  clock: { now: () => '2023-09-25T01:00:00.000Z' },
  ids: { next: () => v7() },
  pageHost: null,
  runtime: {},
  log: pino({ level: 'silent' })
})
console.log('ready')
const reply = await backend.call('merge.packages', { paths: [file] })
if (!reply.ok) throw new Error(reply.error.message)
console.log('merged')
await backend.close()
