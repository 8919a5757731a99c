import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCalendar, type CalendarTable } from '../domain/calendar-table.ts'
import { readJson } from './read-json.ts'

/** Every year table shipped in `<resources>/calendars`, oldest year first. */
export function loadCalendars(resourcesDir: string): CalendarTable[] {
  const dir = join(resourcesDir, 'calendars')
  const files = readdirSync(dir).filter((name) => name.endsWith('.json'))
  return files.sort().map((name) => parseCalendar(readJson(readFileSync(join(dir, name)), `节假日安排“${name}”`), name))
}
