import { z } from 'zod'
import { catalogueSchema } from '../domain/catalogue.ts'
import { overlaySchema } from '../domain/overlay.ts'
import { importSourceSchema } from './registry.ts'
import { read, write } from './rpc.ts'

export const catalogueFileProcedures = {
  /** Writes the edition as a workbook into the workspace's `exports` folder. */
  'catalogues.exportFile': write(
    z.object({ id: z.string() }),
    z.object({ path: z.string(), name: z.string(), sha256: z.string(), size: z.number().int() })
  ),
  /**
   * Reads such a workbook, edited, as a local plan on `base`; saves nothing. Refused with every fault by sheet, row and
   * column when a cell cannot be read or the edition would not hold together.
   */
  'catalogues.importFile': read(
    z.object({
      source: importSourceSchema,
      base: z.string(),
      plan: overlaySchema.pick({ id: true, title: true, edition: true, region: true, source: true })
    }),
    z.object({ overlay: overlaySchema, catalogue: catalogueSchema })
  )
}
