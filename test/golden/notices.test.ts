import { describe, expect, it } from 'vitest'
import type { ObjectKind } from '../../electron/domain/registry.ts'
import { indicator, madeBatch, profile, type MadeObject } from '../domain/notice-fixtures.ts'
import { made, profileWith } from './notices/made.ts'
import * as tongchuan from './notices/tongchuan-2025q1.ts'
import { tableOf, times } from './support.ts'

/**
 * The published figures of further notices, each counted from objects made to fit them. Where a printed figure does not
 * follow from its own parts, the test says so and holds what follows.
 */
const fault = indicator('M2.1', '内容不更新')
const other = indicator('M3.1', '没有有效互动功能')

const failing = (found = [fault]): Partial<MadeObject> => ({
  outcome: 'fail',
  found: found.map((one) => ({ indicator: one, count: 1 }))
})
const objects = (count: number, failed: number, more: Partial<MadeObject> = {}): MadeObject[] =>
  times(count, (place) => ({
    name: `${more.platform ?? more.stratum ?? ''}${more.unitClass ?? ''}${place + 1}`,
    stratum: '全省',
    ...more,
    ...(place < failed ? failing() : {})
  }))
const batchOf = (kind: ObjectKind, list: readonly MadeObject[], running = list.length) =>
  madeBatch(kind, list, [{ name: '全省', frame: running, drawn: list.length }], [fault, other])

const byPlatform = {
  id: 'platforms',
  title: '分平台',
  kinds: ['account'],
  groupBy: 'platform',
  columns: [
    { id: 'platform', label: '平台', measure: 'group' },
    { id: 'checked', label: '数量', measure: 'checked' },
    { id: 'rate', label: '合格率', measure: 'passRate' }
  ],
  total: '合计'
}

describe('北京 2019Q4', () => {
  const platforms = [
    ['微博', 400],
    ['微信', 1040],
    ['移动客户端', 51],
    ['其他', 225]
  ] as const
  it('makes 1,716 accounts on four platforms and 86.42%, which only 233 failures give', () => {
    const list = platforms.flatMap(([platform, count]) => objects(count, platform === '微信' ? 233 : 0, { platform }))
    const table = tableOf(
      made({ profile: profileWith({ tables: [byPlatform] }), batches: [batchOf('account', list)] }),
      'platforms'
    )
    expect(table.rows.map(([platform, count]) => [platform, count])).toEqual(platforms.map((row) => [...row]))
    expect(table.total).toEqual(['合计', 1716, '86.42%'])
    for (const failed of [232, 234]) {
      const near = made({ profile: profileWith({}), batches: [batchOf('account', objects(1716, failed))] })
      expect(near.figures['account.passRate']).not.toBe('86.42%')
    }
  })

  it('prints 111.22, 2.66 and 13.87 together, though 100 - 2.66 + 13.87 is 111.21: each is rounded by itself', () => {
    const batch = batchOf(
      'site',
      times(16, (place): MadeObject => ({ name: `区${place + 1}`, stratum: '全省', unitClass: '区' }))
    )
    // Sums in hundredths that part over 16 without rest but the last: 42.50 taken off, 221.95 given.
    batch.scores = batch.scores.map((score, place) => {
      const [deducted, bonus] = [place === 0 ? 2.75 : 2.65, place === 0 ? 13.9 : 13.87]
      return { ...score, deducted: String(deducted), bonus: String(bonus), score: (100 - deducted + bonus).toFixed(2) }
    })
    const { figures } = made({ profile: profileWith({}), batches: [batch] })
    expect([figures['site.averageScore'], figures['site.averageDeducted'], figures['site.averageBonus']]).toEqual([
      111.22, 2.66, 13.87
    ])
  })

  it('says the changes as printed: 提高23.62个百分点, 减少635个, 提高9.32分, 下降4.44分', () => {
    const change = (id: string, kind: ObjectKind, measure: string, unit = '') => ({
      id,
      kinds: [kind],
      measure,
      change: { unit }
    })
    const figures = [
      change('rate', 'account', 'passRate'),
      change('count', 'account', 'checked', '个'),
      change('average', 'site', 'averageScore'),
      change('deducted', 'site', 'averageDeducted')
    ]
    const scored = (score: string, deducted: string) => {
      const batch = batchOf('site', [{ name: '区', stratum: '全省' }])
      return { ...batch, scores: batch.scores.map((one) => ({ ...one, score, deducted })) }
    }
    const say = (before: number, failedBefore: number) =>
      made({
        profile: profileWith({ figures }),
        batches: [scored('111.22', '2.66'), batchOf('account', objects(1716, 233))],
        previous: [scored('101.9', '7.1'), batchOf('account', objects(before, failedBefore))]
      }).figures
    const figuresNow = say(2351, 875)
    expect(figuresNow['count']).toBe('减少635个')
    expect([figuresNow['average'], figuresNow['deducted']]).toEqual(['提高9.32分', '下降4.44分'])
    // 86.42 - 23.62 = 62.80, which no number of 2,351 accounts gives (62.78 and 62.82 do): the earlier rate had another base.
    expect(say(2351, 875)['rate']).toBe('提高23.64个百分点')
    expect(say(2351, 874)['rate']).toBe('提高23.6个百分点')
    expect(say(1000, 372)['rate']).toBe('提高23.62个百分点')
  })
})

