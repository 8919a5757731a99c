import { z } from 'zod'
import { XunchaError, type InputFault } from './errors.ts'
import { externalCellSchema, type ExternalCell } from './external-table.ts'
import { nameListSchema, numberOverrideSchema } from './notice-numbers.ts'

const externalColumnSchema = z
  .object({
    id: z.string().regex(/^[A-Za-z]\w*$/),
    label: z.string().min(1),
    /** A `rate` with `rate` is not read but computed from two count columns of the row, else it stands as written. */
    type: z.enum(['text', 'count', 'number', 'date', 'rate']),
    /** Counts that the total row adds up. */
    sum: z.boolean().optional(),
    rate: z.object({ part: z.string(), whole: z.string() }).strict().optional(),
    /** Other headers under which the column is found in a file. */
    also: z.array(z.string()).optional()
  })
  .strict()

export type ExternalColumn = z.infer<typeof externalColumnSchema>

/** A table that a profile expects from elsewhere. */
export const externalBlockSchema = z
  .object({
    id: z.string().regex(/^[a-z][A-Za-z0-9-]*$/),
    title: z.string().min(1),
    /** Without it the notice is refused; else the tables, figures and paragraphs that need it are left out. */
    required: z.boolean().default(false),
    /** A form that the units fill in: so many empty rows, no data needed. */
    form: z.number().int().positive().optional(),
    columns: z.array(externalColumnSchema).min(1)
  })
  .strict()
export type ExternalBlock = z.infer<typeof externalBlockSchema>

/** Rows of an external table that a figure or annex is about. */
export const externalConditionSchema = z
  .object({
    column: z.string(),
    is: z.array(z.string()).min(1).optional(),
    not: z.array(z.string()).min(1).optional(),
    equals: z.number().optional(),
    below: z.number().optional(),
    atLeast: z.number().optional()
  })
  .strict()
export type ExternalCondition = z.infer<typeof externalConditionSchema>

export const externalSortSchema = z.object({ by: z.string(), descending: z.boolean() }).strict()

/** A figure counted from an external table. */
export const externalFigureSchema = z
  .object({
    id: z.string().regex(/^[A-Za-z][\w.-]*$/),
    external: z.string(),
    measure: z.enum([
      'rows',
      'sum',
      // this column's sum over the picked rows as a part of its sum over all rows
      'share',
      // sum of `part` ÷ sum of `whole`
      'rate',
      // `甲局（287条）、乙局（185条）` with `value`, else the names alone
      'names',
      // cell of the one picked row, and its place by the column among all rows, the largest first
      'value',
      'rank'
    ]),
    column: z.string().optional(),
    part: z.string().optional(),
    whole: z.string().optional(),
    where: z.array(externalConditionSchema).optional(),
    /** Only the first `count` rows by this column, the largest first; rows of the same number keep their order. */
    top: z.object({ by: z.string(), count: z.number().int().positive() }).strict().optional(),
    /** For `names`: the column with the number after each name, and its unit. */
    value: z.object({ column: z.string(), unit: z.string() }).strict().optional(),
    list: nameListSchema.omit({ field: true, order: true }).optional(),
    numbers: numberOverrideSchema.optional()
  })
  .strict()
export type ExternalFigure = z.infer<typeof externalFigureSchema>

/** An external table as the notice carries it, whole, so that everything said of it can be counted again. */
export const noticeExternalSchema = z.object({
  id: z.string(),
  title: z.string(),
  columns: z.array(externalColumnSchema),
  /** A cell a column; cells of rate columns are empty here. */
  rows: z.array(z.array(externalCellSchema)),
  form: z.number().int().nullable().default(null)
})
export type NoticeExternal = z.infer<typeof noticeExternalSchema>

/** What is read of a table from elsewhere: its headings and its rows. */
export interface BroughtTable {
  columns: readonly { id: string; label: string }[]
  rows: readonly (readonly ExternalCell[])[]
}

const bare = (label: string): string => label.replace(/[\s（）()]/g, '')

/**
 * Fits a brought table to what the profile expects: columns are found by id, label or an `also` name, counts must be whole
 * numbers or blank. Throws `bad-input` with one sentence a fault, naming row and column (rows counted from 1 under the header).
 */
export function fitExternal(block: ExternalBlock, table: BroughtTable | null): NoticeExternal {
  const { id, title, columns, form } = block
  const base = { id, title, columns, form: form ?? null }
  if (table === null) return { ...base, rows: [] }
  const faults: InputFault[] = []
  const places = columns.map((column) => {
    if (column.rate !== undefined) return null
    const names = [column.id, column.label, ...(column.also ?? [])].map(bare)
    const place = table.columns.findIndex((found) => names.includes(bare(found.id)) || names.includes(bare(found.label)))
    if (place >= 0) return place
    faults.push({ column: column.label, reason: `外部数据表“${title}”缺少“${column.label}”列。` })
    return null
  })
  const rows = table.rows.map((row, at) =>
    columns.map((column, index) => {
      const place = places[index] ?? null
      const cell = place === null ? '' : (row[place] ?? '')
      const read = readCell(cell, column.type)
      if (read !== null) return read
      const reason = `外部数据表“${title}”第 ${at + 1} 行“${column.label}”写的是“${cell}”，应为${column.type === 'count' ? '不小于 0 的整数' : '数字'}。`
      faults.push({ row: at + 1, column: column.label, reason })
      return ''
    })
  )
  const fitted = { ...base, rows }
  faults.push(...partFaults(fitted))
  const first = faults[0]
  if (first !== undefined) throw new XunchaError('bad-input', `${first.reason}请改正该表后重试。`, { faults })
  return fitted
}

/** A blank cell stays blank: nothing was reported, which is not 0. */
function readCell(cell: ExternalCell, type: NoticeExternal['columns'][number]['type']): ExternalCell | null {
  if (type !== 'count' && type !== 'number') return String(cell).trim()
  if (typeof cell === 'string' && cell.trim() === '') return ''
  const number = Number(cell)
  if (Number.isNaN(number) || (type === 'count' && !(Number.isSafeInteger(number) && number >= 0))) return null
  return number
}

/** A part larger than its whole makes a rate over 100 %. */
function partFaults(external: NoticeExternal): InputFault[] {
  return external.columns.flatMap((column) => {
    const { rate } = column
    if (rate === undefined) return []
    const place = (id: string): number => external.columns.findIndex((candidate) => candidate.id === id)
    const [part, whole] = [place(rate.part), place(rate.whole)]
    return external.rows.flatMap((row, at) => {
      if (Number(row[part] ?? 0) <= Number(row[whole] ?? 0)) return []
      const reason = `外部数据表“${external.title}”第 ${at + 1} 行的“${column.label}”超过 100%：${row[part]} 大于 ${row[whole]}。`
      return [{ row: at + 1, column: column.label, reason }]
    })
  })
}
