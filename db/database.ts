import Database from 'better-sqlite3'
import { XunchaError } from '../electron/domain/errors.ts'
import { guarded } from './errors.ts'

/** How long a statement waits for another connection's lock. */
const busyMilliseconds = 5000

/** The bare connection, nothing read or set yet. */
export function connect(file: string): Database.Database {
  return guarded(() => new Database(file, { timeout: busyMilliseconds }))
}

/**
 * What every connection must run with. better-sqlite3 compiles WAL to start with synchronous=NORMAL, which loses
 * acknowledged rows in a power cut, and says FULL only in the run that made the file: so it is set on every open, and
 * read back.
 */
export function configure(db: Database.Database): void {
  guarded(() => {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    // A prepared file may not call functions from its schema.
    db.pragma('trusted_schema = OFF')
  })
  const is = (pragma: string): unknown => db.pragma(pragma, { simple: true })
  if (is('synchronous') !== 2 || is('foreign_keys') !== 1 || is('journal_mode') !== 'wal') {
    throw new XunchaError('disk-error', '工作区所在的磁盘不支持安全写入（WAL）；请把工作区放在本机硬盘上。')
  }
}
