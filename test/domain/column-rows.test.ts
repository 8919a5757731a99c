import { describe, expect, it } from 'vitest'
import { columnDraft } from '../../electron/domain/column-draft.ts'
import { parseColumnRows } from '../../electron/domain/column-rows.ts'
import { columnClassOf, guessClass, levelOfPath } from '../../electron/domain/column-words.ts'
import type { XunchaError } from '../../electron/domain/errors.ts'

const sites = [
  { key: 'site:3400000001', siteCode: '3400000001', name: '甲县人民政府' },
  { key: 'site:3400000002', siteCode: '3400000002', name: '乙县人民政府' },
  { key: 'site:3400000003', siteCode: '3400000003', name: '乙县人民政府' }
]
const now = '2023-09-26T02:00:00.000Z'
const head = ['网站标识码', '栏目路径', '栏目类别', '层级', '网址', '最近更新', '空白', '监测时间', '备注']
const read = (rows: string[][], objectKey: string | null = null) =>
  parseColumnRows({ file: '栏目.csv', sheet: null, rows, firstRow: 1 }, { sites, objectKey, now })
const row = (change: Partial<Record<(typeof head)[number], string>> = {}): string[] => {
  const full: Record<string, string> = {
    网站标识码: '3400000001',
    栏目路径: '首页》要闻',
    栏目类别: '动态要闻',
    层级: '一级',
    网址: 'http://a.example.gov.cn/yw/',
    最近更新: '2023-09-11',
    空白: '否',
    监测时间: '2023-09-25 10:20',
    备注: '',
    ...change
  }
  return head.map((name) => full[name] ?? '')
}

describe('parseColumnRows', () => {
  it('reads a row as people write it', () => {
    const { columns, faults } = read([
      ['2023年三季度栏目登记'],
      head,
      row({ 栏目路径: '首页 > 政务公开 > 政策解读', 栏目类别: '政策解读', 层级: '', 最近更新: '2023年8月1日', 空白: '' }),
      ['', '', '', '', '', '', '', '', ''],
      row({
        网站标识码: '甲县人民政府',
        栏目路径: '首页》人事',
        栏目类别: '人事信息',
        最近更新: '',
        空白: '是',
        监测时间: '',
        网址: ''
      })
    ])
    expect(faults).toEqual([])
    expect(columns).toEqual([
      {
        row: 3,
        objectKey: 'site:3400000001',
        class: 'interpretation',
        level: 'deeper',
        path: '首页》政务公开》政策解读',
        url: 'http://a.example.gov.cn/yw/',
        lastUpdate: '2023-08-01',
        isBlank: false,
        observedAt: '2023-09-25T02:20:00.000Z',
        note: ''
      },
      expect.objectContaining({ row: 5, class: 'personnel', lastUpdate: null, isBlank: true, observedAt: now, url: '' })
    ])
  })

  it.each<[string, Partial<Record<string, string>>, string, RegExp]>([
    ['an unknown site', { 网站标识码: '3499999999' }, '网站标识码', /名录中没有/],
    ['a name of two sites', { 网站标识码: '乙县人民政府' }, '网站标识码', /同名/],
    ['no site', { 网站标识码: '' }, '网站标识码', /没有填写/],
    ['no path', { 栏目路径: ' ' }, '栏目路径', /没有填写/],
    ['an unknown class', { 栏目类别: '专题' }, '栏目类别', /专题.*动态要闻/],
    ['an unknown level', { 层级: '顶级' }, '层级', /顶级/],
    ['no address', { 网址: 'ftp://a/' }, '网址', /http/],
    ['no day', { 最近更新: '2023-02-30' }, '最近更新', /看不懂/],
    ['a day after it was seen', { 最近更新: '2023-09-26' }, '最近更新', /晚于监测日期 2023-09-25/],
    ['blank with a date', { 空白: '是' }, '空白', /不能有最近更新/],
    ['neither yes nor no', { 空白: '也许' }, '空白', /是 或 否/],
    ['no time', { 监测时间: '昨天' }, '监测时间', /看不懂/]
  ])('names %s by row, column and reason', (_what, change, column, reason) => {
    const { columns, faults } = read([head, row({ 栏目路径: '首页》公告', 栏目类别: '通知公告' }), row(change)])
    expect(columns).toHaveLength(1)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ file: '栏目.csv', row: 3, column })
    expect(faults[0]?.reason).toMatch(reason)
  })

  it('takes a day that is the very day it was seen, in China', () => {
    // 16:30 UTC is past midnight in China.
    const { faults } = read([head, row({ 最近更新: '2023-09-26', 监测时间: '2023-09-25T16:30:00Z' })])
    expect(faults).toEqual([])
  })

  it('names the same column twice, however its marks are typed, but not on two sites', () => {
    const rows = [head, row(), row({ 栏目路径: '首页 ＞ 要闻' }), row({ 网站标识码: '3400000002' })]
    expect(read(rows).faults).toEqual([{ file: '栏目.csv', row: 3, column: '栏目路径', reason: '与第 2 行是同一个栏目' }])
  })

  it('needs no code when the site is given, and refuses another one', () => {
    const rows = [head.slice(1), row().slice(1)]
    expect(read(rows, 'site:3400000002').columns[0]).toMatchObject({ objectKey: 'site:3400000002' })
    expect(read([head, row()], 'site:3400000002').faults[0]).toMatchObject({ column: '网站标识码' })
    const refused = (() => {
      try {
        return read(rows)
      } catch (error) {
        return error as XunchaError
      }
    })()
    expect(refused).toMatchObject({ code: 'bad-file' })
    expect(() => read([head])).toThrow(/没有数据行/)
  })
})

