import { z } from 'zod'

/** Counts of a set of objects; they add up over groups. `running` is the frame (在运行), `checked` the inspected. */
export const countMeasures = [
  'running',
  'checked',
  'passed',
  'failed',
  'withProblems',
  // over the problem list: its rows, and the sum of their 数量
  'problems',
  'occurrences',
  // objects with the highest score their edition can give them
  'fullMarks'
] as const
/** `share` and `failedShare` are parts of the table's (a figure's: of the kind's) checked and failed objects. */
export const rateMeasures = ['coverage', 'passRate', 'failRate', 'problemRate', 'fullMarksRate', 'share', 'failedShare'] as const
export const scoreMeasures = ['averageScore', 'minScore', 'maxScore', 'averageDeducted', 'averageBonus'] as const
/** What can be said of any set of objects: a row of a table, a total, a figure. */
export const setMeasures = [...countMeasures, ...rateMeasures, ...scoreMeasures] as const

/** Texts and numbers of one object. */
const objectFields = [
  'kind',
  'name',
  'code',
  'url',
  'platform',
  'unit',
  'stratum',
  'unitClass',
  'outcome',
  'grade',
  'score',
  'deducted',
  'bonus',
  'problemText'
] as const
const indicatorFields = ['indicatorId', 'indicatorTitle', 'indicatorGroup'] as const

/** What a column says of its group, its object, its indicator or its row of an external table. */
export const noticeMeasureSchema = z.enum([
  'index',
  'group',
  // place by the column that the table is sorted by; rows with the same number share the place
  'rank',
  ...setMeasures,
  // objects that have at least one row of the problem list under the indicator of this row
  'objects',
  ...objectFields,
  ...indicatorFields,
  // as it stands in, or follows from, the external table
  'cell'
])
export type NoticeMeasure = z.infer<typeof noticeMeasureSchema>

/** Fields of an object that rows can be grouped by; `kind` prints 政府网站 and 政务新媒体. */
export const groupFields = ['kind', 'stratum', 'unit', 'unitClass', 'platform', 'grade'] as const
export type GroupField = (typeof groupFields)[number]

/** What the rows of a counted annex stand for; `band` is a list of filters (score bands), `none` is one row of everything. */
export const noticeGroupingSchema = z.enum([...groupFields, 'object', 'indicator', 'band', 'none'])

const ofGroups: readonly NoticeMeasure[] = ['index', 'group', 'rank', ...setMeasures]
const ofObjects: readonly NoticeMeasure[] = ['index', 'group', 'rank', ...objectFields, 'problems', 'occurrences']
const ofIndicators: readonly NoticeMeasure[] = [
  'index',
  'group',
  'rank',
  ...indicatorFields,
  'objects',
  'problems',
  'occurrences'
]

/** Which measures a table grouped so can show. */
export function measuresOf(grouping: z.infer<typeof noticeGroupingSchema>): readonly NoticeMeasure[] {
  if (grouping === 'object') return ofObjects
  return grouping === 'indicator' ? ofIndicators : ofGroups
}

export const isOneOf = <T extends string>(list: readonly T[], value: string): value is T =>
  (list as readonly string[]).includes(value)
