import { describe, expect, it } from 'vitest'
import { buildNotice } from '../../electron/domain/notice-build.ts'
import { checkNotice } from '../../electron/domain/notice-check.ts'
import { anhuiAccounts, anhuiBatch, anhuiSites, indicator, madeBatch, profile } from './notice-fixtures.ts'

const anhui = () =>
  buildNotice({
    profile: profile('anhui'),
    batches: [anhuiBatch('account'), anhuiBatch('site')],
    deadline: '2023-10-20',
    decimals: null,
    date: '2023-09-26'
  })

describe('buildNotice, profile anhui on the published numbers', () => {
  it('makes both published annexes, row for row and in the published order', () => {
    const model = anhui()
    const [sites, accounts] = model.tables
    expect(model.tables.map((table) => table.label)).toEqual(['附件1', '附件2'])
    expect(sites?.title).toBe('2023年第三季度全省政府网站检查情况')
    expect(accounts?.title).toBe('2023年第三季度全省政务新媒体抽查情况')
    expect(sites?.columns.map((column) => column.label)).toEqual([
      '序号',
      '省直厅局/各市',
      '运行网站总数',
      '检查网站数',
      '存在突出问题的网站数'
    ])
    expect(sites?.rows).toEqual(anhuiSites.map((row, index) => [index + 1, ...row]))
    expect(accounts?.rows).toEqual(anhuiAccounts.map((row, index) => [index + 1, ...row]))
    expect(sites?.total).toEqual(['合计', '', 840, 840, 0])
    expect(accounts?.total).toEqual(['合计', '', 3316, 1658, 5])
  })

  it('prints the published rates: 100% for sites, 50% coverage and 99.70% for accounts', () => {
    const model = anhui()
    expect(model.figures['site.passRate']).toBe('100%')
    expect(model.figures['account.passRate']).toBe('99.70%')
    expect(model.figures['account.coverage']).toBe('50%')
    const prose = model.paragraphs.map((paragraph) => paragraph.text).join('\n')
    expect(prose).toContain('（一）政府网站。全省备案在运行的政府网站共840家，本次检查840家，检查比例100%')
    expect(prose).toContain('共3316个，本次抽查1658个，检查比例50%。经检查，合格1653个，不合格5个，总体合格率99.70%')
    expect(prose).toContain('请于2023年10月20日前书面报送')
    expect(model.title).toBe('关于2023年第三季度全省政府网站与政务新媒体检查情况的通报')
    expect(model.date).toBe('2023年9月26日')
  })

  it('agrees with its own recount', () => expect(checkNotice(anhui())).toEqual([]))

  it('leaves out the table, the paragraph and the words of a kind that no batch covers', () => {
    const model = buildNotice({
      profile: profile('anhui'),
      batches: [anhuiBatch('account')],
      deadline: null,
      decimals: 1,
      date: '2023-09-26'
    })
    expect(model.tables.map((table) => [table.label, table.id])).toEqual([['附件', 'accounts']])
    expect(model.title).toBe('关于2023年第三季度全省政务新媒体检查情况的通报')
    const prose = model.paragraphs.map((paragraph) => paragraph.text).join('\n')
    expect(prose).not.toContain('政府网站')
    expect(prose).not.toContain('书面报送')
    expect(prose).toContain('（一）政务新媒体。')
    expect(model.figures['account.passRate']).toBe('99.7%')
    expect(checkNotice(model)).toEqual([])
  })
})

const stale = indicator('W3', '首页不更新')
const blank = indicator('W20', '空白栏目', {
  kind: 'deduction',
  unitPoints: { value: '2', status: 'confirmed', source: '测试' },
  phrase: '空白栏目{count}个,扣{points}分({location})'
})

describe('buildNotice, profile default', () => {
  const model = () =>
    buildNotice({
      profile: profile('default'),
      batches: [
        madeBatch(
          'site',
          [
            { name: '甲网', stratum: '市直', outcome: 'fail', found: [{ indicator: stale, count: 1 }] },
            { name: '乙网', stratum: '市直', score: '94', found: [{ indicator: blank, count: 3, points: '6' }] },
            { name: '丙网', stratum: '城关区', score: '100' }
          ],
          [
            { name: '市直', frame: 5, drawn: 2 },
            { name: '城关区', frame: 4, drawn: 1 },
            { name: '开发区', frame: 1, drawn: 0 }
          ],
          [stale, blank]
        )
      ],
      deadline: null,
      decimals: null,
      date: '2026-11-22'
    })

  it('keeps 存在问题 and 不合格 apart, rates over the checked, a stratum with nothing drawn included', () => {
    const table = model().tables[0]
    expect(table?.rows).toEqual([
      [1, '市直', 5, 2, 2, 1, '50.00%'],
      [2, '城关区', 4, 1, 0, 0, '100%'],
      [3, '开发区', 1, 0, 0, 0, '—']
    ])
    expect(table?.total).toEqual(['合计', '', 10, 3, 2, 1, '66.67%'])
  })

  it('lists problem objects and indicators', () => {
    const [, objects, indicators] = model().tables
    expect(objects?.rows).toEqual([
      [1, '3400000001', '甲网', '市直办公室', '首页不更新1处', '不合格', '—'],
      [2, '3400000002', '乙网', '市直办公室', '空白栏目3个,扣6分(首页》政策)', '合格', 94]
    ])
    expect(indicators?.rows).toEqual([
      [1, 'W3', '首页不更新', 1, 1, 1],
      [2, 'W20', '空白栏目', 1, 1, 3]
    ])
    expect(indicators?.total).toEqual(['合计', '', '', 2, 2, 4])
  })

  it('writes the problem list with rule, points, place, Beijing time and missing evidence', () => {
    const { problems } = model()
    expect(problems.rows[1]).toEqual([
      2,
      '网站',
      '3400000002',
      '乙网',
      '市直办公室',
      '市直',
      'W20 空白栏目',
      '空白栏目的判定依据',
      3,
      6,
      '乙网:空白栏目',
      '首页》政策',
      'http://www.example.gov.cn/zc/',
      '2023-08-24 10:20',
      '张三',
      '无证据'
    ])
    expect(problems.rows[0]?.[9]).toBe('单项否决')
    expect(checkNotice(model())).toEqual([])
  })

  it('refuses the same object in two batches', () => {
    const batch = madeBatch('site', [{ name: '甲网', stratum: '市直' }], [{ name: '市直', frame: 1, drawn: 1 }])
    expect(() =>
      buildNotice({ profile: profile('default'), batches: [batch, batch], deadline: null, decimals: null, date: '2026-11-22' })
    ).toThrow(/“甲网”同时在批次/)
  })
})
