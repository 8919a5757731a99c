import { describe, expect, it } from 'vitest'
import { dayStart, nextVisit, smallestSpacing, visitMoment } from '../../electron/domain/availability-schedule.ts'
import { availabilityRule, judgeVisits, judgeWeek, percentText, tallyDays } from '../../electron/domain/availability.ts'
import type { Visit } from '../../electron/domain/facts/site-facts.ts'
import { shareReaches } from '../../electron/domain/rules/thresholds.ts'
import { addDays } from '../../electron/domain/rules/days.ts'

/** 国办秘函〔2019〕19号: a week, at least 20 spaced visits a day, 15 s or more, 5 % or more. */
const rule = availabilityRule({ indicators: [] })
const minute = 60_000
const iso = (at: number): string => new Date(at).toISOString()

const visit = (at: number | string, overrides: Partial<Visit> = {}): Visit => ({
  at: typeof at === 'string' ? at : iso(at),
  outcome: 'open',
  milliseconds: 900,
  status: 200,
  error: null,
  control: 'not-asked',
  ...overrides
})
const failed: Partial<Visit> = {
  outcome: 'failed',
  milliseconds: null,
  status: null,
  error: 'refused',
  control: 'reached'
}

/** `amount` visits spread over a day from 08:00 in China, the first `bad` of them failed. */
const day = (name: string, amount: number, bad = 0, overrides: Partial<Visit> = failed): Visit[] =>
  Array.from({ length: amount }, (_, index) =>
    visit(dayStart(name) + 8 * 60 * minute + index * 20 * minute, index < bad ? overrides : {})
  )
const week = (amounts: readonly (readonly [amount: number, bad: number])[], start = '2026-03-02'): Visit[] =>
  amounts.flatMap(([amount, bad], index) => day(addDays(start, index), amount, bad))
const same = (amount: number, bad: number): (readonly [number, number])[] =>
  Array.from({ length: 7 }, () => [amount, bad] as const)

function verdictOf(visits: readonly Visit[], now = '2026-03-09T02:00:00.000Z') {
  const judged = judgeVisits(visits, rule, now)
  return judgeWeek(tallyDays(judged, rule, 48, now), judged, rule)
}
const countingsOf = (visits: readonly Visit[], now = '2026-03-09T02:00:00.000Z') =>
  judgeVisits(visits, rule, now).map(({ countsAs }) => countsAs)

describe('availabilityRule', () => {
  it('is the national one where the edition has none, and the edition’s own where it has', () => {
    expect(rule).toEqual({ visitsPerDay: 20, days: 7, slowMilliseconds: 15_000, failPercent: '5' })
    const sure = <T>(value: T) => ({ value, status: 'confirmed' as const, source: '本市细则' })
    const item = { check: 'site-reachable', numbers: { timeoutSeconds: sure('10'), failPercent: sure('2.5') } }
    expect(availabilityRule({ indicators: [item as never] })).toMatchObject({
      slowMilliseconds: 10_000,
      failPercent: '2.5',
      visitsPerDay: 20
    })
  })
})

describe('one visit', () => {
  it.each([
    [14_900, 'open'],
    [14_999.9, 'open'],
    [15_000, 'slow'],
    [29_000, 'slow']
  ])('that opened after %d ms counts as %s', (milliseconds, counting) => {
    const outcome = milliseconds >= 15_000 ? 'slow' : 'open'
    expect(countingsOf([visit('2026-03-02T01:00:00.000Z', { milliseconds, outcome, control: 'reached' })])).toEqual([counting])
  })

  it.each([
    ['does not open while a control host answers', failed, 'failed'],
    ['does not open while no control host answers', { ...failed, control: 'lost' }, 'own-network'],
    ['is slow while no control host answers', { outcome: 'slow', milliseconds: 20_000, control: 'lost' }, 'own-network'],
    ['does not open and no control hosts are set', { ...failed, control: 'unset' }, 'failed'],
    ['is answered 503', { ...failed, status: 503 }, 'failed'],
    ['is answered 404', { ...failed, status: 404 }, 'failed'],
    ['is refused with 403', { ...failed, status: 403 }, 'needs-eyes'],
    ['is refused with 412', { ...failed, status: 412 }, 'needs-eyes'],
    ['is refused with 429', { ...failed, status: 429 }, 'needs-eyes'],
    ['goes to an address that may not be asked', { ...failed, error: 'blocked', control: 'not-asked' }, 'needs-eyes']
  ] as const)('that %s', (_, overrides, counting) => {
    expect(countingsOf([visit('2026-03-02T01:00:00.000Z', overrides)])).toEqual([counting])
  })

  it('too near to the counted one before it is no spaced visit, and one later than now is none at all', () => {
    const at = Date.parse('2026-03-02T01:00:00.000Z')
    expect(
      countingsOf([
        visit(at),
        visit(at + smallestSpacing - 1),
        visit(at + smallestSpacing),
        // The clock had been a day ahead for a while.
        visit('2026-03-10T01:00:00.000Z')
      ])
    ).toEqual(['open', 'too-soon', 'open', 'clock'])
  })

  it('that did not count does not make the next one too near', () => {
    const at = Date.parse('2026-03-02T01:00:00.000Z')
    expect(countingsOf([visit(at, { ...failed, control: 'lost' }), visit(at + minute)])).toEqual(['own-network', 'open'])
  })
})

