import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildNotice } from '../../electron/domain/notice-build.ts'
import { checkNotice } from '../../electron/domain/notice-check.ts'
import { parseProfile } from '../../electron/domain/notice-profile.ts'
import { indicator, madeBatch, type MadeObject } from './notice-fixtures.ts'

const frame = { decimals: 1, wholePercent: 'all', issuer: '××', addressee: '各单位：', source: '测试', name: '测试' } as const
const paragraphs = [{ level: 0, text: '情况如下：' }]
const index = { id: 'index', label: '序号', measure: 'index' }

const stale = indicator('D1.6', '政策解读', {
  kind: 'deduction',
  phrase: '政策解读栏目6个月内未更新，扣{points}分：{location}'
})
const idle = indicator('M2.1', '内容不更新')

/** A county town: 市直 first, scores for sites, platforms and unit classes for accounts. */
const sites: MadeObject[] = [
  { name: '甲局', stratum: '市直', unitClass: '市直单位', score: '99', found: [{ indicator: stale, count: 1, points: '1' }] },
  { name: '乙局', stratum: '市直', unitClass: '市直单位', score: '100' },
  { name: '丙县', stratum: '丙县', unitClass: '县市区', score: '95', found: [{ indicator: stale, count: 1, points: '5' }] },
  { name: '丁县', stratum: '丁县', unitClass: '县市区', score: '100' }
]
const accounts: MadeObject[] = [
  { name: '甲发布', stratum: '市直', platform: '微信' },
  { name: '乙发布', stratum: '市直', platform: '微博', outcome: 'fail', found: [{ indicator: idle, count: 1 }] },
  { name: '丙发布', stratum: '丙县', platform: '微信' }
]
const batches = [
  madeBatch(
    'site',
    sites,
    [
      { name: '市直', frame: 2, drawn: 2 },
      { name: '丙县', frame: 1, drawn: 1 },
      { name: '丁县', frame: 1, drawn: 1 }
    ],
    [stale]
  ),
  madeBatch(
    'account',
    accounts,
    [
      { name: '市直', frame: 4, drawn: 2 },
      { name: '丙县', frame: 2, drawn: 1 }
    ],
    [idle]
  )
]

function notice(profile: object) {
  const parsed = parseProfile({ ...frame, id: 'test', title: '{period}通报', paragraphs, ...profile }, 'test.json')
  const model = buildNotice({ profile: parsed, batches, deadline: null, decimals: null, date: '2026-11-22' })
  expect(checkNotice(model)).toEqual([])
  return model
}

