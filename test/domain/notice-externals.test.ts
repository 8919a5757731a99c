import { describe, expect, it } from 'vitest'
import { buildNotice, type NoticeInput } from '../../electron/domain/notice-build.ts'
import { checkNotice } from '../../electron/domain/notice-check.ts'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import { indicator, madeBatch, profile, type MadeObject } from './notice-fixtures.ts'

const veto = indicator('W3', '首页不更新')
const sites: MadeObject[] = [
  { name: '甲网', stratum: '甲区', unit: '甲局', unitClass: '区', score: '97' },
  { name: '乙网', stratum: '乙区', unit: '乙局', unitClass: '区', score: '99' },
  { name: '丙网', stratum: '丙区', unit: '丙局', unitClass: '区', score: '97' },
  { name: '丁网', stratum: '市级', unit: '丁局', unitClass: '市级部门', outcome: 'fail', found: [{ indicator: veto, count: 1 }] }
]
const batch = madeBatch('site', sites, [{ name: '甲区', frame: 4, drawn: 4 }], [veto])
batch.batch.strataBy = 'none'

const messages = {
  columns: [
    { id: 'c1', label: '单位' },
    { id: 'c2', label: '单位 类别' },
    { id: 'c3', label: '收到留言' },
    { id: 'c4', label: '按期办结' }
  ],
  rows: [
    ['丁局', '市级部门', 40, 30],
    ['甲局', '区', 60, 60],
    ['乙局', '区', 0, 0],
    ['丙局', '区', '', '']
  ]
}
const contacts = { columns: [{ id: 'unit', label: '单位' }], rows: [] }

function notice(id: string, more: Partial<NoticeInput> = {}): NoticeModel {
  return buildNotice({ profile: profile(id), batches: [batch], deadline: null, decimals: null, date: '2026-11-22', ...more })
}
const beijing = (more: Partial<NoticeInput> = {}): NoticeModel => notice('beijing', { externals: { messages }, ...more })

