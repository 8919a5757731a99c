import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createBackend } from '../../electron/backend/backend.ts'
import type { Backend } from '../../electron/backend/backend.ts'

export const rendererDir = join(import.meta.dirname, '../../out/renderer')

/** The real backend without pages. */
export function openRealBackend(workspaceDir: string): Promise<Backend> {
  return createBackend({
    workspaceDir,
    resourcesDir: join(import.meta.dirname, '../../resources'),
    version: '0.0.0',
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => v7() },
    pageHost: null,
    runtime: {},
    log: pino({ level: 'silent' })
  })
}
