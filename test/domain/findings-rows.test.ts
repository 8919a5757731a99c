import { describe, expect, it } from 'vitest'
import { parseFindingRows } from '../../electron/domain/findings-rows.ts'
import { readLocalTime } from '../../electron/domain/time-text.ts'
import { workingCalendar } from '../../electron/domain/working-days.ts'
import { account, catalogue, indicator, site, target } from './domain-fixtures.ts'
import { plan, sites, sure } from './rules/editions.ts'
import { yearTables } from './rules/year-tables.ts'

const header = ['对象', '指标', '数量', '问题描述', '位置', '网址', '监测时间', '检查人', '证据']
const targets = [
  target(site(1, '市直', { name: '市科技局网站' })),
  target(site(2, '市直', { name: '重名' })),
  target(site(3, '市直', { name: '重名' })),
  target(account(4, '市直', { name: '科技发布' }))
]
const context = {
  catalogue: catalogue([indicator('W2', 'veto', { title: '站点无法访问' }), indicator('W4.1', 'veto', { title: '栏目不更新' })]),
  targets,
  calendar: workingCalendar([]),
  now: '2023-08-25T00:00:00.000Z',
  author: '李四'
}
const parse = (...rows: string[][]) =>
  parseFindingRows({ file: '问题.csv', sheet: null, rows: [header, ...rows], firstRow: 1 }, context)

describe('parseFindingRows', () => {
  it('reads a whole row', () => {
    const row = [
      '3400000001',
      'W4.1',
      '2',
      '政策解读未更新',
      '首页》政策》政策解读',
      'https://www.s1.gov.cn/a（1）/',
      '2023-02-08 10:20',
      '张三',
      'a.png; 图/b.png；'
    ]
    expect(parse(row)).toEqual({
      findings: [
        {
          row: 2,
          objectKey: 'site:3400000001',
          indicatorId: 'W4.1',
          count: 2,
          description: '政策解读未更新',
          location: '首页》政策》政策解读',
          url: 'https://www.s1.gov.cn/a（1）/',
          observedAt: '2023-02-08T02:20:00.000Z',
          inspector: '张三',
          evidencePaths: ['a.png', '图/b.png']
        }
      ],
      rejected: [],
      rows: 1
    })
  })

  it.each(['首页 > 政策 > 政策解读', '首页>>政策>>政策解读', '首页 / 政策 / 政策解读', '首页＞政策＞政策解读'])(
    'writes the place %j as every table prints it',
    (location) => {
      expect(parse(['3400000001', 'W4.1', '', '', location, '', '', '', '']).findings[0]?.location).toBe('首页》政策》政策解读')
    }
  )

  it('fills in what is left empty', () => {
    expect(parse(['市科技局网站', 'W2', '', '', '', '', '', '', '']).findings[0]).toMatchObject({
      count: 1,
      description: '站点无法访问',
      location: '',
      url: '',
      observedAt: '2023-08-25T00:00:00.000Z',
      inspector: '李四',
      evidencePaths: []
    })
  })

  it.each([
    ['3400000001', 'site:3400000001'],
    [' ３４０００００００１ ', 'site:3400000001'],
    ['市科技局网站', 'site:3400000001'],
    ['微信:gh_4', 'account:微信:gh_4'],
    ['微信：gh_4', 'account:微信:gh_4'],
    ['微信:科技发布', 'account:微信:gh_4'],
    ['科技发布', 'account:微信:gh_4'],
    ['site:3400000002', 'site:3400000002']
  ])('finds the object %j', (text, key) => {
    expect(parse([text, 'W2']).findings[0]?.objectKey).toBe(key)
  })

  it.each([['W4.1'], ['w4.1'], ['Ｗ４.1'], ['W4.1 栏目不更新'], ['栏目不更新']])('finds the indicator %j', (text) => {
    expect(parse(['科技发布', text]).findings[0]?.indicatorId).toBe('W4.1')
  })

  it.each([
    ['对象', ['3400000009', 'W2'], /本批次中没有对象“3400000009”/],
    ['对象', ['', 'W2'], /没有填写对象/],
    ['对象', ['重名', 'W2'], /有多个对象叫“重名”/],
    ['指标', ['科技发布', 'W9'], /“test-site”中没有指标“W9”/],
    ['指标', ['科技发布', ''], /没有填写指标/],
    ['数量', ['科技发布', 'W2', '0'], /数量“0”不对/],
    ['数量', ['科技发布', 'W2', '两'], /数量“两”不对/],
    ['数量', ['科技发布', 'W2', '1.5'], /数量“1.5”不对/],
    ['网址', ['科技发布', 'W2', '', '', '', 'javascript:alert(1)'], /http/],
    ['监测时间', ['科技发布', 'W2', '', '', '', '', '昨天'], /看不懂时间“昨天”/],
    ['监测时间', ['科技发布', 'W2', '', '', '', '', '2023-02-30'], /看不懂时间/]
  ])('rejects a row by its %s: %j', (column, row, reason) => {
    const parsed = parse(row, ['科技发布', 'W2'])
    expect(parsed).toMatchObject({ rows: 2, findings: [{ row: 3 }] })
    expect(parsed.rejected).toEqual([{ row: 2, column, reason: expect.stringMatching(reason) }])
  })

  it('names all faults of a row in one entry', () => {
    const [rejected, ...others] = parse(['无此对象', 'W9', 'x']).rejected
    expect(others).toEqual([])
    expect(rejected).toMatchObject({ row: 2, column: '对象' })
    expect(rejected?.reason).toMatch(/没有对象“无此对象”.*“指标”列：.*W9.*“数量”列：数量“x”/)
  })

  it('understands other headings and title rows', () => {
    const table = {
      file: 'a.csv',
      sheet: null,
      rows: [['问题'], ['检查对象', '检查指标', '个数', '问题链接'], ['科技发布', 'W2', '3', 'www.a.gov.cn/x']],
      firstRow: 1
    }
    expect(parseFindingRows(table, context).findings).toMatchObject([{ row: 3, count: 3, url: 'http://www.a.gov.cn/x' }])
  })

  it('refuses a file without 对象 or 指标, and one without rows', () => {
    const read = (rows: string[][]) => () => parseFindingRows({ file: 'a.csv', sheet: null, rows, firstRow: 1 }, context)
    expect(
      read([
        ['对象', '数量'],
        ['a', '1']
      ])
    ).toThrow(/问题文件“a.csv”缺少“指标”列/)
    expect(read([['a', 'b']])).toThrow(/缺少“对象”、“指标”列/)
    expect(read([header])).toThrow(/没有数据行/)
  })
})

