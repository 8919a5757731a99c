import { z } from 'zod'
import { columnClassSchema, columnLevelSchema } from '../domain/site-columns.ts'
import { live, read } from './rpc.ts'

const text = z.string().max(20_000)

/** What stands half-written on the checking screen, as it was typed: nothing in it is checked before it is saved for good. */
const contents = [
  z.object({
    kind: z.literal('finding'),
    content: z.object({
      findingId: z.string().nullable(),
      serial: z.number().int(),
      indicatorId: z.string(),
      count: text,
      description: text,
      descriptionTouched: z.boolean(),
      template: text,
      lastUpdate: text,
      location: text,
      url: text,
      observedAt: text,
      evidenceIds: z.array(z.string()),
      /** The hint that it is made from. */
      hintId: z.string().optional()
    })
  }),
  z.object({ kind: z.literal('withdrawal'), content: z.object({ findingId: z.string(), reason: text }) }),
  z.object({
    kind: z.literal('column'),
    content: z.object({
      id: z.string().nullable(),
      class: columnClassSchema,
      level: columnLevelSchema,
      path: text,
      url: text,
      lastUpdate: text,
      isBlank: z.boolean(),
      note: text
    })
  })
] as const

export const draftContentSchema = z.discriminatedUnion('kind', contents)
export type DraftContent = z.infer<typeof draftContentSchema>
export type DraftKind = DraftContent['kind']

const place = { batchId: z.string(), objectKey: z.string() }
const kindSchema = z.enum(['finding', 'withdrawal', 'column'] satisfies DraftKind[])

export const draftProcedures = {
  'drafts.list': read(
    z.object({ batchId: z.string() }),
    z.object({ drafts: z.array(z.object({ objectKey: z.string(), savedAt: z.string(), of: draftContentSchema })) })
  ),
  /** Live and not queued: what is typed must not wait behind an import. One draft of a kind for each target. */
  'drafts.save': live(z.object({ ...place, of: draftContentSchema }), z.object({ savedAt: z.string() })),
  'drafts.drop': live(z.object({ ...place, kind: kindSchema }), z.object({}))
}
