import type { NoticeCondition, NoticeParagraphProfile, NoticeProfile } from './notice-profile.ts'
import { noticeRows, problemTable, type NoticeBatch, type NoticeProblem } from './notice-rows.ts'
import { buildTable, byIndicator, problemCount } from './notice-tables.ts'
import { measured, nothing, tally, type NumberStyle, type TallyBase } from './notice-tally.ts'
import { chineseNumber, dateText, fillTemplate, periodText } from './notice-text.ts'
import { XunchaError } from './errors.ts'
import type { NoticeAnnex, NoticeCell, NoticeFigure, NoticeModel, NoticeParagraph } from './notice.ts'
import type { ObjectKind } from './registry.ts'

export interface NoticeInput {
  profile: NoticeProfile
  batches: readonly NoticeBatch[]
  /** Day by which the units report back, `2023-10-20`; null leaves the sentence out. */
  deadline: string | null
  /** Places after the point of every rate; null takes the profile's. */
  decimals: 0 | 1 | 2 | null
  /** Date of issue, `2023-09-26`. */
  date: string
}

/**
 * The whole notice as data: every number is counted from the batches' targets, scores and findings, and named, so that
 * `checkNotice` can count it again.
 */
export function buildNotice({ profile, batches, deadline, decimals, date }: NoticeInput): NoticeModel {
  if (batches.length === 0) throw new XunchaError('bad-input', '没有选择批次，请至少选一个批次再编通报。')
  const { objects, problems, frames } = noticeRows(batches)
  const occurrences = new Map<string, number>()
  for (const problem of problems) {
    occurrences.set(problem.objectKey, (occurrences.get(problem.objectKey) ?? 0) + Number(problem.cells.count))
  }
  const base: TallyBase = { objects, frames, occurrences }
  const style: NumberStyle = { decimals: decimals ?? profile.decimals, wholePercent: profile.wholePercent }
  const present = (['site', 'account'] as const).filter((kind) => batches.some(({ batch }) => batch.object === kind))

  const sources = figureSources(profile, present)
  const figures: Record<string, NoticeCell> = {
    period: [...new Set(batches.map(({ batch }) => periodText(batch.period)))].join('、'),
    date: dateText(date),
    deadline: deadline === null ? '' : dateText(deadline),
    subjects: present.map((kind) => (kind === 'site' ? '政府网站' : '政务新媒体')).join('与')
  }
  for (const figure of sources) {
    const counts = tally(base, figure.kinds, figure.filter, null)
    figures[figure.id] = measured(counts, figure.measure, style) ?? nothing
  }
  addIndicatorFigures(figures, problems, base)

  const tables = buildTables(profile, present, { base, problems, style, figures })
  return {
    title: fillTemplate(profile.title, figures),
    issuer: profile.issuer,
    addressee: profile.addressee,
    date: dateText(date),
    profile: profile.id,
    decimals: style.decimals,
    wholePercent: style.wholePercent,
    figures,
    figureSources: sources,
    paragraphs: buildParagraphs(profile.paragraphs, present, problems, base, figures),
    tables,
    problems: problemTable(problems),
    objects,
    frames
  }
}

const builtIn = [
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
  'manner'
] as const

/** `site.checked`, `account.passRate`, `all.failed`, `site.failedNames` …, then the profile's own. */
function figureSources(profile: NoticeProfile, present: readonly ObjectKind[]): NoticeFigure[] {
  const sources: NoticeFigure[] = []
  const sets = [...present.map((kind) => ({ id: kind as string, kinds: [kind] })), { id: 'all', kinds: [...present] }]
  for (const { id, kinds } of sets) {
    for (const measure of builtIn) sources.push({ id: `${id}.${measure}`, kinds, measure, filter: {} })
    sources.push({ id: `${id}.failedNames`, kinds, measure: 'names', filter: { outcome: 'fail' } })
    sources.push({ id: `${id}.problemNames`, kinds, measure: 'names', filter: { withProblems: true } })
  }
  for (const figure of profile.figures) {
    const kinds = figure.kinds.filter((kind) => present.includes(kind))
    if (kinds.length > 0) sources.push({ ...figure, kinds })
  }
  return sources
}

