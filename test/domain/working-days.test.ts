import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calendarDays, parseCalendar, type CalendarTable } from '../../electron/domain/calendar-table.ts'
import type { XunchaError } from '../../electron/domain/errors.ts'
import {
  addWorkingDays,
  deadline,
  isWorkingDay,
  workingCalendar,
  workingDaysBetween
} from '../../electron/domain/working-days.ts'
import { loadCalendars } from '../../electron/intake/load-calendars.ts'

const shipped = loadCalendars(join(import.meta.dirname, '../../resources'))
const calendar = workingCalendar(shipped)

/** Days between two, both included, that are no working days. */
function daysOff(first: string, last: string): string[] {
  const days: string[] = []
  for (let time = Date.parse(first); time <= Date.parse(last); time += 86_400_000) {
    const day = new Date(time).toISOString().slice(0, 10)
    if (!isWorkingDay(calendar, day)) days.push(day)
  }
  return days
}

const codeOf = (work: () => unknown): string => {
  try {
    work()
    return 'done'
  } catch (error) {
    return (error as XunchaError).code
  }
}

describe('shipped year tables', () => {
  it('cover 2018 to 2026, one a year, and nothing beyond', () => {
    expect(shipped.map(({ year }) => year)).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
  })

  // Counted by hand from the notices, calendar year by calendar year (a 元旦 that begins in December counts there).
  it.each([
    [2018, 25, 7],
    [2019, 22, 6],
    [2020, 30, 6],
    [2021, 31, 7],
    [2022, 32, 7],
    [2023, 26, 7],
    [2024, 28, 8],
    [2025, 28, 5],
    [2026, 33, 6]
  ])('%i: %i days off, %i weekend days worked', (year, off, work) => {
    const days = calendarDays(shipped.find((table) => table.year === year) as CalendarTable)
    expect(days.filter(({ type }) => type === 'off')).toHaveLength(off)
    expect(days.filter(({ type }) => type === 'work')).toHaveLength(work)
  })

  // National working days of a year = days − weekends − holidays on weekdays + worked weekends, counted by hand.
  it.each([
    [2023, 249],
    [2024, 251],
    [2025, 248]
  ])('%i has %i working days', (year, working) => {
    expect(workingDaysBetween(calendar, `${year}-01-01`, `${year}-12-31`)).toBe(working)
  })
})

describe('isWorkingDay', () => {
  it.each([
    ['2018-02-11', true, 'Sunday worked before the Spring Festival'],
    ['2018-12-29', true, 'Saturday worked for New Year 2019'],
    ['2018-12-31', false, 'Monday off for New Year 2019'],
    ['2019-05-02', false, 'Labour Day made four days by the later notice'],
    ['2019-05-05', true, 'Sunday worked for it'],
    ['2020-01-31', false, 'extended holiday, a Friday'],
    ['2020-02-01', false, 'was to be worked before the extension'],
    ['2020-02-03', true, 'back to work after the extension'],
    ['2020-10-08', false, 'Mid-Autumn and National Day together'],
    ['2021-02-20', true, 'Saturday worked'],
    ['2022-12-31', false, 'New Year 2023 begins in December'],
    ['2023-01-03', true, 'Tuesday after it'],
    ['2023-09-29', false, 'Mid-Autumn 2023'],
    ['2023-10-06', false, 'last day of National Day 2023'],
    ['2023-10-07', true, 'Saturday worked'],
    ['2023-10-08', true, 'Sunday worked'],
    ['2024-02-04', true, 'Sunday worked'],
    ['2024-02-09', true, 'New Year’s Eve was not given off in 2024'],
    ['2024-02-18', true, 'Sunday worked'],
    ['2025-01-28', false, 'New Year’s Eve is off since 2025'],
    ['2025-10-11', true, 'Saturday worked'],
    ['2026-02-23', false, 'ninth day of the Spring Festival 2026'],
    ['2026-02-28', true, 'Saturday worked'],
    ['2024-02-29', true, 'leap day, a Thursday'],
    ['2024-03-02', false, 'an ordinary Saturday']
  ])('%s → %s (%s)', (day, expected) => {
    expect(isWorkingDay(calendar, day)).toBe(expected)
  })

  it('Spring Festival 2024: off from 10 to 17 February and not a day more', () => {
    expect(daysOff('2024-02-04', '2024-02-18')).toEqual([
      '2024-02-10',
      '2024-02-11',
      '2024-02-12',
      '2024-02-13',
      '2024-02-14',
      '2024-02-15',
      '2024-02-16',
      '2024-02-17'
    ])
  })
  it('National Day 2025: off from 1 to 8 October', () => {
    expect(daysOff('2025-09-28', '2025-10-11')).toEqual([
      '2025-10-01',
      '2025-10-02',
      '2025-10-03',
      '2025-10-04',
      '2025-10-05',
      '2025-10-06',
      '2025-10-07',
      '2025-10-08'
    ])
  })
})

