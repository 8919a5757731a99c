import { describe, expect, it } from 'vitest'
import { judgeGuides, judgeVisitDays, reaches, shareReaches, thresholdOf } from '../../../electron/domain/rules/thresholds.ts'
import { itemOf, sites } from './editions.ts'

describe('超过(含) means at least', () => {
  it.each([
    ['W4.1', 4, false],
    ['W4.1', 5, true],
    ['W4.1', 6, true],
    ['W4.2', 9, false],
    ['W4.2', 10, true],
    ['W4.2', 11, true],
    ['W4.3', 4, false],
    ['W4.3', 5, true],
    ['W6.2', 4, false],
    ['W6.2', 5, true],
    ['W1.1', 0, false],
    ['W1.1', 1, true],
    ['W5.1', 0, false],
    ['W5.1', 1, true]
  ])('%s at %i: %s', (id, count, stands) => {
    expect(reaches(count, thresholdOf(itemOf(sites, id))).stands).toBe(stands)
  })

  it('says what was counted against what', () => {
    expect(reaches(4, 5, '个栏目').why).toBe('4 个栏目，未达到 5 个栏目。')
    expect(reaches(5, 5).why).toBe('5 处，达到 5 处。')
  })
})

describe('W2: share of failures as an exact fraction', () => {
  it.each<[failures: number, visits: number, percent: string, stands: boolean]>([
    [499, 10_000, '5', false],
    [4999, 100_000, '5', false],
    [500, 10_000, '5', true],
    [501, 10_000, '5', true],
    [6, 140, '5', false],
    [7, 140, '5', true],
    [7, 141, '5', false],
    [1, 20, '5', true],
    [1, 21, '5', false],
    [0, 140, '5', false],
    [140, 140, '5', true],
    [0, 0, '5', false],
    [0, 0, '0', false],
    // Fractions that binary numbers miss.
    [29, 1000, '2.9', true],
    [57, 10_000, '0.57', true],
    [56, 10_000, '0.57', false],
    [3, 3000, '0.1', true],
    [2, 3000, '0.1', false]
  ])('%i of %i against %s%%: %s', (failures, visits, percent, stands) => {
    expect(shareReaches(failures, visits, percent)).toBe(stands)
  })
})

describe('W2: visits of a week', () => {
  const rule = { visitsPerDay: 20, days: 7, failPercent: '5' }
  const week = (visits: number, failures: number, count = 7) => Array.from({ length: count }, () => ({ visits, failures }))
  it.each([
    ['20 visits a day, one failure a day: 5%', week(20, 1), true, '访问 140 次，打不开 7 次，达到 5%。'],
    [
      '20 visits a day, six failures in all',
      [...week(20, 1, 6), ...week(20, 0, 1)],
      false,
      '访问 140 次，打不开 6 次，未达到 5%。'
    ],
    ['19 visits a day, all failed', week(19, 19), false, '访问满 20 次的只有 0 天，不足 7 天，不能认定。'],
    ['six days of 20, all failed', week(20, 20, 6), false, '访问满 20 次的只有 6 天，不足 7 天，不能认定。'],
    ['one day of 19', [...week(20, 20, 6), ...week(19, 19, 1)], false, '访问满 20 次的只有 6 天，不足 7 天，不能认定。'],
    // The rule speaks of one week: of eight days nobody knows which seven are meant.
    [
      'an eighth day of 19',
      [...week(20, 0), ...week(19, 19, 1)],
      false,
      '访问记录应正好是连续 7 天，每天一行，现有 8 行，不能认定。'
    ],
    ['eight full days', week(20, 1, 8), false, '访问记录应正好是连续 7 天，每天一行，现有 8 行，不能认定。'],
    ['100 visits a day, 4.99…%', [...week(100, 5, 6), ...week(100, 4, 1)], false, '访问 700 次，打不开 34 次，未达到 5%。'],
    ['100 visits a day, 5%', week(100, 5), true, '访问 700 次，打不开 35 次，达到 5%。'],
    ['no visits', [], false, '访问满 20 次的只有 0 天，不足 7 天，不能认定。']
  ])('%s', (_situation, days, stands, why) => {
    expect(judgeVisitDays(days, rule)).toEqual({ stands, why })
  })
})

describe('W6.2, W6.3: key elements missing in the guides', () => {
  const rule = { kinds: 4, items: 5 }
  it.each<[item: string, situation: string, missing: number[], stands: boolean, why: string]>([
    ['W6.2', 'five items lack four', [4, 4, 4, 4, 4], true, '5 个事项缺 4 类及以上要素，达到 5 个。'],
    ['W6.2', 'four items lack four', [4, 4, 4, 4, 3], false, '4 个事项缺 4 类及以上要素，未达到 5 个。'],
    ['W6.2', 'five of ten lack more than four', [8, 7, 6, 5, 4, 0, 0, 0, 0, 0], true, '5 个事项缺 4 类及以上要素，达到 5 个。'],
    ['W6.2', 'ten items lack three', Array(10).fill(3), false, '0 个事项缺 4 类及以上要素，未达到 5 个。'],
    ['W6.3', 'four items, every one lacks four', [4, 4, 5, 6], true, '共 4 个事项，4 个缺 4 类及以上要素，全部缺失。'],
    ['W6.3', 'four items, one lacks three', [4, 4, 4, 3], false, '共 4 个事项，3 个缺 4 类及以上要素，不是全部缺失。'],
    ['W6.3', 'one item that lacks four', [4], true, '共 1 个事项，1 个缺 4 类及以上要素，全部缺失。'],
    ['W6.3', 'one item that lacks three', [3], false, '共 1 个事项，0 个缺 4 类及以上要素，不是全部缺失。'],
    ['W6.3', 'no item at all is a case of W6.1', [], false, '0 个事项缺 4 类及以上要素，未达到 5 个。']
  ])('%s: %s', (_item, _situation, missing, stands, why) => {
    expect(judgeGuides(missing, rule)).toEqual({ stands, why })
  })
})
