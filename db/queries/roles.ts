import { asc } from 'drizzle-orm'
import type { ProjectionRows } from '../../electron/events/rows.ts'
import { roles, voidEvents } from '../schema/index.ts'
import type { Queries } from './queries.ts'

export const selectRoles = (db: Queries): ProjectionRows['roles'][] => db.select().from(roles).orderBy(asc(roles.device)).all()

export const selectVoidEvents = (db: Queries): ProjectionRows['void_events'][] =>
  db.select().from(voidEvents).orderBy(asc(voidEvents.time), asc(voidEvents.id)).all()
