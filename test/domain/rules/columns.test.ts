import { describe, expect, it } from 'vitest'
import type { Catalogue, ColumnRule, Indicator } from '../../../electron/domain/catalogue.ts'
import { readColumn, workingPaper, type ColumnSheet } from '../../../electron/domain/rules/column-rules.ts'
import type { ColumnClass, SiteColumn } from '../../../electron/domain/site-columns.ts'
import { changed, department, itemOf, portal, portalWithoutService, sites, sure } from './editions.ts'

/** 监测时间点 of all columns unless said otherwise: 23 August 2023, ten in the morning in China. */
const checked = '2023-08-23T02:00:00.000Z'

let columns = 0
function column(part: Partial<SiteColumn> & { class: ColumnClass }): SiteColumn {
  columns += 1
  return {
    id: `c${columns}`,
    objectKey: portal.key,
    level: 'first',
    path: `首页》栏目${columns}`,
    url: '',
    lastUpdate: '2023-08-22',
    isBlank: false,
    observedAt: checked,
    note: '',
    inspector: '张三',
    ...part
  }
}
const many = (count: number, part: Partial<SiteColumn> & { class: ColumnClass }) =>
  Array.from({ length: count }, () => column(part))

const stale = (
  classes: ColumnClass[],
  level: ColumnRule['level'],
  amount: number,
  unit: 'week' | 'month' | 'year'
): ColumnRule => ({
  classes,
  level,
  when: 'stale',
  window: sure({ amount, unit })
})
const blank = (...classes: ColumnClass[]): ColumnRule => ({ classes, level: 'any', when: 'blank' })
const every: ColumnClass[] = [
  'news',
  'announcement',
  'policy',
  'interpretation',
  'personnel',
  'planning',
  'consultation',
  'other'
]

const homeRules = [stale(['home'], 'any', 2, 'week')]
const newsRules = [stale(['news'], 'any', 2, 'week'), stale(['announcement', 'policy'], 'first', 6, 'month')]

/** The items as indicators.md has them, with column rules; the deductions that yield in the order of the rule text. */
const edition: Catalogue = changed(sites, {
  W3: { columns: homeRules },
  'W4.1': { columns: newsRules },
  'W4.2': { columns: [stale(every, 'any', 1, 'year')] },
  'W4.3': { columns: [blank(...every)] },
  'D1.4': { columns: [stale(['news'], 'any', 2, 'week')], enabled: true, unitPoints: sure('5'), yieldsTo: [] },
  'D1.5': { columns: [stale(['policy'], 'first', 6, 'month')], enabled: true, unitPoints: sure('5'), yieldsTo: [] },
  'D1.6': { columns: [stale(['interpretation'], 'first', 6, 'month')], yieldsTo: [] },
  'D1.10': { columns: [blank(...every)], enabled: true, unitPoints: sure('2'), yieldsTo: [] },
  'D1.9': { columns: [stale(every, 'any', 6, 'month')], yieldsTo: ['D1.4', 'D1.5', 'D1.6', 'D1.10'] }
})

function sheet(id: string, list: readonly SiteColumn[], catalogue = edition): ColumnSheet {
  const found = workingPaper(catalogue, list).find((each) => each.indicator === id)
  if (found === undefined) throw new Error(`no sheet ${id}`)
  return found
}

