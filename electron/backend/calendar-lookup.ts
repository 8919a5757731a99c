import { parseCalendar, type CalendarTable } from '../domain/calendar-table.ts'
import { workingCalendar, type WorkingCalendar } from '../domain/working-days.ts'
import { loadCalendars } from '../intake/load-calendars.ts'
import type { BackendContext } from './context.ts'

export interface KnownCalendar {
  table: CalendarTable
  origin: 'shipped' | 'office'
  imported: { by: string; at: string } | null
}

/** The table in use for each year, oldest first: the office's own, else the shipped one. */
export function allCalendars({ resourcesDir, store }: Pick<BackendContext, 'resourcesDir' | 'store'>): KnownCalendar[] {
  const known = new Map<number, KnownCalendar>()
  for (const table of loadCalendars(resourcesDir)) known.set(table.year, { table, origin: 'shipped', imported: null })
  for (const { content, title, author, time } of store.documents('calendar')) {
    const table = parseCalendar(content, title)
    known.set(table.year, { table, origin: 'office', imported: { by: author, at: time } })
  }
  return [...known.values()].sort((a, b) => a.table.year - b.table.year)
}

/** What working days are counted by. Asking about a year without a table throws `no-calendar`. */
export function calendarInUse(ctx: Pick<BackendContext, 'resourcesDir' | 'store'>): WorkingCalendar {
  return workingCalendar(allCalendars(ctx).map(({ table }) => table))
}
