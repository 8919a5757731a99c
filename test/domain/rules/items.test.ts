import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../../electron/domain/catalogue.ts'
import {
  accounts,
  decided,
  department,
  itemOf,
  itemScore,
  portal,
  portalWithoutService,
  scored,
  sites,
  wechat
} from './editions.ts'

const always = ['W1.1', 'W1.2', 'W1.3', 'W1.4', 'W1.5', 'W1.6', 'W2', 'W3', 'W5.1', 'W5.2', 'W6.1']

describe('part 1, websites: every veto on portals and department sites alike', () => {
  it.each(always)('%s: one finding fails the site', (id) => {
    for (const object of [portal, department]) {
      expect(scored(sites, [{ id }], { object })).toMatchObject({
        outcome: 'fail',
        vetoes: [id],
        score: null,
        provisional: null,
        grade: null
      })
      expect(scored(sites, [], { object })).toMatchObject({ outcome: 'pass', vetoes: [] })
    }
  })

  it.each<[id: string, counts: number[], outcome: 'pass' | 'fail']>([
    ['W4.1', [4], 'pass'],
    ['W4.1', [5], 'fail'],
    ['W4.1', [6], 'fail'],
    ['W4.1', [2, 2], 'pass'],
    ['W4.1', [2, 3], 'fail'],
    ['W4.1', [1, 1, 1, 1, 1], 'fail'],
    ['W4.2', [9], 'pass'],
    ['W4.2', [10], 'fail'],
    ['W4.2', [4, 5], 'pass'],
    ['W4.2', [5, 5], 'fail'],
    ['W4.3', [4], 'pass'],
    ['W4.3', [5], 'fail'],
    ['W4.3', [4, 1], 'fail']
  ])('%s with columns %j: %s', (id, counts, outcome) => {
    // Every finding on a column of its own.
    const score = scored(
      sites,
      counts.map((count, index) => ({ id, count, location: `首页》栏目${index}` })),
      { object: department }
    )
    expect(score).toMatchObject({ outcome, vetoes: outcome === 'fail' ? [id] : [], problems: counts.length })
  })

  it('four under each of W4.1, W4.2 and W4.3 are problems, not a veto: they are not added across items', () => {
    const found = ['W4.1', 'W4.2', 'W4.3'].map((id) => ({ id, count: 4, location: `首页》${id}` }))
    expect(scored(sites, found, { object: department })).toMatchObject({ outcome: 'pass', vetoes: [], problems: 3 })
  })

  it('W6.1 is not asked of a body without outward service', () => {
    expect(scored(sites, [{ id: 'W6.1' }], { object: portalWithoutService })).toMatchObject({
      outcome: 'pass',
      vetoes: [],
      problems: 0
    })
  })

  it('W1.1 and W4.1 together: both vetoes are named, in the order of the rule text', () => {
    const score = scored(sites, [{ id: 'W4.1', count: 5 }, { id: 'W1.1' }])
    expect(score.vetoes).toEqual(['W1.1', 'W4.1'])
    expect(score.reasons).toEqual([
      '单项否决 W1.1“严重表述错误”：1 处，达到 1 处，不合格。',
      `单项否决 W4.1“${itemOf(sites, 'W4.1').title}”：5 处，达到 5 处，不合格。`
    ])
  })

  it.each<[id: string, below: number | null, at: number]>([
    ['W6.2', 4, 5],
    ['W6.3', null, 1]
  ])('%s scores nothing while its numbers are unconfirmed, and fails a site once the office confirmed them', (id, below, at) => {
    const off = scored(sites, [{ id, count: 9 }])
    expect(off).toMatchObject({ outcome: 'pass', vetoes: [], problems: 0 })
    expect(itemScore(off, id)).toMatchObject({
      count: 0,
      findings: [],
      excluded: [{ finding: 'f0', reason: '该指标待核对，未启用。' }],
      reason: '该指标待核对，未启用，已记录的 1 条不计入。'
    })
    const on = decided(sites, { indicatorId: id, action: 'confirm' })
    if (below !== null) expect(scored(on, [{ id, count: below }])).toMatchObject({ outcome: 'pass', problems: 1 })
    expect(scored(on, [{ id, count: at }])).toMatchObject({ outcome: 'fail', vetoes: [id] })
    expect(scored(on, [{ id, count: at }], { object: portalWithoutService }).outcome).toBe('pass')
    expect(scored(decided(sites, { indicatorId: id, action: 'off' }), [{ id, count: 9 }]).outcome).toBe('pass')
  })

  it('W6.2 with a threshold the office changed to three', () => {
    const three = decided(sites, { indicatorId: 'W6.2', action: 'change', threshold: 3 })
    expect(scored(three, [{ id: 'W6.2', count: 2 }]).outcome).toBe('pass')
    expect(scored(three, [{ id: 'W6.2', count: 3 }]).outcome).toBe('fail')
  })
})

