import { describe, expect, it } from 'vitest'
import { parseDecisionOption, parseDecisionRows } from '../../electron/domain/decision-rows.ts'
import { catalogue } from './domain-fixtures.ts'

const table = (...rows: string[][]) => ({
  file: '决定.csv',
  sheet: null,
  rows: [['指标', '决定', '单位分值', '上限', '阈值'], ...rows],
  firstRow: 1
})

describe('parseDecisionRows', () => {
  it('reads the three decisions; a row with only its item decides nothing', () => {
    expect(
      parseDecisionRows(
        table(
          ['D1.1', '采用', '', '', ''],
          ['d1.2 机构职能', '修改', '２', '10', ''],
          ['D1.3', '', '1', '无', ''],
          ['W6.2', '修改', '', '', '5'],
          ['D1.7', '不用', '', '', ''],
          ['D1.8', '', '', '', ''],
          ['', '', '', '', '']
        )
      )
    ).toEqual([
      { indicatorId: 'D1.1', action: 'confirm' },
      { indicatorId: 'D1.2', action: 'change', unitPoints: '2', cap: '10' },
      { indicatorId: 'D1.3', action: 'change', unitPoints: '1', cap: null },
      { indicatorId: 'W6.2', action: 'change', threshold: 5 },
      { indicatorId: 'D1.7', action: 'off' }
    ])
  })

  it('names every row that cannot be read', () => {
    const read = () =>
      parseDecisionRows(table(['D1.1', '也许', '', '', ''], ['', '采用', '', '', ''], ['D2', '修改', '', '', '多']))
    expect(read).toThrow(
      expect.objectContaining({
        code: 'bad-input',
        faults: [
          expect.objectContaining({ row: 2, reason: expect.stringContaining('也许') }),
          expect.objectContaining({ row: 3, reason: expect.stringContaining('没有填写指标编号') }),
          expect.objectContaining({ row: 4, reason: expect.stringContaining('不是整数') })
        ]
      })
    )
  })

  it('refuses a table of something else', () => {
    const other = {
      ...table(),
      rows: [
        ['名称', '地区'],
        ['甲', '乙']
      ]
    }
    expect(() => parseDecisionRows(other)).toThrow('缺少“指标”列')
  })
})

describe('parseDecisionOption', () => {
  it.each([
    ['A=confirm', { indicatorId: 'A', action: 'confirm' }],
    ['A=采用', { indicatorId: 'A', action: 'confirm' }],
    ['a=off', { indicatorId: 'A', action: 'off' }],
    ['A=2/10', { indicatorId: 'A', action: 'change', unitPoints: '2', cap: '10' }],
    ['A=0.5', { indicatorId: 'A', action: 'change', unitPoints: '0.5' }],
    ['A=2/无', { indicatorId: 'A', action: 'change', unitPoints: '2', cap: null }],
    // A veto item has a threshold, no points.
    ['V=4', { indicatorId: 'V', action: 'change', threshold: 4 }]
  ])('%s', (option, decision) => {
    expect(parseDecisionOption(option, catalogue())).toEqual(decision)
  })

  it.each(['A', 'A=', '=confirm', 'A=maybe', 'A=2/10/3', 'A=change', 'V=2/3', 'V=0.5', 'A=1=2'])('refuses %j', (option) => {
    expect(() => parseDecisionOption(option, catalogue())).toThrow('看不懂决定')
  })
})
