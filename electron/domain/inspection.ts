import { z } from 'zod'
import { objectKindSchema, registryObjectSchema } from './registry.ts'

/** 判定 of one indicator on one target: 合格 / 不合格 / 不适用 / 待定. */
export const verdictSchema = z.enum(['pass', 'fail', 'not-applicable', 'pending'])
export type Verdict = z.infer<typeof verdictSchema>

/** 待检 / 检查中 / 已检. What the score says of an inspected target is not stored here, it is computed. */
export const targetStateSchema = z.enum(['waiting', 'in-progress', 'inspected'])
export type TargetState = z.infer<typeof targetStateSchema>

export const findingSchema = z.object({
  id: z.string(),
  batchId: z.string(),
  objectKey: z.string(),
  indicatorId: z.string(),
  count: z.number().int().min(1),
  description: z.string().min(1),
  /** 位置, `首页》政策》政策解读`. */
  location: z.string(),
  url: z.string(),
  /** 监测时间点, ISO instant in UTC. */
  observedAt: z.string(),
  inspector: z.string(),
  evidenceIds: z.array(z.string())
})
export type Finding = z.infer<typeof findingSchema>

export const evidenceFileSchema = z.object({
  role: z.enum(['image', 'archive', 'sheet', 'thumbnail', 'attachment']),
  name: z.string(),
  mime: z.string(),
  sha256: z.string(),
  size: z.number().int()
})
export type EvidenceFile = z.infer<typeof evidenceFileSchema>

/** `ok`, or why the picture cannot stand as evidence. */
export const captureFaultSchema = z.enum([
  'blank',
  'single-colour',
  'cut',
  'repeated-tiles',
  'torn',
  'unloaded-images',
  'wrong-host',
  'load-failed',
  'page-changed',
  'still-loading',
  'login-wall',
  'environment-wall',
  'captcha-wall',
  'blocked'
])
export type CaptureFault = z.infer<typeof captureFaultSchema>

export const evidenceSchema = z.object({
  id: z.string(),
  batchId: z.string(),
  objectKey: z.string(),
  kind: z.enum(['capture', 'file']),
  requestedUrl: z.string().nullable(),
  finalUrl: z.string().nullable(),
  title: z.string().nullable(),
  capturedAt: z.string(),
  /** Size of the picture in device pixels; 0 for files that are not pictures. */
  width: z.number().int(),
  height: z.number().int(),
  quality: z.array(captureFaultSchema),
  files: z.array(evidenceFileSchema),
  /** When a photo says it was taken (its EXIF): a claim, beside the moment it came in. */
  takenAt: z.string().optional(),
  /** Who said that a doubtful picture stands all the same. */
  acceptedBy: z.string().optional()
})
export type Evidence = z.infer<typeof evidenceSchema>

export const strataShareSchema = z.object({ name: z.string(), frame: z.number().int(), drawn: z.number().int() })
export type StrataShare = z.infer<typeof strataShareSchema>

export const sampleDesignSchema = z.object({
  object: objectKindSchema,
  /** How many: every one, a decimal rate as written (`"0.5"`), or a number. */
  size: z.discriminatedUnion('by', [
    z.object({ by: z.literal('all') }),
    z.object({ by: z.literal('rate'), rate: z.string() }),
    z.object({ by: z.literal('count'), count: z.number().int() })
  ]),
  total: z.enum(['half-up', 'ceil', 'floor']),
  /** Field the strata are made of; `stratum` is 地区. */
  strata: z.enum(['stratum', 'unitClass', 'platform', 'none']),
  seed: z.string().min(1),
  /** Object keys that must be in the sample (必查), each counted inside its stratum's share. */
  mustInclude: z.array(z.string())
})
export type SampleDesign = z.infer<typeof sampleDesignSchema>

export const targetSchema = z.object({
  batchId: z.string(),
  objectKey: z.string(),
  object: registryObjectSchema,
  order: z.number().int(),
  state: targetStateSchema,
  inspector: z.string().nullable()
})
export type Target = z.infer<typeof targetSchema>
