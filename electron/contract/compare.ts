import { z } from 'zod'
import { evidenceSchema } from '../domain/inspection.ts'
import { read } from './rpc.ts'

const areaSchema = z.object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() })
const textPartSchema = z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })
const blockChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('same'), blocks: z.number().int() }),
  z.object({ kind: z.literal('removed'), text: z.string() }),
  z.object({ kind: z.literal('added'), text: z.string() }),
  z.object({ kind: z.literal('changed'), parts: z.array(textPartSchema) })
])
const pictureChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('changed'), before: areaSchema, after: areaSchema }),
  z.object({ kind: z.literal('added'), after: areaSchema }),
  z.object({ kind: z.literal('removed'), before: areaSchema })
])
export type PictureChange = z.infer<typeof pictureChangeSchema>
export type BlockChange = z.infer<typeof blockChangeSchema>

export const compareProcedures = {
  /** Captures of the object with a picture or an archive, of every batch, the oldest first. */
  'compare.captures': read(
    z.object({ objectKey: z.string() }),
    z.object({ captures: z.array(z.object({ evidence: evidenceSchema, period: z.string(), batchTitle: z.string() })) })
  ),
  /** What changed between two captures. A part that cannot be compared says why, the other is there all the same. */
  'compare.run': read(
    z.object({ before: z.string(), after: z.string() }),
    z.object({
      text: z.union([z.object({ changes: z.array(blockChangeSchema), isRough: z.boolean() }), z.object({ reason: z.string() })]),
      picture: z.union([
        z.object({ changes: z.array(pictureChangeSchema), isCut: z.boolean() }),
        z.object({ reason: z.string() })
      ])
    })
  )
}
