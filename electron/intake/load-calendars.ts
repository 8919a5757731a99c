import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCalendar, type CalendarTable } from '../domain/calendar-table.ts'
import { XunchaError } from '../domain/errors.ts'

/** Every year table shipped in `<resources>/calendars`, oldest year first. */
export function loadCalendars(resourcesDir: string): CalendarTable[] {
  const dir = join(resourcesDir, 'calendars')
  const files = readdirSync(dir).filter((name) => name.endsWith('.json'))
  return files.sort().map((name) => parseCalendar(readCalendarJson(readFileSync(join(dir, name)), name), name))
}

/** JSON of UTF-8 bytes, a byte order mark allowed. Throws `bad-file`. */
export function readCalendarJson(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new XunchaError('bad-file', `节假日安排“${file}”不是有效的 JSON；请用 UTF-8 保存后重试，或改用表格导入。`, { cause })
  }
}