describe('terms of working days', () => {
  it.each([
    ['2024-02-08', 1, '2024-02-09'],
    ['2024-02-08', 2, '2024-02-18'],
    ['2024-02-08', 5, '2024-02-21'],
    ['2024-02-09', 3, '2024-02-20'],
    ['2023-09-28', 1, '2023-10-07'],
    ['2023-09-28', 3, '2023-10-09'],
    ['2020-01-22', 3, '2020-02-04'],
    ['2022-12-30', 1, '2023-01-03'],
    ['2018-12-28', 2, '2019-01-02'],
    ['2024-03-01', 1, '2024-03-04'],
    // A term counted from a day off begins on the next working day all the same.
    ['2024-02-12', 1, '2024-02-18']
  ])('%s + %i working days = %s', (from, count, expected) => {
    expect(addWorkingDays(calendar, from, count)).toBe(expected)
  })

  it('names the holidays passed over and the weekend days counted', () => {
    const { special } = deadline(calendar, '2024-02-08', 2)
    expect(special.map(({ day, type }) => `${day} ${type}`)).toEqual([
      '2024-02-12 off',
      '2024-02-13 off',
      '2024-02-14 off',
      '2024-02-15 off',
      '2024-02-16 off',
      '2024-02-18 work'
    ])
  })

  it('counts what lies between: not the first day, the last one yes', () => {
    expect(workingDaysBetween(calendar, '2024-02-08', '2024-02-08')).toBe(0)
    expect(workingDaysBetween(calendar, '2024-02-08', '2024-02-18')).toBe(2)
    expect(workingDaysBetween(calendar, '2024-02-18', '2024-02-08')).toBe(0)
    expect(workingDaysBetween(calendar, '2022-12-30', '2023-01-04')).toBe(2)
  })

  it('addWorkingDays and workingDaysBetween agree over nine years', () => {
    for (let time = Date.parse('2018-01-01'); time < Date.parse('2026-11-01'); time += 7 * 86_400_000) {
      const from = new Date(time).toISOString().slice(0, 10)
      for (const count of [1, 3, 5, 15]) {
        expect(workingDaysBetween(calendar, from, addWorkingDays(calendar, from, count))).toBe(count)
      }
    }
  })

  it('refuses outside the tables instead of guessing', () => {
    expect(codeOf(() => isWorkingDay(calendar, '2027-01-04'))).toBe('no-calendar')
    expect(codeOf(() => isWorkingDay(calendar, '2017-12-29'))).toBe('no-calendar')
    expect(codeOf(() => addWorkingDays(calendar, '2026-12-30', 2))).toBe('no-calendar')
    expect(addWorkingDays(calendar, '2026-12-30', 1)).toBe('2026-12-31')
    expect(codeOf(() => workingDaysBetween(calendar, '2026-12-30', '2027-01-04'))).toBe('no-calendar')
    expect(() => addWorkingDays(calendar, '2026-12-30', 2)).toThrow(/没有 2027 年的节假日安排.*导入/)
    // A gap between two known years is a gap.
    const gap = workingCalendar(shipped.filter(({ year }) => year !== 2024))
    expect(codeOf(() => workingDaysBetween(gap, '2023-12-29', '2025-01-02'))).toBe('no-calendar')
  })

  it.each(['2023-02-29', '2023-13-01', '', '2024-2-1'])('refuses “%s”, which is no day', (day) => {
    expect(codeOf(() => isWorkingDay(calendar, day))).toBe('bad-input')
  })
  it.each([0, -1, 1.5, 2001, Number.NaN])('refuses %s working days', (count) => {
    expect(codeOf(() => addWorkingDays(calendar, '2024-02-08', count))).toBe('bad-input')
  })

  it('a later table of the same year takes the place of the earlier one', () => {
    const own = { ...(shipped[6] as CalendarTable), work: [] }
    expect(isWorkingDay(workingCalendar([...shipped, own]), '2024-02-18')).toBe(false)
  })
})

describe('parseCalendar', () => {
  const table = (): CalendarTable => structuredClone(shipped[6] as CalendarTable)
  const reasons = (change: (table: CalendarTable) => void): string[] => {
    const changed = table()
    change(changed)
    try {
      parseCalendar(changed, '2024.json')
      return []
    } catch (error) {
      return (error as XunchaError).faults.map(({ reason }) => reason)
    }
  }
  const source = '国办发明电〔2023〕7号'

  it('takes the table as it is', () => expect(reasons(() => undefined)).toEqual([]))
  it.each<[string, (table: CalendarTable) => void, RegExp]>([
    ['a weekday marked as worked', (one) => one.work.push({ name: '春节', day: '2024-02-19', source }), /不是周六周日/],
    ['a day of another year', (one) => one.work.push({ name: '元旦', day: '2023-12-30', source }), /不在 2024 年内/],
    ['the same day twice', (one) => one.work.push({ name: '春节', day: '2024-02-18', source }), /2024-02-18 重复$/],
    ['off and worked', (one) => one.work.push({ name: '春节', day: '2024-02-17', source }), /既写放假又写上班/],
    ['no National Day', (one) => void one.off.pop(), /2024-10-01 是法定的国庆节假日/],
    ['an impossible day', (one) => one.work.push({ name: '春节', day: '2024-02-30', source }), /没有“2024-02-30”这一天/],
    [
      'an end before its start',
      (one) => one.off.push({ name: '中秋节', from: '2024-09-17', to: '2024-09-15', source }),
      /起止不对/
    ],
    ['an unknown source', (one) => one.work.push({ name: '春节', day: '2024-03-02', source: '某号' }), /不在 sources 中/],
    ['no sources', (one) => one.sources.splice(0), /sources 不符合格式/]
  ])('refuses %s', (_what, change, expected) => {
    expect(reasons(change).join('；')).toMatch(expected)
  })
})
