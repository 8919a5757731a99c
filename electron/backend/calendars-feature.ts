import type { calendarProcedures } from '../contract/calendars.ts'
import type { Input, Output } from '../contract/index.ts'
import { parseCalendarRows } from '../domain/calendar-rows.ts'
import { calendarDays, parseCalendar, type CalendarDay, type CalendarTable } from '../domain/calendar-table.ts'
import { XunchaError } from '../domain/errors.ts'
import { deadline } from '../domain/working-days.ts'
import { looksLikeJson } from '../intake/read-json.ts'
import { allCalendars, calendarInUse } from './calendar-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import type { FileReader } from './file-reader.ts'
import { readSource, type SourceFile } from './read-sources.ts'
import type { Uploads } from './uploads-feature.ts'

const keptPreviews = 4
const tableAdvice = '，或改用表格导入'

export function calendarsFeature(ctx: BackendContext, uploads: Uploads): Feature<keyof typeof calendarProcedures> {
  const previews = new Map<string, CalendarTable>()

  async function preview({ source }: Input<'calendars.preview'>): Promise<Output<'calendars.preview'>> {
    const given = await readSource(source, uploads)
    const table = await readCalendar(ctx.files, given)
    const previewId = ctx.ids.next()
    for (const oldest of [...previews.keys()].slice(0, Math.max(0, previews.size - keptPreviews + 1))) previews.delete(oldest)
    previews.set(previewId, table)
    const replaced = allCalendars(ctx).find((known) => known.table.year === table.year)
    const days = calendarDays(table)
    return {
      previewId,
      file: given.name,
      year: table.year,
      ...counted(days),
      days,
      replaces: replaced?.origin ?? null,
      differences: replaced === undefined ? [] : differences(calendarDays(replaced.table), days)
    }
  }

  function commit({ previewId }: Input<'calendars.commit'>): Output<'calendars.commit'> {
    const table = previews.get(previewId)
    if (!table) throw new XunchaError('bad-input', '这次预览已失效；请重新选择文件预览。')
    const { year } = table
    const id = String(year)
    ctx.store.append([
      { type: 'office.document-saved', payload: { kind: 'calendar', id, title: `${year}年节假日安排`, content: table } }
    ])
    previews.clear()
    ctx.emit('workspace.changed', { topics: ['office', 'workspace'], batchId: null })
    return { year }
  }

  function remove({ year }: Input<'calendars.remove'>): Output<'calendars.remove'> {
    const id = String(year)
    if (!ctx.store.document('calendar', id)) {
      throw new XunchaError('bad-input', `本单位没有导入过 ${year} 年的节假日安排；随程序附带的表不能删除。`)
    }
    ctx.store.append([{ type: 'office.document-removed', payload: { kind: 'calendar', id } }])
    ctx.emit('workspace.changed', { topics: ['office', 'workspace'], batchId: null })
    return {}
  }

  return {
    handlers: {
      'calendars.list': () => ({
        tables: allCalendars(ctx).map(({ table, origin, imported }) => {
          const days = calendarDays(table)
          return { year: table.year, sources: table.sources, origin, imported, ...counted(days), days }
        })
      }),
      'calendars.preview': preview,
      'calendars.commit': commit,
      'calendars.remove': remove,
      'calendars.deadline': ({ from, workingDays }) => deadline(calendarInUse(ctx), from, workingDays)
    }
  }
}

async function readCalendar(files: FileReader, { name, bytes }: SourceFile): Promise<CalendarTable> {
  if (looksLikeJson(bytes)) {
    return parseCalendar(await files.read('json', { bytes, what: `节假日安排“${name}”`, advice: tableAdvice }), name)
  }
  const tables = await files.read('tables', { bytes, name })
  // A workbook may carry empty sheets behind the one that counts.
  const filled = tables.filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')))
  const [table, second] = filled
  if (table === undefined || second !== undefined) {
    throw new XunchaError('bad-file', `节假日安排“${name}”有 ${filled.length} 个工作表；请只留一年的那一个再导入。`)
  }
  return parseCalendarRows(table)
}

const counted = (days: readonly CalendarDay[]) => {
  const workDays = days.filter(({ type }) => type === 'work').length
  return { offDays: days.length - workDays, workDays }
}

function differences(before: readonly CalendarDay[], after: readonly CalendarDay[]): Output<'calendars.preview'>['differences'] {
  const was = new Map(before.map(({ day, type }) => [day, type]))
  const is = new Map(after.map(({ day, type }) => [day, type]))
  return [...new Set([...was.keys(), ...is.keys()])]
    .sort()
    .map((day) => ({ day, before: was.get(day) ?? null, after: is.get(day) ?? null }))
    .filter((one) => one.before !== one.after)
}
