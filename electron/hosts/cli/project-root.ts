import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The program's own folder, whatever the current folder is: the nearest one upwards that holds both `package.json` and
 * `resources` (the bundle lies in out/main or out/main/chunks, the source in electron/hosts/cli).
 */
export function projectRoot(): string {
  let dir = import.meta.dirname
  for (;;) {
    if (existsSync(join(dir, 'package.json')) && existsSync(join(dir, 'resources'))) return dir
    const above = dirname(dir)
    if (above === dir) throw new Error(`no resources folder above ${import.meta.dirname}`)
    dir = above
  }
}

export const resourcesDir = (): string => join(projectRoot(), 'resources')

export function productVersion(): string {
  const manifest = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as { version: string }
  return manifest.version
}