describe('days that a finding rests on', () => {
  const term = [...header, '最近更新', '提问日期', '答复日期']
  const given = catalogue([
    indicator('M2.1', 'veto', { check: 'account-updated', window: sure({ amount: 2, unit: 'week' }) }),
    indicator('D3.3', 'deduction', { numbers: { workingDays: sure('5') } }),
    indicator('B3.1', 'bonus', { numbers: { workingDays: sure('1') } }),
    indicator('W4.1', 'veto')
  ])
  const read = (item: string, time: string, ...days: string[]) => {
    const rows = [term, ['科技发布', item, '', '', '', '', time, '', '', ...days]]
    const table = { file: '问题.csv', sheet: null, rows, firstRow: 1 }
    return parseFindingRows(table, { ...context, catalogue: given, calendar: yearTables(2023) })
  }
  it.each<[item: string, time: string, days: string[], column: string | null, reason: string]>([
    ['M2.1', '2023-08-23 10:20', ['2023-08-08'], null, ''],
    [
      'M2.1',
      '2023-08-23 10:20',
      ['2023年8月9日'],
      '最近更新',
      '最近更新 2023-08-09，距监测时间点 14 天，没有超过 2 周，不能按本项登记。'
    ],
    // The row's own 监测时间, not today.
    ['M2.1', '2023-08-24 00:00', ['2023-08-09'], null, ''],
    ['M2.1', '2023-08-23 10:20', [''], null, ''],
    ['M2.1', '2023-08-23 10:20', ['昨天'], '最近更新', '看不懂日期“昨天”，请写成 2023-02-08。'],
    ['D3.3', '2023-10-13', ['', '2023-09-25', '2023-10-09'], null, ''],
    [
      'D3.3',
      '2023-10-13',
      ['', '2023-09-25', '2023-10-08'],
      '答复日期',
      '2023-09-25 提出，2023-10-08 答复，用了 5 个工作日，没有超过 5 个工作日，不能按本项登记。'
    ],
    [
      'D3.3',
      '2023-10-13',
      ['', '2023-10-12'],
      '留言日期',
      '2023-10-12 提出，到监测时间点 1 个工作日没有答复，没有超过 5 个工作日，不能按本项登记。'
    ],
    // A bonus is given to who kept the term.
    ['B3.1', '2023-10-13', ['', '2023-09-28', '2023-10-07'], null, ''],
    [
      'B3.1',
      '2023-10-13',
      ['', '2023-09-28', '2023-10-08'],
      '答复日期',
      '2023-09-28 提出，2023-10-08 答复，用了 2 个工作日，超过 1 个工作日，不能按本项登记。'
    ],
    ['W4.1', '2023-08-23', ['2023-08-23'], null, '']
  ])('%s at %s with %j: %s', (item, time, days, column, reason) => {
    const { findings, rejected } = read(item, time, ...days)
    expect(rejected).toEqual(column === null ? [] : [{ row: 2, column, reason }])
    expect(findings).toHaveLength(column === null ? 1 : 0)
  })
  // 1 to 7 October 2022 were free, 8 and 9 October were worked.
  it.each([
    ['2022-10-11', null],
    ['2022-10-10', '2022-09-30 发布，2022-10-10 解读，用了 3 个工作日，没有超过 3 个工作日，不能按本项登记。']
  ])('are a document of 2022-09-30 and its interpretation on %s under the plan of 黄石', (answered, reason) => {
    const rows = [
      [...header, '文件日期', '解读日期'],
      ['3400000001', 'HS1', '', '', '', '', '2022-10-20', '', '', '2022-09-30', answered]
    ]
    const table = { file: '问题.csv', sheet: null, rows, firstRow: 1 }
    const huangshi = plan(sites, 'huangshi-2022-site')
    const { findings, rejected } = parseFindingRows(table, { ...context, catalogue: huangshi, calendar: yearTables(2022) })
    expect(rejected).toEqual(reason === null ? [] : [{ row: 2, column: '答复日期', reason }])
    expect(findings).toHaveLength(reason === null ? 1 : 0)
  })
  it('are not counted through a year without a holiday table', () => {
    const [refused] = read('D3.3', '2024-01-12', '', '2023-12-28').rejected
    expect(refused).toMatchObject({ row: 2, column: '留言日期', reason: expect.stringContaining('没有 2024 年的节假日安排') })
    expect(refused?.reason).not.toContain('。。')
  })
})

