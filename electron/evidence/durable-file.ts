import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * A file that is whole or not there: temporary name → written → flushed → `check` → renamed → folder flushed. Where
 * writing or checking fails, nothing of it stays.
 * @param mode permissions, e.g. 0o600 for what is for its owner alone
 */
export async function writeDurably(
  file: string,
  mode: number,
  write: (handle: FileHandle) => Promise<void>,
  check: (temporary: string) => Promise<void> = async () => undefined
): Promise<void> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.part`)
  try {
    const handle = await open(temporary, 'wx', mode)
    try {
      await write(handle)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await check(temporary)
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
  await flushFolder(dirname(file))
}

/** Windows knows no flushing of a folder; there the rename is journaled. */
async function flushFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
