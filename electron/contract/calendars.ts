import { z } from 'zod'
import { calendarTableSchema } from '../domain/calendar-table.ts'
import { daySchema } from '../domain/site-columns.ts'
import { importSourceSchema } from './registry.ts'
import { none, read, write } from './rpc.ts'

const calendarDaySchema = z.object({ day: daySchema, type: z.enum(['off', 'work']), name: z.string() })
const originSchema = z.enum(['shipped', 'office'])

export const calendarProcedures = {
  /** The table in use for each year, oldest first; an office table takes the place of the shipped one. */
  'calendars.list': read(
    none,
    z.object({
      tables: z.array(
        calendarTableSchema.pick({ year: true, sources: true }).extend({
          origin: originSchema,
          /** Days of the notices, weekend days inside a holiday included. */
          offDays: z.number().int(),
          workDays: z.number().int(),
          days: z.array(calendarDaySchema),
          /** Who imported it and when; null for a shipped table. */
          imported: z.object({ by: z.string(), at: z.string() }).nullable()
        })
      )
    })
  ),
  /** Reads one year's table from .csv or .xlsx (日期, 类型, 名称) or .json; writes nothing. */
  'calendars.preview': read(
    z.object({ source: importSourceSchema }),
    z.object({
      previewId: z.string(),
      file: z.string(),
      year: z.number().int(),
      offDays: z.number().int(),
      workDays: z.number().int(),
      days: z.array(calendarDaySchema),
      /** The table it would take the place of. */
      replaces: originSchema.nullable(),
      /** Days that would turn from one thing into another; `null` is an ordinary day. */
      differences: z.array(
        z.object({
          day: daySchema,
          before: calendarDaySchema.shape.type.nullable(),
          after: calendarDaySchema.shape.type.nullable()
        })
      )
    })
  ),
  'calendars.commit': write(z.object({ previewId: z.string() }), z.object({ year: z.number().int() })),
  /** Removes the office's table of a year; the shipped one, if any, is in use again. */
  'calendars.remove': write(z.object({ year: z.number().int() }), none),
  /** Last day of a term that begins on the day after `from`. Refused where a year has no table. */
  'calendars.deadline': read(
    z.object({ from: daySchema, workingDays: z.number().int().min(1) }),
    z.object({
      day: daySchema,
      /** Holidays passed over and weekend days counted on the way. */
      special: z.array(calendarDaySchema)
    })
  )
}
