import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { inject } from 'vitest'
import { pause } from '../../support/chromium.ts'
import { projectRoot } from './open-backend.ts'

/**
 * The renderer as it stands, built once for a whole run. Every test file is a process of its own, so they meet on disk:
 * the first to ask builds, the others wait, and where it fails the next one tries and says the same fault.
 */
export async function builtRenderer(): Promise<string> {
  const folder = inject('rendererFolder')
  const built = join(folder, 'built')
  const lock = join(folder, 'lock')
  while (!existsSync(built)) {
    if (take(lock)) await buildInto(built, join(folder, 'building'), lock)
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

async function buildInto(built: string, building: string, lock: string): Promise<void> {
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
  }
}
