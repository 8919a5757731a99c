/**
 * Evidence files, each named by the SHA-256 of its content: `evidence/<first two>/<sha256>.<extension>`.
 * Saved means: written to a temporary file, flushed to the disk, renamed, and the folder's entry flushed too. Nothing is
 * ever overwritten or changed afterwards.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flushFolder, realDisk, writeAll, writeDurably, type DiskWriter, type DurableHandle } from '../disk/durable-file.ts'
import { XunchaError } from '../domain/errors.ts'

export interface SavedFile {
  sha256: string
  size: number
}

export interface EvidenceStore {
  /** Bytes, whole or in pieces. Answers only when they are on the disk. `extension` without a dot. */
  save(bytes: Uint8Array | readonly Uint8Array[], extension: string): Promise<SavedFile>
  /** Path of the stored file, or null where there is none. */
  fileOf(sha256: string): string | null
  read(sha256: string): Promise<Uint8Array>
  /** Reads the file again: `missing`, `changed` where its content no longer gives its name, or `ok`. */
  verify(sha256: string): Promise<'ok' | 'missing' | 'changed'>
}

export function createEvidenceStore(evidenceDir: string, disk: DiskWriter = realDisk): EvidenceStore {
  function fileOf(sha256: string): string | null {
    if (!/^[0-9a-f]{64}$/.test(sha256)) return null
    const folder = join(evidenceDir, sha256.slice(0, 2))
    if (!existsSync(folder)) return null
    const name = readdirSync(folder).find((entry) => entry.startsWith(`${sha256}.`))
    return name === undefined ? null : join(folder, name)
  }

  async function verify(sha256: string): Promise<'ok' | 'missing' | 'changed'> {
    const file = fileOf(sha256)
    if (file === null) return 'missing'
    return hashOf([await readFile(file)]) === sha256 ? 'ok' : 'changed'
  }

  return {
    fileOf,
    verify,
    async read(sha256) {
      const file = fileOf(sha256)
      if (file === null)
        throw new XunchaError('evidence-missing', `证据文件不在工作区里：${sha256.slice(0, 12)}…，请从备份恢复。`)
      return readFile(file)
    },
    async save(bytes, extension) {
      const pieces = bytes instanceof Uint8Array ? [bytes] : bytes
      const sha256 = hashOf(pieces)
      const size = pieces.reduce((sum, piece) => sum + piece.length, 0)
      const folder = join(evidenceDir, sha256.slice(0, 2))
      await asSaved(mkdir(folder, { recursive: true }))
      // A file that is there and whole needs no second writing; a damaged one is replaced by what its name says.
      if ((await verify(sha256)) === 'ok') return { sha256, size }
      const file = fileOf(sha256) ?? join(folder, `${sha256}.${extension}`)
      const write = async (handle: DurableHandle): Promise<void> => {
        for (const piece of pieces) await writeAll(handle, piece)
      }
      await asSaved(writeDurably(file, write, { disk }))
      // The folder itself may be new.
      await asSaved(flushFolder(evidenceDir, disk))
      return { sha256, size }
    }
  }
}

async function asSaved<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new XunchaError('disk-full', '磁盘已满，取证未保存，请清理磁盘空间后重新取证。', { cause: error })
    }
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
      throw new XunchaError('capture-failed', '工作区文件夹不能写入，取证未保存，请检查文件夹的权限。', { cause: error })
    }
    throw new XunchaError('capture-failed', `磁盘读写出错，取证未保存，请检查磁盘后重新取证（${code || '未知错误'}）。`, {
      cause: error
    })
  })
}

function hashOf(pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}
