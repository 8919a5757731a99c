import { asc, inArray } from 'drizzle-orm'
import { eventPayloads } from '../../electron/events/types.ts'
import type { ProjectionRows } from '../../electron/events/rows.ts'
import { devices, events } from '../schema/index.ts'
import type { StoredKeyAct } from '../store-types.ts'
import type { Queries } from './queries.ts'

export const selectDevices = (db: Queries): ProjectionRows['devices'][] =>
  db.select().from(devices).orderBy(asc(devices.device), asc(devices.time), asc(devices.keyId)).all()

/** From the log itself: whom a device trusts is its own matter, and no row that all must agree on. */
export function selectKeyActs(db: Queries): StoredKeyAct[] {
  const rows = db
    .select()
    .from(events)
    .where(inArray(events.type, ['key.accepted', 'key.replaced']))
    .orderBy(asc(events.arrival))
    .all()
  return rows.map(({ id, type, device: byDevice, author: by, time, payload }) => {
    const value: unknown = JSON.parse(payload)
    if (type === 'key.accepted') {
      const { device, keyId } = eventPayloads['key.accepted'].parse(value)
      return { id, act: 'accepted', device, keyId, reason: null, by, byDevice, time }
    }
    const { device, keyId, reason } = eventPayloads['key.replaced'].parse(value)
    return { id, act: 'replaced', device, keyId, reason, by, byDevice, time }
  })
}
