import { describe, expect, it } from 'vitest'
import { addDays, addMonths, chinaDay, daysBetween, isDay } from '../../../electron/domain/rules/days.ts'

describe('the day in China', () => {
  it.each([
    ['2023-02-07T15:59:59.999Z', '2023-02-07'],
    ['2023-02-07T16:00:00.000Z', '2023-02-08'],
    ['2023-02-08T00:00:00Z', '2023-02-08'],
    ['2023-12-31T16:00:00Z', '2024-01-01'],
    ['2024-02-28T16:30:00Z', '2024-02-29'],
    ['2023-02-28T16:30:00Z', '2023-03-01'],
    ['2023-02-08T00:30:00+08:00', '2023-02-08'],
    ['2023-02-08T00:30:00-05:00', '2023-02-08'],
    ['2023-02-08T11:30:00-05:00', '2023-02-09'],
    // No summer time: the same all year.
    ['2023-07-07T15:59:59Z', '2023-07-07'],
    ['2023-07-07T16:00:00Z', '2023-07-08']
  ])('%s is %s', (instant, day) => {
    expect(chinaDay(instant)).toBe(day)
  })

  it('refuses what is no instant', () => {
    expect(() => chinaDay('昨天')).toThrow(new RangeError('not an instant: 昨天'))
  })
})

describe('months', () => {
  it.each([
    ['2023-08-31', -6, '2023-02-28'],
    ['2024-08-31', -6, '2024-02-29'],
    ['2024-08-29', -6, '2024-02-29'],
    ['2023-08-28', -6, '2023-02-28'],
    ['2023-03-31', -6, '2022-09-30'],
    ['2023-02-28', -6, '2022-08-28'],
    ['2024-02-29', -6, '2023-08-29'],
    ['2024-02-29', -12, '2023-02-28'],
    ['2025-02-28', -12, '2024-02-28'],
    ['2023-01-15', -1, '2022-12-15'],
    ['2023-12-31', -12, '2022-12-31'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2022-11-30', 3, '2023-02-28'],
    ['2023-12-01', 1, '2024-01-01'],
    ['2023-05-31', 0, '2023-05-31'],
    ['2023-05-31', 1, '2023-06-30'],
    ['2000-03-31', -1, '2000-02-29'],
    ['2100-03-31', -1, '2100-02-28'],
    ['0987-03-31', -1, '0987-02-28']
  ])('%s and %i months: %s', (day, count, result) => {
    expect(addMonths(day, count)).toBe(result)
  })
})

describe('days', () => {
  it.each([
    ['2023-03-01', -1, '2023-02-28'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2023-02-22', -14, '2023-02-08'],
    ['2024-01-05', -14, '2023-12-22'],
    ['2023-12-31', 1, '2024-01-01'],
    ['1970-01-01', 0, '1970-01-01'],
    ['1969-12-31', 1, '1970-01-01']
  ])('%s and %i days: %s', (day, count, result) => {
    expect(addDays(day, count)).toBe(result)
    expect(daysBetween(day, result)).toBe(count)
    expect(daysBetween(result, day) + count).toBe(0)
  })

  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2000-02-29', true],
    ['2100-02-29', false],
    ['2023-04-31', false],
    ['2023-04-30', true],
    ['2023-00-10', false],
    ['2023-01-01', true],
    ['2023-12-31', true],
    ['2023-13-10', false],
    ['2023-01-00', false],
    ['2023-01-32', false],
    ['2023-1-1', false],
    ['2023-01-011', false],
    ['x2023-01-01', false],
    ['', false]
  ])('%j is a day of the calendar: %s', (text, answer) => {
    expect(isDay(text)).toBe(answer)
  })

  it('refuses to reckon with what is no day', () => {
    expect(() => addDays('2023-02-30', 1)).toThrow(new RangeError('not a day: 2023-02-30'))
    expect(() => addMonths('', 1)).toThrow(RangeError)
    expect(() => daysBetween('2023-01-01', '2023-02-29')).toThrow(RangeError)
  })
})
