// The product's backend and browser host in a process of their own, so that a test can kill them: workspace, renderer.
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend } from '../../../electron/backend/backend.ts'
import { startBrowserHost } from '../../../electron/hosts/browser/main.ts'
import { realHost } from '../../support/chromium.ts'

const [workspaceDir = '', rendererDir = ''] = process.argv.slice(2)
const pageHost = await realHost()
const backend = await createBackend({
  workspaceDir,
  resourcesDir: join(import.meta.dirname, '../../../resources'),
  version: 'test',
  clock: { now: () => new Date().toISOString() },
  ids: { next: () => v7() },
  pageHost,
  runtime: { host: 'test' },
  log: pino({ level: 'silent' })
})
const host = await startBrowserHost({ backend, rendererDir, port: null })
console.log(host.url)
process.once('SIGTERM', () => {
  void host
    .close()
    .then(() => backend.close())
    .then(() => pageHost.close())
    .then(() => process.exit(0))
})
