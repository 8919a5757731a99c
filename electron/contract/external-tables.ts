import { z } from 'zod'
import { externalColumnSchema, externalColumnTypeSchema, externalTableSchema } from '../domain/external-table.ts'
import { none, read, write } from './rpc.ts'

const cellFault = z.object({ file: z.string(), row: z.number().int(), column: z.string(), reason: z.string() })

const sheetSchema = z.object({
  file: z.string(),
  /** Name of the sheet, null for a .csv file. */
  sheet: z.string().nullable(),
  headerRow: z.number().int(),
  columns: z.array(z.object({ label: z.string(), type: externalColumnTypeSchema })),
  rows: z.array(z.object({ number: z.number().int(), cells: z.array(z.string()), role: z.enum(['row', 'subtotal', 'total']) })),
  notes: z.array(z.string())
})

const summarySchema = externalTableSchema
  .pick({ id: true, title: true, period: true, source: true, columns: true, disagreements: true })
  .extend({ rows: z.number().int(), time: z.string(), author: z.string() })

export const externalTableProcedures = {
  /**
   * Reads a file and keeps it for `externals.save`; writes nothing. A file read before is looked at again by its
   * `previewId`, with another sheet or header row.
   */
  'externals.preview': write(
    z.object({
      source: z.union([z.object({ path: z.string() }), z.object({ uploadId: z.string() }), z.object({ previewId: z.string() })]),
      sheet: z.string().nullable().optional(),
      /** Number of the last header row as a spreadsheet shows it; null lets it be found. */
      headerRow: z.number().int().positive().nullable().optional()
    }),
    z.object({
      previewId: z.string(),
      /** Names of the sheets that hold something. */
      sheets: z.array(z.string()),
      sheet: sheetSchema,
      /** What would be refused or need a word when all columns were saved as the types found. */
      faults: z.array(cellFault),
      disagreements: z.array(cellFault)
    })
  ),
  /** All or nothing: a cell that is not what its column holds is refused, and a wrong total unless `acceptTotals`. */
  'externals.save': write(
    z.object({
      previewId: z.string(),
      id: z.string(),
      title: z.string(),
      period: z.string(),
      /** `from`: place of the column in the sheet, from 0. Columns not named are left out. */
      columns: z.array(externalColumnSchema.extend({ from: z.number().int().nonnegative() })).min(1),
      acceptTotals: z.boolean()
    }),
    z.object({ table: summarySchema })
  ),
  'externals.list': read(none, z.object({ tables: z.array(summarySchema) })),
  'externals.get': read(z.object({ id: z.string() }), z.object({ table: externalTableSchema })),
  'externals.remove': write(z.object({ id: z.string() }), none)
}
