import { describe, expect, it } from 'vitest'
import type { Catalogue, Indicator } from '../../../electron/domain/catalogue.ts'
import { indicator } from '../domain-fixtures.ts'
import { accounts, bare, department, itemScore, portal, portalWithoutService, scored, sites, sure, wechat } from './editions.ts'

const lost = (count: number, bonus = 0) => [
  ...(count === 0 ? [] : [{ id: 'D9.1', count }]),
  ...(bonus === 0 ? [] : [{ id: 'B9.1', count: bonus }])
]

describe('national frame (section 0): 100, below 60 fails, above 80 enters bonus, at most 30', () => {
  const tenths = bare(sites, '0.1')
  it.each<[tenths: number, score: string, outcome: 'pass' | 'fail', bonus: string]>([
    [0, '101', 'pass', '1'],
    [1, '100.9', 'pass', '1'],
    [3, '100.7', 'pass', '1'],
    [198, '81.2', 'pass', '1'],
    [199, '81.1', 'pass', '1'],
    [200, '80', 'pass', '0'],
    [201, '79.9', 'pass', '0'],
    [399, '60.1', 'pass', '0'],
    [400, '60', 'pass', '0'],
    [401, '59.9', 'fail', '0'],
    [402, '59.8', 'fail', '0'],
    [999, '0.1', 'fail', '0'],
    [1000, '0', 'fail', '0'],
    [1001, '0', 'fail', '0']
  ])('%i tenths off: %s, %s, bonus %s', (count, score, outcome, bonus) => {
    expect(scored(tenths, lost(count, 1))).toMatchObject({ score, outcome, bonus })
  })

  it.each<[unit: string, count: number, deducted: string, left: string]>([
    ['0.1', 3, '0.3', '99.7'],
    ['0.1', 7, '0.7', '99.3'],
    ['0.2', 3, '0.6', '99.4'],
    ['0.07', 3, '0.21', '99.79'],
    ['0.15', 3, '0.45', '99.55'],
    ['0.29', 100, '29', '71'],
    ['1.1', 3, '3.3', '96.7'],
    ['1.15', 3, '3.45', '96.55'],
    ['2.25', 3, '6.75', '93.25'],
    ['0.01', 1, '0.01', '99.99'],
    ['4.35', 100, '435', '0']
  ])('%s × %i is %s to the hundredth', (unit, count, deducted, left) => {
    expect(scored(bare(sites, unit), lost(count))).toMatchObject({ deducted, score: left })
  })

  it.each<[bonus: number, given: string, score: string]>([
    [29, '29', '129'],
    [30, '30', '130'],
    [31, '30', '130']
  ])('%i bonus points: %s are given, together %s', (bonus, given, score) => {
    expect(scored(tenths, lost(0, bonus))).toMatchObject({ bonus: given, score })
  })

  it('a veto ends scoring: no deduction, no bonus, no score', () => {
    const score = scored(tenths, [{ id: 'W9.1' }, ...lost(3, 5)])
    expect(score).toMatchObject({ outcome: 'fail', score: null, provisional: null, deducted: '0', bonus: '0', grade: null })
    expect(itemScore(score, 'D9.1')).toMatchObject({ points: '0', count: 3, reason: '已被单项否决，其他指标不再计分。' })
    expect(itemScore(score, 'B9.1').points).toBe('0')
  })

  it('parts 2 and 3 are for portals', () => {
    expect(scored(tenths, lost(500, 9), { object: department })).toMatchObject({
      outcome: 'pass',
      score: null,
      bonus: '0',
      deducted: '0'
    })
  })

  it('says how the score came about', () => {
    expect(scored(tenths, lost(401, 1)).reasons).toEqual([
      '扣分部分满分 100 分，扣 40.1 分，得 59.9 分。',
      '扣分部分低于 60 分，不合格。'
    ])
    expect(scored(tenths, lost(200, 1)).reasons).toEqual([
      '扣分部分满分 100 分，扣 20 分，得 80 分。',
      '扣分部分没有高于 80 分，不进入加分。'
    ])
    expect(scored(tenths, lost(199, 4)).reasons).toEqual([
      '扣分部分满分 100 分，扣 19.9 分，得 80.1 分。',
      '扣分部分高于 80 分，进入加分，加 4 分。'
    ])
  })
})

