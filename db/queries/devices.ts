import { asc } from 'drizzle-orm'
import type { ProjectionRows } from '../../electron/events/rows.ts'
import { devices } from '../schema/index.ts'
import type { Queries } from './queries.ts'

export const selectDevices = (db: Queries): ProjectionRows['devices'][] =>
  db.select().from(devices).orderBy(asc(devices.device), asc(devices.time), asc(devices.keyId)).all()
