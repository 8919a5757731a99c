import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { XunchaError } from '../domain/errors.ts'
import type { PlacedObject } from '../domain/registry.ts'
import { diffRegistry, type RegistryDiff } from '../domain/registry-diff.ts'
import { parseRegistryFiles, type RegistryFile } from '../domain/registry-rows.ts'
import { readTables, tableFileLimit } from '../intake/read-tables.ts'
import { sha256 } from './sha256.ts'
import type { Uploads } from './uploads-feature.ts'

export type ImportSource = { uploadId: string } | { path: string }

export interface SourceFile {
  /** Name only: a path of this machine has no place in the log. */
  name: string
  bytes: Uint8Array
}

export async function readSource(source: ImportSource, uploads: Uploads): Promise<SourceFile> {
  return 'uploadId' in source ? uploads.take(source.uploadId) : readNamedFile(source.path)
}

/** Reads a file of the user's; refuses one over the table limit before it is in memory. */
export async function readNamedFile(path: string): Promise<SourceFile> {
  const file = resolve(path)
  const name = basename(file)
  try {
    const { size } = await stat(file)
    if (size > tableFileLimit) {
      const megabytes = Math.ceil(size / 1024 / 1024)
      throw new XunchaError(
        'file-too-large',
        `文件“${name}”有 ${megabytes} MB，超过 50 MB；请删去多余的工作表和图片，或分成几个文件。`
      )
    }
    return { name, bytes: await readFile(file) }
  } catch (error) {
    if (error instanceof XunchaError) throw error
    throw unreadable(file, error)
  }
}

export function unreadable(file: string, cause: unknown): XunchaError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'ENOENT') return new XunchaError('bad-file', `找不到文件“${file}”；请检查路径。`, { cause })
  if (code === 'EISDIR') return new XunchaError('bad-file', `“${file}”是文件夹；请指定其中的文件。`, { cause })
  return new XunchaError('bad-file', `文件“${file}”读不出来${code === '' ? '' : `（${code}）`}；请检查权限或另存一份。`, {
    cause
  })
}

/** Reads registry files and compares them with what is there; writes nothing. `report` is told after each step. */
export async function compareSources(
  sources: readonly ImportSource[],
  existing: readonly PlacedObject[],
  uploads: Uploads,
  job: { report(done: number, total: number | null): void; signal: AbortSignal } = quiet
): Promise<RegistryDiff> {
  const files: RegistryFile[] = []
  const steps = sources.length + 2
  for (const source of sources) {
    const { name, bytes } = await readSource(source, uploads)
    job.signal.throwIfAborted()
    files.push({ file: name, sha256: sha256(bytes), tables: await readTables(bytes, name) })
    job.report(files.length, steps)
  }
  await breathe()
  job.signal.throwIfAborted()
  const parsed = parseRegistryFiles(files)
  job.report(steps - 1, steps)
  await breathe()
  job.signal.throwIfAborted()
  const diff = diffRegistry(existing, parsed)
  job.report(steps, steps)
  return diff
}

const quiet = { report: () => undefined, signal: new AbortController().signal }
