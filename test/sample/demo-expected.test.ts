import { describe, expect, it } from 'vitest'
import { differences, readExpected } from '../../electron/hosts/cli/demo-expected.ts'
import type { TargetScore } from '../../electron/domain/score.ts'
import { resourcesDir } from './expected.ts'

const truth = readExpected(resourcesDir)
const score = (id: string, part: Partial<TargetScore>): TargetScore => ({
  id,
  code: id,
  name: id,
  unit: '',
  stratum: '',
  catalogue: { id: 'national-2019-site', edition: '' },
  outcome: 'pass',
  vetoes: [],
  deducted: '0',
  bonus: '0',
  score: null,
  provisional: null,
  grade: null,
  problems: 0,
  items: [],
  reasons: [],
  ...part
})
const sites = () => ({
  targets: truth.site.targets.map(({ key, outcome, vetoes, deducted, bonus, score: points, problems }) =>
    score(key, { outcome, vetoes, deducted, bonus, score: points, problems })
  ),
  summary: truth.site.summary
})
const accounts = () => ({
  targets: truth.account.findings.map(({ key, indicator }) => score(key, { outcome: 'fail', vetoes: [indicator] })),
  summary: truth.account.summary
})

describe('differences', () => {
  it('finds none where all is as it should be', () => {
    expect(differences(truth, sites(), accounts())).toEqual([])
  })

  it('names the target and the figure of a wrong score, a missing target and a wrong count', () => {
    const wrong = sites()
    wrong.targets = wrong.targets.map((one) => (one.id === 'site:5399000001' ? { ...one, score: '94' } : one))
    expect(differences(truth, wrong, accounts())).toEqual(['site:5399000001 score：应为 93，实为 94'])
    const short = sites()
    short.targets = short.targets.slice(1)
    expect(differences(truth, short, accounts()).length).toBeGreaterThan(0)
    const counted = { ...sites(), summary: { ...truth.site.summary, failed: 5 } }
    expect(differences(truth, counted, accounts())).toEqual(['网站 failed：应为 4，实为 5'])
    const passed = accounts()
    passed.targets = passed.targets.map((one) => ({ ...one, vetoes: [] }))
    expect(differences(truth, sites(), passed)).toHaveLength(3)
  })
})
