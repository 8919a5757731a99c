import { z } from 'zod'
import { catalogueSchema, indicatorSchema } from './catalogue.ts'

/**
 * A local plan (地方细则) as changes to an edition: what it does not name stays as the base has it. In a patch a field
 * given as null is taken away.
 */
const indicatorPatchSchema = z
  .object(
    Object.fromEntries(
      Object.entries(indicatorSchema.omit({ id: true }).shape).map(([name, schema]) => [name, schema.nullable().optional()])
    )
  )
  .strict()

export const overlaySchema = z
  .object({
    id: z.string().regex(/^[a-z0-9-]+$/),
    title: z.string().min(1),
    edition: z.string().min(1),
    /** Where it applies, `湖北省咸宁市`. */
    region: z.string().min(1),
    /** Id of the catalogue it changes. */
    base: z.string().min(1),
    /** Where the plan was read, or whose decision it is. */
    source: z.string().min(1),
    frame: catalogueSchema.shape.frame.partial().strict().default({}),
    patch: z.record(z.string(), indicatorPatchSchema).default({}),
    remove: z.array(z.string()).default([]),
    add: z.array(indicatorSchema).default([])
  })
  .strict()
export type Overlay = z.infer<typeof overlaySchema>
