/**
 * A process of its own that opens a work package, to be killed: `node work-process.ts <workspace> <package> <key>`.
 * With `after-commit` behind them it kills itself where it would tell that the work is in.
 */
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend } from '../../electron/backend/backend.ts'

const [, , workspaceDir = '', path = '', acceptKey = '', moment = ''] = process.argv
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
backend.onEvent((name) => {
  if (moment === 'after-commit' && name === 'workspace.changed') process.kill(process.pid, 'SIGKILL')
})
console.log('ready')
const reply = await backend.call('work.open', { path, as: null, acceptKey })
if (!reply.ok) throw new Error(reply.error.message)
console.log('opened')
await backend.close()
