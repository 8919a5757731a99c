import { describe, expect, it } from 'vitest'
import { readSheet, typeRows, type ReadSheet } from '../../electron/domain/external-read.ts'

const sheetOf = (rows: string[][], headerRow: number | null = null): ReadSheet => {
  const sheet = readSheet({ file: '找错.xlsx', sheet: 'Sheet1', rows, firstRow: 1 }, headerRow)
  if (sheet === null) throw new Error('no header was found')
  return sheet
}
const all = (sheet: ReadSheet) => sheet.columns.map((column, from) => ({ ...column, id: `c${from + 1}`, from }))

/** A table as offices send it: title, unit line, header, rows, total, remark. */
const messages = [
  ['2021年第四季度“我为政府网站找错”留言办理情况', '', '', '', ''],
  ['填报单位：市政务服务局', '', '', '', '2022-01-10'],
  ['序号', '单位', '网站标识码', '留言数', '按时办结率'],
  ['1', '朝阳区', '1101050001', '12', '100%'],
  ['2', '海淀区', '0101080002', '1,204', '98.6%'],
  ['3', '大兴区', '1101150003', '—', ''],
  ['合计', '', '', '1216', '99.1%'],
  ['注：留言数不含重复留言。', '', '', '', '']
]

describe('a table from another office', () => {
  it('is read from under its titles, its total and remark apart', () => {
    const sheet = sheetOf(messages)
    expect(sheet.headerRow).toBe(3)
    expect(sheet.columns).toEqual([
      { label: '序号', type: 'text' },
      { label: '单位', type: 'text' },
      { label: '网站标识码', type: 'text' },
      { label: '留言数', type: 'count' },
      { label: '按时办结率', type: 'rate' }
    ])
    expect(sheet.rows.map(({ number, role }) => [number, role])).toEqual([
      [4, 'row'],
      [5, 'row'],
      [6, 'row'],
      [7, 'total']
    ])
    expect(sheet.notes).toEqual(['注：留言数不含重复留言。'])
    const typed = typeRows(sheet, all(sheet))
    expect(typed).toEqual({
      rows: [
        ['1', '朝阳区', '1101050001', 12, '100%'],
        ['2', '海淀区', '0101080002', 1204, '98.6%'],
        ['3', '大兴区', '1101150003', '', '']
      ],
      faults: [],
      disagreements: []
    })
  })

  it('names row and column where the total is not the sum', () => {
    const wrong = messages.map((row) => row.map((cell) => (cell === '1216' ? '1217' : cell)))
    const sheet = sheetOf(wrong)
    expect(typeRows(sheet, all(sheet)).disagreements).toEqual([
      { file: '找错.xlsx', row: 7, column: '留言数', reason: '写的是 1217，各行之和是 1216' }
    ])
  })

  it('compares a total that stands above its rows, and subtotals with their own group', () => {
    const sheet = sheetOf([
      ['单位', '目录数'],
      ['全市', '10'],
      ['甲区', '3'],
      ['乙区', '4'],
      ['区小计', '7'],
      ['丙局', '3'],
      ['部门小计', '4']
    ])
    const typed = typeRows(sheet, all(sheet))
    expect(typed.rows).toEqual([
      ['甲区', 3],
      ['乙区', 4],
      ['丙局', 3]
    ])
    expect(typed.disagreements).toEqual([{ file: '找错.xlsx', row: 7, column: '目录数', reason: '写的是 4，本组各行之和是 3' }])
  })

  it.each([
    ['-1', '不是大于等于 0 的整数'],
    ['2.5', '不是大于等于 0 的整数'],
    ['12条', '不是数字'],
    ['1,2', '不是数字'],
    ['99007199254740993', '不是大于等于 0 的整数']
  ])('refuses %s as a count, naming the cell', (cell, reason) => {
    const sheet = sheetOf([
      ['单位', '留言数'],
      ['甲区', '3'],
      ['乙区', cell]
    ])
    const columns = all(sheet).map((column) => (column.from === 1 ? { ...column, type: 'count' as const } : column))
    expect(typeRows(sheet, columns).faults).toEqual([
      { file: '找错.xlsx', row: 3, column: '留言数', reason: `“${cell}”${reason}` }
    ])
  })

  it('joins the headings of merged cells', () => {
    const sheet = sheetOf([
      ['单位', '网站', '', '新媒体', ''],
      ['', '检查数', '合格数', '检查数', '合格数'],
      ['甲区', '3', '3', '5', '4']
    ])
    expect(sheet.columns.map(({ label }) => label)).toEqual([
      '单位',
      '网站/检查数',
      '网站/合格数',
      '新媒体/检查数',
      '新媒体/合格数'
    ])
    expect(sheet.rows).toEqual([{ number: 3, cells: ['甲区', '3', '3', '5', '4'], role: 'row' }])
  })

  it('keeps codes with leading zeros and long numbers as text under any heading', () => {
    const sheet = sheetOf([
      ['名称', '代号', '联系方式'],
      ['甲', '007', '13800000000'],
      ['乙', '018', '13900000000']
    ])
    expect(sheet.columns.map(({ type }) => type)).toEqual(['text', 'text', 'text'])
    expect(typeRows(sheet, all(sheet)).rows).toEqual([
      ['甲', '007', '13800000000'],
      ['乙', '018', '13900000000']
    ])
  })

  it('takes the header row it is told, and none where there is none', () => {
    expect(sheetOf(messages, 3).headerRow).toBe(3)
    const numbers = [
      ['1', '2'],
      ['3', '4']
    ]
    expect(readSheet({ file: 'a.csv', sheet: null, rows: numbers, firstRow: 1 })).toBeNull()
  })
})
