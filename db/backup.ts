import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { XunchaError } from '../electron/domain/errors.ts'
import { toXunchaError } from './errors.ts'

/**
 * Writes a whole copy by SQLite's backup API (a file copy of a WAL database misses what is still in the log), checks
 * it, and only then gives it its name.
 */
export async function writeBackup(db: Database.Database, file: string): Promise<void> {
  const unfinished = `${file}.tmp`
  rmSync(unfinished, { force: true })
  try {
    await db.backup(unfinished)
    const verdict = checkFile(unfinished)
    if (verdict !== 'ok') throw new XunchaError('disk-error', `备份校验未通过（${verdict}），没有保留；请检查磁盘后重试。`)
    syncPath(unfinished)
    renameSync(unfinished, file)
    if (process.platform !== 'win32') syncPath(dirname(file))
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw toXunchaError(error)
  }
}

function checkFile(file: string): string {
  const copy = new Database(file, { fileMustExist: true })
  try {
    // Out of WAL, so that the copy is one file.
    copy.pragma('journal_mode = DELETE')
    return String(copy.pragma('integrity_check', { simple: true }))
  } finally {
    copy.close()
  }
}

function syncPath(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
