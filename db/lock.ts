import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { XunchaError } from '../electron/domain/errors.ts'
import { toXunchaError } from './errors.ts'

/** How long an opener waits: a process that was just ended may still be letting go. */
const waitMilliseconds = 800

export interface WorkspaceLock {
  release(): void
}

/**
 * Takes the workspace for this process alone. The lock is SQLite's own on a sidecar file, held in an open transaction:
 * the system drops it with the process, so a killed process leaves nothing stale. Who holds it stands in a text file
 * next to it, only for the message.
 */
export function lockWorkspace(dir: string): WorkspaceLock {
  const holderFile = join(dir, 'workspace.lock.json')
  const db = open(join(dir, 'workspace.lock'))
  try {
    db.exec('BEGIN EXCLUSIVE')
    writeFileSync(holderFile, JSON.stringify({ pid: process.pid, host: hostname(), program: basename(process.execPath) }))
  } catch (error) {
    db.close()
    if (!isBusy(error)) throw toXunchaError(error)
    throw new XunchaError(
      'workspace-locked',
      `工作区正被另一个巡查程序使用（${holderOf(holderFile)}）；请先关闭它，或用 --workspace 另选文件夹。`,
      { cause: error }
    )
  }
  return {
    release() {
      rmSync(holderFile, { force: true })
      db.close()
    }
  }
}

function open(file: string): Database.Database {
  try {
    return new Database(file, { timeout: waitMilliseconds })
  } catch (error) {
    throw toXunchaError(error)
  }
}

const isBusy = (error: unknown): boolean => error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')

function holderOf(file: string): string {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as { pid?: unknown; host?: unknown }
    return `进程 ${String(holder.pid)}，主机 ${String(holder.host)}`
  } catch {
    return '进程号未知'
  }
}
