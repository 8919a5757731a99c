/**
 * A process of its own that sweeps, to be killed: `node sweep-process.ts <workspace> <request as JSON> [busy]`. With `busy` its main
 * thread has other work most of the time, as it has with large pages.
 */
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend } from '../../electron/backend/backend.ts'
import type { Input } from '../../electron/contract/index.ts'

const [, , workspaceDir = '', request = '', busy] = process.argv
if (busy !== undefined) setInterval(() => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400), 500).unref()
const backend = await createBackend({
  workspaceDir,
  resourcesDir: join(import.meta.dirname, '../../resources'),
  version: '0.0.0',
  clock: { now: () => '2023-09-25T01:00:00.000Z' },
  ids: { next: () => v7() },
  pageHost: null,
  runtime: {},
  log: pino({ level: 'warn' })
})
await backend.call('sweeps.run', JSON.parse(request) as Input<'sweeps.run'>)
await backend.close()