describe('words of a column', () => {
  it.each([
    ['动态、要闻类', 'news'],
    ['通知公告栏目', 'announcement'],
    ['征集调查', 'consultation'],
    ['专题', null]
  ])('%s → %s', (word, expected) => expect(columnClassOf(word)).toBe(expected))
  it.each([
    ['首页', 'home'],
    ['首页》政务公开》政策解读', 'interpretation'],
    ['首页》部门动态', 'news'],
    ['首页》政务公开》领导之窗', null],
    ['首页》通知公告》2023', 'announcement']
  ])('a path %s speaks for %s', (path, expected) => expect(guessClass(path)).toBe(expected))
  it.each([
    ['首页', 'first'],
    ['首页》要闻', 'first'],
    ['首页》政务公开》政策解读', 'deeper']
  ])('%s is %s', (path, expected) => expect(levelOfPath(path)).toBe(expected))
})

describe('columnDraft', () => {
  const column = (path: string, observedAt: string, url = '') => ({ path, observedAt, url, lastUpdate: '2023-01-02' })
  const source = { status: 'confirmed', source: '依据' } as const
  it('counts the columns in the words of the edition', () => {
    const veto = { phrase: '应更新未更新栏目{count}个：{location}' }
    const columns = [
      column('首页》要闻', '2023-09-25T02:00:00.000Z'),
      column('首页》公告', '2023-09-26T02:00:00.000Z', 'http://a/gg/')
    ]
    expect(columnDraft(veto, columns)).toEqual({
      count: 2,
      description: '应更新未更新栏目2个：首页》要闻、首页》公告',
      location: '首页》要闻、首页》公告',
      url: 'http://a/gg/',
      lastUpdate: null,
      observedAt: '2023-09-26T02:00:00.000Z'
    })
    expect(columnDraft(veto, [])).toBeNull()
  })
  it('knows the day of a single one', () => {
    expect(columnDraft({ phrase: '{location}' }, [column('首页》要闻', now)])).toMatchObject({
      count: 1,
      lastUpdate: '2023-01-02'
    })
  })
  it('fills in points', () => {
    const item = { phrase: '{location}未更新，扣{points}分', unitPoints: { value: '1.5', ...source } }
    expect(columnDraft(item, [column('首页》规划', now), column('首页》人事', now)])?.description).toBe(
      '首页》规划、首页》人事未更新，扣3分'
    )
  })
})