describe('readLocalTime', () => {
  it.each([
    ['2023-02-08 10:20', '2023-02-08T02:20:00.000Z'],
    ['2023-02-08', '2023-02-07T16:00:00.000Z'],
    ['2023/2/8 9:05', '2023-02-08T01:05:00.000Z'],
    ['2023.2.8 10:20:30', '2023-02-08T02:20:30.000Z'],
    ['2023年2月8日', '2023-02-07T16:00:00.000Z'],
    ['2023年2月8日 10时20分', '2023-02-08T02:20:00.000Z'],
    ['2023-02-08T10:20:00Z', '2023-02-08T10:20:00.000Z'],
    ['2023-02-08T10:20:00.5Z', '2023-02-08T10:20:00.500Z'],
    ['2023-02-08T10:20:00+08:00', '2023-02-08T02:20:00.000Z'],
    ['2023-02-08T10:20:00-0330', '2023-02-08T13:50:00.000Z'],
    ['2023-02-08T10:20', '2023-02-08T02:20:00.000Z'],
    ['2024-02-29', '2024-02-28T16:00:00.000Z']
  ])('reads %s as %s', (text, instant) => {
    expect(readLocalTime(text)).toBe(instant)
  })

  it.each(['', '2023', '2023-13-01', '2023-02-29', '2023-02-08 24:00', '2023-02-08 10:60', '10:20', '08-02-2023', '昨天'])(
    'does not read %j',
    (text) => {
      expect(readLocalTime(text)).toBeNull()
    }
  )
})
