import { z } from 'zod'
import { externalConditionSchema, externalFigureSchema, externalSortSchema, noticeExternalSchema } from './notice-external.ts'
import { noticeGroupingSchema, noticeMeasureSchema, setMeasures } from './notice-measures.ts'
import { decimalsSchema, nameListSchema, numberOverrideSchema, roundingSchema, wholePercentSchema } from './notice-numbers.ts'
import { objectKindSchema } from './registry.ts'

export const noticeCellSchema = z.union([z.string(), z.number()])
export type NoticeCell = z.infer<typeof noticeCellSchema>

export const noticeTableSchema = z.object({
  id: z.string(),
  title: z.string(),
  columns: z.array(z.object({ id: z.string(), label: z.string() })),
  rows: z.array(z.array(noticeCellSchema)),
  total: z.array(noticeCellSchema).nullable()
})
export type NoticeTable = z.infer<typeof noticeTableSchema>

/** Which objects a table, a figure or a count is about; no entry means no restriction. */
export const noticeFilterSchema = z
  .object({
    stratum: z.array(z.string()).min(1).optional(),
    unitClass: z.array(z.string()).min(1).optional(),
    unitClassNot: z.array(z.string()).min(1).optional(),
    platform: z.array(z.string()).min(1).optional(),
    portal: z.boolean().optional(),
    outcome: z.enum(['pass', 'fail']).optional(),
    /** true: only objects with at least one counting finding (存在问题). */
    withProblems: z.boolean().optional(),
    vetoed: z.boolean().optional(),
    /** false: only objects that the edition gives no score (a site that is no portal, an account without scored items). */
    scored: z.boolean().optional(),
    /** true: only objects with the highest score their edition can give them. */
    fullMarks: z.boolean().optional(),
    grade: z.array(z.string()).min(1).optional(),
    scoreAtLeast: z.number().optional(),
    scoreBelow: z.number().optional(),
    scoreIs: z.number().optional()
  })
  .strict()
export type NoticeFilter = z.infer<typeof noticeFilterSchema>

/** A score band: rows of a table that are not groups of a field but filters, `90（含）–100`. */
export const noticeBandSchema = z.object({ label: z.string().min(1), filter: noticeFilterSchema }).strict()
export type NoticeBand = z.infer<typeof noticeBandSchema>

/** Which rows of an external table an annex shows, in which order; `sort.by` is a column of the external table. */
const externalViewSchema = z.object({
  id: z.string(),
  where: z.array(externalConditionSchema),
  sort: externalSortSchema.nullable(),
  limit: z.number().int().nullable()
})

export const tableSortSchema = z.object({ by: z.string(), descending: z.boolean() }).strict()

/** `mark`: rows on one place print `3（并列）`; `plain`: the number alone. */
export const tiesSchema = z.enum(['mark', 'plain'])

/**
 * An annex: a table that says what its columns measure, so that it can be computed again from `objects`, `frames` and
 * `problems`, or from the external table that it shows (`groupBy` external).
 */
export const noticeAnnexSchema = noticeTableSchema.extend({
  /** `附件1`. */
  label: z.string(),
  kinds: z.array(objectKindSchema),
  groupBy: z.union([noticeGroupingSchema, z.literal('external')]),
  filter: noticeFilterSchema,
  columns: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      measure: noticeMeasureSchema,
      numbers: numberOverrideSchema.optional()
    })
  ),
  bands: z.array(noticeBandSchema).default([]),
  external: externalViewSchema.nullable().default(null),
  sort: tableSortSchema.nullable().default(null),
  ties: tiesSchema.default('mark'),
  note: z.string().nullable()
})
export type NoticeAnnex = z.infer<typeof noticeAnnexSchema>

/** One paragraph of the notice body. `level` 0 is plain text, 1 is 一、, 2 is (一). `text` is `template` with its {figures} filled in. */
export const noticeParagraphSchema = z.object({
  level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  text: z.string(),
  template: z.string()
})
export type NoticeParagraph = z.infer<typeof noticeParagraphSchema>

