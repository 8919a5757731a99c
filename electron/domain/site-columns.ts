import { z } from 'zod'

/** Class of a column (栏目), by what it must carry: the rules name classes, never column names. */
export const columnClassSchema = z.enum([
  'home', // 首页
  'news', // 动态要闻
  'announcement', // 通知公告
  'policy', // 政策文件
  'interpretation', // 政策解读
  'personnel', // 人事
  'planning', // 规划
  'consultation', // 征集调查
  'service', // 办事服务
  'interaction', // 互动交流
  'other' // 其他
])
export type ColumnClass = z.infer<typeof columnClassSchema>

/** 一级栏目, or any deeper one. */
export const columnLevelSchema = z.enum(['first', 'deeper'])
export type ColumnLevel = z.infer<typeof columnLevelSchema>

/** A calendar day in China, `2023-02-08`. */
export const daySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** One column of a site as it was last seen; it stays with the site from quarter to quarter. */
export const siteColumnSchema = z.object({
  id: z.string(),
  objectKey: z.string(),
  class: columnClassSchema,
  level: columnLevelSchema,
  /** `首页》政务公开》政策解读` */
  path: z.string().min(1),
  url: z.string(),
  /** Day of the newest item; null when there is none or none is dated. */
  lastUpdate: daySchema.nullable(),
  /** A column that never had any content. */
  isBlank: z.boolean(),
  /** 监测时间点, ISO instant in UTC. */
  observedAt: z.string(),
  note: z.string(),
  inspector: z.string()
})
export type SiteColumn = z.infer<typeof siteColumnSchema>
