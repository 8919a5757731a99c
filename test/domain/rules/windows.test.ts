import { describe, expect, it } from 'vitest'
import type { RuleWindow } from '../../../electron/domain/catalogue.ts'
import {
  countWithin,
  daysSince,
  isLeftUnanswered,
  isOutsideWindow,
  windowStart,
  windowText
} from '../../../electron/domain/rules/windows.ts'
import { accounts, itemOf, sites } from './editions.ts'

const days = (amount: number): RuleWindow => ({ amount, unit: 'day' })
const weeks = (amount: number): RuleWindow => ({ amount, unit: 'week' })
const months = (amount: number): RuleWindow => ({ amount, unit: 'month' })
const years = (amount: number): RuleWindow => ({ amount, unit: 'year' })

/** Ten o'clock in the morning in China. */
const morning = (day: string): string => `${day}T02:00:00.000Z`

describe('windows of the shipped items', () => {
  it.each([
    ['W2', sites, weeks(1)],
    ['W3', sites, weeks(2)],
    ['W5.2', sites, years(1)],
    ['D1.4', sites, weeks(2)],
    ['D1.5', sites, months(6)],
    ['D1.6', sites, months(6)],
    ['D2.5', sites, months(1)],
    ['D3.4', sites, years(1)],
    ['M2.1', accounts, weeks(2)]
  ] as const)('%s', (id, catalogue, window) => {
    expect(itemOf(catalogue, id).window?.value).toEqual(window)
  })
})