describe('bodies without outward service: 75 × 4/3', () => {
  const hundredths = bare(sites, '0.01')
  it.each<[left: string, score: string, outcome: 'pass' | 'fail', bonus: string]>([
    ['75', '101', 'pass', '1'],
    ['74.9', '100.87', 'pass', '1'],
    ['60.01', '81.01', 'pass', '1'],
    ['60', '80', 'pass', '0'],
    ['59.99', '79.99', 'pass', '0'],
    ['50', '66.67', 'pass', '0'],
    ['45.01', '60.01', 'pass', '0'],
    ['45', '60', 'pass', '0'],
    ['44.99', '59.99', 'fail', '0'],
    ['44.9', '59.87', 'fail', '0'],
    ['10', '13.33', 'fail', '0'],
    ['0', '0', 'fail', '0']
  ])('%s left of 75 becomes %s: %s', (left, score, outcome, bonus) => {
    const count = 7500 - Math.round(Number(left) * 100)
    expect(scored(hundredths, lost(count, 1), { object: portalWithoutService })).toMatchObject({ score, outcome, bonus })
  })

  it('never falls below nothing, and says how it was converted', () => {
    expect(scored(hundredths, lost(8000), { object: portalWithoutService }).score).toBe('0')
    expect(scored(hundredths, lost(3001), { object: portalWithoutService }).reasons).toEqual([
      '没有对外服务，扣分部分满分 75 分，扣 30.01 分后乘 4/3，得 59.99 分。',
      '扣分部分低于 60 分，不合格。'
    ])
  })

  it('a body with service is not converted', () => {
    expect(scored(hundredths, lost(3000)).score).toBe('70')
  })

  it('an edition without the rule leaves the full marks', () => {
    const without = bare(sites, '0.01', { noService: null })
    expect(scored(without, lost(3000), { object: portalWithoutService })).toMatchObject({
      score: '70',
      reasons: ['扣分部分满分 100 分，扣 30 分，得 70 分。', '扣分部分没有高于 80 分，不进入加分。']
    })
  })
})

