import { mkdirSync } from 'node:fs'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend, type Backend } from '../../backend/backend.ts'
import type { PageHost } from '../../capture/page-driver.ts'
import type { Input, Output, ProcedureName } from '../../contract/index.ts'
import { XunchaError } from '../../domain/errors.ts'
import { productVersion, resourcesDir } from './project-root.ts'
import { say } from './terminal.ts'

export interface Session {
  backend: Backend
  /** Calls the backend as the renderer does; a refusal is thrown as the error it names. */
  call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>>
}

export interface SessionOptions {
  workspace?: string
  /** null for commands without pages. */
  pageHost?: PageHost | null
  runtime?: Readonly<Record<string, string>>
  /** The command stays open as a host: what ran in the background goes on. */
  isResident?: boolean
  /** Where the signing key is kept, if not in the usual folder. */
  keysDir?: string
}

/** --workspace, else $XUNCHA_WORKSPACE, else (empty) the folder that the desktop uses. */
export const workspaceOf = (named: string | undefined): string => named ?? process.env['XUNCHA_WORKSPACE'] ?? ''

/** Opens the workspace; `close` it with `session.backend.close()`. */
export async function openSession({
  workspace,
  pageHost = null,
  runtime = {},
  isResident = false,
  keysDir
}: SessionOptions): Promise<Session> {
  const backend = await createBackend({
    workspaceDir: workspaceOf(workspace),
    resourcesDir: resourcesDir(),
    version: productVersion(),
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => v7() },
    pageHost,
    isResident,
    ...(keysDir === undefined ? {} : { keysDir }),
    runtime: { node: `Node ${process.versions.node}`, ...runtime },
    // Standard output belongs to the result.
    log: pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }))
  })
  return {
    backend,
    async call<P extends ProcedureName>(procedure: P, input: Input<P>) {
      const reply = await backend.call(procedure, input)
      if (reply.ok) return reply.value as Output<P>
      throw new XunchaError(reply.error.code, reply.error.message, { faults: reply.error.faults })
    }
  }
}

/** Opens the workspace for one command and closes it whatever happens. Progress goes to standard error. */
export async function withSession<T>(options: SessionOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const session = await openSession(options)
  const stop = session.backend.onEvent((name, payload) => sayProgress(name, payload))
  try {
    return await work(session)
  } finally {
    stop()
    await session.backend.close()
  }
}

function sayProgress(name: string, payload: unknown): void {
  if (name !== 'job.progress' || !process.stderr.isTTY) return
  const { label, done, total } = payload as { label: string; done: number; total: number | null }
  say(`${label} ${done}${total === null ? '' : `/${total}`}`)
}

/** A folder the user named for results. */
export function resultFolder(dir: string): string {
  try {
    mkdirSync(dir, { recursive: true })
    return dir
  } catch (cause) {
    throw new XunchaError('bad-input', `文件夹“${dir}”不能创建；请换一个位置。`, { cause })
  }
}
