import { describe, expect, it } from 'vitest'
import { catalogueFaults } from '../../../electron/domain/catalogue-faults.ts'
import type { Catalogue } from '../../../electron/domain/catalogue.ts'
import {
  accounts,
  decided,
  department,
  itemScore,
  portal,
  portalWithoutService,
  regulators,
  plan,
  scored,
  sites,
  sure,
  wechat,
  type Found
} from './editions.ts'

describe('咸宁 as shipped: pass line 80, department sites scored too', () => {
  const xianning = plan(sites, 'xianning-2022-site')
  it.each<[situation: string, lost: number, score: string, outcome: 'pass' | 'fail']>([
    ['nothing found', 0, '100', 'pass'],
    ['81', 19, '81', 'pass'],
    ['80 passes', 20, '80', 'pass'],
    ['79 fails, nationally it would pass', 21, '79', 'fail'],
    ['60 fails', 40, '60', 'fail']
  ])('%s', (_situation, lost, score, outcome) => {
    const found = lost === 0 ? [] : [{ id: 'D1.9', count: lost }]
    for (const object of [portal, department]) expect(scored(xianning, found, { object })).toMatchObject({ score, outcome })
  })
  it('its own item takes 1 point a place', () => {
    expect(scored(xianning, [{ id: 'XN1', count: 3 }]).score).toBe('97')
  })

  const media = plan(accounts, 'xianning-2022-account')
  it.each<[situation: string, accountType: string | null, found: Found[], outcome: 'pass' | 'fail', problems: number]>([
    ['发布类, not weekly: a problem, no veto', '发布类', [{ id: 'XN2' }], 'pass', 1],
    ['发布类 is not held to two weeks', '发布类', [{ id: 'XN3' }], 'pass', 0],
    ['服务类, not two-weekly: a problem', '服务类', [{ id: 'XN3' }], 'pass', 1],
    ['服务类 is not held to a week', '服务类', [{ id: 'XN2' }], 'pass', 0],
    ['an account without a type is passed over', null, [{ id: 'XN2' }, { id: 'XN3' }], 'pass', 0],
    ['the veto stays two weeks, and the problem is not counted beside it', '发布类', [{ id: 'M2.1' }, { id: 'XN2' }], 'fail', 1]
  ])('accounts: %s', (_situation, accountType, found, outcome, problems) => {
    const score = scored(media, found, { object: { ...wechat, accountType } })
    expect(score).toMatchObject({ outcome, problems, score: null })
  })
})

describe('北京 2023 as shipped: 100 + 10, new media out of 100', () => {
  const beijing = decided(plan(sites, 'beijing-2023-site'), { indicatorId: 'B1.1', action: 'change', unitPoints: '3' })
  it.each<[bonus: number, lost: number, score: string]>([
    [3, 0, '109'],
    [4, 0, '110'],
    [9, 0, '110'],
    [4, 19, '91'],
    [4, 20, '80']
  ])('%i × 3 bonus, %i points off: %s', (bonus, lost, score) => {
    const found = [{ id: 'B1.1', count: bonus }, ...(lost === 0 ? [] : [{ id: 'D1.9', count: lost }])]
    expect(scored(beijing, found).score).toBe(score)
  })

  it('new media have no score while nobody confirmed what is scored, and one out of 100 after', () => {
    const media = plan(accounts, 'beijing-2023-account')
    expect(scored(media, [{ id: 'BJ1' }], { object: wechat })).toMatchObject({ score: null, outcome: 'pass', problems: 0 })
    const on = decided(media, { indicatorId: 'BJ1', action: 'change', unitPoints: '0.5' })
    expect(scored(on, [{ id: 'BJ1', count: 3 }], { object: wechat })).toMatchObject({ score: '98.5', outcome: 'pass' })
  })
})

