import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { XunchaError } from '../electron/domain/errors.ts'
import { writeBackup } from './backup.ts'
import { guarded } from './errors.ts'
import { sha256 } from './hash.ts'
import { migrations as shipped } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'

/** Marks a SQLite file as a workspace of ours (`XCHA`). */
export const applicationId = 0x58434841

interface Applied {
  id: string
  sha256: string
}

const hashes = new WeakMap<Migration, string>()
export function migrationHash(migration: Migration): string {
  const known = hashes.get(migration) ?? sha256(migration.sql)
  hashes.set(migration, known)
  return known
}

function appliedOf(db: Database.Database): Applied[] {
  const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  if (tables.length === 0) return []
  if (
    !tables.some(({ name }) => name === 'schema_migrations') ||
    db.pragma('application_id', { simple: true }) !== applicationId
  ) {
    throw new XunchaError('workspace-damaged', '这个 workspace.db 不是巡查的工作区数据库；请另选文件夹，或从备份恢复。')
  }
  return db.prepare<[], Applied>('SELECT id, sha256 FROM schema_migrations ORDER BY id').all()
}

/**
 * What is still to be applied. Refuses, before anything is written, a database that a newer version made, and one whose
 * migrations are not the shipped ones (an edited or reordered migration would leave another schema than the code expects).
 */
export function pendingMigrations(db: Database.Database, migrations: readonly Migration[] = shipped): readonly Migration[] {
  const applied = guarded(() => appliedOf(db))
  applied.forEach((done, index) => {
    const migration = migrations[index]
    if (!migration) {
      throw new XunchaError(
        'workspace-newer',
        `工作区由更新版本的巡查创建（${done.id}），本版本不能打开；请升级程序，数据未改动。`
      )
    }
    if (migration.id !== done.id || migrationHash(migration) !== done.sha256) {
      throw new XunchaError(
        'workspace-edited',
        `工作区数据库的结构版本 ${done.id} 与程序自带的不一致，为免损坏数据未打开；请使用创建它的程序版本，或从备份恢复。`
      )
    }
  })
  return migrations.slice(applied.length)
}

/**
 * Applies the pending migrations, each in its own transaction. Foreign keys are off meanwhile, because SQLite's way to
 * rebuild a table (make, copy, drop, rename) would delete the child rows by cascade; the switch does nothing inside a
 * transaction, so it is thrown outside, and what the rebuild left is checked before the commit.
 */
export function applyMigrations(db: Database.Database, pending: readonly Migration[]): void {
  if (pending.length === 0) return
  guarded(() => {
    const wasOn = db.pragma('foreign_keys', { simple: true })
    db.pragma('foreign_keys = OFF')
    try {
      for (const migration of pending) db.transaction(applyOne).immediate(db, migration)
    } finally {
      db.pragma(`foreign_keys = ${wasOn === 1 ? 'ON' : 'OFF'}`)
    }
  })
}

function applyOne(db: Database.Database, migration: Migration): void {
  db.exec('CREATE TABLE IF NOT EXISTS schema_migrations (id TEXT PRIMARY KEY NOT NULL, sha256 TEXT NOT NULL)')
  db.exec(migration.sql)
  db.prepare('INSERT INTO schema_migrations (id, sha256) VALUES (?, ?)').run(migration.id, migrationHash(migration))
  db.pragma(`application_id = ${applicationId}`)
  const orphans = db.pragma('foreign_key_check') as { table: string }[]
  const orphan = orphans[0]
  if (orphan) {
    throw new XunchaError(
      'workspace-damaged',
      `升级工作区结构（${migration.id}）会使 ${orphan.table} 中的 ${orphans.length} 行失去所属记录，已撤回，数据未改动。`
    )
  }
}

export interface Upgrade {
  applied: string[]
  /** The copy made before, null where there was nothing to protect. */
  backup: string | null
}

/** Brings an open database up to date; one that already holds data is first copied whole into `backupsDir` and checked. */
export async function upgrade(
  db: Database.Database,
  options: { backupsDir: string; stamp: string; migrations?: readonly Migration[] }
): Promise<Upgrade> {
  const migrations = options.migrations ?? shipped
  const pending = pendingMigrations(db, migrations)
  if (pending.length === 0) return { applied: [], backup: null }
  const isFresh = pending.length === migrations.length
  const backup = isFresh ? null : join(options.backupsDir, `workspace-${options.stamp}-before-${pending[0]?.id ?? ''}.db`)
  if (backup !== null) {
    mkdirSync(options.backupsDir, { recursive: true })
    await writeBackup(db, backup)
  }
  applyMigrations(db, pending)
  return { applied: pending.map(({ id }) => id), backup }
}