describe('is the newest item older than the window that ends at its own 监测时间点', () => {
  it.each<[item: string, situation: string, last: string | null, at: string, window: RuleWindow, stale: boolean]>([
    // 2 weeks
    ['W3', 'updated on the day itself', '2023-02-22', morning('2023-02-22'), weeks(2), false],
    ['W3', '13 days', '2023-02-09', morning('2023-02-22'), weeks(2), false],
    ['W3', '14 days: the edge counts as updated', '2023-02-08', morning('2023-02-22'), weeks(2), false],
    ['W3', '15 days', '2023-02-07', morning('2023-02-22'), weeks(2), true],
    ['W3', 'no printed date (2015 reading)', null, morning('2023-02-22'), weeks(2), true],
    ['W3', 'a date after the 监测时间点', '2023-02-23', morning('2023-02-22'), weeks(2), false],
    ['W3', '14 days at midnight in China, still the 21st in UTC', '2023-02-08', '2023-02-21T16:00:00Z', weeks(2), false],
    ['W3', '15 days at midnight in China, 14 by UTC', '2023-02-07', '2023-02-21T16:00:00Z', weeks(2), true],
    ['W3', '14 days one millisecond before midnight in China', '2023-02-07', '2023-02-21T15:59:59.999Z', weeks(2), false],
    ['W3', '14 days late in the evening, as in the morning', '2023-02-08', '2023-02-22T15:59:00Z', weeks(2), false],
    ['M2.1', '13 days', '2023-05-18', morning('2023-05-31'), weeks(2), false],
    ['M2.1', '14 days', '2023-05-17', morning('2023-05-31'), weeks(2), false],
    ['M2.1', '15 days', '2023-05-16', morning('2023-05-31'), weeks(2), true],
    ['M2.1', 'nothing ever published', null, morning('2023-05-31'), weeks(2), true],
    ['M2.1', 'instant written with the offset of China', '2023-05-17', '2023-06-01T00:10:00+08:00', weeks(2), true],
    ['W4.1', 'news, 14 days over the end of February', '2023-02-15', morning('2023-03-01'), weeks(2), false],
    ['W4.1', 'news, 15 days over the end of February', '2023-02-14', morning('2023-03-01'), weeks(2), true],
    ['W4.1', 'news, 14 days over a leap day', '2024-02-16', morning('2024-03-01'), weeks(2), false],
    ['W4.1', 'news, 15 days over a leap day', '2024-02-15', morning('2024-03-01'), weeks(2), true],
    ['D1.4', '14 days over New Year', '2023-12-22', morning('2024-01-05'), weeks(2), false],
    ['D1.4', '15 days over New Year', '2023-12-21', morning('2024-01-05'), weeks(2), true],
    // 6 months
    ['W4.1', '通知公告, the same day six months earlier', '2023-02-23', morning('2023-08-23'), months(6), false],
    ['W4.1', '通知公告, one day before that', '2023-02-22', morning('2023-08-23'), months(6), true],
    ['W4.1', '政策文件, 31 Aug: edge is 28 Feb', '2023-02-28', morning('2023-08-31'), months(6), false],
    ['W4.1', '政策文件, 31 Aug: 27 Feb is out', '2023-02-27', morning('2023-08-31'), months(6), true],
    ['W4.1', '政策文件, 31 Aug of a leap year: edge is 29 Feb', '2024-02-29', morning('2024-08-31'), months(6), false],
    ['W4.1', '政策文件, 31 Aug of a leap year: 28 Feb is out', '2024-02-28', morning('2024-08-31'), months(6), true],
    ['D1.5', '29 Aug of a common year: edge is 28 Feb', '2023-02-28', morning('2023-08-29'), months(6), false],
    ['D1.5', '28 Feb: edge is 28 Aug, not the end of the month', '2022-08-28', morning('2023-02-28'), months(6), false],
    ['D1.5', '28 Feb: 27 Aug is out', '2022-08-27', morning('2023-02-28'), months(6), true],
    ['D1.5', 'leap day: edge is 29 Aug', '2023-08-29', morning('2024-02-29'), months(6), false],
    ['D1.5', 'leap day: 28 Aug is out', '2023-08-28', morning('2024-02-29'), months(6), true],
    ['D1.6', '31 Mar: edge is 30 Sep', '2022-09-30', morning('2023-03-31'), months(6), false],
    ['D1.6', '31 Mar: 29 Sep is out', '2022-09-29', morning('2023-03-31'), months(6), true],
    ['D1.6', '31 Dec: edge is 30 Jun', '2023-06-30', morning('2023-12-31'), months(6), false],
    ['D1.6', '31 Oct: 29 Apr is out', '2023-04-29', morning('2023-10-31'), months(6), true],
    ['D1.6', '15 Jan: edge lies in the year before', '2022-07-15', morning('2023-01-15'), months(6), false],
    ['D1.6', '15 Jan: 14 Jul is out', '2022-07-14', morning('2023-01-15'), months(6), true],
    ['D1.6', 'undated', null, morning('2023-01-15'), months(6), true],
    ['D1.6', '184 days inside six months', '2023-03-01', morning('2023-09-01'), months(6), false],
    ['D1.6', 'edge by the day in China, midnight', '2023-03-01', '2023-09-01T16:00:00Z', months(6), true],
    // 1 month, 1 year
    ['D2.5', '31 Mar: edge is 28 Feb', '2023-02-28', morning('2023-03-31'), months(1), false],
    ['D2.5', '31 Mar: 27 Feb is out', '2023-02-27', morning('2023-03-31'), months(1), true],
    ['W4.2', '人事, one year: the same day', '2022-08-23', morning('2023-08-23'), years(1), false],
    ['W4.2', '人事, one year: a day earlier', '2022-08-22', morning('2023-08-23'), years(1), true],
    ['W4.2', '规划, leap day: edge is 28 Feb', '2023-02-28', morning('2024-02-29'), years(1), false],
    ['W4.2', '规划, leap day: 27 Feb is out', '2023-02-27', morning('2024-02-29'), years(1), true],
    ['W4.2', '规划, 1 Mar after a leap year: leap day is out', '2024-02-29', morning('2025-03-01'), years(1), true],
    // local plans
    ['福建 10 days', '10 days', '2023-05-10', morning('2023-05-20'), days(10), false],
    ['福建 10 days', '11 days', '2023-05-09', morning('2023-05-20'), days(10), true],
    ['咸宁 发布类 weekly', '7 days', '2022-03-01', morning('2022-03-08'), weeks(1), false],
    ['咸宁 发布类 weekly', '8 days', '2022-02-28', morning('2022-03-08'), weeks(1), true],
    ['咸宁 服务类 two-weekly', '14 days', '2022-02-22', morning('2022-03-08'), weeks(2), false],
    ['咸宁 服务类 two-weekly', '15 days', '2022-02-21', morning('2022-03-08'), weeks(2), true]
  ])('%s: %s (last %s, at %s)', (_item, _situation, last, at, window, stale) => {
    expect(isOutsideWindow(last, at, window)).toBe(stale)
  })
})