describe('profiles of other offices, as data', () => {
  it('counts problem sites by stratum, names them with score, and rates accounts (after 咸宁)', () => {
    const model = notice({
      tables: [
        {
          id: 'sites',
          title: '网站抽查情况',
          kinds: ['site'],
          groupBy: 'stratum',
          columns: [
            { id: 'stratum', label: '市直/县市区', measure: 'group' },
            { id: 'checked', label: '抽查网站数', measure: 'checked' },
            { id: 'withProblems', label: '问题网站数', measure: 'withProblems' }
          ],
          total: '合计'
        },
        {
          id: 'problems',
          title: '突出问题',
          kinds: ['site'],
          groupBy: 'object',
          filter: { withProblems: true },
          columns: [
            { id: 'unit', label: '单位名称', measure: 'unit' },
            { id: 'name', label: '名称', measure: 'name' },
            { id: 'problems', label: '抽查发现的突出问题', measure: 'problemText' },
            { id: 'score', label: '得分', measure: 'score' }
          ],
          total: null,
          sort: { by: 'score', descending: false }
        },
        {
          id: 'accounts',
          title: '新媒体抽查情况',
          kinds: ['account'],
          groupBy: 'stratum',
          columns: [
            { id: 'stratum', label: '市直/县市区', measure: 'group' },
            { id: 'checked', label: '抽查数量', measure: 'checked' },
            { id: 'failed', label: '不合格数量', measure: 'failed' },
            { id: 'rate', label: '合格率', measure: 'passRate' }
          ],
          total: null
        }
      ]
    })
    expect(model.tables[0]?.rows).toEqual([
      ['市直', 2, 1],
      ['丙县', 1, 1],
      ['丁县', 1, 0]
    ])
    expect(model.tables[0]?.total).toEqual(['合计', 4, 2])
    expect(model.tables[1]?.rows).toEqual([
      ['丙县办公室', '丙县', '政策解读栏目6个月内未更新，扣5分：首页》政策', 95],
      ['市直办公室', '甲局', '政策解读栏目6个月内未更新，扣1分：首页》政策', 99]
    ])
    expect(model.tables[2]?.rows).toEqual([
      ['市直', 2, 1, '50%'],
      ['丙县', 1, 0, '100%']
    ])
  })

  it('lists failed sites and accounts together in one table (after 揭阳)', () => {
    const model = notice({
      tables: [
        {
          id: 'failed',
          title: '存在突出问题的名单',
          kinds: ['site', 'account'],
          groupBy: 'object',
          filter: { outcome: 'fail' },
          columns: [
            index,
            { id: 'kind', label: '类别', measure: 'kind' },
            { id: 'name', label: '名称', measure: 'name' },
            { id: 'problems', label: '问题', measure: 'problemText' }
          ],
          total: null,
          note: '注：检查期为{period}。'
        }
      ]
    })
    expect(model.tables[0]?.rows).toEqual([[1, '新媒体', '乙发布', '内容不更新1处']])
    expect(model.tables[0]?.note).toBe('注：检查期为2023年第三季度。')
  })

  it('gives averages, counts of full marks and pass rates by platform in the prose (after 北京)', () => {
    const model = notice({
      figures: [
        { id: 'county.average', kinds: ['site'], measure: 'averageScore', filter: { unitClass: ['县市区'] } },
        { id: 'full', kinds: ['site'], measure: 'checked', filter: { scoreIs: 100 } },
        { id: 'wechat.rate', kinds: ['account'], measure: 'passRate', filter: { platform: ['微信'] } },
        { id: 'weibo.rate', kinds: ['account'], measure: 'passRate', filter: { platform: ['微博'] } }
      ],
      tables: [
        {
          id: 'platforms',
          title: '分平台情况',
          kinds: ['account'],
          groupBy: 'platform',
          columns: [
            { id: 'platform', label: '平台', measure: 'group' },
            { id: 'running', label: '运行总数', measure: 'running' },
            { id: 'checked', label: '检查数', measure: 'checked' },
            { id: 'rate', label: '合格率', measure: 'passRate' }
          ],
          total: '合计'
        }
      ],
      paragraphs: [{ level: 2, text: '平均{county.average}分，{full}家满分，微信{wechat.rate}，微博{weibo.rate}。' }]
    })
    expect(model.paragraphs[0]?.text).toBe('（一）平均97.5分，2家满分，微信100%，微博0%。')
    // How many accounts run on each platform is not known from a sample drawn by stratum: that column is left out.
    expect(model.tables[0]?.columns.map((column) => column.id)).toEqual(['platform', 'checked', 'rate'])
    expect(model.tables[0]?.rows).toEqual([
      ['微信', 2, '100%'],
      ['微博', 1, '0%']
    ])
  })

  it('ranks units of one class by score (after 黄石)', () => {
    const columns = [
      index,
      { id: 'unit', label: '单位', measure: 'group' },
      { id: 'score', label: '得分', measure: 'averageScore' }
    ]
    const sort = { by: 'score', descending: true }
    const model = notice({
      tables: ['县市区', '市直单位'].map((unitClass, at) => ({
        id: `class-${at}`,
        title: `考评成绩（${unitClass}）`,
        kinds: ['site'],
        groupBy: 'unit',
        filter: { unitClass: [unitClass] },
        columns,
        sort,
        total: null
      }))
    })
    expect(model.tables[0]?.rows).toEqual([
      [1, '丁县办公室', 100],
      [2, '丙县办公室', 95]
    ])
    expect(model.tables[1]?.rows).toEqual([[1, '市直办公室', 99.5]])
  })
})