describe('local plans', () => {
  const xianning = bare(sites, '0.1', { failBelow: sure('80') })
  it.each<[tenths: number, score: string, outcome: 'pass' | 'fail']>([
    [199, '80.1', 'pass'],
    [200, '80', 'pass'],
    [201, '79.9', 'fail'],
    [400, '60', 'fail']
  ])('咸宁, pass line 80: %i tenths off, %s, %s', (count, score, outcome) => {
    expect(scored(xianning, lost(count))).toMatchObject({ score, outcome })
  })

  const beijing = bare(sites, '0.1', { bonusCap: sure('10') })
  it.each<[bonus: number, given: string, score: string]>([
    [9, '9', '109'],
    [10, '10', '110'],
    [11, '10', '110']
  ])('北京 110 = 100 + 10: %i bonus points, %s given, %s', (bonus, given, score) => {
    expect(scored(beijing, lost(0, bonus))).toMatchObject({ bonus: given, score })
  })

  const zhaoqing = bare(sites, '0.01', { bonusCap: sure('25'), noService: sure({ spread: '20' }) })
  it.each<[bonus: number, given: string]>([
    [24, '24'],
    [25, '25'],
    [26, '25']
  ])('肇庆, bonus at most 25: %i gives %s', (bonus, given) => {
    expect(scored(zhaoqing, lost(0, bonus)).bonus).toBe(given)
  })
  it.each<[left: string, score: string, outcome: 'pass' | 'fail']>([
    ['80', '100', 'pass'],
    ['79', '98.75', 'pass'],
    ['64', '80', 'pass'],
    ['48', '60', 'pass'],
    ['47.99', '59.99', 'fail'],
    ['0', '0', 'fail']
  ])('肇庆, 20 points of 办事服务 shared out: %s left of 80 becomes %s', (left, score, outcome) => {
    const count = 8000 - Math.round(Number(left) * 100)
    expect(scored(zhaoqing, lost(count), { object: portalWithoutService })).toMatchObject({ score, outcome })
  })
  it('肇庆, 64.01 left of 80 is above 80 and enters bonus, 64 is not', () => {
    const with_ = (count: number) => scored(zhaoqing, lost(count, 3), { object: portalWithoutService })
    expect(with_(1599)).toMatchObject({ score: '83.01', bonus: '3' })
    expect(with_(1600)).toMatchObject({ score: '80', bonus: '0' })
    expect(with_(1599).reasons[0]).toBe('没有对外服务，扣分部分满分 80 分，扣 15.99 分后乘 5/4，得 80.01 分。')
  })
  it('lines are met by the exact fraction, not by the rounded score', () => {
    // Base 110, 20 shared out: 49.09 left × 11/9 = 59.99888…, printed 60, below 60.
    const wide = bare(sites, '0.01', { base: sure('110'), noService: sure({ spread: '20' }) })
    expect(scored(wide, lost(4091), { object: portalWithoutService })).toMatchObject({ score: '60', outcome: 'fail' })
    // Base 110, 3 shared out: 77.82 left × 110/107 = 80.00186…, printed 80, above 80.
    const narrow = bare(sites, '0.01', { base: sure('110'), noService: sure({ spread: '3' }) })
    expect(scored(narrow, lost(2918, 2), { object: portalWithoutService })).toMatchObject({ score: '82', bonus: '2' })
  })

  const scoredAccounts: Catalogue = {
    ...accounts,
    frame: { ...accounts.frame, base: sure('100'), failBelow: sure('60'), vetoScore: sure('59') },
    indicators: [
      indicator('M2.1', 'veto'),
      indicator('D9.1', 'deduction', { unitPoints: sure('0.1'), applies: { portalOnly: false, needsService: false } })
    ]
  }
  it.each<[situation: string, found: { id: string; count?: number }[], score: string, outcome: 'pass' | 'fail']>([
    ['nothing found', [], '100', 'pass'],
    ['0.1 × 3', [{ id: 'D9.1', count: 3 }], '99.7', 'pass'],
    ['exactly 60', [{ id: 'D9.1', count: 400 }], '60', 'pass'],
    ['59.9', [{ id: 'D9.1', count: 401 }], '59.9', 'fail'],
    ['vetoed', [{ id: 'M2.1' }], '59', 'fail'],
    ['vetoed and points lost', [{ id: 'M2.1' }, { id: 'D9.1', count: 3 }], '59', 'fail']
  ])('肇庆 and 北京, accounts scored out of 100, a vetoed one 59: %s', (_situation, found, score, outcome) => {
    expect(scored(scoredAccounts, found, { object: wechat })).toMatchObject({ score, outcome })
  })
  it('a vetoed account has its 59 points only when it is settled, and says why', () => {
    const vetoed = (state: 'inspected' | 'in-progress') => scored(scoredAccounts, [{ id: 'M2.1' }], { object: wechat, state })
    expect(vetoed('inspected').reasons).toEqual([
      '单项否决 M2.1“指标M2.1”：1 处，达到 1 处，不合格。',
      '按本版指标，单项否决的对象记 59 分。'
    ])
    expect(vetoed('inspected')).toMatchObject({ provisional: null, grade: null })
    expect(vetoed('in-progress')).toMatchObject({ score: null, outcome: 'unsettled' })
    // A site the edition does not score gets no points by being vetoed.
    const bareVeto = bare(sites, '0.1', { vetoScore: sure('59') })
    expect(scored(bareVeto, [{ id: 'W9.1' }], { object: department })).toMatchObject({ score: null, outcome: 'fail' })
    expect(scored(bareVeto, [{ id: 'W9.1' }])).toMatchObject({ score: '59', outcome: 'fail' })
    expect(scored({ ...bareVeto, frame: { ...bareVeto.frame, vetoScore: null } }, [{ id: 'W9.1' }]).score).toBeNull()
  })

  const graded = bare(sites, '0.1', {
    grades: sure([
      { title: '优秀', atLeast: '90' },
      { title: '合格', atLeast: '80' },
      { title: '基本合格', atLeast: '60' }
    ])
  })
  it.each<[tenths: number, bonus: number, score: string, grade: string | null, outcome: 'pass' | 'fail']>([
    [0, 0, '100', '优秀', 'pass'],
    [100, 0, '90', '优秀', 'pass'],
    [101, 0, '89.9', '合格', 'pass'],
    [101, 1, '90.9', '优秀', 'pass'],
    [200, 0, '80', '合格', 'pass'],
    [201, 0, '79.9', '基本合格', 'pass'],
    [400, 0, '60', '基本合格', 'pass'],
    [401, 0, '59.9', null, 'fail']
  ])('阜阳, a middle grade: %i tenths off, bonus %i, %s is %s', (count, bonus, score, grade, outcome) => {
    const result = scored(graded, lost(count, bonus))
    expect(result).toMatchObject({ score, grade, outcome })
    if (grade !== null) expect(result.reasons.at(-1)).toBe(`按得分评为“${grade}”。`)
    else expect(result.reasons.at(-1)).toBe('扣分部分低于 60 分，不合格。')
  })
  it('a grade is not given before the target is settled, nor after a veto, and does not depend on how the lines are listed', () => {
    expect(scored(graded, lost(1), { state: 'in-progress' }).grade).toBeNull()
    expect(scored(graded, lost(1), { verdicts: { 'W9.1': 'pending' } }).grade).toBeNull()
    expect(scored(graded, [{ id: 'W9.1' }]).grade).toBeNull()
    const grades = graded.frame.grades
    const turned = bare(sites, '0.1', { grades: sure([...(grades?.value ?? [])].reverse()) })
    expect(scored(turned, lost(101)).grade).toBe('合格')
    expect(scored({ ...graded, frame: { ...graded.frame, grades: null } }, lost(1)).grade).toBeNull()
    // By the exact fraction: 59.998… is printed 60 and does not reach it.
    const wide = bare(sites, '0.01', { base: sure('110'), noService: sure({ spread: '20' }), ...(grades ? { grades } : {}) })
    expect(scored(wide, lost(4091), { object: portalWithoutService })).toMatchObject({ score: '60', grade: null })
    expect(scored(wide, lost(4090), { object: portalWithoutService })).toMatchObject({ score: '60.01', grade: '基本合格' })
  })

  it('a plan that scores every site has an item for other sites that is on', () => {
    const forAll = (changes: Partial<Indicator>): Catalogue => ({
      ...sites,
      indicators: [
        indicator('D9.2', 'deduction', { unitPoints: sure('2'), applies: { portalOnly: false, needsService: false }, ...changes })
      ]
    })
    expect(scored(forAll({}), [{ id: 'D9.2' }], { object: department })).toMatchObject({ score: '98' })
    expect(scored(forAll({ enabled: false }), [{ id: 'D9.2' }], { object: department })).toMatchObject({ score: null })
    expect(scored(forAll({ enabled: false }), [{ id: 'D9.2' }], { object: portal })).toMatchObject({ score: '100' })
    expect(scored(forAll({ kind: 'bonus' }), [], { object: department }).score).toBeNull()
  })

  it('a deduction of no points is a problem that takes nothing', () => {
    const noted: Catalogue = {
      ...accounts,
      indicators: [indicator('L1', 'deduction', { unitPoints: sure('0'), applies: { portalOnly: false, needsService: false } })]
    }
    const score = scored(noted, [{ id: 'L1', count: 2 }], { object: wechat })
    expect(score).toMatchObject({ outcome: 'pass', score: null, problems: 1, deducted: '0' })
    expect(itemScore(score, 'L1').reason).toBe('2 处，列为问题，不扣分。')
  })
})