describe('江西 2020Q1', () => {
  /** level, in operation, checked, failed; how the 346 of cities and counties part is ours, but all portals were checked. */
  const levels = [
    ['省政府门户', 1, 1, 0],
    ['省政府部门', 51, 31, 0],
    ['设区市政府门户', 11, 11, 0],
    ['设区市政府部门', 368, 230, 3],
    ['县级政府门户', 100, 100, 1],
    ['其它', 7, 5, 0]
  ] as const
  const rate = (id: string, levelsIn: readonly string[]) => ({
    id,
    kinds: ['site'],
    measure: 'passRate',
    filter: { unitClass: levelsIn }
  })
  it('makes the sites by level: 538 in operation, 378 checked, 4 failed, 98.94%; cities 98.84%, portals 99.11%', () => {
    const list = levels.flatMap(([unitClass, , checked, failed]) => objects(checked, failed, { unitClass }))
    const batch = madeBatch(
      'site',
      list,
      levels.map(([name, frame, drawn]) => ({ name, frame, drawn })),
      [fault]
    )
    batch.batch.strataBy = 'unitClass'
    const model = made({
      profile: profileWith({
        figures: [
          rate('cities', ['设区市政府门户', '设区市政府部门', '县级政府门户', '其它']),
          rate('portals', ['省政府门户', '设区市政府门户', '县级政府门户'])
        ],
        tables: [
          {
            id: 'levels',
            title: '按层级',
            kinds: ['site'],
            groupBy: 'unitClass',
            columns: [
              { id: 'level', label: '层级', measure: 'group' },
              { id: 'running', label: '运行数', measure: 'running' },
              { id: 'checked', label: '抽查数', measure: 'checked' },
              { id: 'failed', label: '不合格数', measure: 'failed' },
              { id: 'rate', label: '合格率', measure: 'passRate' }
            ],
            total: '合计'
          }
        ]
      }),
      batches: [batch]
    })
    const table = tableOf(model, 'levels')
    expect(table.rows.map((row) => row.slice(0, 4))).toEqual(levels.map((row) => [...row]))
    expect(table.rows[1]?.[4]).toBe('100%')
    expect(table.total).toEqual(['合计', 538, 378, 4, '98.94%'])
    expect([model.figures['cities'], model.figures['portals']]).toEqual(['98.84%', '99.11%'])
  })

  it('makes 1,308 accounts, 356 checked; 57 failures print 83.99%, the printed 84.27% is 56', () => {
    const parts = [
      { name: '省直部门', frame: 94, drawn: 26 },
      { name: '设区市', frame: 572, drawn: 155 },
      { name: '县（市、区）', frame: 642, drawn: 175 }
    ]
    const rateOf = (failed: number): unknown => {
      const list = parts.flatMap(({ name, drawn }, place) => objects(drawn, place === 2 ? failed : 0, { stratum: name }))
      const model = made({ profile: profile('default'), batches: [madeBatch('account', list, parts, [fault])] })
      expect(tableOf(model, 'accounts').rows.map((row) => row[2])).toEqual([94, 572, 642])
      expect(tableOf(model, 'accounts').total?.slice(2, 4)).toEqual([1308, 356])
      return model.figures['account.passRate']
    }
    expect([rateOf(57), rateOf(56)]).toEqual(['83.99%', '84.27%'])
  })
})