describe('a day', () => {
  const tally = (visits: readonly Visit[], now: string) => tallyDays(judgeVisits(visits, rule, now), rule, 48, now)
  it.each([
    [19, false],
    [20, true],
    [21, true]
  ])('with %d visits is complete: %s', (amount, isComplete) => {
    expect(tally(day('2026-03-02', amount), '2026-03-03T00:00:00.000Z')[0]).toMatchObject({ counted: amount, isComplete })
  })

  it('is not complete before it is over, nor by visits that do not count', () => {
    expect(tally(day('2026-03-02', 24), '2026-03-02T15:59:00.000Z')[0]).toMatchObject({ isOver: false, isComplete: false })
    expect(tally(day('2026-03-02', 24), '2026-03-02T16:00:00.000Z')[0]).toMatchObject({ isOver: true, isComplete: true })
    const own = day('2026-03-02', 24, 5, { ...failed, control: 'lost' })
    expect(tally(own, '2026-03-03T00:00:00.000Z')[0]).toMatchObject({ counted: 19, notOpen: 0, isComplete: false })
  })

  it('shows the six hours that the laptop slept, and the day without a visit, and fills neither', () => {
    const start = dayStart('2026-03-02')
    const awake = Array.from({ length: 48 }, (_, part) => start + (part + 0.5) * 30 * minute).filter(
      (at) => at < start + 12 * 60 * minute || at >= start + 18 * 60 * minute
    )
    const days = tally(
      awake.map((at) => visit(at)),
      iso(dayStart('2026-03-04') + 60 * minute)
    )
    expect(days.map(({ day: name, counted }) => [name, counted])).toEqual([
      ['2026-03-02', 36],
      ['2026-03-03', 0],
      ['2026-03-04', 0]
    ])
    expect(days[0]?.gaps).toEqual([{ from: iso(start + 11.75 * 60 * minute), to: iso(start + 18.25 * 60 * minute) }])
    expect(days[1]).toMatchObject({
      isComplete: false,
      gaps: [{ from: iso(dayStart('2026-03-03')), to: iso(dayStart('2026-03-04')) }]
    })
    // One hour of today is no gap yet: two parts of the plan.
    expect(days[2]?.gaps).toEqual([])
  })

  it('is China’s: 24 hours long also where others change their clocks', () => {
    // Europe's clocks go forward at 2026-03-29T01:00Z.
    const days = tally(
      [visit('2026-03-28T16:00:00.000Z'), visit('2026-03-29T15:50:00.000Z'), visit('2026-03-29T16:00:00.000Z')],
      '2026-03-31T00:00:00.000Z'
    )
    expect(days.map(({ day: name, counted }) => [name, counted])).toEqual([
      ['2026-03-29', 2],
      ['2026-03-30', 1],
      ['2026-03-31', 0]
    ])
    expect(dayStart('2026-03-30') - dayStart('2026-03-29')).toBe(86_400_000)
  })
})

describe('a week', () => {
  it.each([
    // 7 of 140 is 5 % exactly.
    ['5 %', same(20, 1), 'fails', 7, 140, '5'],
    ['one visit fewer', [...same(20, 1).slice(0, 6), [20, 0]], 'passes', 6, 140, '4.28'],
    // 8 of 160 would be 5 %; with a further visit it is 8 / 161 = 4.968… %.
    ['4.96 %', [[29, 8], ...same(22, 0).slice(0, 6)], 'passes', 8, 161, '4.96'],
    ['all of it down', same(24, 24), 'fails', 168, 168, '100'],
    ['none down', same(20, 0), 'passes', 0, 140, '0']
  ] as const)('with %s of its visits not open', (_, amounts, kind, notOpen, counted, percent) => {
    const verdict = verdictOf(week(amounts))
    expect(verdict).toMatchObject({ kind, notOpen, counted, from: '2026-03-02', to: '2026-03-08', completeDays: 7 })
    expect(percentText(verdict.notOpen, verdict.counted)).toBe(percent)
  })

  it('compares exact fractions: 4.99 % and 4.9999 % do not reach 5 %, and are not printed as 5', () => {
    expect(shareReaches(499, 10_000, '5')).toBe(false)
    expect(shareReaches(49_999, 1_000_000, '5')).toBe(false)
    expect(percentText(49_999, 1_000_000)).toBe('4.99')
    expect(shareReaches(500, 10_000, '5')).toBe(true)
    expect(shareReaches(25, 1_000, '2.5')).toBe(true)
    expect(shareReaches(24, 1_000, '2.5')).toBe(false)
    expect(shareReaches(0, 0, '5')).toBe(false)
  })

  it('with one day of 19 visits says nothing, however bad the rest was', () => {
    expect(verdictOf(week([...same(20, 20).slice(0, 3), [19, 19], ...same(20, 20).slice(0, 3)]))).toMatchObject({
      kind: 'incomplete',
      completeDays: 3,
      from: '2026-03-06',
      to: '2026-03-08'
    })
  })

  it('may begin on any day; an incomplete first day is left out of it', () => {
    expect(verdictOf(week([[5, 5], ...same(20, 0)]), '2026-03-10T00:00:00.000Z')).toMatchObject({
      kind: 'passes',
      from: '2026-03-03',
      to: '2026-03-09',
      counted: 140,
      notOpen: 0
    })
  })

  it('is not over while its seventh day lasts', () => {
    expect(verdictOf(week(same(20, 1)), '2026-03-08T15:59:59.000Z')).toMatchObject({ kind: 'incomplete', completeDays: 6 })
    expect(verdictOf(week(same(20, 1)), '2026-03-08T16:00:00.000Z')).toMatchObject({ kind: 'fails' })
  })

  it('says so when no control hosts were set', () => {
    const unset = week(same(20, 0)).map((one, index) => (index === 30 ? { ...one, ...failed, control: 'unset' as const } : one))
    expect(verdictOf(unset)).toMatchObject({ kind: 'passes', notOpen: 1, isControlUnset: true })
    expect(verdictOf(week(same(20, 1)))).toMatchObject({ isControlUnset: false })
  })

  it('with nothing visited is nothing', () => {
    expect(verdictOf([])).toMatchObject({ kind: 'incomplete', completeDays: 0, from: null, to: null })
  })
})