describe('columns that count against an item', () => {
  const news = { class: 'news' as const, lastUpdate: '2023-08-08' }
  const notices = { class: 'announcement' as const, lastUpdate: '2023-02-22' }
  it.each<[item: string, situation: string, columns: SiteColumn[], count: number, stands: boolean]>([
    ['W3', 'home page with news of 14 days ago', [column({ class: 'home', lastUpdate: '2023-08-09' })], 0, false],
    ['W3', 'home page with news of 15 days ago', [column({ class: 'home', lastUpdate: '2023-08-08' })], 1, true],
    ['W3', 'home page without a date', [column({ class: 'home', lastUpdate: null })], 1, true],
    ['W3', 'other columns are not the home page', many(9, news), 0, false],
    ['W4.1', 'four columns of news older than two weeks', many(4, news), 4, false],
    ['W4.1', 'five columns of news older than two weeks', many(5, news), 5, true],
    ['W4.1', 'three of news plus two of 通知公告: together five', [...many(3, news), ...many(2, notices)], 5, true],
    ['W4.1', 'three of news plus one of 通知公告: together four', [...many(3, news), ...many(1, notices)], 4, false],
    ['W4.1', 'news exactly 14 days old', many(5, { class: 'news', lastUpdate: '2023-08-09' }), 0, false],
    ['W4.1', '通知公告 exactly six months old', many(5, { class: 'announcement', lastUpdate: '2023-02-23' }), 0, false],
    [
      'W4.1',
      '政策文件 of three months: two weeks are not its rule',
      many(5, { class: 'policy', lastUpdate: '2023-05-23' }),
      0,
      false
    ],
    ['W4.1', '通知公告 deeper than the first level', many(5, { ...notices, level: 'deeper' }), 0, false],
    ['W4.1', 'news at any level', many(5, { ...news, level: 'deeper' }), 5, true],
    ['W4.1', 'undated news', many(5, { class: 'news', lastUpdate: null }), 5, true],
    ['W4.1', 'blank news columns are W4.3', many(5, { class: 'news', lastUpdate: null, isBlank: true }), 0, false],
    ['W4.1', 'historic project columns are outside 动态要闻', many(9, { class: 'other', lastUpdate: '2019-01-01' }), 0, false],
    ['W4.2', 'nine columns of 人事 over a year', many(9, { class: 'personnel', lastUpdate: '2022-08-22' }), 9, false],
    ['W4.2', 'ten columns of 人事 over a year', many(10, { class: 'personnel', lastUpdate: '2022-08-22' }), 10, true],
    ['W4.2', 'ten columns of 规划 at exactly a year', many(10, { class: 'planning', lastUpdate: '2022-08-23' }), 0, false],
    ['W4.3', 'four blank columns', many(4, { class: 'other', isBlank: true, lastUpdate: null }), 4, false],
    ['W4.3', 'five blank columns', many(5, { class: 'other', isBlank: true, lastUpdate: null }), 5, true],
    ['W4.3', 'five old columns are not blank', many(5, { class: 'other', lastUpdate: '2015-01-01' }), 0, false],
    ['D1.6', '政策解读 exactly six months', [column({ class: 'interpretation', lastUpdate: '2023-02-23' })], 0, false],
    ['D1.6', '政策解读 a day longer', [column({ class: 'interpretation', lastUpdate: '2023-02-22' })], 1, true],
    [
      'D1.6',
      '政策解读 on a deeper level',
      [column({ class: 'interpretation', lastUpdate: '2020-01-01', level: 'deeper' })],
      0,
      false
    ],
    ['D1.10', 'two blank columns', many(2, { class: 'service', isBlank: true, lastUpdate: null }), 0, false],
    ['D1.10', 'two blank columns of its classes', many(2, { class: 'other', isBlank: true, lastUpdate: null }), 2, true]
  ])('%s: %s', (item, _situation, list, count, stands) => {
    expect(sheet(item, list)).toMatchObject({ count, stands, indicator: item })
  })

  it('W4.1 says of each column how old it is', () => {
    const list = [
      column({ class: 'news', lastUpdate: '2023-08-08' }),
      column({ class: 'news', lastUpdate: '2023-08-09' }),
      column({ class: 'policy', lastUpdate: '2023-02-22' }),
      column({ class: 'news', lastUpdate: null }),
      column({ class: 'news', lastUpdate: '2022-01-01', isBlank: true }),
      column({ class: 'other' })
    ]
    expect(sheet('W4.1', list).readings.map(({ state, days, why, takenBy }) => [state, days, why, takenBy])).toEqual([
      ['counted', 15, '最近更新 2023-08-08，距监测时间点 15 天，超过 2 周。', null],
      ['fine', 14, '最近更新 2023-08-09，距监测时间点 14 天，没有超过 2 周。', null],
      ['counted', 182, '最近更新 2023-02-22，距监测时间点 182 天，超过 6 个月。', null],
      ['counted', null, '没有可以认定的更新日期，视为未更新。', null],
      ['fine', null, '空白栏目按空白计，不再按未更新计。', null]
    ])
    expect(sheet('W4.1', list)).toMatchObject({ threshold: 5, why: '3 个栏目，未达到 5 个栏目。', notAsked: null, kind: 'veto' })
    expect(sheet('W4.3', list).readings.map(({ state, why }) => [state, why])).toEqual([
      ['fine', '有内容，不是空白栏目。'],
      ['fine', '有内容，不是空白栏目。'],
      ['fine', '有内容，不是空白栏目。'],
      ['fine', '有内容，不是空白栏目。'],
      ['counted', '空白栏目，从未有过内容。'],
      ['fine', '有内容，不是空白栏目。']
    ])
  })

  it('judges each column at its own 监测时间点, or all at one that is named', () => {
    const early = column({ class: 'news', lastUpdate: '2023-08-01', observedAt: '2023-08-15T02:00:00.000Z' })
    const late = column({ class: 'news', lastUpdate: '2023-08-01', observedAt: '2023-08-16T02:00:00.000Z' })
    const own = sheet('W4.1', [early, late])
    expect(own.readings.map(({ state, days }) => [state, days])).toEqual([
      ['fine', 14],
      ['counted', 15]
    ])
    const named = workingPaper(edition, [early, late], '2023-08-22T16:00:00.000Z').find((each) => each.indicator === 'W4.1')
    expect(named?.readings.map(({ days }) => days)).toEqual([22, 22])
    expect(named?.count).toBe(2)
  })

  it('a column counts once under an item, by the first rule that says so', () => {
    const rules = [stale(['news'], 'any', 6, 'month'), stale(['news'], 'any', 2, 'week'), blank('news')]
    const at = (part: Partial<SiteColumn>) => readColumn(rules, column({ class: 'news', ...part }), checked)
    expect(at({ lastUpdate: '2023-08-01' })).toMatchObject({ state: 'counted', days: 22 })
    expect(at({ lastUpdate: '2022-01-01' })?.why).toMatch(/超过 6 个月。$/)
    expect(at({ lastUpdate: '2023-08-22' })).toMatchObject({
      state: 'fine',
      why: '最近更新 2023-08-22，距监测时间点 1 天，没有超过 6 个月。'
    })
    expect(at({ isBlank: true })?.why).toBe('空白栏目，从未有过内容。')
    expect(readColumn(rules, column({ class: 'other' }), checked)).toBeNull()
  })

  it('W4.2 without a window, or with one nobody confirmed, is left to the inspector', () => {
    const open: ColumnRule = { classes: ['personnel'], level: 'any', when: 'stale' }
    const guess = {
      ...open,
      window: { value: { amount: 1, unit: 'year' as const }, status: 'unconfirmed' as const, source: '待核对' }
    }
    const old = column({ class: 'personnel', lastUpdate: '2020-01-01' })
    expect(readColumn([open], old, checked)).toMatchObject({ state: 'open', why: '本项没有写明更新期限，由检查人认定。' })
    expect(readColumn([guess], old, checked)).toMatchObject({
      state: 'open',
      days: 1330,
      why: '最近更新 2020-01-01，距监测时间点 1330 天；期限 1 年 待核对，由检查人认定。'
    })
    expect(readColumn([guess], column({ class: 'personnel', lastUpdate: null }), checked)?.why).toBe(
      '没有可以认定的更新日期；期限 1 年 待核对，由检查人认定。'
    )
    // What another rule of the item is sure of goes before.
    expect(readColumn([guess, stale(['personnel'], 'any', 2, 'year')], old, checked)).toMatchObject({ state: 'counted' })
    expect(readColumn([stale(['personnel'], 'any', 9, 'year'), guess], old, checked)).toMatchObject({ state: 'open' })
    const sheets = workingPaper(
      changed(edition, { 'W4.2': { columns: [open] } }),
      many(12, { class: 'personnel', lastUpdate: null })
    )
    expect(sheets.find((each) => each.indicator === 'W4.2')).toMatchObject({ count: 0, stands: false })
  })
})

