import { z } from 'zod'
import { noticeModelSchema } from '../domain/notice.ts'
import { none, read, write } from './rpc.ts'

export const noticeRequestSchema = z.object({
  batchIds: z.array(z.string()).min(1),
  profile: z.string(),
  deadline: z.string().nullable(),
  decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]).nullable()
})
export const noticeFileSchema = z.object({ name: z.string(), path: z.string(), sha256: z.string(), size: z.number().int() })

export const noticeProcedures = {
  'notices.profiles': read(none, z.object({ profiles: z.array(z.object({ id: z.string(), title: z.string() })) })),
  /** The model with its own recomputation: `mismatches` are Chinese sentences naming the culprit; export refuses while there is one. */
  'notices.preview': read(noticeRequestSchema, z.object({ model: noticeModelSchema, mismatches: z.array(z.string()) })),
  'notices.export': write(
    noticeRequestSchema.extend({ outDir: z.string().nullable() }),
    z.object({ noticeId: z.string(), dir: z.string(), files: z.array(noticeFileSchema) })
  ),
  'notices.list': read(
    none,
    z.object({
      notices: z.array(
        z.object({
          noticeId: z.string(),
          title: z.string(),
          profile: z.string(),
          time: z.string(),
          /** Folder inside `exports/` that holds it, null when it was written elsewhere or is gone. */
          folder: z.string().nullable(),
          files: z.array(noticeFileSchema.omit({ path: true }))
        })
      )
    })
  ),
  'notices.check': read(z.object({ dir: z.string() }), z.object({ ok: z.boolean(), mismatches: z.array(z.string()) }))
}
