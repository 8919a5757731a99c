import { utilityProcess } from 'electron'
import type { UtilityProcess } from 'electron'
import type { ServedFile } from '../../backend/static-file.ts'
import type { FromBackend, StartOptions, ToBackend } from './messages.ts'

/** How long a backend may take to close its workspace before it is ended. */
const closeLimit = 15_000

export interface BackendFault {
  code: string
  message: string
}

/** The backend process as main sees it. It lives once: after a fault a new link is made. */
export interface BackendLink {
  post(message: ToBackend): void
  /** null also when the backend is gone. */
  servedFile(path: string): Promise<ServedFile | null>
  close(): Promise<void>
}

export interface BackendLinkOptions {
  modulePath: string
  start: StartOptions
  onMessage(message: FromBackend): void
  /** The workspace could not be opened, or the process ended by itself. Called at most once. */
  onFault(fault: BackendFault): void
}

export function startBackend(options: BackendLinkOptions): BackendLink {
  const child: UtilityProcess = utilityProcess.fork(options.modulePath, [], { serviceName: 'xuncha-backend', stdio: 'inherit' })
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin; the rule means windows
  const send = (message: ToBackend): void => child.postMessage(message)
  const files = new Map<number, (served: ServedFile | null) => void>()
  const early: ToBackend[] = []
  let calls = 0
  let state: 'starting' | 'ready' | 'gone' = 'starting'
  let isClosing = false
  let exited: () => void = () => {}
  const exit = new Promise<void>((resolve) => {
    exited = resolve
  })

  function fail(fault: BackendFault): void {
    if (state === 'gone') return
    state = 'gone'
    for (const answer of files.values()) answer(null)
    files.clear()
    if (!isClosing) options.onFault(fault)
  }

  child.on('message', (message: FromBackend) => {
    if (message.kind === 'ready') {
      state = 'ready'
      for (const waiting of early.splice(0)) send(waiting)
    } else if (message.kind === 'failed') {
      fail({ code: message.code, message: message.message })
    } else if (message.kind === 'served-file') {
      files.get(message.call)?.(message.served)
      files.delete(message.call)
      return
    }
    options.onMessage(message)
  })
  child.on('exit', (code) => {
    exited()
    fail({ code: 'internal', message: `后台进程意外结束（代码 ${code}）。已保存的内容都在，请重新启动后台继续工作。` })
  })
  send({ kind: 'start', options: options.start })

  function post(message: ToBackend): void {
    if (state === 'starting') early.push(message)
    else if (state === 'ready') send(message)
  }

  return {
    post,
    servedFile(path) {
      if (state === 'gone') return Promise.resolve(null)
      calls += 1
      const call = calls
      return new Promise((resolve) => {
        files.set(call, resolve)
        post({ kind: 'served-file', call, path })
      })
    },
    async close() {
      isClosing = true
      if (state !== 'gone') send({ kind: 'close' })
      const timer = setTimeout(() => child.kill(), closeLimit)
      await exit
      clearTimeout(timer)
    }
  }
}
