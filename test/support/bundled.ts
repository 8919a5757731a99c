import { mkdirSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'vite'
import { temporaryFolder } from '../db/support.ts'

const root = join(import.meta.dirname, '../..')

/**
 * A script of the tests with all of the product that it uses in one file, as the product ships: it starts in 0.3 s where the
 * sources take 1.7, which counts where it is killed and started again. The file lies as deep in its folder as the script in the
 * project.
 * @param script from the root of the project
 * @param source the root of the project, or of a copy with a planted fault
 */
export async function bundled(script: string, source = root): Promise<string> {
  const folder = temporaryFolder()
  const outDir = join(folder, dirname(script))
  await build({
    root: source,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', '@napi-rs/image', 'playwright-core'] },
    build: {
      ssr: join(source, script),
      outDir,
      minify: false,
      target: 'node24',
      rolldownOptions: { output: { entryFileNames: '[name].mjs', codeSplitting: false } }
    }
  })
  mkdirSync(outDir, { recursive: true })
  for (const part of ['node_modules', 'resources']) symlinkSync(join(root, part), join(folder, part))
  // Threads and processes of the product's own, which it looks for beside it.
  for (const part of ['sweep-fetcher.ts', 'reader-process.ts'])
    symlinkSync(join(source, 'electron/backend', part), join(outDir, part))
  return join(outDir, `${basename(script, '.ts')}.mjs`)
}
