import { z } from 'zod'
import { catalogueDifferenceSchema } from '../domain/catalogue-diff.ts'
import { catalogueSchema } from '../domain/catalogue.ts'
import { overlaySchema } from '../domain/overlay.ts'
import { none, read, write } from './rpc.ts'

export const catalogueProcedures = {
  'catalogues.list': read(
    none,
    z.object({
      catalogues: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          edition: z.string(),
          object: catalogueSchema.shape.object,
          /** Shipped with the product, or the office's own (kept in the workspace). */
          origin: z.enum(['shipped', 'office']),
          /** Id of the edition that this one changes, null for an edition of its own. */
          base: z.string().nullable(),
          region: z.string().nullable(),
          indicators: z.number().int(),
          confirmed: z.number().int(),
          applied: z.number().int(),
          unconfirmed: z.number().int()
        })
      ),
      /** The office's own local plans that do not hold together any more: kept, but no batch can be opened by them. */
      faulty: z.array(z.object({ id: z.string(), title: z.string(), faults: z.array(z.string()) }))
    })
  ),
  /** The whole edition, overlays applied. */
  'catalogues.get': read(z.object({ id: z.string() }), catalogueSchema),
  /** The overlay behind a local edition, null where the edition stands by itself. */
  'catalogues.overlay': read(z.object({ id: z.string() }), z.object({ overlay: overlaySchema.nullable() })),
  /** What `to` has other than `from`, in the order of the edition; empty when only their names differ. */
  'catalogues.diff': read(
    z.object({ from: z.string(), to: z.string() }),
    z.object({ differences: z.array(catalogueDifferenceSchema) })
  ),
  /**
   * Applies without saving: Chinese sentences naming the culprit, or the edition it makes. A whole edition (one with
   * `indicators`) is checked as such.
   */
  'catalogues.validate': read(
    z.object({ overlay: z.unknown() }),
    z.object({ faults: z.array(z.string()), catalogue: catalogueSchema.nullable() })
  ),
  /** Keeps the office's own overlay in the workspace; refuses one that does not hold together and ids of shipped ones. */
  'catalogues.saveOverlay': write(z.object({ overlay: z.unknown() }), z.object({ id: z.string() })),
  'catalogues.removeOverlay': write(z.object({ id: z.string() }), z.object({ id: z.string() }))
}
