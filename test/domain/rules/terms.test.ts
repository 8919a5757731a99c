import { describe, expect, it } from 'vitest'
import type { Catalogue, Indicator } from '../../../electron/domain/catalogue.ts'
import type { XunchaError } from '../../../electron/domain/errors.ts'
import { judgeTerm, termOf, type TermAnswer, type TermFacts, type TermKind } from '../../../electron/domain/rules/terms.ts'
import { accounts, changed, decided, itemOf, itemScore, plan, portal, regulators, scored, sites, sure } from './editions.ts'
import { yearTables } from './year-tables.ts'

const calendar = yearTables(2022, 2023, 2024)
const xianning = plan(accounts, 'xianning-2022-account')
const fujian = plan(accounts, 'fujian-2025-account')
const huangshi = plan(sites, 'huangshi-2022-site')
const fuyang = plan(accounts, 'fuyang-account')
const guides = decided(decided(sites, { indicatorId: 'W6.2', action: 'confirm' }), { indicatorId: 'D1.1', action: 'confirm' })
const fewGuides = decided(sites, { indicatorId: 'W6.3', action: 'confirm' })

/** 2023-08-23 10:20 in China, a Wednesday. */
const at = '2023-08-23T02:20:00.000Z'
const judged = (catalogue: Catalogue, id: string, facts: Partial<TermFacts>): TermAnswer | null =>
  judgeTerm(itemOf(catalogue, id), { observedAt: at, ...facts }, calendar)

describe('which term an item sets', () => {
  it.each<[item: string, catalogue: Catalogue, kind: TermKind | null]>([
    ['W2', sites, 'visits'],
    ['W3', sites, 'update'],
    ['W4.1', sites, null],
    ['W4.2', sites, null],
    ['W4.3', sites, null],
    ['W5.1', sites, null],
    ['W5.2', sites, 'unanswered'],
    ['W6.2', sites, 'guides'],
    ['W6.3', sites, 'guides'],
    ['D1.1', sites, null],
    ['D1.4', sites, 'update'],
    ['D1.5', sites, 'update'],
    ['D1.6', sites, 'update'],
    ['D1.9', sites, null],
    ['D1.10', sites, null],
    ['D2.5', sites, null],
    ['D3.3', sites, 'answer'],
    ['D3.4', sites, 'activities'],
    ['B3.1', sites, 'answer'],
    ['M2.1', accounts, 'update'],
    ['M3.1', accounts, null],
    ['R2.1', regulators, null],
    ['R2.2', regulators, null],
    ['XN2', xianning, 'update'],
    ['XN3', xianning, 'update'],
    ['FJ1', fujian, 'update'],
    ['FY1', fuyang, 'update'],
    ['HS1', huangshi, 'answer']
  ])('%s', (id, catalogue, kind) => {
    expect(termOf(itemOf(catalogue, id))).toBe(kind)
    if (kind === null) expect(judgeTerm(itemOf(catalogue, id), { observedAt: at, lastUpdate: null }, calendar)).toBeNull()
  })

  it('numbers without what belongs to them set none', () => {
    const bare = (item: Partial<Indicator>) => termOf({ status: 'confirmed', ...item })
    expect(bare({ numbers: { missingKinds: sure('4') } })).toBeNull()
    expect(bare({ numbers: { missingKinds: sure('4') }, threshold: sure(5) })).toBe('guides')
    expect(bare({ numbers: { visitsPerDay: sure('20') }, window: sure({ amount: 1, unit: 'week' }) })).toBeNull()
    expect(bare({ numbers: { failPercent: sure('5') }, window: sure({ amount: 1, unit: 'week' }) })).toBeNull()
    expect(bare({ numbers: { overdueMonths: sure('3') } })).toBeNull()
    expect(bare({ check: 'dead-links', window: sure({ amount: 1, unit: 'week' }) })).toBeNull()
  })
  it('columns set one where all share the item’s window', () => {
    const week = { amount: 1, unit: 'week' } as const
    const rule = (window: Indicator['window']) => ({
      classes: ['news' as const],
      level: 'any' as const,
      when: 'stale' as const,
      window
    })
    const item = (...windows: Indicator['window'][]) =>
      termOf({ status: 'confirmed', window: sure(week), columns: windows.map(rule) })
    expect(item(sure(week), sure(week))).toBe('update')
    expect(item(sure(week), sure({ amount: 2, unit: 'week' }))).toBeNull()
    expect(item(sure({ amount: 1, unit: 'month' }))).toBeNull()
    expect(item(sure(week), undefined)).toBeNull()
    expect(item()).toBeNull()
  })
})