describe('parseProfile', () => {
  const table = { id: 'a', title: 'a', kinds: ['site'], groupBy: 'stratum', columns: [index], total: null }

  it.each([
    ['an unknown measure', { columns: [{ ...index, measure: 'place' }] }, /tables\.0\.columns\.0\.measure/],
    [
      'a measure that the rows cannot have',
      { columns: [{ ...index, measure: 'problemText' }] },
      /按 stratum 分行，列“序号”不能统计 problemText/
    ],
    ['two columns of one name', { columns: [index, index] }, /有两列都叫 index/],
    ['a sort by no column', { sort: { by: 'rate', descending: true } }, /按不存在的列 rate 排序/],
    ['a field that does not exist', { groupby: 'unit' }, /tables\.0/]
  ])('names %s', (_, fault, sentence) => {
    const json = { ...frame, id: 'test', title: '通报', paragraphs, tables: [{ ...table, ...fault }] }
    expect(() => parseProfile(json, '我的.json')).toThrow(/“我的\.json”/)
    expect(() => parseProfile(json, '我的.json')).toThrow(sentence)
  })

  const group = { id: 'group', label: '组', measure: 'group' }
  const block = {
    id: 'letters',
    title: '来信',
    columns: [
      { id: 'unit', label: '单位', type: 'text' },
      { id: 'all', label: '收到', type: 'count' }
    ]
  }
  const shown = { id: 'b', title: 'b', groupBy: 'external', external: 'letters', total: null }
  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a place without an order',
      { tables: [{ ...table, columns: [{ ...index, measure: 'rank' }] }] },
      /有名次列“序号”，却没有写按哪一列排/
    ],
    [
      'an order by the number of the row',
      { tables: [{ ...table, sort: { by: 'index', descending: true } }] },
      /按序号或名次排序/
    ],
    ['bands that are missing', { tables: [{ ...table, groupBy: 'band', columns: [group] }] }, /分档（bands）与 groupBy 不一致/],
    [
      'bands that are not used',
      { tables: [{ ...table, bands: [{ label: '满分', filter: { scoreIs: 100 } }] }] },
      /分档（bands）与 groupBy 不一致/
    ],
    ['an annex of a table that is not declared', { tables: [shown] }, /没有定义的外部数据表 letters/],
    [
      'a column that the table does not have',
      { tables: [{ ...shown, columns: ['late'] }], externals: [block] },
      /letters 没有的列 late/
    ],
    [
      'a total under the first few',
      { tables: [{ ...shown, limit: 3, total: '合计' }], externals: [block] },
      /只列前 3 行，不能有合计/
    ],
    [
      'a rate of words',
      {
        externals: [
          {
            ...block,
            columns: [...block.columns, { id: 'rate', label: '率', type: 'rate', rate: { part: 'unit', whole: 'all' } }]
          }
        ]
      },
      /应由两个数量列相除/
    ],
    [
      'a sum of words',
      { externals: [{ ...block, columns: [{ id: 'unit', label: '单位', type: 'text', sum: true }] }] },
      /不是数量，不能求和/
    ],
    [
      'a figure of no table',
      { externalFigures: [{ id: 'a.b', external: 'letters', measure: 'rows' }] },
      /数字 a\.b 用到没有定义的外部数据表/
    ],
    [
      'a sum of no column',
      { externals: [block], externalFigures: [{ id: 'a', external: 'letters', measure: 'sum' }] },
      /没有写明统计哪一列/
    ],
    [
      'half a rate',
      { externals: [block], externalFigures: [{ id: 'a', external: 'letters', measure: 'rate', part: 'all' }] },
      /没有写明 part 和 whole/
    ],
    [
      'two figures of one name',
      { figures: [{ id: 'changes.closed', kinds: ['site'], measure: 'checked' }] },
      /有两个数字都叫 changes\.closed/
    ],
    ['groups of nothing', { figures: [{ id: 'a', kinds: ['site'], measure: 'groups' }] }, /没有写明数的是哪种分组/],
    [
      'a change of names',
      { figures: [{ id: 'a', kinds: ['site'], measure: 'names', change: { unit: '' } }] },
      /统计 names，不能与上一批次比较/
    ]
  ])('names %s', (_, parts, sentence) => {
    const json = { ...frame, id: 'test', title: '通报', paragraphs, tables: [table], ...parts }
    expect(() => parseProfile(json, '我的.json')).toThrow(sentence)
  })

  it('names a figure of the prose that nothing gives', () => {
    expect(() => notice({ tables: [table], paragraphs: [{ level: 0, text: '共{site.nothing}家' }] })).toThrow(/\{site\.nothing\}/)
  })

  it('takes every shipped profile', () => {
    const dir = new URL('../../resources/notice-profiles/', import.meta.url)
    const names = readdirSync(dir)
    expect(names).toEqual(expect.arrayContaining(['anhui.json', 'default.json']))
    for (const name of names) {
      const profile = parseProfile(JSON.parse(readFileSync(new URL(name, dir), 'utf8')), name)
      expect(`${profile.id}.json`).toBe(name)
    }
  })
})