describe('part 1, new media: pass or fail, nationally no score', () => {
  it.each(['M1', 'M2.1', 'M2.2', 'M3.1'])('%s fails the account', (id) => {
    expect(scored(accounts, [{ id }], { object: wechat })).toMatchObject({ outcome: 'fail', vetoes: [id], score: null })
  })

  it('an account without findings passes without a score', () => {
    expect(scored(accounts, [], { object: wechat })).toMatchObject({
      outcome: 'pass',
      score: null,
      provisional: null,
      reasons: ['没有单项否决情形，合格；本版指标对此类对象不计分。']
    })
  })

  it('M3.2 (bought followers) is off until the office confirms it', () => {
    expect(scored(accounts, [{ id: 'M3.2' }], { object: wechat })).toMatchObject({ outcome: 'pass', problems: 0 })
    const on = decided(accounts, { indicatorId: 'M3.2', action: 'confirm' })
    expect(scored(on, [{ id: 'M3.2' }], { object: wechat })).toMatchObject({ outcome: 'fail', vetoes: ['M3.2'] })
  })
})

describe('part 2: deductions of portals', () => {
  it.each<[id: string, count: number, points: string, score: string]>([
    ['D1.6', 1, '5', '95'],
    ['D1.6', 2, '10', '90'],
    ['D1.9', 1, '1', '99'],
    ['D1.9', 3, '3', '97'],
    ['D1.9', 20, '20', '80'],
    ['D1.9', 40, '40', '60'],
    ['D1.9', 41, '41', '59']
  ])('%s × %i takes %s: %s', (id, count, points, score) => {
    const result = scored(sites, [{ id, count }])
    expect(result).toMatchObject({ deducted: points, score, outcome: Number(score) < 60 ? 'fail' : 'pass' })
    expect(itemScore(result, id)).toMatchObject({ points, count, capHit: false })
    expect(scored(sites, [{ id, count }], { object: department })).toMatchObject({ outcome: 'pass', score: null, problems: 0 })
  })

  const numbered: [id: string, count: number, points: string, capHit: boolean][] = [
    ['D1.1', 3, '3', false],
    ['D1.2', 4, '4', false],
    ['D1.2', 5, '5', false],
    ['D1.2', 6, '5', true],
    ['D1.3', 5, '5', false],
    ['D1.3', 9, '5', true],
    ['D1.7', 3, '6', false],
    ['D1.8', 3, '3', false],
    ['D1.10', 2, '4', false],
    ['D4.3', 3, '0.3', false],
    ['D4.3', 7, '0.7', false],
    ['D4.3', 123, '12.3', false]
  ]
  it.each(numbered)('%s × %i takes %s once the office confirmed its printed number', (id, count, points, capHit) => {
    const result = scored(decided(sites, { indicatorId: id, action: 'confirm' }), [{ id, count }])
    expect(itemScore(result, id)).toMatchObject({ points, capHit, count })
    expect(result.deducted).toBe(points)
  })

  const withoutPoints = [
    'D1.4',
    'D1.5',
    'D2.1',
    'D2.2',
    'D2.3',
    'D2.4',
    'D2.5',
    'D2.6',
    'D3.1',
    'D3.2',
    'D3.3',
    'D3.4',
    'D4.1',
    'D4.2',
    'D4.4',
    'D4.5'
  ]
  it.each([...new Set(numbered.map(([id]) => id)), ...withoutPoints])('%s scores nothing while unconfirmed', (id) => {
    const result = scored(sites, [{ id, count: 50 }])
    expect(result).toMatchObject({ deducted: '0', score: '100', problems: 0 })
    expect(itemScore(result, id)).toMatchObject({ points: '0', count: 0, findings: [] })
  })

  it.each(withoutPoints)('%s takes the points the office gave: 1.5 a place, at most 4', (id) => {
    const on = decided(sites, { indicatorId: id, action: 'change', unitPoints: '1.5', cap: '4' })
    const points = (count: number, object = portal) => scored(on, [{ id, count }], { object }).deducted
    expect([1, 2, 3].map((count) => points(count))).toEqual(['1.5', '3', '4'])
    expect(points(1, portalWithoutService)).toBe(itemOf(sites, id).applies.needsService ? '0' : '1.5')
  })

  it.each(['D2.1', 'D2.2', 'D2.3', 'D2.4', 'D2.5', 'D2.6'])('%s is a service item', (id) => {
    expect(itemOf(sites, id).applies).toEqual({ portalOnly: true, needsService: true })
  })
})

