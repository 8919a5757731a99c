import { constants, open, type FileHandle } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { XunchaError } from '../domain/errors.ts'
import type { PlacedObject } from '../domain/registry.ts'
import { diffRegistry, type RegistryDiff } from '../domain/registry-diff.ts'
import { parseRegistryFiles, type RegistryFile } from '../domain/registry-rows.ts'
import { tableFileLimit } from '../intake/read-tables.ts'
import type { FileReader } from './file-reader.ts'
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

/** Reads a file of the user's; one over the table limit is refused before it is in memory. */
export async function readNamedFile(path: string): Promise<SourceFile> {
  const file = resolve(path)
  return { name: plainName(file), bytes: await readBounded(file, tableFileLimit) }
}

/** Reads a plain file and no more than it may have: what stands for a device or a pipe would never end. */
export async function readBounded(file: string, limit: number): Promise<Buffer> {
  return opened(file, limit, async (handle, size) => {
    const bytes = Buffer.alloc(size)
    let length = 0
    while (length < size) {
      const { bytesRead } = await handle.read(bytes, length, size - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return bytes.subarray(0, length)
  })
}

/** Why this file cannot be read, null when it can. Throws what is no fault of the file's. */
export async function fileFault(file: string, limit: number): Promise<string | null> {
  return opened(file, limit, async () => null).catch((error: unknown) => {
    if (error instanceof XunchaError) return error.message
    throw error
  })
}

async function opened<T>(file: string, limit: number, work: (handle: FileHandle, size: number) => Promise<T>): Promise<T> {
  const name = plainName(file)
  // A share named inside a foreign file would have this machine knock there under its user's name.
  if (/^(?:\\\\|\/\/)/.test(file)) throw new XunchaError('bad-file', `“${name}”在网络共享上；请先复制到本机再导入。`)
  let handle: FileHandle | null = null
  try {
    handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const status = await handle.stat()
    if (status.isDirectory()) throw new XunchaError('bad-file', `“${file}”是文件夹；请指定其中的文件。`)
    if (!status.isFile()) throw new XunchaError('bad-file', `“${name}”不是普通文件；请选择磁盘上的文件。`)
    if (status.size > limit) throw overLimit(name, status.size, limit)
    return await work(handle, status.size)
  } catch (error) {
    if (error instanceof XunchaError) throw error
    throw unreadable(file, error)
  } finally {
    await handle?.close()
  }
}

function overLimit(name: string, size: number, limit: number): XunchaError {
  const [megabytes, most] = [Math.ceil(size / 1024 / 1024), limit / 1024 / 1024]
  return new XunchaError(
    'file-too-large',
    `文件“${name}”有 ${megabytes} MB，超过 ${most} MB；请删去多余的工作表和图片，或分成几个文件。`
  )
}

/** The name of a file without its folder, fit to stand in a sentence and in the log. */
export function plainName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  // oxlint-disable-next-line no-control-regex -- control characters and marks that turn the writing are what is looked for
  const plain = name.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, '')
  return plain.length > 150 ? `${plain.slice(0, 100)}…${plain.slice(-40)}` : plain === '' ? '未命名' : plain
}

function unreadable(file: string, cause: unknown): XunchaError {
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
  { uploads, files: reader }: { uploads: Uploads; files: FileReader },
  job: { report(done: number, total: number | null): void; signal: AbortSignal } = quiet
): Promise<RegistryDiff> {
  const files: RegistryFile[] = []
  const steps = sources.length + 2
  for (const source of sources) {
    const { name, bytes } = await readSource(source, uploads)
    job.signal.throwIfAborted()
    files.push({ file: name, sha256: sha256(bytes), tables: await reader.read('tables', { bytes, name }) })
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