describe('开封 2024Q1', () => {
  it('prints 100% and the truncated 98.9%, beside 79% and 11.6% half-up in the same notice', () => {
    const answers = { columns: ['unit', 'all', 'oneDay', 'late'].map((id) => ({ id, label: id })), rows: [['全市', 43, 34, 5]] }
    const count = (id: string) => ({ id, label: id, type: 'count' })
    const rate = (id: string, part: string, decimals: number) => ({
      id,
      external: 'answers',
      measure: 'rate',
      part,
      whole: 'all',
      numbers: { decimals, rounding: 'half-up' }
    })
    const model = made({
      profile: profileWith({
        decimals: 1,
        rounding: 'truncate',
        externals: [
          {
            id: 'answers',
            title: '简单常见问题答复',
            columns: [{ id: 'unit', label: 'unit', type: 'text' }, ...['all', 'oneDay', 'late'].map(count)]
          }
        ],
        externalFigures: [rate('oneDay', 'oneDay', 0), rate('late', 'late', 1)]
      }),
      batches: [batchOf('site', objects(43, 0)), batchOf('account', objects(294, 3))],
      externals: { answers }
    })
    expect(tableOf(model, 'all').rows).toEqual([
      ['政府网站', 43, 0, '100%'],
      ['政务新媒体', 294, 3, '98.9%']
    ])
    expect([model.figures['oneDay'], model.figures['late']]).toEqual(['79%', '11.6%'])
    const halfUp = made({ profile: profileWith({ decimals: 1 }), batches: [batchOf('account', objects(294, 3))] })
    expect(halfUp.figures['account.passRate']).toBe('99.0%')
  })
})

describe('青海 2020Q3', () => {
  it('prints 83.5% for 63 of 381 with two reasons that overlap, and 94.0% for 8 of 134 where 94.3% is printed', () => {
    // 54 without interaction and 26 with wrong words are 80 reasons on 63 accounts: 17 have both.
    const list = times(381, (place): MadeObject => {
      const base = { name: `账号${place + 1}`, stratum: '全省' }
      if (place >= 63) return base
      return { ...base, ...failing([...(place < 54 ? [other] : []), ...(place >= 37 ? [fault] : [])]) }
    })
    const reasons = {
      id: 'reasons',
      title: '原因',
      kinds: ['account'],
      groupBy: 'indicator',
      filter: { outcome: 'fail' },
      columns: [
        { id: 'reason', label: '原因', measure: 'indicatorTitle' },
        { id: 'objects', label: '账号数', measure: 'objects' }
      ],
      total: '合计'
    }
    const model = made({
      profile: profileWith({ decimals: 1, tables: [...profileWith({}).tables, reasons] }),
      batches: [batchOf('site', objects(134, 8)), batchOf('account', list)]
    })
    expect(tableOf(model, 'all').rows).toEqual([
      ['政府网站', 134, 8, '94.0%'],
      ['政务新媒体', 381, 63, '83.5%']
    ])
    expect(tableOf(model, 'reasons').rows).toEqual([
      ['内容不更新', 26],
      ['没有有效互动功能', 54]
    ])
    // The total counts each account once, so it is not the sum of the reasons.
    expect(tableOf(model, 'reasons').total).toEqual(['合计', 63])
  })
})

