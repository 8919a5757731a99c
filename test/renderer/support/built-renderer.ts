import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { inject } from 'vitest'
import { isNewerThanSources } from '../../support/newer-than-sources.ts'
import { pause } from '../../support/chromium.ts'
import { projectRoot } from './open-backend.ts'

/** production: what ships. development: the same with React's own warnings, and slower. */
export type RendererKind = 'production' | 'development'

/**
 * The renderer as it stands: the shipped build where it is newer than its sources (`npm test` builds first), else built once
 * for a whole run. Every test process has its own memory, so they meet on disk: the first to ask builds, the others wait, and
 * where it fails the next one tries and says the same fault.
 */
export async function builtRenderer(kind: RendererKind = 'production'): Promise<string> {
  const shipped = join(projectRoot, 'out/renderer')
  if (kind === 'production' && isNewerThanSources(join(shipped, 'index.html'), ['renderer', 'electron', 'resources/help']))
    return shipped
  const folder = join(inject('rendererFolder'), kind)
  mkdirSync(folder, { recursive: true })
  const built = join(folder, 'built')
  const lock = join(folder, 'lock')
  while (!existsSync(built)) {
    if (take(lock)) await buildInto(built, join(folder, 'building'), lock, kind)
    else await pause(100)
  }
  return built
}

/** Making a folder is one step: of two processes only one succeeds. */
function take(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw cause
  }
}

async function buildInto(built: string, building: string, lock: string, kind: RendererKind): Promise<void> {
  // Vite goes by the environment before anything else, and vitest says `test`.
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = kind
  try {
    await build({
      root: join(projectRoot, 'renderer'),
      base: './',
      configFile: false,
      logLevel: 'error',
      plugins: [react()],
      build: { outDir: building, emptyOutDir: true, chunkSizeWarningLimit: 4_000 }
    })
    // It appears whole or not at all. The lock stays, so that nobody builds again.
    renameSync(building, built)
  } catch (cause) {
    rmSync(lock, { recursive: true })
    throw cause
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}
