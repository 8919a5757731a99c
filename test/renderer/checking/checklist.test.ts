import { describe, expect, it } from 'vitest'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import type { Finding } from '../../../electron/domain/inspection.ts'
import {
  applicableIndicators,
  linesOf,
  openQuestions,
  stepIndicator,
  thresholdShare
} from '../../../renderer/features/checking/checklist.ts'
import { numbersOf } from '../../../renderer/features/checking/indicator-numbers.ts'

const indicator = (part: Partial<Indicator>): Indicator => ({
  id: 'W4.2',
  group: '栏目不更新',
  title: '应更新未更新',
  kind: 'veto',
  rule: '应更新但长期未更新的栏目达到 10 个',
  guidance: '逐个打开栏目，看最后一条的日期',
  status: 'confirmed',
  source: '来源',
  applies: { portalOnly: false, needsService: false },
  evidence: { captures: 1, onRegisteredHost: true },
  phrase: '{location}长期未更新',
  enabled: true,
  ...part
})
const finding = (part: Partial<Finding>): Finding => ({
  id: 'f1',
  batchId: 'b',
  objectKey: 'o',
  indicatorId: 'W4.2',
  count: 1,
  description: '问题',
  location: '首页》调查征集',
  url: 'https://kjj.example.gov.cn/dczj/',
  observedAt: '2023-02-08T02:20:00.000Z',
  inspector: '张三',
  evidenceIds: [],
  ...part
})

describe('applicableIndicators', () => {
  const all = [
    indicator({ id: 'B1', kind: 'bonus', applies: { portalOnly: true, needsService: false } }),
    indicator({ id: 'D1', kind: 'deduction', applies: { portalOnly: true, needsService: false } }),
    indicator({ id: 'W6.1', applies: { portalOnly: false, needsService: true } }),
    indicator({ id: 'W2' }),
    indicator({ id: 'W9', enabled: false }),
    indicator({ id: 'M9', applies: { portalOnly: false, needsService: false, accountTypes: ['发布类'] } })
  ]
  const ids = (isPortal: boolean, hasService: boolean, accountType: string | null = null): string[] =>
    applicableIndicators({ indicators: all }, { isPortal, hasService, accountType }).map((each) => each.id)

  it('asks a portal everything that is enabled, vetoes first', () => {
    expect(ids(true, true)).toEqual(['W6.1', 'W2', 'D1', 'B1'])
  })

  it('asks a department site no portal items, and a body without outward service no service items', () => {
    expect(ids(false, true)).toEqual(['W6.1', 'W2'])
    expect(ids(false, false)).toEqual(['W2'])
  })

  it('asks items for certain account types of those accounts alone', () => {
    expect(ids(false, false, '发布类')).toEqual(['W2', 'M9'])
    expect(ids(false, false, '服务类')).toEqual(['W2'])
  })
})

describe('linesOf', () => {
  const threshold = { value: 10, status: 'confirmed' as const, source: '来源' }
  const asked = [indicator({ threshold }), indicator({ id: 'D1', kind: 'deduction' })]
  const item = {
    indicator: 'D1',
    title: '其他栏目',
    kind: 'deduction' as const,
    count: 1,
    unitPoints: '1',
    cap: '5',
    points: '1',
    capHit: false,
    threshold: null,
    reason: '每处扣 1 分',
    findings: ['f3'],
    evidence: [],
    inspectors: ['张三'],
    excluded: []
  }
  const lines = linesOf(asked, {
    verdicts: { 'W4.2': 'fail', D1: 'pending' },
    findings: [finding({ count: 2 }), finding({ id: 'f2', count: 1 }), finding({ id: 'f3', indicatorId: 'D1' })],
    score: { items: [item] }
  })

  it('sums the counts of the findings against the threshold', () => {
    expect(lines[0]).toMatchObject({ verdict: 'fail', count: 3, threshold: 10, points: '0' })
    expect(lines.map(thresholdShare)).toEqual([0.3, null])
  })

  it('takes points and reason from the score', () => {
    expect(lines[1]).toMatchObject({ count: 1, points: '1', reason: '每处扣 1 分', threshold: null })
  })

  it('names what is open', () => {
    expect(openQuestions(lines).map((line) => line.indicator.id)).toEqual(['D1'])
  })

  it('never fills the bar beyond its end', () => {
    expect(thresholdShare({ count: 12, threshold: 10 })).toBe(1)
  })

  it('draws no bar where one place decides', () => {
    expect(thresholdShare({ count: 1, threshold: 1 })).toBeNull()
  })

  it('walks down and up and holds at the ends', () => {
    expect(stepIndicator(lines, 'W4.2', 1)).toBe('D1')
    expect(stepIndicator(lines, 'D1', 1)).toBe('D1')
    expect(stepIndicator(lines, 'D1', -1)).toBe('W4.2')
    expect(stepIndicator(lines, 'W4.2', -1)).toBe('W4.2')
    expect(stepIndicator(lines, null, 1)).toBe('W4.2')
    expect(stepIndicator([], 'D1', 1)).toBeNull()
  })
})

describe('numbersOf', () => {
  it('gives every number its own status', () => {
    const numbers = numbersOf(
      indicator({
        kind: 'deduction',
        window: { value: { amount: 6, unit: 'month' }, status: 'confirmed', source: '甲' },
        unitPoints: { value: '5', status: 'applied', source: '乙' },
        cap: { value: '10', status: 'unconfirmed', source: '丙' }
      })
    )
    expect(numbers.map((each) => [each.name, each.amount, each.status])).toEqual([
      ['item', '', 'confirmed'],
      ['window', '6', 'confirmed'],
      ['unitPoints', '5', 'applied'],
      ['cap', '10', 'unconfirmed']
    ])
  })
})
