import Database from 'better-sqlite3'
import { XunchaError, type ErrorCode } from '../electron/domain/errors.ts'

/** SQLite's result codes (by prefix) as faults of ours. Every sentence on a failed write says that it was not saved. */
const faults: readonly (readonly [prefix: string, code: ErrorCode, message: string])[] = [
  ['SQLITE_FULL', 'disk-full', '磁盘空间不足，本次操作没有保存；请腾出空间后重试。'],
  ['SQLITE_IOERR', 'disk-error', '读写磁盘失败，本次操作没有保存；请检查磁盘或更换工作区位置后重试。'],
  ['SQLITE_READONLY', 'disk-error', '工作区数据库不可写，本次操作没有保存；请检查文件夹权限。'],
  ['SQLITE_CANTOPEN', 'disk-error', '打不开工作区数据库；请检查文件夹是否存在、是否有读写权限。'],
  ['SQLITE_PERM', 'disk-error', '没有读写工作区数据库的权限；请检查文件夹权限。'],
  ['SQLITE_BUSY', 'workspace-locked', '工作区数据库正被其他程序占用，本次操作没有保存；请关闭占用它的程序后重试。'],
  ['SQLITE_CORRUPT', 'workspace-damaged', '工作区数据库已损坏；请不要继续写入，从 backups 文件夹中最近的备份恢复。'],
  ['SQLITE_NOTADB', 'workspace-damaged', '工作区中的 workspace.db 不是有效的数据库；请从 backups 文件夹中最近的备份恢复。']
]

/** Runs database work and turns SQLite's errors into ours; other errors pass unchanged. */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw toXunchaError(error)
  }
}

export function toXunchaError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const known = faults.find(([prefix]) => error.code.startsWith(prefix))
  return known ? new XunchaError(known[1], known[2], { cause: error }) : error
}
