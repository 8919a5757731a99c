import { z } from 'zod'
import { XunchaError } from './errors.ts'
import {
  noticeFigureSchema,
  noticeFilterSchema,
  noticeGroupingSchema,
  noticeMeasureSchema,
  wholePercentSchema,
  type NoticeGrouping,
  type NoticeMeasure
} from './notice.ts'
import { objectKindSchema } from './registry.ts'

/**
 * A notice profile (resources/notice-profiles/<id>.json) is data: the tables, figures and paragraphs of one office's 通报.
 * Texts are templates: `{site.checked}` is the figure of that name, see `notice-figures.ts` for those every notice has.
 */
const conditionSchema = z
  .object({
    /** All of these kinds must be covered by a batch. */
    kinds: z.array(objectKindSchema).min(1).optional(),
    /** None of these kinds may be covered. */
    without: z.array(objectKindSchema).min(1).optional(),
    /** Every figure named here must be above 0 (a text: not empty). */
    positive: z.array(z.string()).min(1).optional(),
    /** Every figure named here must be 0 (a text: empty). */
    zero: z.array(z.string()).min(1).optional()
  })
  .strict()
export type NoticeCondition = z.infer<typeof conditionSchema>

const columnSchema = z
  .object({
    id: z.string().regex(/^[A-Za-z]\w*$/),
    label: z.string().min(1),
    measure: noticeMeasureSchema,
    /** Why this measure stands under this label, for the next reader of the profile. */
    why: z.string().optional()
  })
  .strict()

const tableSchema = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    title: z.string().min(1),
    kinds: z.array(objectKindSchema).min(1),
    groupBy: noticeGroupingSchema,
    filter: noticeFilterSchema.default({}),
    columns: z.array(columnSchema).min(1),
    /** Label of the total row, null for none. */
    total: z.string().min(1).nullable(),
    /** Order of the rows by a column; null keeps the registry's (for indicators the catalogue's) order. */
    sort: z.object({ by: z.string(), descending: z.boolean() }).strict().nullable().default(null),
    note: z.string().nullable().default(null),
    /** Left out when it would have no row; otherwise it stands with its header and 无. */
    dropEmpty: z.boolean().default(false),
    when: conditionSchema.default({})
  })
  .strict()
export type NoticeTableProfile = z.infer<typeof tableSchema>

const paragraphSchema = z
  .object({
    /** 1 is numbered 一、二、…, 2 is numbered (一)(二)… inside it, 0 is not numbered. Numbers are given after conditions are applied. */
    level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    text: z.string().min(1),
    when: conditionSchema.default({}),
    /** Repeats the paragraph for each indicator found, most objects first; `{indicator.title}` … name the one at hand. */
    each: z.object({ indicatorOf: objectKindSchema, limit: z.number().int().positive() }).strict().optional()
  })
  .strict()
export type NoticeParagraphProfile = z.infer<typeof paragraphSchema>

const noticeProfileSchema = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    /** How the product names the profile to its user. */
    name: z.string().min(1),
    /** Where its shape comes from. */
    source: z.string().min(1),
    title: z.string().min(1),
    issuer: z.string().min(1),
    addressee: z.string().min(1),
    decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    wholePercent: wholePercentSchema,
    figures: z.array(noticeFigureSchema).default([]),
    tables: z.array(tableSchema).min(1),
    paragraphs: z.array(paragraphSchema).min(1)
  })
  .strict()
export type NoticeProfile = z.infer<typeof noticeProfileSchema>

const groupMeasures: readonly NoticeMeasure[] = [
  'index',
  'group',
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
  'occurrences'
]
const objectMeasures: readonly NoticeMeasure[] = [
  'index',
  'group',
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
  'problems',
  'occurrences'
]
const indicatorMeasures: readonly NoticeMeasure[] = [
  'index',
  'group',
  'indicatorId',
  'indicatorTitle',
  'indicatorGroup',
  'objects',
  'problems',
  'occurrences'
]

/** Which measures a table grouped so can show. */
function measuresOf(grouping: NoticeGrouping): readonly NoticeMeasure[] {
  if (grouping === 'object') return objectMeasures
  return grouping === 'indicator' ? indicatorMeasures : groupMeasures
}

/** Reads a profile file. Throws `bad-input` with a sentence that names the file, the place and the fault. */
export function parseProfile(json: unknown, file: string): NoticeProfile {
  const parsed = noticeProfileSchema.safeParse(json)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({
      file,
      column: issue.path.join('.') || '(全文)',
      reason: issue.message
    }))
    const first = faults[0]
    throw new XunchaError('bad-input', `通报模板“${file}”在 ${first?.column} 处不合规定：${first?.reason}。请改正后重试。`, {
      faults
    })
  }
  const fault = wiringFault(parsed.data)
  if (fault !== null) throw new XunchaError('bad-input', `通报模板“${file}”${fault}。请改正后重试。`)
  return parsed.data
}

function wiringFault(profile: NoticeProfile): string | null {
  const tableIds = new Set<string>()
  for (const table of profile.tables) {
    if (tableIds.has(table.id)) return `有两张表都叫 ${table.id}`
    tableIds.add(table.id)
    const allowed = measuresOf(table.groupBy)
    const columnIds = new Set<string>()
    for (const column of table.columns) {
      if (columnIds.has(column.id)) return `的表 ${table.id} 有两列都叫 ${column.id}`
      columnIds.add(column.id)
      if (!allowed.includes(column.measure)) {
        return `的表 ${table.id} 按 ${table.groupBy} 分行，列“${column.label}”不能统计 ${column.measure}`
      }
    }
    if (table.sort !== null && !columnIds.has(table.sort.by)) return `的表 ${table.id} 按不存在的列 ${table.sort.by} 排序`
  }
  const figureIds = new Set<string>()
  for (const figure of profile.figures) {
    if (figureIds.has(figure.id)) return `有两个数字都叫 ${figure.id}`
    figureIds.add(figure.id)
  }
  return null
}
