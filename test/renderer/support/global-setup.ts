import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    rendererFolder: string
  }
}

/** A folder where the test files of one run share the built renderer; nothing is built until one of them asks. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'xuncha-built-renderer-'))
  const empty = (): void => rmSync(folder, { recursive: true, force: true })
  project.provide('rendererFolder', folder)
  // In watch mode the renderer may have been edited since.
  project.onTestsRerun(() => {
    empty()
    mkdirSync(folder)
  })
  return empty
}