describe('铜川 2025Q1, letters to the mayor', () => {
  const blocks = [
    { id: 'mailbox', title: '一季度市长信箱办理情况表', columns: tongchuan.mailboxColumns },
    { id: 'kinds', title: '来信分类', columns: tongchuan.kindColumns }
  ]
  const share = (id: string, name: string, numbers: { rounding?: string; decimals?: number }) => ({
    id,
    external: 'kinds',
    measure: 'share',
    column: 'count',
    where: [{ column: 'kind', is: [name] }],
    numbers
  })
  it('makes the table of 22 units with 139 received and answered, and the shares that follow from 139', () => {
    const names = tongchuan.kinds.map(([name]) => name)
    const model = made({
      profile: profileWith({
        decimals: 1,
        externals: blocks,
        externalFigures: [
          { id: 'rate', external: 'mailbox', measure: 'rate', part: 'answered', whole: 'received' },
          ...names.flatMap((name, place) => [
            share(`half.${place}`, name, {}),
            share(`cut.${place}`, name, { rounding: 'truncate' }),
            share(`whole.${place}`, name, { decimals: 0 })
          ])
        ],
        tables: [
          { id: 'mailbox', title: '办理情况', groupBy: 'external', external: 'mailbox', index: null, total: '合计' },
          { id: 'kinds', title: '来信分类', groupBy: 'external', external: 'kinds', index: null, total: '合计' }
        ]
      }),
      batches: [batchOf('site', objects(1, 0))],
      externals: {
        mailbox: { columns: tongchuan.mailboxColumns, rows: tongchuan.mailbox.map((row) => [...row]) },
        kinds: { columns: tongchuan.kindColumns, rows: tongchuan.kinds.map(([name, count]) => [name, count]) }
      }
    })
    const table = tableOf(model, 'mailbox')
    expect(table.rows).toEqual(tongchuan.mailbox.map((row) => [...row]))
    expect(table.rows).toHaveLength(22)
    expect(table.total).toEqual(['合计', 139, 139])
    expect(model.figures['rate']).toBe('100%')
    expect(tableOf(model, 'kinds').total).toEqual(['合计', 139])
    const printed = (id: string): string[] =>
      tongchuan.kinds.flatMap(([name, , text], place) => (`${text}%` === model.figures[`${id}.${place}`] ? [name] : []))
    // Of the 17 printed shares 8 are half-up over 139 with one place; 13 for 道路交通 is 12.9496 without places. The other
    // eight are none of it, and no one base gives them.
    expect(printed('half')).toHaveLength(8)
    expect(model.figures['whole.2']).toBe('13%')
    const explained = [...printed('half'), ...printed('cut'), '道路交通']
    expect(names.filter((name) => !explained.includes(name))).toEqual([
      '住房保障',
      '物业服务',
      '生态环保',
      '劳动保障',
      '市场监管',
      '政府服务',
      '医疗卫生',
      '其他'
    ])
  })
})

describe('咸宁 2022Q1', () => {
  it('makes the score bands 6, 30, 1, 3 with 15, 75, 2.5 and 7.5%, 92.5% and 94.5%, and the reasons of twelve accounts', () => {
    const closed = indicator('X1', '账号已注销，备案平台未关停')
    const unfiled = indicator('X2', '正常运营但未备案')
    const scores = [...times(6, () => '100'), ...times(30, (place) => String(90 + (place % 10))), '85']
    const sites: MadeObject[] = [
      ...scores.map((score, place): MadeObject => ({ name: `网站${place + 1}`, stratum: '市直', score })),
      ...times(3, (place): MadeObject => ({ name: `否决${place + 1}`, stratum: '市直', ...failing() }))
    ]
    const reasons = [...times(10, () => fault), closed, unfiled]
    const accounts = times(218, (place): MadeObject => {
      const reason = reasons[place]
      const base = { name: `账号${place + 1}`, stratum: '市直' }
      return reason === undefined ? base : { ...base, ...failing([reason]) }
    })
    const stratum = (list: readonly MadeObject[]) => [{ name: '市直', frame: list.length, drawn: list.length }]
    const model = made({
      profile: profile('xianning'),
      batches: [
        madeBatch('site', sites, stratum(sites), [fault]),
        madeBatch('account', accounts, stratum(accounts), [fault, closed, unfiled])
      ]
    })
    expect(tableOf(model, 'site-bands').rows).toEqual([
      ['100分', 6, '15%'],
      ['90（含）—100分', 30, '75%'],
      ['90分以下', 1, '2.5%'],
      ['单项否决', 3, '7.5%']
    ])
    expect(tableOf(model, 'site-bands').total).toEqual(['合计', 40, '100%'])
    expect([model.figures['site.passRate'], model.figures['account.passRate'], model.figures['account.failRate']]).toEqual([
      '92.5%',
      '94.5%',
      '5.5%'
    ])
    expect(tableOf(model, 'account-reasons').rows).toEqual([
      ['内容不更新', 10],
      ['账号已注销，备案平台未关停', 1],
      ['正常运营但未备案', 1]
    ])
    expect(tableOf(model, 'account-reasons').total).toEqual(['合计', 12])
  })
})
