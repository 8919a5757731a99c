import { asc } from 'drizzle-orm'
import type { Seal } from '../../electron/domain/evidence-package.ts'
import type { ProjectionRows } from '../../electron/events/rows.ts'
import { devices, seals } from '../schema/index.ts'
import type { Queries } from './queries.ts'

export const selectDevices = (db: Queries): ProjectionRows['devices'][] =>
  db.select().from(devices).orderBy(asc(devices.device), asc(devices.time), asc(devices.keyId)).all()

/** By device, oldest first. */
export const selectSeals = (db: Queries): Seal[] =>
  db.select().from(seals).orderBy(asc(seals.device), asc(seals.seq), asc(seals.keyId)).all()

export function insertSeal(db: Queries, seal: Seal): void {
  db.insert(seals).values(seal).onConflictDoNothing().run()
}
