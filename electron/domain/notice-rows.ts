import type { Catalogue, Indicator } from './catalogue.ts'
import { formatDecimal, parseDecimal } from './decimal.ts'
import { XunchaError } from './errors.ts'
import type { Finding, StrataShare, Target } from './inspection.ts'
import { shanghaiMinute } from './notice-text.ts'
import type { NoticeCell, NoticeFrame, NoticeObject, NoticeTable } from './notice.ts'
import type { ObjectKind } from './registry.ts'
import { absentPointsOf, saysAbsent } from './rules/absence.ts'
import { countWeights, sharePoints } from './rules/counting.ts'
import type { TargetScore } from './score.ts'

/** What a notice needs of one batch. */
export interface NoticeBatch {
  batch: {
    title: string
    period: string
    object: ObjectKind
    frame: number
    drawn: number
    strataBy: 'stratum' | 'unitClass' | 'platform' | 'none'
    strata: readonly StrataShare[]
  }
  targets: readonly Target[]
  scores: readonly TargetScore[]
  findings: readonly Finding[]
  catalogue: Catalogue
  /** What the problem list prints for a piece of evidence, by evidence id (the beginning of its hash). */
  evidenceLabels: Readonly<Record<string, string>>
}

export const kindText = { site: '网站', account: '新媒体' } as const

/** Columns of 问题清单.xlsx. */
const problemColumns = [
  { id: 'index', label: '序号' },
  { id: 'kind', label: '类别' },
  { id: 'code', label: '网站标识码/账号' },
  { id: 'name', label: '名称' },
  { id: 'unit', label: '主办单位' },
  { id: 'stratum', label: '地区' },
  { id: 'indicator', label: '指标' },
  { id: 'rule', label: '判定依据' },
  { id: 'count', label: '数量' },
  { id: 'points', label: '扣分' },
  { id: 'description', label: '问题描述' },
  { id: 'location', label: '位置' },
  { id: 'url', label: '网址' },
  { id: 'observedAt', label: '监测时间' },
  { id: 'inspector', label: '检查人' },
  { id: 'evidence', label: '证据' }
] as const
type ProblemColumn = (typeof problemColumns)[number]['id']

/** One counting finding with all that the notice says of it. */
export interface NoticeProblem {
  objectKey: string
  indicator: Indicator
  /** Place of the indicator in its catalogue, accounts after sites. */
  order: number
  cells: Record<Exclude<ProblemColumn, 'index'>, NoticeCell>
}

export interface NoticeRows {
  objects: NoticeObject[]
  problems: NoticeProblem[]
  frames: NoticeFrame[]
}

/** Objects, problems and frames of all batches, sites before accounts, each in registry order. */
export function noticeRows(batches: readonly NoticeBatch[]): NoticeRows {
  const seen = new Map<string, string>()
  const rows: NoticeRows = { objects: [], problems: [], frames: [] }
  for (const input of [...batches].sort((a, b) => kindOrder(a.batch.object) - kindOrder(b.batch.object))) {
    const scores = new Map(input.scores.map((score) => [score.id, score]))
    const findings = new Map(input.findings.map((finding) => [finding.id, finding]))
    rows.frames.push(frameOf(input))
    for (const target of [...input.targets].sort((a, b) => a.order - b.order)) {
      const twice = seen.get(target.objectKey)
      if (twice !== undefined) {
        throw new XunchaError(
          'bad-input',
          `“${target.object.name}”同时在批次“${twice}”和“${input.batch.title}”中，会被统计两次；请只选其中一个批次。`
        )
      }
      seen.set(target.objectKey, input.batch.title)
      const score = scores.get(target.objectKey)
      if (score === undefined) {
        throw new XunchaError(
          'internal',
          `批次“${input.batch.title}”的“${target.object.name}”没有评分结果，请重新打开工作区后再试。`
        )
      }
      const problems = problemsOf(target, score, findings, input)
      rows.problems.push(...problems)
      rows.objects.push(objectOf(target, score, problems, input.catalogue))
    }
  }
  return rows
}

export function problemTable(problems: readonly NoticeProblem[]): NoticeTable {
  return {
    id: 'problems',
    title: '问题清单',
    columns: problemColumns.map((column) => ({ ...column })),
    rows: problems.map((problem, index) => problemColumns.map(({ id }) => (id === 'index' ? index + 1 : problem.cells[id]))),
    total: null
  }
}

function kindOrder(kind: ObjectKind): number {
  return kind === 'site' ? 0 : 1
}

function frameOf({ batch }: NoticeBatch): NoticeFrame {
  const parts = batch.strataBy === 'none' ? [] : batch.strata.map(({ name, frame }) => ({ name, running: frame }))
  return { kind: batch.object, by: batch.strataBy, running: batch.frame, parts }
}

