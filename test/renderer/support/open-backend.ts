import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend, type Backend } from '../../../electron/backend/backend.ts'
import type { PageHost } from '../../../electron/capture/page-driver.ts'
import type { Input, Output, ProcedureName } from '../../../electron/contract/index.ts'

export interface OpenedBackend {
  backend: Backend
  /** The answer; throws where it is an error. */
  call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>>
  close(): Promise<void>
}

export const projectRoot = join(import.meta.dirname, '../../..')

/** The real backend on a fresh workspace; without a browser for pages where none is given, and a given one is the caller's. */
export async function openBackend(pageHost: PageHost | null = null): Promise<OpenedBackend> {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-renderer-'))
  const backend = await createBackend({
    workspaceDir: dir,
    resourcesDir: join(projectRoot, 'resources'),
    version: 'test',
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => v7() },
    pageHost,
    runtime: { host: 'test' },
    log: pino({ level: 'silent' })
  })
  return {
    backend,
    async call(procedure, input) {
      const reply = await backend.call(procedure, input)
      if (!reply.ok) throw new Error(`${procedure}: ${reply.error.message}`)
      return reply.value as never
    },
    async close() {
      await backend.close()
      rmSync(dir, { recursive: true, force: true })
    }
  }
}