describe('part 3: bonus of portals above 80', () => {
  const bonusItems = ['B1.1', 'B1.2', 'B2.1', 'B3.1', 'B4.1', 'B4.2', 'B5.1']
  it.each(bonusItems)('%s adds nothing while its points are not known', (id) => {
    expect(scored(sites, [{ id }])).toMatchObject({ bonus: '0', score: '100', problems: 0 })
  })

  it.each(bonusItems)('%s adds what the office gave, only above 80 points', (id) => {
    const on = decided(sites, { indicatorId: id, action: 'change', unitPoints: '2.5', cap: '6' })
    const result = (count: number, lost: number) =>
      scored(on, [
        { id, count },
        { id: 'D1.9', count: lost }
      ])
    expect(result(1, 19)).toMatchObject({ bonus: '2.5', score: '83.5' })
    expect(result(3, 19)).toMatchObject({ bonus: '6', score: '87' })
    expect(result(1, 20)).toMatchObject({ bonus: '0', score: '80' })
    expect(itemScore(result(1, 20), id)).toMatchObject({ points: '0', reason: '扣分部分没有高于 80 分，不进入加分。' })
    expect(scored(on, [{ id }], { object: department }).bonus).toBe('0')
  })
})

describe('what stands behind a point', () => {
  it('names edition, findings, evidence and person', () => {
    const score = scored(sites, [
      { id: 'D1.9', location: '首页》人事', evidenceIds: ['e1', 'e2'], inspector: '李四' },
      { id: 'D1.9', location: '首页》规划', evidenceIds: ['e2', 'e3'], inspector: '王五', count: 2 },
      { id: 'D1.9', location: '首页》统计', evidenceIds: [], inspector: '李四' },
      { id: 'D1.1', evidenceIds: ['e9'], inspector: '赵六' }
    ])
    expect(score.catalogue).toEqual({ id: 'national-2019-site', edition: sites.edition })
    expect(itemScore(score, 'D1.9')).toMatchObject({
      count: 4,
      unitPoints: '1',
      points: '4',
      findings: ['f0', 'f1', 'f2'],
      evidence: ['e1', 'e2', 'e3'],
      inspectors: ['李四', '王五'],
      excluded: [],
      reason: '4 处，每处扣 1 分，共扣 4 分。'
    })
    expect(itemScore(score, 'D1.1')).toMatchObject({
      evidence: [],
      inspectors: [],
      excluded: [{ finding: 'f3', reason: '该指标待核对，未启用。' }]
    })
    expect(itemScore(score, 'D1.6')).toMatchObject({ evidence: [], inspectors: [], findings: [], reason: '未发现问题，不扣分。' })
  })

  it('an item for certain 账号类型 is asked of those accounts alone', () => {
    const local: Catalogue = {
      ...accounts,
      indicators: [
        { ...itemOf(accounts, 'M2.1'), id: 'L1', applies: { portalOnly: false, needsService: false, accountTypes: ['发布类'] } },
        {
          ...itemOf(accounts, 'M2.1'),
          id: 'L2',
          applies: { portalOnly: false, needsService: false, accountTypes: ['服务类', '互动类'] }
        }
      ]
    }
    const found = [{ id: 'L1' }, { id: 'L2' }]
    const vetoes = (accountType: string | null) => scored(local, found, { object: { ...wechat, accountType } }).vetoes
    expect(vetoes('发布类')).toEqual(['L1'])
    expect(vetoes('服务类')).toEqual(['L2'])
    expect(vetoes('互动类')).toEqual(['L2'])
    expect(vetoes('其他')).toEqual([])
    expect(vetoes(null)).toEqual([])
    const reasons = (accountType: string | null) =>
      itemScore(scored(local, found, { object: { ...wechat, accountType } }), 'L1').reason
    expect(reasons('服务类')).toBe('账号类型为服务类，不适用，已记录的 1 条不计入。')
    expect(reasons(null)).toBe('名录没有账号类型，不适用，已记录的 1 条不计入。')
  })
})
