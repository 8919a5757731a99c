import { z } from 'zod'

/**
 * What an office keeps of its own beside the shipped data, in the workspace: each kind has its schema in the feature
 * that owns it.
 */
export const officeDocumentKindSchema = z.enum([
  'overlay', // 地方细则
  'notice-profile', // 通报模板
  'phrase', // 常用表述
  'calendar', // 节假日安排
  'word-template', // Word 模板
  'external-table', // 外部数据表
  'word-pack', // 词库
  'word-pack-switch', // 词库启用与否
  'control-hosts', // 可用性监测的对照地址
  'time-authority', // 时间戳机构
  'time-stamp' // 加盖的时间戳
])
export type OfficeDocumentKind = z.infer<typeof officeDocumentKindSchema>

export const officeDocumentSchema = z.object({
  kind: officeDocumentKindSchema,
  id: z.string().min(1),
  title: z.string(),
  /** JSON of the kind's own schema. */
  content: z.unknown()
})
export type OfficeDocument = z.infer<typeof officeDocumentSchema>