describe('最近更新', () => {
  it.each<[item: string, catalogue: Catalogue, lastUpdate: string | null, state: TermAnswer['state'], why: string]>([
    ['M2.1', accounts, '2023-08-10', 'kept', '最近更新 2023-08-10，距监测时间点 13 天，没有超过 2 周。'],
    ['M2.1', accounts, '2023-08-09', 'kept', '最近更新 2023-08-09，距监测时间点 14 天，没有超过 2 周。'],
    ['M2.1', accounts, '2023-08-08', 'broken', '最近更新 2023-08-08，距监测时间点 15 天，超过 2 周。'],
    ['M2.1', accounts, '2023-08-23', 'kept', '最近更新 2023-08-23，距监测时间点 0 天，没有超过 2 周。'],
    ['M2.1', accounts, null, 'broken', '没有可以认定的更新日期，视为未更新。'],
    ['M2.1', accounts, '2023-08-24', 'open', '最近更新 2023-08-24 晚于监测时间点，请核对日期是否属实。'],
    ['W3', sites, '2023-08-08', 'broken', '最近更新 2023-08-08，距监测时间点 15 天，超过 2 周。'],
    ['D1.4', sites, '2023-08-09', 'kept', '最近更新 2023-08-09，距监测时间点 14 天，没有超过 2 周。'],
    ['D1.6', sites, '2023-02-23', 'kept', '最近更新 2023-02-23，距监测时间点 181 天，没有超过 6 个月。'],
    ['D1.6', sites, '2023-02-22', 'broken', '最近更新 2023-02-22，距监测时间点 182 天，超过 6 个月。'],
    ['XN2', xianning, '2023-08-16', 'kept', '最近更新 2023-08-16，距监测时间点 7 天，没有超过 1 周。'],
    ['XN2', xianning, '2023-08-15', 'broken', '最近更新 2023-08-15，距监测时间点 8 天，超过 1 周。'],
    ['XN3', xianning, '2023-08-08', 'broken', '最近更新 2023-08-08，距监测时间点 15 天，超过 2 周。'],
    ['FJ1', fujian, '2023-08-13', 'kept', '最近更新 2023-08-13，距监测时间点 10 天，没有超过 10 天。'],
    ['FJ1', fujian, '2023-08-12', 'broken', '最近更新 2023-08-12，距监测时间点 11 天，超过 10 天。'],
    // Monday 14 August: 15, 16, 17, 18, 21, 22, 23 are seven working days.
    ['FY1', fuyang, '2023-08-14', 'kept', '最近更新 2023-08-14，距监测时间点 7 个工作日，没有超过 7 个工作日。'],
    ['FY1', fuyang, '2023-08-13', 'broken', '最近更新 2023-08-13，距监测时间点 8 个工作日，超过 7 个工作日。']
  ])('%s (%#): %s', (id, catalogue, lastUpdate, state, why) => {
    expect(judged(catalogue, id, { lastUpdate })).toEqual({ state, why })
  })

  it('is not guessed', () => {
    expect(judged(accounts, 'M2.1', {})).toEqual({ state: 'open', why: '没有填写最近更新的日期。' })
  })
  it('M2.1: the day in China at the finding’s own 监测时间点 decides', () => {
    const of = (observedAt: string) => judged(accounts, 'M2.1', { observedAt, lastUpdate: '2023-08-09' })?.state
    expect(of('2023-08-23T15:59:59Z')).toBe('kept')
    expect(of('2023-08-23T16:00:00Z')).toBe('broken')
  })
  it('FY1: a long holiday has no working days', () => {
    const of = (observedAt: string) => judged(fuyang, 'FY1', { observedAt, lastUpdate: '2024-02-08' })
    // 9 and 18 (a Sunday worked) to 23 February.
    expect(of('2024-02-23T02:00:00Z')).toMatchObject({ state: 'kept', why: expect.stringContaining(' 7 个工作日，没有') })
    expect(of('2024-02-26T02:00:00Z')).toMatchObject({ state: 'broken', why: expect.stringContaining(' 8 个工作日，超过') })
  })
  it('FY1: refused where a year has no table', () => {
    expect(() => judged(fuyang, 'FY1', { observedAt: '2025-01-08T02:00:00Z', lastUpdate: '2024-12-30' })).toThrow(
      expect.objectContaining<Partial<XunchaError>>({ code: 'no-calendar' })
    )
  })
})

