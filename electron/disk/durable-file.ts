import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export type DurableHandle = Pick<FileHandle, 'write' | 'sync' | 'close'>

/** What is done to the disk; a test hands in one that fails. */
export interface DiskWriter {
  open(path: string, flags: string, mode?: number): Promise<DurableHandle>
  rename(from: string, to: string): Promise<void>
}

export const realDisk: DiskWriter = { open, rename }

interface DurableOptions {
  /** Permissions, e.g. 0o600 for what is for its owner alone; else what the user's mask leaves. */
  mode?: number
  /** Looks at the file before it gets its name; throws where it may not have it. */
  check?: (temporary: string) => Promise<void>
  disk?: DiskWriter
}

/**
 * A file that is whole or not there: temporary name → written → flushed → `check` → renamed → folder flushed. Where
 * writing or checking fails, nothing of it stays, and what had the name before is untouched. Throws the file system's error.
 */
export async function writeDurably(
  file: string,
  write: (handle: DurableHandle) => Promise<void>,
  { mode = 0o666, check, disk = realDisk }: DurableOptions = {}
): Promise<void> {
  // Without the file's own name, which may be as long as a name can be.
  const temporary = join(dirname(file), `.${randomUUID()}.part`)
  try {
    await writeFlushed(temporary, write, mode, disk)
    await check?.(temporary)
    await disk.rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
  await flushFolder(dirname(file), disk)
}

export const writeFileDurably = (file: string, data: string | Uint8Array): Promise<void> =>
  writeDurably(file, (handle) => writeAll(handle, data))

/** A new file under its own name, for a folder that is not in its place yet. */
export const writeNewFile = (file: string, data: Uint8Array): Promise<void> =>
  writeFlushed(file, (handle) => writeAll(handle, data), 0o666, realDisk)

async function writeFlushed(
  file: string,
  write: (handle: DurableHandle) => Promise<void>,
  mode: number,
  disk: DiskWriter
): Promise<void> {
  const handle = await disk.open(file, 'wx', mode)
  try {
    await write(handle)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** One `write` may take less than it is given. */
export async function writeAll(handle: DurableHandle, data: string | Uint8Array): Promise<void> {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'utf8') : data
  for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done, bytes.length - done)).bytesWritten
}

/** Windows cannot open a folder to flush it; its rename is written through the file system's own journal. */
export async function flushFolder(folder: string, disk: DiskWriter = realDisk): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await disk.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
