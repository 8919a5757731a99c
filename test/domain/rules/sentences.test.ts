import { describe, expect, it } from 'vitest'
import { touchedItems } from '../../../electron/domain/scoring.ts'
import { indicator } from '../domain-fixtures.ts'
import {
  accounts,
  bare,
  changed,
  decided,
  department,
  itemScore,
  portal,
  portalWithoutService,
  scored,
  sites,
  sure,
  wechat
} from './editions.ts'

describe('what an item says of itself', () => {
  const bonus = decided(sites, { indicatorId: 'B1.1', action: 'change', unitPoints: '2.5', cap: '6' })
  it.each([
    ['B1.1', 0, '没有加分记录。'],
    ['B1.1', 1, '1 处，每处加 2.5 分，共加 2.5 分。'],
    ['B1.1', 3, '3 处，每处加 2.5 分，超过本项上限 6 分，加 6 分。'],
    ['W4.2', 0, '未发现问题。'],
    ['W4.2', 9, '发现 9 处，未达到 10 处，列为问题，不否决。'],
    ['D1.9', 0, '未发现问题，不扣分。'],
    ['D1.9', 2, '2 处，每处扣 1 分，共扣 2 分。'],
    ['D1.1', 0, '该指标待核对，未启用。'],
    ['D1.1', 1, '该指标待核对，未启用，已记录的 1 条不计入。']
  ])('%s × %i: %s', (id, count, reason) => {
    const item = itemScore(scored(bonus, count === 0 ? [] : [{ id, count }]), id)
    expect(item.reason).toBe(reason)
    expect(item.capHit).toBe(reason.includes('上限'))
  })

  it('names its cap whether or not anything was found', () => {
    expect(itemScore(scored(bonus, []), 'B1.1')).toMatchObject({ cap: '6', unitPoints: '2.5', threshold: null })
    expect(itemScore(scored(bonus, [], { object: department }), 'B1.1')).toMatchObject({
      cap: '6',
      capHit: false,
      reason: '不是门户网站，不适用。'
    })
  })

  it('the whole list of one evidence and one person is kept', () => {
    const score = scored(sites, [{ id: 'D1.9', evidenceIds: ['e1', 'e1'], inspector: '李四' }])
    expect(itemScore(score, 'D1.9')).toMatchObject({ evidence: ['e1'], inspectors: ['李四'] })
  })

  it('an edition without bonus says so', () => {
    const none = bare(sites, '1', { bonusAbove: null, bonusCap: null })
    const score = scored(none, [{ id: 'B9.1' }])
    expect(score).toMatchObject({ bonus: '0', score: '100', reasons: ['扣分部分满分 100 分，扣 0 分，得 100 分。'] })
    expect(itemScore(score, 'B9.1').reason).toBe('本版指标没有加分。')
  })

  it('a list of many targets keeps items with something found, also where it does not count', () => {
    expect(touchedItems(scored(sites, [{ id: 'D1.1' }, { id: 'D1.9' }])).map((item) => item.indicator)).toEqual(['D1.1', 'D1.9'])
  })
})

describe('editions at their edges', () => {
  it('without a pass line nobody fails by points', () => {
    expect(scored(bare(sites, '1', { failBelow: null }), [{ id: 'D9.1', count: 70 }])).toMatchObject({
      score: '30',
      outcome: 'pass'
    })
  })

  it('without full marks there is no score, whatever else the frame says', () => {
    const odd = bare(accounts, '1', { vetoScore: sure('59'), noService: sure({ max: '75', numerator: 4, denominator: 3 }) })
    for (const object of [portal, portalWithoutService, wechat]) {
      expect(scored(odd, [{ id: 'W9.1' }], { object })).toMatchObject({ score: null, outcome: 'fail' })
      expect(scored(odd, [], { object })).toMatchObject({ score: null, provisional: null, outcome: 'pass' })
    }
  })

  it('points after a veto are for the vetoed alone', () => {
    expect(scored(bare(sites, '1', { vetoScore: sure('59') }), [])).toMatchObject({ score: '100', outcome: 'pass' })
  })

  it('the grade counts the bonus in full where the result was converted', () => {
    const grades = sure([{ title: '优秀', atLeast: '90' }])
    const converted = bare(sites, '1', { grades })
    // (75 − 9) × 4/3 = 88, with 2 of bonus 90.
    const result = (bonus: number) =>
      scored(
        converted,
        [
          { id: 'D9.1', count: 9 },
          { id: 'B9.1', count: bonus }
        ],
        { object: portalWithoutService }
      )
    expect(result(2)).toMatchObject({ score: '90', grade: '优秀' })
    expect(result(1)).toMatchObject({ score: '89', grade: null })
  })

  it('an item that is off never stands, however much is recorded on it', () => {
    const off = changed(sites, { 'W4.2': { enabled: false } })
    expect(scored(off, [{ id: 'W4.2', count: 50 }])).toMatchObject({ outcome: 'pass', vetoes: [], problems: 0 })
  })

  it('a deduction item without points takes none', () => {
    const none = { ...sites, indicators: [indicator('D9.3', 'deduction')] }
    expect(scored(none, [{ id: 'D9.3', count: 4 }])).toMatchObject({ score: '100', deducted: '0', problems: 1 })
  })
})
