import { z } from 'zod'
import { XunchaError, type InputFault } from './errors.ts'
import { addDays, daysBetween, isDay } from './rules/days.ts'
import { daySchema } from './site-columns.ts'

/** Which days of one year are off and which weekend days are worked, and by what notice. Ordinary days are not listed. */
export const calendarTableSchema = z
  .object({
    year: z.number().int().min(2000).max(2100),
    /** Notices or files the table was made from; `issued` is null where the day is not known. */
    sources: z.array(z.object({ number: z.string().min(1), issued: daySchema.nullable(), about: z.string() }).strict()).min(1),
    /** 放假, first and last day. `source` is the number of one of the `sources`. */
    off: z.array(z.object({ name: z.string().min(1), from: daySchema, to: daySchema, source: z.string() }).strict()),
    /** 调休上班: Saturdays and Sundays that are worked. */
    work: z.array(z.object({ name: z.string().min(1), day: daySchema, source: z.string() }).strict())
  })
  .strict()
export type CalendarTable = z.infer<typeof calendarTableSchema>

/** One listed day of a table. */
export interface CalendarDay {
  day: string
  type: 'off' | 'work'
  name: string
}

/** 4 January 1970 was a Sunday. */
const aSunday = '1970-01-04'

/** Whether a day is a Saturday or a Sunday. */
export function isWeekend(day: string): boolean {
  const weekday = ((daysBetween(aSunday, day) % 7) + 7) % 7
  return weekday === 0 || weekday === 6
}

/** The listed days in order, a stretch of days off as its single days. */
export function calendarDays(table: CalendarTable): CalendarDay[] {
  const off = table.off.flatMap(({ name, from, to }) => {
    const length = daysBetween(from, to) + 1
    return Array.from({ length }, (_, index): CalendarDay => ({ day: addDays(from, index), type: 'off', name }))
  })
  const work = table.work.map(({ name, day }): CalendarDay => ({ day, type: 'work', name }))
  return [...off, ...work].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** Days that the law itself gives off every year on the same date: a table without them is not whole. */
const fixedHolidays = [
  { date: '01-01', name: '元旦' },
  { date: '05-01', name: '劳动节' },
  { date: '10-01', name: '国庆节' },
  { date: '10-02', name: '国庆节' },
  { date: '10-03', name: '国庆节' }
]

const typeNames = { off: '放假', work: '上班' } as const

/** What does not hold together in a year's listed days; `places` says where each day was read. */
export function calendarFaults(
  year: number,
  days: readonly CalendarDay[],
  placeOf: (index: number) => Pick<InputFault, 'file' | 'row' | 'column'>
): InputFault[] {
  const faults: InputFault[] = []
  const seen = new Map<string, CalendarDay['type']>()
  for (const [index, { day, type }] of days.entries()) {
    const before = seen.get(day)
    const reason = !isDay(day)
      ? `没有“${day}”这一天`
      : Number(day.slice(0, 4)) !== year
        ? `${day} 不在 ${year} 年内，请放到 ${day.slice(0, 4)} 年的表里`
        : before !== undefined
          ? `${day} 重复${before === type ? '' : `，既写放假又写上班`}`
          : type === 'work' && !isWeekend(day)
            ? `${day} 不是周六周日，本来就是工作日，不能再写“${typeNames.work}”`
            : null
    if (reason !== null) faults.push({ ...placeOf(index), reason })
    seen.set(day, type)
  }
  for (const { date, name } of fixedHolidays) {
    if (seen.get(`${year}-${date}`) === 'off') continue
    const { file } = placeOf(0)
    faults.push({
      ...(file === undefined ? {} : { file }),
      reason: `${year}-${date} 是法定的${name}假日，表中没有写“${typeNames.off}”`
    })
  }
  return faults
}

/** Reads a year table as JSON (shipped, kept by the office, or a file) and checks it. Throws `bad-file`. */
export function parseCalendar(json: unknown, file: string): CalendarTable {
  const parsed = calendarTableSchema.safeParse(json)
  if (!parsed.success) {
    const places = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || '文件内容'))]
    throw refusedCalendar(
      file,
      places.map((place) => ({ file, reason: `${place} 不符合格式` }))
    )
  }
  const table = parsed.data
  const numbers = new Set(table.sources.map(({ number }) => number))
  const spans: InputFault[] = table.off.flatMap(({ name, from, to }) =>
    !isDay(from) || !isDay(to) || to < from || from.slice(0, 4) !== to.slice(0, 4)
      ? [{ file, reason: `${name}从 ${from} 到 ${to}，起止不对或跨年` }]
      : []
  )
  const unknown: InputFault[] = [...table.off, ...table.work].flatMap(({ name, source }) =>
    numbers.has(source) ? [] : [{ file, reason: `${name}的依据“${source}”不在 sources 中` }]
  )
  // A stretch over several years would be listed day by day for nothing.
  const faults = [...spans, ...unknown]
  if (faults.length === 0) faults.push(...calendarFaults(table.year, calendarDays(table), () => ({ file })))
  if (faults.length > 0) throw refusedCalendar(file, faults)
  return table
}

export function refusedCalendar(file: string, faults: readonly InputFault[]): XunchaError {
  const [first] = faults
  const more = faults.length > 1 ? `（共 ${faults.length} 处）` : ''
  return new XunchaError('bad-file', `节假日安排“${file}”有误：${first?.reason ?? ''}${more}；没有导入任何内容，请改正后重试。`, {
    faults
  })
}
