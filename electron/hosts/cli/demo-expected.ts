import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Output } from '../../contract/index.ts'
import type { StrataShare } from '../../domain/inspection.ts'
import type { ScoreSummary, TargetScore } from '../../domain/score.ts'

type BatchScores = Output<'scores.batch'>

export interface ExpectedFinding {
  indicator: string
  count: number
  /** Below the site's home page. */
  path: string
  location: string
  description: string
}

export type ExpectedTarget = Pick<TargetScore, 'outcome' | 'vetoes' | 'deducted' | 'bonus' | 'score' | 'problems'> & {
  key: string
  host: string
  why: string
  findings: ExpectedFinding[]
  /** Kept as evidence though no indicator in force counts it. */
  captures: { indicator: string | null; path: string; note: string }[]
}

export interface ExpectedAccountFinding {
  key: string
  /** 对象 as the table of findings names it. */
  object: string
  indicator: string
  description: string
}

export interface Expected {
  site: { strata: StrataShare[]; summary: ScoreSummary; targets: ExpectedTarget[] }
  account: { strata: StrataShare[]; summary: ScoreSummary; findings: ExpectedAccountFinding[] }
}

/** What the sample's rules come to, worked out by hand and shipped with it. */
export function readExpected(resourcesDir: string): Expected {
  return JSON.parse(readFileSync(join(resourcesDir, 'samples/yunling/expected.json'), 'utf8')) as Expected
}

const checkedFields = ['outcome', 'deducted', 'bonus', 'score', 'problems'] as const
const summaryFields = ['checked', 'failed', 'withProblems', 'unsettled', 'passRate'] as const

/** One Chinese sentence per figure that is not what the rules give. */
export function differences(expected: Expected, sites: BatchScores, accounts: BatchScores): string[] {
  const found: string[] = []
  const compare = (where: string, is: unknown, should: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(should)) found.push(`${where}：应为 ${String(should)}，实为 ${String(is)}`)
  }
  for (const target of expected.site.targets) {
    const score = sites.targets.find((one) => one.id === target.key)
    for (const field of checkedFields) compare(`${target.key} ${field}`, score?.[field], target[field])
    compare(`${target.key} vetoes`, score?.vetoes.join('、'), target.vetoes.join('、'))
  }
  for (const score of accounts.targets) {
    const vetoes = expected.account.findings.filter((finding) => finding.key === score.id).map((finding) => finding.indicator)
    compare(`${score.id} outcome`, score.outcome, vetoes.length > 0 ? 'fail' : 'pass')
    compare(`${score.id} vetoes`, score.vetoes.join('、'), vetoes.join('、'))
  }
  for (const field of summaryFields) {
    compare(`网站 ${field}`, sites.summary[field], expected.site.summary[field])
    compare(`新媒体 ${field}`, accounts.summary[field], expected.account.summary[field])
  }
  return found
}
