import { XunchaError } from '../electron/domain/errors.ts'
import type { Clock } from '../electron/domain/ports.ts'
import { configure, connect } from './database.ts'
import { applyMigrations, pendingMigrations, upgrade, type Upgrade } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import type { Store } from './store-types.ts'
import { createStore, type StoreOptions } from './store.ts'

/** Brings an existing database up to date (backed up first) or makes a new one; call before `openStore`. */
export async function upgradeStore(file: string, options: { backupsDir: string; clock: Clock }): Promise<Upgrade> {
  const db = connect(file)
  try {
    const stamp = options.clock.now().replaceAll(/[^0-9]/g, '')
    return await upgrade(db, { backupsDir: options.backupsDir, stamp })
  } finally {
    db.close()
  }
}

/** Opens the database; a new file gets its tables. An older one must have been through `upgradeStore`. */
export function openStore(file: string, options: StoreOptions): Store {
  const db = connect(file)
  try {
    const pending = pendingMigrations(db)
    if (pending.length > 0 && pending.length < migrations.length) {
      throw new XunchaError('internal', '工作区数据库尚未升级；请用巡查正常打开工作区，由程序先备份再升级。')
    }
    configure(db)
    applyMigrations(db, pending)
    return createStore(db, options)
  } catch (error) {
    db.close()
    throw error
  }
}