describe('W5.2: a message of the last year, more than three months without an answer', () => {
  it.each<[sentOn: string | undefined, answeredOn: string | undefined, state: TermAnswer['state'], why: string]>([
    ['2023-05-23', undefined, 'kept', '2023-05-23 的留言到监测时间点 92 天没有答复，没有超过 3 个月。'],
    ['2023-05-22', undefined, 'broken', '2023-05-22 的留言到监测时间点 93 天没有答复，超过 3 个月。'],
    ['2022-08-23', undefined, 'broken', '2022-08-23 的留言到监测时间点 365 天没有答复，超过 3 个月。'],
    ['2022-08-22', undefined, 'kept', '2022-08-22 的留言不在最近 1 年以内，不计。'],
    ['2023-01-01', '2023-08-22', 'kept', '2023-01-01 的留言已于 2023-08-22 答复。'],
    ['2023-01-01', '2023-08-23', 'kept', '2023-01-01 的留言已于 2023-08-23 答复。'],
    ['2023-01-01', '2023-08-24', 'broken', '2023-01-01 的留言到监测时间点 234 天没有答复，超过 3 个月。'],
    ['2023-08-24', undefined, 'open', '留言 2023-08-24 晚于监测时间点，请核对日期。'],
    ['2023-01-02', '2023-01-01', 'open', '答复 2023-01-01 早于留言 2023-01-02，请核对日期。'],
    ['2023-08-23', '2023-08-23', 'kept', '2023-08-23 的留言已于 2023-08-23 答复。'],
    [undefined, '2023-01-01', 'open', '没有填写留言的日期。']
  ])('W5.2 left %s, answered %s: %s', (sentOn, answeredOn, state, why) => {
    expect(judged(sites, 'W5.2', { sentOn, answeredOn })).toEqual({ state, why })
  })
})

describe('answers in working days', () => {
  // 2023: National Day is off from 29 September to 6 October, 7 and 8 October (a weekend) are worked.
  it.each<[item: string, sentOn: string, answeredOn: string | undefined, state: TermAnswer['state'], used: number]>([
    ['D3.3', '2023-09-25', '2023-10-07', 'kept', 4],
    ['D3.3', '2023-09-25', '2023-10-08', 'kept', 5],
    ['D3.3', '2023-09-25', '2023-10-09', 'broken', 6],
    ['D3.3', '2023-09-28', '2023-09-28', 'kept', 0],
    ['D3.3', '2023-10-08', undefined, 'kept', 5],
    ['D3.3', '2023-10-07', undefined, 'broken', 6],
    ['D3.3', '2023-09-25', '2023-10-14', 'broken', 10],
    ['B3.1', '2023-09-28', '2023-10-07', 'kept', 1],
    ['B3.1', '2023-09-28', '2023-10-08', 'broken', 2]
  ])('%s asked %s, answered %s: %s', (id, sentOn, answeredOn, state, used) => {
    const answer = judged(sites, id, { observedAt: '2023-10-13T02:00:00Z', sentOn, answeredOn })
    expect(answer).toMatchObject({ state, why: expect.stringContaining(` ${used} 个工作日`) })
  })

  it('D3.3: says what was counted', () => {
    const facts = { observedAt: '2023-10-13T02:00:00Z', sentOn: '2023-09-25' }
    expect(judged(sites, 'D3.3', { ...facts, answeredOn: '2023-10-09' })?.why).toBe(
      '2023-09-25 提出，2023-10-09 答复，用了 6 个工作日，超过 5 个工作日。'
    )
    expect(judged(sites, 'D3.3', { ...facts, answeredOn: '2023-10-13' })?.why).toContain('2023-10-13 答复')
    expect(judged(sites, 'D3.3', facts)?.why).toBe('2023-09-25 提出，到监测时间点 10 个工作日没有答复，超过 5 个工作日。')
    expect(judged(sites, 'D3.3', {})).toEqual({ state: 'open', why: '没有填写留言的日期。' })
    expect(judged(sites, 'D3.3', { sentOn: '2023-08-24' })?.state).toBe('open')
    expect(judged(sites, 'D3.3', { sentOn: '2023-08-22', answeredOn: '2023-08-21' })?.state).toBe('open')
  })
  it('D3.3 with three working days (黄石: 解读 within three) by an office’s plan', () => {
    const three = changed(sites, { 'D3.3': { numbers: { workingDays: sure('3') } } })
    const of = (answeredOn: string) =>
      judged(three, 'D3.3', { observedAt: '2023-10-13T02:00:00Z', sentOn: '2023-09-28', answeredOn })?.state
    expect(of('2023-10-09')).toBe('kept')
    expect(of('2023-10-10')).toBe('broken')
  })
})