/** One inspected object, as the counts of the notice use it. */
export const noticeObjectSchema = z.object({
  key: z.string(),
  kind: objectKindSchema,
  /** 网站标识码, or `平台:账号`. */
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  stratum: z.string(),
  unitClass: z.string(),
  platform: z.string(),
  url: z.string(),
  portal: z.boolean(),
  outcome: z.enum(['pass', 'fail', 'unsettled']),
  /** Counting findings; each is a row of the problem list. */
  problems: z.number().int(),
  /** A veto stands. */
  vetoed: z.boolean().default(false),
  grade: z.string().default(''),
  score: z.number().nullable(),
  /** Points taken off and given; null where the edition gives no score. */
  deducted: z.number().nullable().default(null),
  bonus: z.number().nullable().default(null),
  /** The highest score that the edition can give this object; null where it gives none. */
  fullMarks: z.number().nullable().default(null),
  problemText: z.string()
})
export type NoticeObject = z.infer<typeof noticeObjectSchema>

/** How many objects of a kind are in operation, by the field that the batch was stratified on. */
export const noticeFrameSchema = z.object({
  kind: objectKindSchema,
  by: z.enum(['stratum', 'unitClass', 'platform', 'none']),
  running: z.number().int(),
  parts: z.array(z.object({ name: z.string(), running: z.number().int() }))
})
export type NoticeFrame = z.infer<typeof noticeFrameSchema>

/** Which groups of a field a figure counts or names: `allPassed` is 合格率达到100%. */
const noticeGroupsSchema = z
  .object({
    by: z.enum(['stratum', 'unit', 'unitClass', 'platform']),
    where: z.enum(['any', 'allPassed', 'someFailed', 'withProblems'])
  })
  .strict()

/** A figure that the profile defines: which objects it is about and what is counted. */
export const noticeFigureSchema = z.object({
  id: z.string().regex(/^[A-Za-z][\w.-]*$/),
  kinds: z.array(objectKindSchema).min(1),
  measure: z.enum([
    ...setMeasures,
    'names',
    // objects with the highest score among these
    'best',
    'bestNames',
    // groups of `groups.by`
    'groups',
    'groupNames',
    // 检查 when every object in operation was checked, else 抽查
    'manner'
  ]),
  filter: noticeFilterSchema.default({}),
  groups: noticeGroupsSchema.optional(),
  list: nameListSchema.optional(),
  numbers: numberOverrideSchema.optional(),
  /** Not the number but its change since the previous batch of the kind, in words: `增加7个`, `提高9.32分`, `持平`; empty without one. */
  change: z.object({ unit: z.string() }).strict().optional()
})
export type NoticeFigure = z.infer<typeof noticeFigureSchema>

/** What the changes of a notice are counted against. */
const noticePreviousSchema = z.object({
  period: z.string(),
  objects: z.array(noticeObjectSchema),
  frames: z.array(noticeFrameSchema)
})

export const noticeModelSchema = z.object({
  title: z.string(),
  issuer: z.string(),
  addressee: z.string(),
  /** 发文字号, empty when there is none. */
  docNumber: z.string().default(''),
  date: z.string(),
  profile: z.string(),
  decimals: decimalsSchema,
  wholePercent: wholePercentSchema,
  rounding: roundingSchema.default('half-up'),
  figures: z.record(z.string(), noticeCellSchema),
  /** What the figures that count something are made of, by figure id. */
  figureSources: z.array(noticeFigureSchema),
  externalFigures: z.array(externalFigureSchema).default([]),
  paragraphs: z.array(noticeParagraphSchema),
  tables: z.array(noticeAnnexSchema),
  /** 问题清单: one row per finding that counts. */
  problems: noticeTableSchema,
  objects: z.array(noticeObjectSchema),
  frames: z.array(noticeFrameSchema),
  /** Tables from elsewhere, and `changes` of the registry since the previous batch. */
  externals: z.array(noticeExternalSchema).default([]),
  previous: noticePreviousSchema.nullable().default(null)
})
export type NoticeModel = z.infer<typeof noticeModelSchema>
