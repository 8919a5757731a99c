import { open, rename, rm } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'

/** Writes a file whole or not at all: temp file → fsync → rename → fsync of the folder. */
export async function writeFileAtomic(file: string, data: string | Uint8Array): Promise<void> {
  const unfinished = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`)
  try {
    const handle = await open(unfinished, 'w')
    try {
      await handle.writeFile(data)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(unfinished, file)
    await syncFolder(dirname(file))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** Windows knows no fsync of a folder; there the rename is journaled. */
async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
