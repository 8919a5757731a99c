import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend } from '../../backend/backend.ts'
import type { Backend } from '../../backend/backend.ts'
import type { WatchRun } from '../../contract/watch.ts'
import { serveRpc } from '../../backend/rpc-server.ts'
import { XunchaError } from '../../domain/errors.ts'
import type { FromBackend, StartOptions, ToBackend } from './messages.ts'
import { createKeeperRelay } from './keeper-relay.ts'
import { createPageRelay } from './page-relay.ts'
import { createReaderRelay } from './reader-relay.ts'

const port = process.parentPort
const post = (message: FromBackend): void => port.postMessage(message)
const pages = createPageRelay(post)
const readers = createReaderRelay(post)
const keeper = createKeeperRelay(post)
const rpcListeners = new Set<(message: unknown) => void>()
let backend: Backend | null = null

port.on('message', ({ data }: { data: ToBackend }) => {
  if (pages.take(data) || readers.take(data) || keeper.take(data)) return
  if (data.kind === 'start') void start(data.options)
  if (data.kind === 'rpc') for (const listener of rpcListeners) listener(data.message)
  if (data.kind === 'served-file') post({ kind: 'served-file', call: data.call, served: backend?.servedFile(data.path) ?? null })
  if (data.kind === 'machine') void backend?.call('watch.host', data.state)
  if (data.kind === 'watch-pause') void backend?.call('watch.pause', {})
  if (data.kind === 'close') void close()
})

async function start(options: StartOptions): Promise<void> {
  try {
    backend = await createBackend({
      workspaceDir: options.workspaceDir ?? '',
      resourcesDir: options.resourcesDir,
      version: options.version,
      clock: { now: () => new Date().toISOString() },
      ids: { next: () => v7() },
      pageHost: pages,
      keyKeeper: keeper,
      startReader: () => readers.start(),
      runtime: { ...options.runtime, node: `Node ${process.versions.node}` },
      log: pino({ level: 'warn' }),
      isResident: true
    })
  } catch (error) {
    const known = error instanceof XunchaError ? error : null
    if (known === null) process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    post({
      kind: 'failed',
      code: known?.code ?? 'internal',
      message: known?.message ?? '后台没有启动成功，请重新启动；仍不行时把终端里的出错信息发给维护人员。'
    })
    // Leaves the message its time to go out; main ends what lingers.
    setTimeout(() => process.exit(0), 500)
    return
  }
  serveRpc(backend, {
    post: (message) => post({ kind: 'rpc', message }),
    onMessage: (listener) => {
      rpcListeners.add(listener)
      return () => void rpcListeners.delete(listener)
    }
  })
  backend.onEvent((name, payload) => {
    if (name === 'watch.changed') tellWatch(payload as WatchRun)
  })
  post({ kind: 'ready' })
  const run = await backend.call('watch.run', {})
  if (run.ok) tellWatch(run.value as WatchRun)
}

const tellWatch = ({ batchTitle, waiting }: WatchRun): void => post({ kind: 'watch', title: batchTitle, waiting })

async function close(): Promise<void> {
  await backend?.close()
  post({ kind: 'closed' })
  setTimeout(() => process.exit(0), 50)
}
