import { changesFigures, type RegistryChange } from './notice-changes.ts'
import type { BroughtTable, ExternalFigure, NoticeExternal } from './notice-external.ts'
import { externalAnnex, externalValue } from './notice-externals.ts'
import { setMeasures } from './notice-measures.ts'
import { comparesNumbers, externalsOf, needsPrevious } from './notice-needs.ts'
import type { Decimals, NumberStyle } from './notice-numbers.ts'
import type {
  ExternalTableProfile,
  NoticeCondition,
  NoticeParagraphProfile,
  NoticeProfile,
  NoticeTableProfile
} from './notice-profile.ts'
import { noticeRows, problemTable, type NoticeBatch, type NoticeProblem } from './notice-rows.ts'
import { buildTable, byIndicator, problemCount } from './notice-tables.ts'
import { figureChange, figureValue, nothing, type TallyBase } from './notice-tally.ts'
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
  decimals: Decimals | null
  /** Date of issue, `2023-09-26`. */
  date: string
  /** What the profile's office is called this time; null takes the profile's. */
  issuer?: string | null
  addressee?: string | null
  /** 发文字号. */
  docNumber?: string | null
  /** Tables from elsewhere, by the id that the profile calls them. */
  externals?: Readonly<Record<string, BroughtTable>>
  /** Batches of the same kinds that changes are counted against. */
  previous?: readonly NoticeBatch[]
  /** What became of the registry since then; null where there is no earlier batch. */
  changes?: readonly RegistryChange[] | null
}

/**
 * The whole notice as data: every number is counted from the batches' targets, scores and findings or from the tables
 * brought from elsewhere, and named, so that `checkNotice` can count it again.
 */
export function buildNotice(input: NoticeInput): NoticeModel {
  const { profile, batches, deadline, date } = input
  if (batches.length === 0) throw new XunchaError('bad-input', '没有选择批次，请至少选一个批次再编通报。')
  const { objects, problems, frames } = noticeRows(batches)
  const base: TallyBase = { objects, frames, occurrences: occurrencesOf(problems) }
  const { wholePercent, rounding } = profile
  const style: NumberStyle = { decimals: input.decimals ?? profile.decimals, wholePercent, rounding }
  const present = (['site', 'account'] as const).filter((kind) => batches.some(({ batch }) => batch.object === kind))
  const previous = previousOf(profile, input.previous ?? [])
  const before: TallyBase | null = previous === null ? null : { ...previous, occurrences: new Map() }
  const externals = externalsOf(profile, input.externals ?? {}, input.changes ?? null)

  const sources = figureSources(profile, present)
  const figures: Record<string, NoticeCell> = {
    period: periodsText(batches),
    previousPeriod: previous?.period ?? '',
    date: dateText(date),
    deadline: deadline === null ? '' : dateText(deadline),
    subjects: present.map((kind) => (kind === 'site' ? '政府网站' : '政务新媒体')).join('与')
  }
  for (const figure of sources) {
    figures[figure.id] =
      figure.change === undefined ? (figureValue(base, figure, style) ?? nothing) : figureChange(base, before, figure, style)
  }
  addIndicatorFigures(figures, problems, base)
  const externalFigures: ExternalFigure[] = []
  for (const figure of [...changesFigures, ...profile.externalFigures]) {
    const external = externals.find(({ id }) => id === figure.external)
    // A form holds no data, so nothing can be counted from it.
    if (external === undefined || (external.form !== null && external.rows.length === 0)) continue
    externalFigures.push(figure)
    figures[figure.id] = externalValue(figure, external, style)
  }

  const at: Present = { kinds: present, externals, figures }
  const tables = buildTables(profile, at, { base, problems, style, figures })
  return {
    title: fillTemplate(profile.title, figures),
    issuer: written(input.issuer) ?? profile.issuer,
    addressee: written(input.addressee) ?? profile.addressee,
    docNumber: written(input.docNumber) ?? '',
    date: dateText(date),
    profile: profile.id,
    ...style,
    figures,
    figureSources: sources,
    externalFigures,
    paragraphs: buildParagraphs(profile.paragraphs, at, problems, base),
    tables,
    problems: problemTable(problems),
    objects,
    frames,
    externals,
    previous
  }
}

