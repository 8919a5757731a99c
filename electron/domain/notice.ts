import { z } from 'zod'
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

/** What the rows of an annex stand for. */
export const noticeGroupingSchema = z.enum(['stratum', 'unit', 'unitClass', 'platform', 'object', 'indicator'])
export type NoticeGrouping = z.infer<typeof noticeGroupingSchema>

/** What a column says of its group, its object or its indicator. */
export const noticeMeasureSchema = z.enum([
  'index',
  'group',
  // counts of objects; `running` is the frame (在运行), `checked` the inspected
  'running',
  'checked',
  'passed',
  'failed',
  'withProblems',
  'coverage',
  'passRate',
  'problemRate',
  'averageScore',
  // counts over the problem list: its rows, and the sum of their 数量
  'problems',
  'occurrences',
  // objects that have at least one row of the problem list under the indicator of this row
  'objects',
  // fields of one object
  'kind',
  'name',
  'code',
  'url',
  'platform',
  'unit',
  'stratum',
  'unitClass',
  'outcome',
  'score',
  'problemText',
  // fields of one indicator
  'indicatorId',
  'indicatorTitle',
  'indicatorGroup'
])
export type NoticeMeasure = z.infer<typeof noticeMeasureSchema>

/** Which objects a table, a figure or a count is about; no entry means no restriction. */
export const noticeFilterSchema = z
  .object({
    stratum: z.array(z.string()).min(1).optional(),
    unitClass: z.array(z.string()).min(1).optional(),
    platform: z.array(z.string()).min(1).optional(),
    portal: z.boolean().optional(),
    outcome: z.enum(['pass', 'fail']).optional(),
    /** true: only objects with at least one counting finding (存在问题). */
    withProblems: z.boolean().optional(),
    scoreAtLeast: z.number().optional(),
    scoreIs: z.number().optional()
  })
  .strict()
export type NoticeFilter = z.infer<typeof noticeFilterSchema>

/** An annex: a table that says what its columns measure, so that it can be computed again from `objects`, `frames` and `problems`. */
export const noticeAnnexSchema = noticeTableSchema.extend({
  /** `附件1`. */
  label: z.string(),
  kinds: z.array(objectKindSchema).min(1),
  groupBy: noticeGroupingSchema,
  filter: noticeFilterSchema,
  columns: z.array(z.object({ id: z.string(), label: z.string(), measure: noticeMeasureSchema })),
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
  score: z.number().nullable(),
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

/** How a percentage that is exactly a whole number is printed: `all` 50 %, 100 %; `hundred` 50.00 %, 100 %; `none` 50.00 %, 100.00 %. */
export const wholePercentSchema = z.enum(['all', 'hundred', 'none'])
export type WholePercent = z.infer<typeof wholePercentSchema>

/** A figure that the profile defines: which objects it is about and what is counted. */
export const noticeFigureSchema = z.object({
  id: z.string().regex(/^[A-Za-z][\w.-]*$/),
  kinds: z.array(objectKindSchema).min(1),
  measure: z.enum([
    'running',
    'checked',
    'passed',
    'failed',
    'withProblems',
    'coverage',
    'passRate',
    'problemRate',
    'averageScore',
    'problems',
    'occurrences',
    // names joined by 、 in registry order
    'names',
    // 检查 when every object in operation was checked, else 抽查
    'manner'
  ]),
  filter: noticeFilterSchema.default({})
})
export type NoticeFigure = z.infer<typeof noticeFigureSchema>

export const noticeModelSchema = z.object({
  title: z.string(),
  issuer: z.string(),
  addressee: z.string(),
  date: z.string(),
  profile: z.string(),
  decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  wholePercent: wholePercentSchema,
  figures: z.record(z.string(), noticeCellSchema),
  /** What the figures that count something are made of, by figure id. */
  figureSources: z.array(noticeFigureSchema),
  paragraphs: z.array(noticeParagraphSchema),
  tables: z.array(noticeAnnexSchema),
  /** 问题清单: one row per finding that counts. */
  problems: noticeTableSchema,
  objects: z.array(noticeObjectSchema),
  frames: z.array(noticeFrameSchema)
})
export type NoticeModel = z.infer<typeof noticeModelSchema>
