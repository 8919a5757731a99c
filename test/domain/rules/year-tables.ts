import { readFileSync } from 'node:fs'
import { parseCalendar } from '../../../electron/domain/calendar-table.ts'
import { workingCalendar, type WorkingCalendar } from '../../../electron/domain/working-days.ts'

/** The shipped holiday tables of these years and no others. */
export function yearTables(...years: number[]): WorkingCalendar {
  const read = (year: number): unknown =>
    JSON.parse(readFileSync(new URL(`../../../resources/calendars/${year}.json`, import.meta.url), 'utf8'))
  return workingCalendar(years.map((year) => parseCalendar(read(year), `${year}.json`)))
}