/** What a person typed, null for nothing. */
function written(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

function periodsText(batches: readonly NoticeBatch[]): string {
  return [...new Set(batches.map(({ batch }) => periodText(batch.period)))].join('、')
}

function occurrencesOf(problems: readonly NoticeProblem[]): Map<string, number> {
  const occurrences = new Map<string, number>()
  for (const problem of problems) {
    occurrences.set(problem.objectKey, (occurrences.get(problem.objectKey) ?? 0) + Number(problem.cells.count))
  }
  return occurrences
}

/** Kept in the model only for profiles that say something of it; its objects only for those that compare numbers. */
function previousOf(profile: NoticeProfile, batches: readonly NoticeBatch[]): NoticeModel['previous'] {
  if (batches.length === 0 || !needsPrevious(profile)) return null
  const { objects, frames } = comparesNumbers(profile) ? noticeRows(batches) : { objects: [], frames: [] }
  return { period: periodsText(batches), objects, frames }
}

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
/** Shares of everything are 100 % and say nothing. */
const builtIn = [...setMeasures.filter((measure) => measure !== 'share' && measure !== 'failedShare'), 'manner'] as const

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

/** What a condition can ask for. */
interface Present {
  kinds: readonly ObjectKind[]
  externals: readonly NoticeExternal[]
  figures: Record<string, NoticeCell>
}

function buildTables(
  profile: NoticeProfile,
  present: Present,
  rest: { base: TallyBase; problems: readonly NoticeProblem[]; style: NumberStyle; figures: Record<string, NoticeCell> }
): NoticeAnnex[] {
  const tables: NoticeAnnex[] = []
  for (const table of profile.tables) {
    if (!holds(table.when, present)) continue
    const label = `附件${tables.length + 1}`
    const built = table.groupBy === 'external' ? ofExternal(table, label) : ofObjects(table, label)
    if (built === null || (built.rows.length === 0 && table.dropEmpty)) continue
    tables.push(built)
  }
  // A document with one annex does not number it.
  if (tables.length === 1) return tables.map((table) => ({ ...table, label: '附件' }))
  return tables

  function ofExternal(table: ExternalTableProfile, label: string): NoticeAnnex | null {
    const external = present.externals.find(({ id }) => id === table.external)
    return external === undefined ? null : externalAnnex(table, external, label, rest.style, rest.figures)
  }

  function ofObjects(table: NoticeTableProfile, label: string): NoticeAnnex | null {
    const kinds = table.kinds.filter((kind) => present.kinds.includes(kind))
    return kinds.length === 0 ? null : buildTable({ table, kinds, label, ...rest })
  }
}

/** Whether a table or paragraph stands. A figure that is not there (its kind is not covered) counts as 0. */
function holds(condition: NoticeCondition, { kinds, externals, figures }: Present): boolean {
  if (condition.kinds?.some((kind) => !kinds.includes(kind)) === true) return false
  if (condition.without?.some((kind) => kinds.includes(kind)) === true) return false
  if (condition.externals?.some((id) => externals.every((external) => external.id !== id)) === true) return false
  const isPositive = (id: string): boolean => {
    const value = figures[id] ?? 0
    return typeof value === 'number' ? value > 0 : value !== '' && value !== nothing
  }
  if (condition.positive?.some((id) => !isPositive(id)) === true) return false
  return condition.zero?.some(isPositive) !== true
}

function buildParagraphs(
  profiles: readonly NoticeParagraphProfile[],
  present: Present,
  problems: readonly NoticeProblem[],
  base: TallyBase
): NoticeParagraph[] {
  const { figures } = present
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
      throw new XunchaError(
        'bad-input',
        `通报模板的段落“${template}”用到的数字 {${name}} 在所选批次和外部数据表里没有，请改模板、换批次或补外部数据表。`
      )
    })
    paragraphs.push({ level, text, template: numbered })
  }
  for (const profile of profiles) {
    if (!holds(profile.when, present)) continue
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