function objectOf(target: Target, score: TargetScore, problems: readonly NoticeProblem[], catalogue: Catalogue): NoticeObject {
  const { object } = target
  return {
    key: target.objectKey,
    kind: object.kind,
    code: score.code,
    name: object.name,
    unit: object.unit,
    stratum: object.stratum,
    unitClass: object.unitClass ?? '未分类',
    platform: object.platform ?? '未注明',
    url: object.url ?? '',
    portal: object.isPortal,
    outcome: score.outcome,
    problems: score.problems,
    vetoed: score.vetoes.length > 0,
    grade: score.grade ?? (score.vetoes.length > 0 ? '单项否决' : ''),
    score: score.score === null ? null : Number(score.score),
    // After a veto nothing else is scored.
    deducted: score.score === null || score.vetoes.length > 0 ? null : Number(score.deducted),
    bonus: score.score === null || score.vetoes.length > 0 ? null : Number(score.bonus),
    fullMarks: score.score === null ? null : fullMarksOf(catalogue, target),
    problemText: problemText(score, problems)
  }
}

/** The highest score the edition can give: its full marks, and the bonus where an item of it is open to the object. */
function fullMarksOf(catalogue: Catalogue, { object }: Target): number | null {
  const { base, bonusCap } = catalogue.frame
  if (base === null) return null
  const isOpen = catalogue.indicators.some(
    ({ kind, enabled, applies }) =>
      kind === 'bonus' &&
      enabled &&
      (object.isPortal || !applies.portalOnly) &&
      (object.hasService || !applies.needsService) &&
      (applies.accountTypes?.includes(object.accountType ?? '') ?? true)
  )
  return Number(formatDecimal(parseDecimal(base.value) + (isOpen && bonusCap !== null ? parseDecimal(bonusCap.value) : 0)))
}

/** What the object's findings say, one line an indicator, worded by the catalogue's phrase. */
function problemText(score: TargetScore, problems: readonly NoticeProblem[]): string {
  const lines: string[] = []
  for (const item of score.items) {
    const mine = problems.filter((problem) => problem.indicator.id === item.indicator)
    const first = mine[0]
    if (first === undefined) continue
    const locations = [...new Set(mine.map((problem) => String(problem.cells.location)).filter((location) => location !== ''))]
    const count = mine.reduce((sum, problem) => sum + Number(problem.cells.count), 0)
    const words: Record<string, string> = { count: String(count), points: item.points, location: locations.join('、') }
    const line = first.indicator.phrase.replace(/\{(count|points|location)\}/g, (_, name: string) => words[name] ?? '')
    // Nothing was taken off where a veto decided, and a place is not always given.
    lines.push(line.replace('，扣0分', '').replace(/：$/, ''))
  }
  return lines.join('\n')
}

function problemsOf(
  target: Target,
  score: TargetScore,
  findings: ReadonlyMap<string, Finding>,
  { catalogue, evidenceLabels }: NoticeBatch
): NoticeProblem[] {
  const indicators = new Map(catalogue.indicators.map((indicator) => [indicator.id, indicator]))
  const problems: NoticeProblem[] = []
  for (const item of score.items) {
    const indicator = indicators.get(item.indicator)
    if (indicator === undefined || item.kind === 'bonus') continue
    const mine = item.findings.flatMap((id) => findings.get(id) ?? [])
    const isWhole = absentPointsOf(indicator, mine) !== null
    const weights = countWeights(indicator.counting, mine)
    const whole = mine.map((finding) => isWhole && saysAbsent(finding))
    const points = sharePoints(item.points, item.unitPoints ?? '0', weights, whole)
    mine.forEach((finding, index) => {
      const evidence = finding.evidenceIds.map((id) => evidenceLabels[id] ?? id.slice(0, 8)).join('、')
      problems.push({
        objectKey: target.objectKey,
        indicator,
        order: kindOrder(target.object.kind) * 1000 + catalogue.indicators.indexOf(indicator),
        cells: {
          kind: kindText[target.object.kind],
          code: score.code,
          name: target.object.name,
          unit: target.object.unit,
          stratum: target.object.stratum,
          indicator: `${indicator.id} ${indicator.title}`,
          rule: indicator.rule,
          count: finding.count,
          points:
            item.kind === 'veto'
              ? score.vetoes.includes(indicator.id)
                ? '单项否决'
                : '未达否决标准'
              : Number(points[index] ?? '0'),
          description: finding.description,
          location: finding.location,
          url: finding.url,
          observedAt: shanghaiMinute(finding.observedAt),
          inspector: finding.inspector,
          evidence: evidence === '' ? '无证据' : evidence
        }
      })
    })
  }
  return problems
}
