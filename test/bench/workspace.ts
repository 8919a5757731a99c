import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend } from '../../electron/backend/backend.ts'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import type { Input, Output, ProcedureName } from '../../electron/contract/index.ts'
import { resourcesDir } from './paths.ts'

export interface BenchWorkspace {
  dir: string
  backend: Awaited<ReturnType<typeof createBackend>>
  call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>>
  close(): Promise<void>
}

/** A backend on a fresh workspace on disk, real in every part; gone when it is closed. */
export async function openWorkspace(pageHost: PageHost | null = null): Promise<BenchWorkspace> {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-bench-'))
  const opened = await openWorkspaceIn(join(dir, 'workspace'), pageHost)
  return {
    ...opened,
    dir,
    close: async () => {
      await opened.close()
      rmSync(dir, { recursive: true, force: true })
    }
  }
}

/** The same in a folder that stays. */
export async function openWorkspaceIn(dir: string, pageHost: PageHost | null = null): Promise<BenchWorkspace> {
  const backend = await createBackend({
    workspaceDir: dir,
    resourcesDir,
    version: 'bench',
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => v7() },
    pageHost,
    runtime: {},
    log: pino({ level: 'silent' })
  })
  return {
    dir,
    backend,
    call: async <P extends ProcedureName>(procedure: P, input: Input<P>) => {
      const reply = await backend.call(procedure, input)
      if (!reply.ok) throw new Error(`${procedure}: ${reply.error.message}`)
      return reply.value as Output<P>
    },
    close: () => backend.close()
  }
}