describe('days since the last update', () => {
  it.each([
    ['2023-02-08', '2023-02-22T02:00:00Z', 14],
    ['2023-02-08', '2023-02-21T16:00:00Z', 14],
    ['2023-02-08', '2023-02-21T15:59:59Z', 13],
    ['2023-02-23', '2023-02-22T02:00:00Z', -1],
    ['2024-02-28', '2024-03-01T02:00:00Z', 2],
    [null, '2024-03-01T02:00:00Z', null]
  ])('%s at %s: %s', (last, at, count) => {
    expect(daysSince(last, at)).toBe(count)
  })
})

describe('W5.2: a message of the last year, unanswered for more than three months', () => {
  it.each<[situation: string, sent: string, answered: string | null, at: string, stands: boolean]>([
    ['exactly three months', '2023-05-23', null, morning('2023-08-23'), false],
    ['three months and a day', '2023-05-22', null, morning('2023-08-23'), true],
    ['two months', '2023-06-23', null, morning('2023-08-23'), false],
    ['left today', '2023-08-23', null, morning('2023-08-23'), false],
    ['three months before 30 May are 28 Feb', '2023-02-28', null, morning('2023-05-30'), false],
    ['27 Feb is longer before 30 May', '2023-02-27', null, morning('2023-05-30'), true],
    ['three months before 30 May of a leap year are 29 Feb', '2024-02-29', null, morning('2024-05-30'), false],
    ['28 Feb is longer there', '2024-02-28', null, morning('2024-05-30'), true],
    ['exactly one year ago is still of the year', '2022-08-23', null, morning('2023-08-23'), true],
    ['a day older than one year is not looked at', '2022-08-22', null, morning('2023-08-23'), false],
    ['one year before a leap day', '2023-02-28', null, morning('2024-02-29'), true],
    ['a day older than that', '2023-02-27', null, morning('2024-02-29'), false],
    ['answered at once', '2023-03-01', '2023-03-02', morning('2023-08-23'), false],
    ['answered late, but answered', '2023-01-01', '2023-08-22', morning('2023-08-23'), false],
    ['answered on the day of the check', '2023-01-01', '2023-08-23', morning('2023-08-23'), false],
    ['answered only after the check', '2023-01-01', '2023-08-24', morning('2023-08-23'), true],
    ['the day in China decides: 24 Aug already', '2023-05-23', null, '2023-08-23T16:00:00Z', true],
    ['the day in China decides: still 23 Aug', '2023-05-23', null, '2023-08-23T15:59:59Z', false]
  ])('%s (left %s, answered %s, at %s)', (_situation, sentOn, answeredOn, at, stands) => {
    const { window } = itemOf(sites, 'W5.2')
    expect(isLeftUnanswered({ sentOn, answeredOn }, at, window?.value ?? days(1), months(3))).toBe(stands)
  })
})

describe('D3.4: activities of the last year', () => {
  it.each([
    ['first and last day count', ['2022-08-23', '2023-08-23'], 2],
    ['a day older does not', ['2022-08-22', '2023-01-01'], 1],
    ['one announced for tomorrow does not', ['2023-08-24', '2023-08-22'], 1],
    ['several on one day count each', ['2023-03-01', '2023-03-01', '2023-03-01'], 3],
    ['none', [], 0]
  ])('%s', (_situation, activities, count) => {
    expect(countWithin(activities, morning('2023-08-23'), years(1))).toBe(count)
  })
})

describe('a window', () => {
  it.each([
    [days(10), '2024-02-20', '10 天'],
    [weeks(2), '2024-02-16', '2 周'],
    [months(6), '2023-09-01', '6 个月'],
    [years(1), '2023-03-01', '1 年'],
    [years(2), '2022-03-01', '2 年']
  ])('%j before 2024-03-01 starts on %s: %s', (window, start, text) => {
    expect(windowStart('2024-03-01', window)).toBe(start)
    expect(windowText(window)).toBe(text)
  })
})