describe('肇庆 as shipped: bonus 25, 20 points shared out, a vetoed account 59', () => {
  const zhaoqing = plan(sites, 'zhaoqing-2022-site')
  it.each<[lost: number, score: string, outcome: 'pass' | 'fail']>([
    [0, '100', 'pass'],
    [1, '98.75', 'pass'],
    [16, '80', 'pass'],
    [32, '60', 'pass'],
    [33, '58.75', 'fail']
  ])('%i of 80 off, no outward service: %s', (lost, score, outcome) => {
    const found = lost === 0 ? [] : [{ id: 'D1.9', count: lost }]
    expect(scored(zhaoqing, found, { object: portalWithoutService })).toMatchObject({ score, outcome })
  })
  it.each([
    [24, '24'],
    [25, '25'],
    [26, '25']
  ])('bonus of %i gives %s', (count, bonus) => {
    const on = decided(zhaoqing, { indicatorId: 'B1.1', action: 'change', unitPoints: '1' })
    expect(scored(on, [{ id: 'B1.1', count }]).bonus).toBe(bonus)
  })

  const media = plan(accounts, 'zhaoqing-2022-account')
  const county = { ...wechat, unitClass: '县市区' }
  it('a vetoed account of a county has 59 points, also while the plan’s own items are not confirmed', () => {
    const score = scored(media, [{ id: 'M2.1' }], { object: county })
    expect(score).toMatchObject({ score: '59', outcome: 'fail', grade: null })
    expect(score.reasons.at(-1)).toBe('按本版指标，单项否决的对象记 59 分。')
    expect(scored(media, [], { object: county })).toMatchObject({ score: null, outcome: 'pass' })
    for (const field of ['vetoScore', 'vetoScoreFor'] as const) {
      const number = { ...media.frame[field], status: 'unconfirmed' }
      const guessed = { ...media, frame: { ...media.frame, [field]: number } } as Catalogue
      expect(scored(guessed, [{ id: 'M2.1' }], { object: county })).toMatchObject({ score: null, outcome: 'fail' })
    }
  })

  it.each<[unitClass: string | null, score: string | null]>([
    ['县级', '59'],
    ['县市区', '59'],
    ['县区', '59'],
    ['市级', null],
    ['市直', null],
    ['', null],
    [null, null]
  ])('单位类别 %j after a veto: %j', (unitClass, score) => {
    const object = { ...wechat, unitClass }
    expect(scored(media, [{ id: 'M2.1' }], { object })).toMatchObject({ score, outcome: 'fail', vetoes: ['M2.1'] })
    // A plan that limits nothing gives them to all.
    const all = { ...media, frame: { ...media.frame, vetoScoreFor: null } }
    expect(scored(all, [{ id: 'M2.1' }], { object }).score).toBe('59')
  })

  it('a limit without points names itself', () => {
    const wrong = { ...media, frame: { ...media.frame, vetoScore: null } }
    expect(catalogueFaults(wrong)).toEqual([
      '计分框架的一票否决得分适用单位类别（frame.vetoScoreFor）已填写，一票否决得分（frame.vetoScore）也应填写'
    ])
  })
})

describe('福建 and 阜阳 as shipped', () => {
  it('福建: not updated in 10 days is a problem that fails nobody', () => {
    const media = plan(accounts, 'fujian-2025-account')
    const score = scored(media, [{ id: 'FJ1' }], { object: wechat })
    expect(score).toMatchObject({ outcome: 'pass', problems: 1, score: null, deducted: '0' })
    expect(itemScore(score, 'FJ1').reason).toBe('1 处，列为问题，不扣分。')
    expect(scored(media, [{ id: 'FJ1' }, { id: 'M2.1' }], { object: wechat })).toMatchObject({ outcome: 'fail', problems: 1 })
  })

  it('阜阳: its grades are not printed while their lines are unconfirmed', () => {
    const fuyang = plan(sites, 'fuyang-site')
    expect(scored(fuyang, [{ id: 'D1.9', count: 30 }])).toMatchObject({ score: '70', grade: null, outcome: 'pass' })
    const { grades } = fuyang.frame
    const confirmed = { ...fuyang, frame: { ...fuyang.frame, grades: sure(grades?.value ?? []) } }
    expect(scored(confirmed, [{ id: 'D1.9', count: 30 }]).grade).toBe('基本合格')
    expect(scored(confirmed, [{ id: 'D1.9', count: 20 }]).grade).toBe('合格')
    expect(scored(confirmed, [{ id: 'D1.9', count: 41 }])).toMatchObject({ grade: null, outcome: 'fail' })
  })
})

describe('regulators as shipped (section 5)', () => {
  it.each<[situation: string, found: Found[], score: string, outcome: 'pass' | 'fail']>([
    ['nothing', [], '100', 'pass'],
    ['R2.1: one message unfinished', [{ id: 'R2.1' }], '97', 'pass'],
    ['R2.2: one finished after more than a month', [{ id: 'R2.2' }], '98', 'pass'],
    [
      'R2.1 and R2.2 on one message: only the first',
      [
        { id: 'R2.1', location: '留言 12' },
        { id: 'R2.2', location: '留言12' }
      ],
      '97',
      'pass'
    ],
    [
      'R2.1 and R2.2 on two messages',
      [
        { id: 'R2.1', location: '留言 12' },
        { id: 'R2.2', location: '留言 13' }
      ],
      '95',
      'pass'
    ],
    ['R8.1: all sites on one platform', [{ id: 'R8.1' }], '105', 'pass'],
    ['bonus is at most 20', [{ id: 'R8.1', count: 5 }], '120', 'pass'],
    ['R2.2 × 10: exactly 80, no bonus', [{ id: 'R2.2', count: 10 }, { id: 'R8.1' }], '80', 'pass'],
    ['R2.2 × 20: 60 passes', [{ id: 'R2.2', count: 20 }], '60', 'pass'],
    ['R2.2 × 21: 58 fails', [{ id: 'R2.2', count: 21 }], '58', 'fail'],
    [
      'R1.1 and R1.2 without their counts score nothing',
      [
        { id: 'R1.1', count: 9 },
        { id: 'R1.2', count: 9 }
      ],
      '100',
      'pass'
    ],
    ['R3.1 … R7.1 without points score nothing', ['R3.1', 'R4.1', 'R5.1', 'R6.1', 'R7.1'].map((id) => ({ id })), '100', 'pass']
  ])('%s', (_situation, found, score, outcome) => {
    expect(scored(regulators, found, { object: department })).toMatchObject({ score, outcome })
  })
})
