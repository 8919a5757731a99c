import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend, type Backend } from '../../../electron/backend/backend.ts'
import type { PageHost } from '../../../electron/capture/page-driver.ts'

export const projectRoot = join(import.meta.dirname, '../../..')

/** The real backend on a fresh workspace; without a browser for pages where none is given, and a given one is the caller's. */
export async function openBackend(pageHost: PageHost | null = null): Promise<{ backend: Backend; close(): Promise<void> }> {
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
    async close() {
      await backend.close()
      rmSync(dir, { recursive: true, force: true })
    }
  }
}