/** `indicator.W3.title`, `.objects`, `.problems`, `.occurrences`, `.example` for every indicator that was found. */
function addIndicatorFigures(figures: Record<string, NoticeCell>, problems: readonly NoticeProblem[], base: TallyBase): void {
  for (const group of byIndicator(problems)) {
    const first = group[0]
    if (first === undefined) continue
    const id = `indicator.${first.indicator.id}`
    figures[`${id}.title`] = first.indicator.title
    figures[`${id}.objects`] = problemCount(group, 'objects')
    figures[`${id}.problems`] = problemCount(group, 'problems')
    figures[`${id}.occurrences`] = problemCount(group, 'occurrences')
    figures[`${id}.example`] = base.objects.find((object) => object.key === first.objectKey)?.name ?? ''
  }
}

function buildTables(
  profile: NoticeProfile,
  present: readonly ObjectKind[],
  rest: { base: TallyBase; problems: readonly NoticeProblem[]; style: NumberStyle; figures: Record<string, NoticeCell> }
): NoticeAnnex[] {
  const tables: NoticeAnnex[] = []
  for (const table of profile.tables) {
    const kinds = table.kinds.filter((kind) => present.includes(kind))
    if (kinds.length === 0 || !holds(table.when, present, rest.figures)) continue
    const built = buildTable({ table, kinds, label: `附件${tables.length + 1}`, ...rest })
    if (built.rows.length === 0 && table.dropEmpty) continue
    tables.push(built)
  }
  // A document with one annex does not number it.
  if (tables.length === 1) return tables.map((table) => ({ ...table, label: '附件' }))
  return tables
}

/** Whether a table or paragraph stands. A figure that is not there (its kind is not covered) counts as 0. */
function holds(
  condition: NoticeCondition,
  present: readonly ObjectKind[],
  figures: Readonly<Record<string, NoticeCell>>
): boolean {
  if (condition.kinds?.some((kind) => !present.includes(kind)) === true) return false
  if (condition.without?.some((kind) => present.includes(kind)) === true) return false
  const isPositive = (id: string): boolean => {
    const value = figures[id] ?? 0
    return typeof value === 'number' ? value > 0 : value !== '' && value !== nothing
  }
  if (condition.positive?.some((id) => !isPositive(id)) === true) return false
  return condition.zero?.some(isPositive) !== true
}

function buildParagraphs(
  profiles: readonly NoticeParagraphProfile[],
  present: readonly ObjectKind[],
  problems: readonly NoticeProblem[],
  base: TallyBase,
  figures: Readonly<Record<string, NoticeCell>>
): NoticeParagraph[] {
  const paragraphs: NoticeParagraph[] = []
  let first = 0
  let second = 0
  const push = (level: 0 | 1 | 2, template: string): void => {
    if (level === 1) {
      first += 1
      second = 0
    }
    if (level === 2) second += 1
    const number = level === 1 ? `${chineseNumber(first)}、` : level === 2 ? `（${chineseNumber(second)}）` : ''
    const numbered = `${number}${template}`
    const text = fillTemplate(numbered, figures, (name) => {
      throw new XunchaError('bad-input', `通报模板的段落“${template}”用到的数字 {${name}} 在所选批次里没有，请改模板或换批次。`)
    })
    paragraphs.push({ level, text, template: numbered })
  }
  for (const profile of profiles) {
    if (!holds(profile.when, present, figures)) continue
    if (profile.each === undefined) {
      push(profile.level, profile.text)
      continue
    }
    for (const id of worstIndicators(problems, base, profile.each)) {
      push(profile.level, profile.text.replaceAll('{indicator.', `{indicator.${id}.`))
    }
  }
  return paragraphs
}

/** Indicators by how many objects they were found on, most first, then in catalogue order. */
function worstIndicators(
  problems: readonly NoticeProblem[],
  base: TallyBase,
  each: NonNullable<NoticeParagraphProfile['each']>
): string[] {
  const keys = new Set(base.objects.filter((object) => object.kind === each.indicatorOf).map((object) => object.key))
  return byIndicator(problems.filter((problem) => keys.has(problem.objectKey)))
    .map((group) => ({ id: group[0]?.indicator.id ?? '', objects: Number(problemCount(group, 'objects')) }))
    .sort((a, b) => b.objects - a.objects)
    .slice(0, each.limit)
    .map(({ id }) => id)
}