/** What the recount says when one thing of a sound notice is changed. */
function faults(model: NoticeModel, plant: (model: NoticeModel) => void): string[] {
  expect(checkNotice(model)).toEqual([])
  const copy = structuredClone(model)
  plant(copy)
  return checkNotice(copy)
}
const table = (model: NoticeModel, id: string) => {
  const found = model.tables.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

/** Writes another value into a cell of an annex. */
function write(model: NoticeModel, id: string, row: number, column: number, value: string | number): void {
  const cells = table(model, id).rows[row]
  if (cells === undefined) throw new Error(`no row ${row}`)
  cells[column] = value
}
function writeData(model: NoticeModel, row: number, column: number, value: string | number): void {
  const cells = model.externals[0]?.rows[row]
  if (cells === undefined) throw new Error(`no row ${row}`)
  cells[column] = value
}

describe('a table from elsewhere', () => {
  it('is found by its headings, sorted, summed and rated; a blank cell is not a 0', () => {
    const annex = table(beijing(), 'messages')
    expect(annex.rows).toEqual([
      [1, '甲局', 60, 60, '100%'],
      [2, '丁局', 40, 30, '75%'],
      [3, '乙局', 0, 0, '—'],
      [4, '丙局', '', '', '—']
    ])
    expect(annex.total).toEqual(['合计', '', 100, 90, '90%'])
  })

  it.each<[string, (model: NoticeModel) => void, RegExp]>([
    [
      'a cell',
      (model) => write(model, 'messages', 0, 2, 61),
      /“办理情况表”第 1 行“收到留言（条）”列写的是 61，按外部数据表应为 60|第 1 行“收到留言（条）”列写的是 61/
    ],
    ['a rate', (model) => write(model, 'messages', 1, 4, '75.1%'), /第 2 行“按期办结率”列写的是 75\.1%，按外部数据表应为 75%/],
    [
      'the total',
      (model) => table(model, 'messages').total?.splice(2, 1, 101),
      /合计行“收到留言（条）”列写的是 101，按外部数据表应为 100/
    ],
    ['the order', (model) => table(model, 'messages').rows.reverse(), /第 1 行“办理单位”列写的是 丙局，按外部数据表应为 甲局/],
    ['a row less', (model) => table(model, 'messages').rows.pop(), /有 3 行，按外部数据表应有 4 行/],
    [
      'a figure',
      (model) => (model.figures['messages.topShare'] = '99%'),
      /数字“messages\.topShare”写的是 99%，按外部数据表““我为政府网站找错”留言办理情况表”应为 100%/
    ],
    ['a row of the data', (model) => writeData(model, 0, 2, 41), /“丁局”|应为 41/],
    ['data that is no count', (model) => writeData(model, 0, 2, -1), /第 1 行“收到留言（条）”写的是“-1”，应为不小于 0 的整数/],
    ['data taken away', (model) => model.externals.pop(), /外部数据表“messages”不在通报数据里/],
    [
      'the prose',
      (model) => {
        const paragraph = model.paragraphs.find(({ text }) => text.includes('留言100条'))
        if (paragraph !== undefined) paragraph.text = paragraph.text.replace('留言100条', '留言1395条')
      },
      /写的是 1395，数字“messages\.received”是 100/
    ]
  ])('is counted again: %s', (_, plant, sentence) => {
    expect(faults(beijing(), plant).join('\n')).toMatch(sentence)
  })

  it.each<[string, unknown, string]>([
    [
      'a column that is not there',
      { columns: messages.columns.slice(0, 3), rows: [] },
      '外部数据表““我为政府网站找错”留言办理情况表”缺少“按期办结（条）”列。'
    ],
    [
      'a cell that is no number',
      { ...messages, rows: [['甲局', '区', '六十', 1]] },
      '第 1 行“收到留言（条）”写的是“六十”，应为不小于 0 的整数。'
    ],
    ['half a message', { ...messages, rows: [['甲局', '区', 1.5, 1]] }, '写的是“1.5”，应为不小于 0 的整数。'],
    ['more done than came', { ...messages, rows: [['甲局', '区', 3, 4]] }, '第 1 行的“按期办结率”超过 100%：4 大于 3。']
  ])('is refused with %s', (_, wrong, sentence) => {
    expect(() => beijing({ externals: { messages: wrong as typeof messages } })).toThrow(sentence)
  })

  it('is refused when the profile does not know it, and asked for when the profile requires it', () => {
    expect(() => notice('beijing', { externals: { letters: messages } })).toThrow(
      '不使用外部数据表 letters；可用的编号有：messages（“我为政府网站找错”留言办理情况表）'
    )
    const strict = profile('beijing')
    const required = { ...strict, externals: strict.externals.map((block) => ({ ...block, required: true })) }
    expect(() => notice('beijing', { profile: required })).toThrow(
      '需要外部数据表““我为政府网站找错”留言办理情况表”（编号 messages）'
    )
  })

  it('may be a form: so many empty rows, and nothing written into them', () => {
    const model = notice('huangshi')
    expect(table(model, 'contacts').rows).toHaveLength(8)
    expect(faults(model, (copy) => write(copy, 'contacts', 2, 1, '张三')).join()).toMatch(/第 3 行“单位”列写的是 张三/)
    expect(faults(model, (copy) => table(copy, 'contacts').rows.pop()).join()).toMatch(/应有 8 行，现有 7 行/)
    // Not a form when the office brought the table filled in.
    expect(() => notice('huangshi', { externals: { contacts } })).toThrow('缺少“分管负责人”列')
  })
})

describe('places, bands and changes', () => {
  const ranked = () => {
    const huangshi = profile('huangshi')
    const tables = huangshi.tables.map((one) => (one.groupBy === 'external' ? one : { ...one, filter: { unitClass: ['区'] } }))
    return notice('huangshi', { profile: { ...huangshi, tables } })
  }
  it('share a place where the number is the same, and the next one counts on', () => {
    expect(table(ranked(), 'counties').rows).toEqual([
      [1, '乙局', 99],
      ['2（并列）', '甲局', 97],
      ['2（并列）', '丙局', 97]
    ])
  })
  it('are counted again: a place, the order, a band, a share', () => {
    expect(faults(ranked(), (copy) => write(copy, 'counties', 1, 0, 2)).join()).toMatch(
      /“名次”列写的是 2，按检查对象重新统计应为 2（并列）/
    )
    expect(faults(ranked(), (copy) => table(copy, 'counties').rows.reverse()).join()).toMatch(
      /没有按“得分”排序：“乙局”应在上一行之前/
    )
    const bands = notice('xianning')
    expect(table(bands, 'site-bands').rows.map((row) => row[1])).toEqual([0, 3, 0, 1])
    expect(faults(bands, (copy) => write(copy, 'site-bands', 1, 1, 4)).join()).toMatch(/“合计”行“网站数”列写的是 4，各行之和是 5/)
    expect(faults(bands, (copy) => write(copy, 'site-bands', 3, 2, '26%')).join()).toMatch(
      /“单项否决”行“占比”列写的是 26%，按检查对象重新统计应为 25%/
    )
  })
  it('refuses bands that leave objects out, by the sum that does not come out', () => {
    const xianning = profile('xianning')
    const tables = xianning.tables.map((one) =>
      one.groupBy === 'band' ? { ...one, bands: one.bands?.filter(({ label }) => label !== '单项否决') } : one
    )
    const model = notice('xianning', { profile: { ...xianning, tables: tables as typeof xianning.tables } })
    expect(checkNotice(model).join()).toMatch(/“合计”行“网站数”列写的是 4，各行之和是 3/)
  })

  it('have no place where some objects get no score, and the notice still stands', () => {
    const mixed = [...sites, { name: '戊网', stratum: '乡镇', unit: '戊局', unitClass: '乡镇' }]
    const batches = [madeBatch('site', mixed, [{ name: '甲区', frame: 5, drawn: 5 }], [veto])]
    const first = batches[0]
    if (first !== undefined) first.batch.strataBy = 'none'
    const model = notice('xianning', { batches })
    expect(model.figures['site.unscored']).toBe(1)
    expect(model.tables.map(({ id }) => id)).not.toContain('site-bands')
    expect(faults(model, (copy) => (copy.figures['site.unscored'] = 2))).toContain(
      '数字“site.unscored”写的是 2，重新统计应为 1。'
    )
    // Asked for all the same, the bands are refused by their sum.
    const xianning = profile('xianning')
    const tables = xianning.tables.map((one) => ({ ...one, when: {} }))
    expect(checkNotice(notice('xianning', { batches, profile: { ...xianning, tables } })).join()).toMatch(
      /“网站数”列写的是 5，各行之和是 4/
    )
  })

  it('count changes against the previous batch, and say nothing without one', () => {
    const before = madeBatch(
      'site',
      sites.map((site) => ({ ...site, score: '96' })),
      [{ name: '甲区', frame: 4, drawn: 4 }],
      [veto]
    )
    const model = beijing({ previous: [before] })
    // (97 + 99 + 97) ÷ 3 = 97.7 after 96.
    expect(model.figures['district.averageChange']).toBe('提高1.7分')
    expect(model.paragraphs.map(({ text }) => text).join()).toContain('与2023年第三季度相比，区政府门户网站平均分提高1.7分。')
    expect(faults(model, (copy) => (copy.figures['district.averageChange'] = '下降1.7分'))).toContain(
      '数字“district.averageChange”写的是 下降1.7分，重新统计应为 提高1.7分。'
    )
    const lower = (copy: NoticeModel): void => {
      for (const object of copy.previous?.objects ?? []) object.score = 60
    }
    expect(faults(model, lower).join()).toContain('数字“district.averageChange”写的是 提高1.7分，重新统计应为 提高37.7分。')
    expect(beijing().figures['district.averageChange']).toBe('')
  })

  it('list what became of the registry', () => {
    const object = batch.targets[0]?.object
    if (object === undefined) throw new Error('no object')
    const time = '2026-10-08T16:30:00Z'
    const model = notice('jieyang', {
      previous: [batch],
      changes: [
        { before: null, after: { ...object, name: '新网' }, time },
        { before: { ...object, name: '老网' }, after: { ...object, name: '老网', status: '已关停' }, time },
        { before: { ...object, name: '旧名' }, after: { ...object, name: '新名', unit: '新局' }, time },
        // Filed and closed again in between: nobody needs to hear of it.
        { before: null, after: { ...object, name: '过客', status: '已关停' }, time }
      ]
    })
    expect(table(model, 'changes').rows.map((row) => row.slice(1))).toEqual([
      ['新增', '网站', '新网', '甲局', '', '2026-10-09'],
      ['关停', '网站', '老网', '甲局', '', '2026-10-09'],
      ['更名', '网站', '新名', '新局', '旧名', '2026-10-09'],
      ['变更主办单位', '网站', '新名', '新局', '甲局', '2026-10-09']
    ])
    expect([
      model.figures['changes.opened'],
      model.figures['changes.closedNames'],
      model.figures['changes.renamedNames']
    ]).toEqual([1, '老网', '新名'])
    expect(faults(model, (copy) => (copy.figures['changes.closed'] = 2)).join()).toMatch(/数字“changes\.closed”写的是 2/)
  })
})
