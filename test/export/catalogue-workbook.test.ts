import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { readCatalogueTables, type ReadCatalogue } from '../../electron/domain/catalogue-read.ts'
import { frameRows, itemColumns, itemRows, type ItemColumn } from '../../electron/domain/catalogue-rows.ts'
import type { Catalogue } from '../../electron/domain/catalogue.ts'
import { writeCatalogueWorkbook } from '../../electron/export/catalogue-workbook.ts'
import { loadCatalogues } from '../../electron/intake/load-catalogues.ts'
import { readTables } from '../../electron/intake/read-tables.ts'
import { resourcesDir } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { libreOffice } from './notice-samples.ts'

/** What a test takes for granted. */
const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('is not there')
  return value
}
const date = new Date('2026-11-22T00:00:00Z')
const shipped = loadCatalogues(resourcesDir)
const national = there(shipped.find(({ id }) => id === 'national-2019-site'))
const columns = Object.keys(itemColumns) as ItemColumn[]

/** An edition without a value in common with the shipped ones: nothing that is read can come from it. */
const foreign: Catalogue = {
  ...national,
  frame: { base: null, failBelow: null, bonusAbove: null, bonusCap: null, noService: null },
  indicators: [{ ...there(national.indicators[0]), id: 'ZZ9', title: '别的', rule: '别的' }]
}
/** An edition says nothing, or says that it has none: the same. */
const withoutNulls = (frame: Catalogue['frame']) =>
  Object.fromEntries(Object.entries(frame).filter(([, number]) => number !== null))

async function readBack(bytes: Uint8Array, base: Catalogue): Promise<ReadCatalogue> {
  return readCatalogueTables(await readTables(bytes, '指标.xlsx'), base)
}
type Row = Record<ItemColumn, string>
const rowsOf = (edition: Catalogue): Row[] =>
  itemRows(edition).map((cells) => Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])) as Row)

/** A workbook as people leave it: titles above, blank rows between, columns in an order of their own. */
function workbook(rows: readonly Partial<Row>[], order: readonly ItemColumn[], frame = frameRows(national)): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      { name: '说明', rows: [['填写说明'], ['编号', '大写字母加数字']] },
      { name: '评分框架', rows: [['评分框架'], [], ['来源', '状态', '数值', '项目'], ...frame.map((row) => row.toReversed())] },
      {
        name: '指标',
        rows: [['某市检查指标'], [], [...order], ...rows.flatMap((row) => [order.map((column) => row[column] ?? ''), [], ['  ']])]
      }
    ]
  })
}
const wide = (text: string): string => text.replace(/[0-9A-Z]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfe_e0))

