import { z } from 'zod'
import { XunchaError } from './errors.ts'
import { noticeBandSchema, noticeFigureSchema, noticeFilterSchema, tableSortSchema, tiesSchema } from './notice.ts'
import { externalBlockSchema, externalConditionSchema, externalFigureSchema, externalSortSchema } from './notice-external.ts'
import { noticeGroupingSchema, noticeMeasureSchema } from './notice-measures.ts'
import { decimalsSchema, numberOverrideSchema, roundingSchema, wholePercentSchema } from './notice-numbers.ts'
import { wiringFault } from './notice-wiring.ts'
import { objectKindSchema } from './registry.ts'

/**
 * A notice profile (resources/notice-profiles/<id>.json) is data: the tables, figures and paragraphs of one office's 通报.
 * Texts are templates: `{site.checked}` is the figure of that name, see `figureSources` in notice-build.ts for those every notice has.
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
    zero: z.array(z.string()).min(1).optional(),
    /** All of these external tables must have been brought (forms always are). */
    externals: z.array(z.string()).min(1).optional()
  })
  .strict()
export type NoticeCondition = z.infer<typeof conditionSchema>

const columnSchema = z
  .object({
    id: z.string().regex(/^[A-Za-z]\w*$/),
    label: z.string().min(1),
    measure: noticeMeasureSchema,
    /** Why this measure stands under this label, for the next reader of the profile. */
    why: z.string().optional(),
    numbers: numberOverrideSchema.optional()
  })
  .strict()

const everyTable = {
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  /** Label of the total row, null for none. */
  total: z.string().min(1).nullable(),
  ties: tiesSchema.default('mark'),
  note: z.string().nullable().default(null),
  /** Left out when it would have no row; otherwise it stands with its header and 无. */
  dropEmpty: z.boolean().default(false),
  when: conditionSchema.default({})
}

const countedTableSchema = z
  .object({
    ...everyTable,
    kinds: z.array(objectKindSchema).min(1),
    groupBy: noticeGroupingSchema,
    filter: noticeFilterSchema.default({}),
    /** For `groupBy` band: the rows. A total row stands only for bands that part the objects without rest. */
    bands: z.array(noticeBandSchema).min(1).optional(),
    columns: z.array(columnSchema).min(1),
    /** Order of the rows by a column; null keeps the registry's (for indicators the catalogue's) order. `rank` counts by it. */
    sort: tableSortSchema.nullable().default(null)
  })
  .strict()
export type NoticeTableProfile = z.infer<typeof countedTableSchema>

/** An annex that shows a table brought from elsewhere. */
const externalTableProfileSchema = z
  .object({
    ...everyTable,
    groupBy: z.literal('external'),
    external: z.string(),
    /** Columns of the external table, in this order; none takes all. */
    columns: z.array(z.string()).min(1).optional(),
    /** Labels of a leading 序号 and of a 名次 by the sorted column after it; null for none. */
    index: z.string().min(1).nullable().default('序号'),
    rank: z.string().min(1).nullable().default(null),
    where: z.array(externalConditionSchema).default([]),
    sort: externalSortSchema.nullable().default(null),
    limit: z.number().int().positive().nullable().default(null)
  })
  .strict()
export type ExternalTableProfile = z.infer<typeof externalTableProfileSchema>

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

export const noticeProfileSchema = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    /** How the product names the profile to its user. */
    name: z.string().min(1),
    /** Where its shape comes from. */
    source: z.string().min(1),
    title: z.string().min(1),
    issuer: z.string().min(1),
    addressee: z.string().min(1),
    decimals: decimalsSchema,
    wholePercent: wholePercentSchema,
    rounding: roundingSchema.default('half-up'),
    figures: z.array(noticeFigureSchema).default([]),
    /** Tables from elsewhere. `changes` (名录变动) is always at hand and not declared. */
    externals: z.array(externalBlockSchema).default([]),
    externalFigures: z.array(externalFigureSchema).default([]),
    tables: z.array(z.discriminatedUnion('groupBy', [countedTableSchema, externalTableProfileSchema])).min(1),
    paragraphs: z.array(paragraphSchema).min(1)
  })
  .strict()
export type NoticeProfile = z.infer<typeof noticeProfileSchema>

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