describe('D3.4: at least six activities in the last year', () => {
  const days = (count: number) => Array.from({ length: count }, (_, index) => `2023-0${index + 1}-01`)
  it('D3.4', () => {
    // How soon results must be published is unconfirmed and has no part in it.
    expect(judged(sites, 'D3.4', { activities: days(5) })).toEqual({ state: 'broken', why: '最近 1 年开展 5 次，少于 6 次。' })
    expect(judged(sites, 'D3.4', { activities: days(6) })).toEqual({ state: 'kept', why: '最近 1 年开展 6 次，不少于 6 次。' })
    expect(judged(sites, 'D3.4', { activities: [...days(5), '2022-08-22'] })?.state).toBe('broken')
    expect(judged(sites, 'D3.4', {})).toEqual({ state: 'open', why: '没有填写活动的日期。' })
  })
})

describe('W2: visits of a week', () => {
  const week = (failures: number, count = 7) => Array.from({ length: count }, () => ({ visits: 20, failures }))
  it('W2', () => {
    expect(judged(sites, 'W2', { visits: week(1) })).toEqual({ state: 'broken', why: '访问 140 次，打不开 7 次，达到 5%。' })
    expect(judged(sites, 'W2', { visits: week(0) })).toEqual({ state: 'kept', why: '访问 140 次，打不开 0 次，未达到 5%。' })
    expect(judged(sites, 'W2', { visits: week(20, 6) })).toMatchObject({ state: 'open' })
    expect(judged(sites, 'W2', { visits: week(0, 8) })).toMatchObject({ state: 'open' })
    expect(judged(sites, 'W2', { visits: [...week(0, 6), { visits: 19, failures: 19 }] })?.state).toBe('open')
    expect(judged(sites, 'W2', {})).toEqual({ state: 'open', why: '没有填写访问记录。' })
  })
})

describe('W6.2 and W6.3: guides', () => {
  it('stay open while nobody confirmed their numbers', () => {
    for (const id of ['W6.2', 'W6.3'])
      expect(judged(sites, id, { missingKinds: [9, 9, 9, 9, 9] })).toEqual({
        state: 'open',
        why: '本项的数值待核对，不能据此认定。'
      })
  })
  it.each<[item: string, catalogue: Catalogue, missing: number[], state: TermAnswer['state']]>([
    ['W6.2', guides, [4, 4, 4, 4, 4], 'broken'],
    ['W6.2', guides, [4, 4, 4, 4, 3], 'kept'],
    ['W6.2', guides, [4, 4, 4, 4], 'kept'],
    ['W6.2', guides, [], 'open'],
    ['W6.3', fewGuides, [4, 4, 4, 4], 'broken'],
    ['W6.3', fewGuides, [4, 4, 4, 3], 'kept'],
    ['W6.3', fewGuides, [4, 4, 4, 4, 4], 'kept'],
    ['W6.3', fewGuides, [], 'open']
  ])('%s (%#): %j', (id, catalogue, missingKinds, state) => {
    expect(judged(catalogue, id, { missingKinds })?.state).toBe(state)
  })
  it('say to which sites they do not speak', () => {
    expect(judged(guides, 'W6.2', { missingKinds: [9] })?.why).toBe('共 1 个事项，不足 5 个，不按本项判定。')
    expect(judged(fewGuides, 'W6.3', { missingKinds: [9, 9, 9, 9, 9] })?.why).toBe('共 5 个事项，不少于 5 个，不按本项判定。')
    expect(judged(guides, 'W6.2', {})).toEqual({ state: 'open', why: '没有填写各事项缺失的要素类数。' })
  })
})