describe('working paper over all items', () => {
  const old = { lastUpdate: '2020-01-01' }
  it('has a sheet for every item with column rules, in the order of the edition', () => {
    const place = (id: string): number => edition.indicators.findIndex((each) => each.id === id)
    const ids = workingPaper(edition, []).map((each) => each.indicator)
    expect(ids.toSorted()).toEqual(['D1.10', 'D1.4', 'D1.5', 'D1.6', 'D1.9', 'W3', 'W4.1', 'W4.2', 'W4.3'])
    expect(ids).toEqual(ids.toSorted((a, b) => place(a) - place(b)))
    expect(workingPaper({ indicators: [itemOf(edition, 'W1.1')] }, many(3, { class: 'news' }))).toEqual([])
  })

  it.each<[situation: string, part: Partial<SiteColumn> & { class: ColumnClass }, by: string]>([
    ['news older than two weeks', { class: 'news', ...old }, 'D1.4'],
    ['政策文件 older than six months', { class: 'policy', ...old }, 'D1.5'],
    ['政策解读 older than six months', { class: 'interpretation', ...old }, 'D1.6']
  ])('D1.9 does not count again: %s', (_situation, part, by) => {
    const list = [column(part)]
    expect(sheet(by, list)).toMatchObject({ count: 1, stands: true })
    const other = sheet('D1.9', list)
    expect(other).toMatchObject({ count: 0, stands: false, threshold: null, why: '0 个栏目。' })
    expect(other.readings).toHaveLength(1)
    expect(other.readings[0]).toMatchObject({ state: 'taken', takenBy: by })
    expect(other.readings[0]?.why).toBe(
      `最近更新 2020-01-01，距监测时间点 1330 天，超过 6 个月。已计入 ${by}“${itemOf(edition, by).title}”，本项不重复计算。`
    )
  })

  it('D1.9 counts what no earlier item takes', () => {
    const list = [
      column({ class: 'personnel', ...old }),
      column({ class: 'policy', level: 'deeper', ...old }),
      column({ class: 'news', ...old })
    ]
    expect(sheet('D1.9', list)).toMatchObject({ count: 2, stands: true, why: '2 个栏目。' })
    expect(sheet('D1.9', list).readings.map(({ state }) => state)).toEqual(['counted', 'counted', 'taken'])
  })

  it('a column that is fine under D1.9 is not called counted elsewhere', () => {
    const list = [column({ class: 'news', lastUpdate: '2023-08-01' })]
    expect(sheet('D1.4', list)).toMatchObject({ count: 1 })
    expect(sheet('D1.9', list).readings[0]).toMatchObject({ state: 'fine', takenBy: null })
  })

  it('an item that is off takes nothing from another', () => {
    const off = changed(edition, { 'D1.4': { enabled: false } })
    const list = [column({ class: 'news', ...old })]
    expect(sheet('D1.4', list, off)).toMatchObject({
      notAsked: '该指标待核对，未启用',
      count: 1,
      stands: false,
      why: '该指标待核对，未启用。'
    })
    expect(sheet('D1.9', list, off)).toMatchObject({ count: 1, stands: true })
  })

  it('a veto that does not stand leaves its columns to the deduction, one that stands keeps them', () => {
    const yielding = changed(edition, { 'D1.4': { yieldsTo: ['W4.1'] } })
    expect(sheet('D1.4', many(4, { class: 'news', ...old }), yielding)).toMatchObject({ count: 4 })
    expect(sheet('D1.4', many(5, { class: 'news', ...old }), yielding)).toMatchObject({ count: 0 })
  })

  it('between vetoes a column counts once even below the threshold', () => {
    const yielding = changed(edition, {
      'W4.2': { yieldsTo: ['W4.1', 'W4.3'], columns: [stale(every, 'any', 1, 'year'), blank('news')] }
    })
    const list = [...many(4, { class: 'news', ...old }), ...many(9, { class: 'other', ...old })]
    expect(sheet('W4.1', list, yielding)).toMatchObject({ count: 4, stands: false })
    expect(sheet('W4.2', list, yielding)).toMatchObject({ count: 9, stands: false })
    const blankNews = [column({ class: 'news', isBlank: true })]
    expect(sheet('W4.2', blankNews, yielding).readings[0]).toMatchObject({ state: 'taken', takenBy: 'W4.3' })
  })

  it('names the first of two items that took a column', () => {
    const both = changed(edition, {
      'D1.9': { yieldsTo: ['D1.5', 'D1.4'] },
      'D1.5': { columns: [stale(['news', 'policy'], 'any', 6, 'month')] }
    })
    expect(sheet('D1.9', [column({ class: 'news', ...old })], both).readings[0]?.takenBy).toBe('D1.5')
  })

  it('items that yield to a later item of the edition wait for it', () => {
    const reversed: Indicator[] = [itemOf(edition, 'D1.9'), itemOf(edition, 'D1.4')]
    const paper = workingPaper({ indicators: reversed }, [column({ class: 'news', ...old })])
    expect(paper.map(({ indicator, count }) => [indicator, count])).toEqual([
      ['D1.9', 0],
      ['D1.4', 1]
    ])
  })

  it('leaves out what is not asked of the site', () => {
    const list = many(5, { class: 'news', ...old })
    const of = (object: typeof portal, id: string) =>
      workingPaper(edition, list, undefined, object).find((each) => each.indicator === id)
    expect(of(department, 'D1.4')).toMatchObject({ notAsked: '不是门户网站，不适用', stands: false, count: 5 })
    expect(of(department, 'W4.1')).toMatchObject({ notAsked: null, stands: true })
    expect(of(portalWithoutService, 'D1.4')).toMatchObject({ notAsked: null, stands: true })
    const service = changed(edition, { 'D1.4': { applies: { portalOnly: true, needsService: true } } })
    expect(workingPaper(service, list, undefined, portalWithoutService).find((each) => each.indicator === 'D1.4')).toMatchObject({
      notAsked: '没有对外服务，不适用'
    })
    expect(sheet('D1.4', list, service)).toMatchObject({ notAsked: null, stands: true })
  })
})