describe('the plan', () => {
  const plan = { seed: 'seed-1', perDay: 48 }
  /** A laptop that is on as `isAwake` says, looking every 30 s. */
  function run(from: number, to: number, isAwake: (at: number) => boolean = () => true, key = 'site:1'): number[] {
    const made: number[] = []
    for (let at = from; at < to; at += 30_000) {
      if (isAwake(at) && nextVisit(plan, key, made.at(-1) ?? null, at) <= at) made.push(at)
    }
    return made
  }
  const start = dayStart('2026-03-02')

  it('has one visit in each of its parts, never nearer than the smallest spacing, at other moments each day and for each site', () => {
    const made = run(start, start + 2 * 86_400_000)
    expect(made).toHaveLength(96)
    expect(new Set(made.map((at) => Math.floor((at - start) / (30 * minute)))).size).toBe(96)
    const spaces = made.slice(1).map((at, index) => at - (made[index] ?? 0))
    expect(Math.min(...spaces)).toBeGreaterThanOrEqual(smallestSpacing)
    // Spread, not a beat: a site that restarts each half hour must not be met at the same moment each time.
    expect(new Set(made.map((at) => Math.floor(((at - start) % (30 * minute)) / minute))).size).toBeGreaterThan(10)
    expect(visitMoment(plan, 'site:1', '2026-03-02', 5)).not.toBe(visitMoment(plan, 'site:2', '2026-03-02', 5))
    expect(visitMoment(plan, 'site:1', '2026-03-02', 5)).toBe(visitMoment({ ...plan }, 'site:1', '2026-03-02', 5))
  })

  it('is complete for a laptop that is on from 08:00 to 18:30', () => {
    const isAwake = (at: number): boolean => at >= start + 8 * 60 * minute && at < start + 18.5 * 60 * minute
    const visits = run(start, start + 86_400_000, isAwake)
    expect(visits.length).toBeGreaterThanOrEqual(20)
    const now = iso(start + 86_400_000)
    expect(
      tallyDays(
        judgeVisits(
          visits.map((at) => visit(at)),
          rule,
          now
        ),
        rule,
        48,
        now
      )[0]?.isComplete
    ).toBe(true)
  })

  it('makes up for nothing after six hours of sleep', () => {
    const isAwake = (at: number): boolean => at < start + 6 * 60 * minute || at >= start + 12 * 60 * minute
    const made = run(start, start + 86_400_000, isAwake)
    expect(made.length).toBeLessThanOrEqual(36)
    expect(made.filter((at) => at >= start + 12 * 60 * minute && at < start + 13 * 60 * minute).length).toBeLessThanOrEqual(2)
  })

  it('does not visit a part again when the clock is set back, and goes on when it is set forward', () => {
    const before = run(start, start + 3 * 60 * minute)
    const last = before.at(-1) ?? 0
    // Two hours back: the last visit lies in the future; the part it is now has its moment all the same.
    const back = nextVisit(plan, 'site:1', last, last - 2 * 60 * minute)
    expect(back).toBeGreaterThanOrEqual(last - 2 * 60 * minute - 30 * minute)
    expect(back).toBeLessThan(last - 60 * minute)
    // What it brings is too near to what was there already, or spaced from it: never counted twice.
    const again = run(start + 60 * minute, start + 3 * 60 * minute)
    const now = iso(start + 4 * 60 * minute)
    const judged = judgeVisits(
      [...before, ...again].map((at) => visit(at)),
      rule,
      now
    )
    expect(judged.filter(({ countsAs }) => countsAs === 'open').length).toBe(before.length)
    expect(nextVisit(plan, 'site:1', last, last + 86_400_000)).toBeLessThan(last + 86_400_000 + 60 * minute)
  })
})
