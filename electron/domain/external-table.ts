import { z } from 'zod'

/**
 * Figures that other offices send for a notice (找错 messages, data catalogues, recheck results, late reports): a table
 * kept as it was read, every number checked, so that a notice can name where it came from.
 */
export const externalColumnTypeSchema = z.enum([
  'text', // names, codes, dates, places: as written
  'count', // whole number ≥ 0
  'number', // decimal number, e.g. a score
  'rate' // percentage with its sign, `98.6%`
])
export type ExternalColumnType = z.infer<typeof externalColumnTypeSchema>

export const externalColumnSchema = z
  .object({
    /** Name that a notice profile calls the column by. */
    id: z.string().regex(/^[A-Za-z]\w*$/, '列的编号只能用字母、数字和下划线，字母开头'),
    /** Heading in the office's file. */
    label: z.string().min(1),
    type: externalColumnTypeSchema
  })
  .strict()
export type ExternalColumn = z.infer<typeof externalColumnSchema>

/** A blank cell is an empty text in every column: nothing was reported, which is not 0. */
export const externalCellSchema = z.union([z.string(), z.number()])
export type ExternalCell = z.infer<typeof externalCellSchema>

/** Content of an office document of kind `external-table`. */
export const externalTableSchema = z
  .object({
    id: z.string().min(1),
    title: z.string().min(1),
    /** Reporting period in the office's words, empty when it does not say. */
    period: z.string(),
    /** Where the rows were read from. */
    source: z.object({ file: z.string(), sheet: z.string().nullable(), sha256: z.string() }).strict(),
    columns: z.array(externalColumnSchema).min(1),
    rows: z.array(z.array(externalCellSchema)),
    /** Remarks under the table. */
    notes: z.array(z.string()),
    /** Totals of the file that are not the sum of its rows, as the office accepted them. */
    disagreements: z.array(z.string())
  })
  .strict()
export type ExternalTable = z.infer<typeof externalTableSchema>

/** Rows of one table at most; a notice annexes figures, not a database. */
export const externalRowLimit = 5000
