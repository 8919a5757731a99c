import { z } from 'zod'

export const objectKindSchema = z.enum(['site', 'account'])
export type ObjectKind = z.infer<typeof objectKindSchema>

/** Only objects in this state are in the sampling frame. */
export const runningStatus = '在运行'

/**
 * One inspected object (检查对象) as filed. `key` is stable across imports and machines:
 * `site:<网站标识码>`, or `account:<平台>:<账号 or 名称>`.
 */
export const registryObjectSchema = z.object({
  key: z.string().min(1),
  kind: objectKindSchema,
  name: z.string().min(1),
  stratum: z.string().min(1),
  unit: z.string().min(1),
  /** 网站标识码, 10 characters; null for accounts. */
  siteCode: z.string().nullable(),
  url: z.string().nullable(),
  platform: z.string().nullable(),
  accountId: z.string().nullable(),
  accountType: z.string().nullable(),
  unitClass: z.string().nullable(),
  isPortal: z.boolean(),
  hasService: z.boolean(),
  status: z.string().min(1),
  /** Columns the format does not know, by header. */
  notes: z.record(z.string(), z.string()),
  /** Cells as they stood in the file, by canonical column name, where normalising changed them. */
  raw: z.record(z.string(), z.string())
})
export type RegistryObject = z.infer<typeof registryObjectSchema>

/** A registry object with its place in the registry: strata keep the order of first appearance. */
export const placedObjectSchema = registryObjectSchema.extend({ order: z.number().int().nonnegative() })
export type PlacedObject = z.infer<typeof placedObjectSchema>

export const rejectedRowSchema = z.object({ row: z.number().int(), column: z.string(), reason: z.string() })
export type RejectedRow = z.infer<typeof rejectedRowSchema>

export const importFileCountsSchema = z.object({
  file: z.string(),
  sha256: z.string(),
  /** rows = added + changed + unchanged + rejected; closed objects are those the file no longer lists. */
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  closed: z.number().int(),
  rejected: z.array(rejectedRowSchema)
})
export type ImportFileCounts = z.infer<typeof importFileCountsSchema>
