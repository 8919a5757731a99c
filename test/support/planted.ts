import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { temporaryFolder } from '../db/support.ts'

const root = join(import.meta.dirname, '../..')

/** A fault to plant: what stands in the file, exactly once, and what is put there instead. */
export interface Mutant {
  name: string
  /** From the root of the project. */
  file: string
  find: string
  put: string
  /** A case that shows it, where the check has named ones: it is tried before the others. */
  by?: string
}

/** What is copied, from the root of the project; everything else of `electron` is the real one. */
export interface Copied {
  folder: string
  /** Outside of that folder. */
  files?: readonly string[]
}

/** A copy of a part of the source, with or without a fault; the rest of the source lies behind it. */
export function copyWith(mutant: Mutant | null, { folder: part, files = [] }: Copied): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'electron'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const name of readdirSync(join(root, 'electron'))) {
    const path = join('electron', name)
    const own = files.filter((file) => dirname(file) === path)
    if (path === part) cpSync(join(root, path), join(folder, path), { recursive: true })
    else if (own.length === 0) symlinkSync(join(root, path), join(folder, path))
    else {
      mkdirSync(join(folder, path))
      for (const file of readdirSync(join(root, path))) symlinkSync(join(root, path, file), join(folder, path, file))
      for (const file of own) {
        rmSync(join(folder, file))
        copyFileSync(join(root, file), join(folder, file))
      }
    }
  }
  if (mutant !== null) plant(mutant, folder)
  return folder
}

/** Puts the fault into the copy of the source that lies in the folder. */
export function plant({ name, file, find, put }: Mutant, folder: string): void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  expect([name, text.split(find).length]).toEqual([name, 2])
  writeFileSync(
    path,
    text.replace(find, () => put)
  )
}

/**
 * Runs a check over the source as it is and over copies with one fault each: `node CHECK ARGS… FOLDER…`, which prints one line
 * of JSON for each folder. Right is right, and every fault must show.
 */
export function expectCaught(
  what: string,
  check: { script: string; args?: readonly string[] },
  copied: Copied,
  mutants: readonly Mutant[]
): void {
  const folders = [null, ...mutants].map((mutant) => copyWith(mutant, copied))
  const command = [check.script, ...(check.args ?? []), ...folders]
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  const [own, ...planted] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { cases: number; wrong: string[] })
  expect(own?.wrong).toEqual([])
  const missed = mutants.flatMap(({ name }, at) => (planted[at]?.wrong.length === 0 ? [name] : []))
  console.log(`${what}: ${own?.cases ?? 0} cases, ${planted.length} planted faults, ${planted.length - missed.length} caught`)
  expect(planted).toHaveLength(mutants.length)
  expect(missed).toEqual([])
}
