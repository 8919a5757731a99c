import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Every file, folder and link below a folder, with what is in it; folders of `left` are left out. */
export function listing(root: string, left: readonly string[] = []): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (dir: string): void => {
    for (const name of readdirSync(dir)) {
      const path = join(dir, name)
      if (left.includes(path)) continue
      const status = lstatSync(path)
      const key = relative(root, path)
      if (status.isDirectory()) {
        found.set(key, 'folder')
        walk(path)
      } else if (status.isSymbolicLink()) found.set(key, `link to ${readlinkSync(path)}`)
      else found.set(key, status.isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'special')
    }
  }
  walk(root)
  return found
}

/** What came, went or changed. */
export function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort()
}

/** Names with this mark in the folders that a climbing name could reach. */
export function escaped(mark: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.includes(mark))
      .map((name) => join(folder, name))
  )
}