describe('numbers nobody confirmed', () => {
  const unsure = <T>(value: T) => ({ value, status: 'unconfirmed' as const, source: '待核对' })
  it.each<[item: string, change: Partial<Indicator>, facts: Partial<TermFacts>]>([
    ['W3', { window: unsure({ amount: 2, unit: 'week' }) }, { lastUpdate: null }],
    ['D3.3', { numbers: { workingDays: unsure('5') } }, { sentOn: '2023-01-02' }],
    ['W5.2', { numbers: { overdueMonths: unsure('3') } }, { sentOn: '2023-01-02' }]
  ])('%s proves nothing', (id, change, facts) => {
    expect(judged(changed(sites, { [id]: change }), id, facts)?.state).toBe('open')
  })
  it.each<[item: string, catalogue: Catalogue, name: string]>([
    ['W2', sites, 'visitsPerDay'],
    ['W2', sites, 'failPercent'],
    ['W6.2', guides, 'missingKinds'],
    ['W6.3', fewGuides, 'fewerThan'],
    ['W6.3', fewGuides, 'missingKinds'],
    ['D3.4', sites, 'atLeast'],
    ['D3.3', sites, 'workingDays']
  ])('%s (%#) proves nothing while one of its numbers is open', (id, catalogue, name) => {
    const { numbers = {}, threshold, window } = itemOf(catalogue, id)
    const allSure = Object.fromEntries(Object.entries(numbers).map(([key, { value }]) => [key, sure(value)]))
    const one = allSure[name]
    if (one === undefined) throw new Error(`${id} has no ${name}`)
    const why = (own: NonNullable<Indicator['numbers']>): string | undefined => {
      const rest = {
        ...(threshold === undefined ? {} : { threshold: sure(threshold.value) }),
        ...(window === undefined ? {} : { window: sure(window.value) })
      }
      return judged(changed(catalogue, { [id]: { numbers: own, ...rest } }), id, {})?.why
    }
    expect(why({ ...allSure, [name]: unsure(one.value) })).toBe('本项的数值待核对，不能据此认定。')
    expect(why(allSure)).not.toBe('本项的数值待核对，不能据此认定。')
  })
  it('D3.3: other numbers of the item do not stand in the way', () => {
    const numbers = { ...itemOf(sites, 'D3.3').numbers, sample: unsure('3') }
    expect(judged(changed(sites, { 'D3.3': { numbers } }), 'D3.3', { sentOn: '2023-08-01' })?.state).toBe('broken')
  })
})

describe('黄石: a policy document is interpreted within 3 working days', () => {
  it.each<[published: string | undefined, interpreted: string | undefined, state: TermAnswer['state'], why: string]>([
    // 3 to 5 June is the Dragon Boat holiday.
    ['2022-06-02', '2022-06-02', 'kept', '2022-06-02 发布，2022-06-02 解读，用了 0 个工作日，没有超过 3 个工作日。'],
    ['2022-06-02', '2022-06-08', 'kept', '2022-06-02 发布，2022-06-08 解读，用了 3 个工作日，没有超过 3 个工作日。'],
    ['2022-06-02', '2022-06-09', 'broken', '2022-06-02 发布，2022-06-09 解读，用了 4 个工作日，超过 3 个工作日。'],
    // Saturday 8 and Sunday 9 October are worked for the National Day week.
    ['2022-09-30', '2022-10-10', 'kept', '2022-09-30 发布，2022-10-10 解读，用了 3 个工作日，没有超过 3 个工作日。'],
    ['2022-09-30', '2022-10-11', 'broken', '2022-09-30 发布，2022-10-11 解读，用了 4 个工作日，超过 3 个工作日。'],
    // Not yet: counted up to the 监测时间点, 20 October.
    ['2022-10-17', undefined, 'kept', '2022-10-17 发布，到监测时间点 3 个工作日没有解读，没有超过 3 个工作日。'],
    ['2022-10-14', undefined, 'broken', '2022-10-14 发布，到监测时间点 4 个工作日没有解读，超过 3 个工作日。'],
    ['2022-10-14', '2022-10-21', 'broken', '2022-10-14 发布，到监测时间点 4 个工作日没有解读，超过 3 个工作日。'],
    // As 市财政局 did.
    ['2022-10-14', '2022-10-13', 'open', '解读 2022-10-13 早于文件 2022-10-14，请核对日期。'],
    ['2022-10-21', undefined, 'open', '文件 2022-10-21 晚于监测时间点，请核对日期。'],
    [undefined, '2022-10-13', 'open', '没有填写文件的日期。']
  ])('published %s, interpreted %s: %s', (sentOn, answeredOn, state, why) => {
    expect(judged(huangshi, 'HS1', { observedAt: '2022-10-20T02:20:00.000Z', sentOn, answeredOn })).toEqual({ state, why })
  })

  it('is a problem that takes nothing until the office writes its points', () => {
    const score = scored(huangshi, [{ id: 'HS1' }], { object: portal })
    expect(score).toMatchObject({ outcome: 'pass', score: '100', problems: 1 })
    expect(itemScore(score, 'HS1').reason).toBe('1 处，列为问题，不扣分。')
  })
})