describe('working paper of the edition as shipped', () => {
  const old = { lastUpdate: '2020-01-01' }
  it.each<[item: string, situation: string, columns: SiteColumn[], count: number, stands: boolean]>([
    ['W3', 'home page of 15 days', [column({ class: 'home', lastUpdate: '2023-08-08' })], 1, true],
    ['W3', 'home page of 14 days', [column({ class: 'home', lastUpdate: '2023-08-09' })], 0, false],
    [
      'W4.1',
      'two of news, three of 政策文件',
      [...many(2, { class: 'news', ...old }), ...many(3, { class: 'policy', ...old })],
      5,
      true
    ],
    [
      'W4.1',
      'two of news, two of 政策文件',
      [...many(2, { class: 'news', ...old }), ...many(2, { class: 'policy', ...old })],
      4,
      false
    ],
    ['W4.1', '政策文件 deeper', many(5, { class: 'policy', level: 'deeper', ...old }), 0, false],
    ['W4.2', 'ten of 人事 over a year', many(10, { class: 'personnel', lastUpdate: '2022-08-22' }), 10, true],
    ['W4.2', 'nine of 人事 over a year', many(9, { class: 'personnel', lastUpdate: '2022-08-22' }), 9, false],
    ['W4.2', 'ten others: how long is too long is a person’s judgement', many(10, { class: 'other', ...old }), 0, false],
    ['W4.3', 'five blank columns of any class', many(5, { class: 'planning', isBlank: true }), 5, true],
    ['W4.3', 'four blank columns', many(4, { class: 'planning', isBlank: true }), 4, false],
    ['D1.6', '政策解读 of six months and a day', [column({ class: 'interpretation', lastUpdate: '2023-02-22' })], 1, true],
    ['D1.9', '通知公告 of six months and a day', [column({ class: 'announcement', lastUpdate: '2023-02-22' })], 1, true],
    ['D1.9', '通知公告 of six months', [column({ class: 'announcement', lastUpdate: '2023-02-23' })], 0, false]
  ])('%s: %s', (item, _situation, list, count, stands) => {
    expect(sheet(item, list, sites)).toMatchObject({ count, stands })
  })

  it.each(['D1.4', 'D1.5', 'D1.10'])('%s is shown but not asked while its points are unconfirmed', (id) => {
    const list = [
      column({ class: 'news', ...old }),
      column({ class: 'policy', ...old }),
      column({ class: 'other', isBlank: true })
    ]
    expect(sheet(id, list, sites)).toMatchObject({ notAsked: '该指标待核对，未启用', count: 1, stands: false })
  })
})