describe('catalogue workbook', () => {
  it.each(shipped.map((edition) => [edition.id, edition] as const))('comes back whole: %s', async (_, edition) => {
    const { catalogue, faults } = await readBack(await writeCatalogueWorkbook(edition, date), foreign)
    expect(faults).toEqual([])
    expect(catalogue.indicators).toEqual(edition.indicators)
    expect(withoutNulls(catalogue.frame)).toEqual(withoutNulls(edition.frame))
  })

  it('has lists to choose from, a frozen header and wrapped text', async () => {
    const bytes = await writeCatalogueWorkbook(national, date)
    const { readXlsx } = await import('hucre/xlsx')
    const { sheets } = await readXlsx(bytes, { readStyles: true })
    expect(sheets.map(({ name }) => name)).toEqual(['指标', '评分框架', '说明'])
    const [items] = sheets
    expect(items?.freezePane).toMatchObject({ rows: 2, columns: 1 })
    const lists = items?.dataValidations ?? []
    expect(lists.find(({ range }) => range.startsWith('B3:'))?.values).toEqual(['单项否决', '扣分', '加分'])
    expect(lists).toHaveLength(columns.filter((column) => itemColumns[column] !== null).length)
    expect(items?.cells?.get('2,4')?.style?.alignment?.wrapText).toBe(true)
  })

  it('is read with columns in another order, blank rows and full-width characters', async () => {
    const typed = rowsOf(national).map((row) => ({
      ...row,
      编号: wide(row.编号),
      阈值: wide(row.阈值),
      单位分值: wide(row.单位分值),
      时限: ` ${wide(row.时限).replace('个月', ' 个月')} `,
      证据数: wide(row.证据数),
      启用: `${row.启用} `
    }))
    const { catalogue, faults } = await readBack(await workbook(typed, columns.toReversed()), foreign)
    expect(faults).toEqual([])
    expect(catalogue.indicators).toEqual(national.indicators)
    expect(withoutNulls(catalogue.frame)).toEqual(withoutNulls(national.frame))
  })

  it('keeps of the base what a missing column would say, and drops what a missing row would', async () => {
    const kept = rowsOf(national).filter(({ 编号 }) => 编号 !== 'W1.6')
    const few: ItemColumn[] = ['编号', '名称', '阈值', '类别', '判定规则']
    const changed = kept.map((row) => (row.编号 === 'W4.1' ? { ...row, 阈值: '3' } : row))
    const { catalogue, faults } = await readBack(await workbook(changed, few), national)
    expect(faults).toEqual([])
    const w41 = there(national.indicators.find(({ id }) => id === 'W4.1'))
    expect(catalogue.indicators).toEqual(
      national.indicators
        .filter(({ id }) => id !== 'W1.6')
        .map((item) => (item.id === 'W4.1' ? { ...w41, threshold: { ...there(w41.threshold), value: 3 } } : item))
    )
  })

  it.each<[string, ItemColumn, Partial<Row>, RegExp]>([
    ['a small id', '编号', { 编号: 'w-4' }, /编号“W-4”不对/],
    ['no id', '编号', { 编号: '' }, /没有填写编号/],
    ['a kind that is none', '类别', { 类别: '警告' }, /“警告”不对，请填写单项否决、扣分或加分/],
    ['no title', '名称', { 名称: '' }, /没有填写/],
    ['a window in words', '时限', { 时限: '近期', 时限状态: '已证实' }, /“近期”不对，请写成 2周/],
    ['a window nobody is sure of', '时限状态', { 时限: '2周', 时限状态: '' }, /没有填写；请填写已证实、已有通报应用或待核对/],
    ['half a column as threshold', '阈值', { 阈值: '2.5', 阈值状态: '已证实' }, /“2\.5”不对，请填写 1 以上的整数/],
    ['points with three places', '单位分值', { 单位分值: '0.125', 分值状态: '已证实' }, /“0\.125”不对，请填写不超过两位小数/],
    ['an unknown class of columns', '读取栏目', { 读取栏目: '新闻 | 各级栏目 | 空白' }, /请每行写成“栏目类别/],
    ['a number without status', '其他数值', { 其他数值: '抽查件数 | 5' }, /请每行写成“名称/],
    ['neither yes nor no', '启用', { 启用: '可能' }, /“可能”不对，请填写是或否/],
    ['captures below none', '证据数', { 证据数: '-1' }, /“-1”不对/],
    ['items that are no items', '让位于', { 让位于: '第4条' }, /请填写指标编号/],
    ['no source', '来源', { 来源: '' }, /没有填写；请写明依据/]
  ])('names sheet, row and column of %s', async (_, column, wrong, reason) => {
    const rows: Row[] = rowsOf(national)
    rows[3] = { ...there(rows[3]), ...wrong }
    const { faults } = await readBack(await workbook(rows, columns), national)
    // Title, blank, header; then each item and two blank rows: the fourth item stands in row 13.
    expect(faults).toEqual([
      { file: '指标.xlsx（工作表“指标”）', row: 13, column, reason: expect.stringMatching(reason) as string }
    ])
  })

  it('names both rows of one id, and unknown items of the frame', async () => {
    const rows = rowsOf(national)
    rows[2] = there(rows[1])
    const frame = [
      ['及格线', '60', '已证实', '方案'],
      ['合格线', '六十', '已证实', '方案'],
      ['满分', '100', '', '方案']
    ]
    const { faults } = await readBack(await workbook(rows, columns, frame), national)
    expect(faults).toEqual([
      { file: '指标.xlsx（工作表“指标”）', row: 10, column: '编号', reason: '编号 W1.2 与第 7 行重复' },
      {
        file: '指标.xlsx（工作表“评分框架”）',
        row: 4,
        column: '项目',
        reason: expect.stringMatching(/^没有“及格线”这个项目；可用的有满分、合格线/) as string
      },
      { file: '指标.xlsx（工作表“评分框架”）', row: 5, column: '数值', reason: '“六十”不对，请填写不超过两位小数的分数' },
      {
        file: '指标.xlsx（工作表“评分框架”）',
        row: 6,
        column: '状态',
        reason: '没有填写；请填写已证实、已有通报应用或待核对'
      }
    ])
  })

  it('says so when there is no table of items', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '名录',
          rows: [
            ['网站', '网址'],
            ['甲', '乙']
          ]
        }
      ]
    })
    const { faults } = await readBack(bytes, national)
    expect(faults).toHaveLength(1)
    expect(faults[0]?.reason).toMatch(/没有找到指标表/)
  })

  it('survives being saved by an office program', { timeout: 240_000 }, async () => {
    const convert = libreOffice()
    if (convert === null) return
    const dir = temporaryFolder()
    const zhaoqing = there(shipped.find(({ id }) => id === 'zhaoqing-2022-site'))
    writeFileSync(join(dir, '指标.xlsx'), await writeCatalogueWorkbook(zhaoqing, date))
    convert(dir, 'ods', [join(dir, '指标.xlsx')])
    convert(join(dir, 'again'), 'xlsx', [join(dir, '指标.ods')])
    const { catalogue, faults } = await readBack(readFileSync(join(dir, 'again', '指标.xlsx')), foreign)
    expect(faults).toEqual([])
    expect(catalogue.indicators).toEqual(zhaoqing.indicators)
    expect(withoutNulls(catalogue.frame)).toEqual(withoutNulls(zhaoqing.frame))
  })
})
