import { z } from 'zod'

export const noticeCellSchema = z.union([z.string(), z.number()])
export const noticeTableSchema = z.object({
  id: z.string(),
  title: z.string(),
  columns: z.array(z.object({ id: z.string(), label: z.string() })),
  rows: z.array(z.array(noticeCellSchema)),
  total: z.array(noticeCellSchema).nullable()
})
export type NoticeTable = z.infer<typeof noticeTableSchema>

/** One paragraph of the notice body. `level` 0 is plain text, 1 is 一、, 2 is (一). */
export const noticeParagraphSchema = z.object({ level: z.union([z.literal(0), z.literal(1), z.literal(2)]), text: z.string() })

export const noticeModelSchema = z.object({
  title: z.string(),
  issuer: z.string(),
  addressee: z.string(),
  date: z.string(),
  profile: z.string(),
  decimals: z.number().int(),
  figures: z.record(z.string(), noticeCellSchema),
  paragraphs: z.array(noticeParagraphSchema),
  tables: z.array(noticeTableSchema),
  /** 问题清单: one row per finding that counts. */
  problems: noticeTableSchema
})
export type NoticeModel = z.infer<typeof noticeModelSchema>
