import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { temporaryFolder } from '../db/support.ts'

const root = join(import.meta.dirname, '../..')
/** Not of the merge, but what it asks about roles. */
const ranks = 'electron/domain/roles.ts'

/** A fault to plant: what stands in the file, exactly once, and what is put there instead. */
export interface Mutant {
  name: string
  /** From the root of the project. */
  file: string
  find: string
  put: string
}

/** A copy of the merge and of what it asks about roles, with or without a fault; the rest of the source lies behind it. */
export function copyWith(mutant: Mutant | null): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'electron/domain'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  cpSync(join(root, 'electron/merge'), join(folder, 'electron/merge'), { recursive: true })
  symlinkSync(join(root, 'electron/events'), join(folder, 'electron/events'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const name of readdirSync(join(root, 'electron/domain')))
    symlinkSync(join(root, 'electron/domain', name), join(folder, 'electron/domain', name))
  rmSync(join(folder, ranks))
  copyFileSync(join(root, ranks), join(folder, ranks))
  if (mutant === null) return folder
  const path = join(folder, mutant.file)
  const text = readFileSync(path, 'utf8')
  expect([mutant.name, text.split(mutant.find).length]).toEqual([mutant.name, 2])
  writeFileSync(
    path,
    text.replace(mutant.find, () => mutant.put)
  )
  return folder
}
