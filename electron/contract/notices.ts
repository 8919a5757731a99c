import { z } from 'zod'
import { decimalsSchema } from '../domain/notice-numbers.ts'
import { noticeModelSchema } from '../domain/notice.ts'
import { none, read, write } from './rpc.ts'

export const noticeRequestSchema = z.object({
  batchIds: z.array(z.string()).min(1),
  profile: z.string(),
  deadline: z.string().nullable(),
  decimals: decimalsSchema.nullable(),
  /** 发文机关, 主送, 发文字号 and 成文日期 (`2023-09-26`); what is not given is the profile's, no number, and today. */
  issuer: z.string().nullable().optional(),
  addressee: z.string().nullable().optional(),
  docNumber: z.string().nullable().optional(),
  date: z.string().nullable().optional(),
  /** Tables from elsewhere: what the profile calls each, and the id of the office's table. */
  externals: z.record(z.string(), z.string()).optional(),
  /** Batches that changes are counted against; null or none lets the last earlier ones be found, an empty list means no comparison. */
  previousBatchIds: z.array(z.string()).nullable().optional()
})
export const noticeFileSchema = z.object({ name: z.string(), path: z.string(), sha256: z.string(), size: z.number().int() })

export const noticeProcedures = {
  'notices.profiles': read(
    none,
    z.object({
      profiles: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          issuer: z.string(),
          addressee: z.string(),
          decimals: decimalsSchema,
          /** Tables from elsewhere that the profile shows; a form is printed empty when none is chosen. */
          externals: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              required: z.boolean(),
              isForm: z.boolean(),
              columns: z.array(z.object({ id: z.string(), label: z.string() }))
            })
          )
        })
      )
    })
  ),
  /** The model with its own recomputation: `mismatches` are Chinese sentences naming the culprit; export refuses while there is one. */
  'notices.preview': read(noticeRequestSchema, z.object({ model: noticeModelSchema, mismatches: z.array(z.string()) })),
  'notices.export': write(
    noticeRequestSchema.extend({
      outDir: z.string().nullable(),
      /** Id of a kept Word template; null or none takes the built-in layout. */
      template: z.string().nullable().optional(),
      /** Also 通报.pdf, where the host has a browser. */
      pdf: z.boolean().optional()
    }),
    z.object({
      noticeId: z.string(),
      dir: z.string(),
      files: z.array(noticeFileSchema),
      /** Sentences for the person: why there is no PDF, fonts that this machine lacks. */
      notes: z.array(z.string())
    })
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
