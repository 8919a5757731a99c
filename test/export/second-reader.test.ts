import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NoticeAnnex, NoticeCell, NoticeModel } from '../../electron/domain/notice.ts'
import { renderNotice } from '../../electron/export/notice-files.ts'
import { cellText } from '../../electron/export/workbook.ts'
import { anhuiNotice, hostileNotice, libreOffice, temporaryDir } from './notice-samples.ts'

/** Every sheet as shown on screen: `99.70%` and not 0.997. */
const asCsv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

/** Cells of tables from elsewhere: codes, dates, ranks, rates, blanks, numbers that a reader could take for something else. */
function tableFromElsewhere(base: NoticeAnnex): NoticeAnnex {
  const labels = ['序号', '编码', '日期', '名次', '按期率', '数量', '说明']
  const rows: NoticeCell[][] = [
    [1, '0012345678', '2023-09-25', '5（并列）', '96.4%', 1205, '3-4'],
    [2, '340000000012345678', '2023年9月', '1', '100%', 0, '=1+1'],
    [3, '1E10', '—', '—', '—', 0.5, '（无）'],
    [4, '', '9/25', '', '0.05%', -3, 'TRUE']
  ]
  return {
    ...base,
    id: 'elsewhere',
    label: '附件3',
    title: '各单位外部数据统计表',
    groupBy: 'external',
    columns: labels.map((label, at) => ({ id: `c${at}`, label, measure: at === 0 ? ('index' as const) : ('cell' as const) })),
    rows,
    total: ['合计', '', '', '', '97.2%', 1202.5, ''],
    note: '注：数据由有关单位提供。'
  }
}

function mixedNotice(): NoticeModel {
  const model = anhuiNotice()
  const [first] = model.tables
  if (first === undefined) throw new Error('no table')
  model.tables.push(tableFromElsewhere(first))
  return model
}

/** What a sheet has to show, row by row: title, heading, rows, total, note. */
function sheetOf({
  title,
  columns,
  rows,
  total,
  note
}: Omit<NoticeAnnex, 'label' | 'note'> & { note: string | null }): string[][] {
  const wide = (cells: readonly NoticeCell[]): string[] => columns.map((_, at) => cellText(String(cells[at] ?? '')))
  return [
    wide([title]),
    wide(columns.map(({ label }) => label)),
    ...rows.map(wide),
    ...(total === null ? [] : [wide(total)]),
    ...(note === null ? [] : [wide([note])])
  ]
}

describe('a second reader (LibreOffice) opens what was written without repair', () => {
  const convert = libreOffice()
  const notices = { mixed: mixedNotice(), hostile: hostileNotice() }
  if (convert === null) {
    // The line above says so; the count of tests that ran does too.
    it('is not on this machine: xuncha doctor --fix installs it', () => expect(convert).toBeNull())
    return
  }

  async function written(model: NoticeModel): Promise<string> {
    const dir = temporaryDir()
    for (const [name, bytes] of await renderNotice(model)) writeFileSync(join(dir, name), bytes)
    return dir
  }

  it.each(Object.entries(notices))('every cell of every sheet, as shown: %s', async (_, model) => {
    const dir = await written(model)
    convert(dir, asCsv, [join(dir, '附件.xlsx'), join(dir, '问题清单.xlsx')])
    const shown = (name: string): string[][] =>
      parse(readFileSync(join(dir, `${name}.csv`)), { relax_column_count: true }) as string[][]
    for (const table of model.tables) expect(shown(`附件-${table.label}`)).toEqual(sheetOf(table))
    const { title, columns, rows, total } = model.problems
    const list = { ...model.tables[0], title, columns, rows, total, note: null } as Parameters<typeof sheetOf>[0]
    expect(shown(`问题清单-${title}`)).toEqual(sheetOf(list))
  })

  it.each(Object.entries(notices))(
    'codes as texts, numbers as numbers, merged titles and totals, after saving again: %s',
    async (_, model) => {
      const dir = await written(model)
      const again = temporaryDir()
      convert(again, 'xlsx', [join(dir, '附件.xlsx'), join(dir, '问题清单.xlsx')])
      const { sheets } = await readXlsx(readFileSync(join(again, '附件.xlsx')))
      expect(sheets.map(({ name }) => name)).toEqual(model.tables.map(({ label }) => label))
      model.tables.forEach((table, at) => {
        const sheet = sheets[at]
        const last = table.columns.length - 1
        expect(sheet?.merges).toContainEqual({ startRow: 0, startCol: 0, endRow: 0, endCol: last })
        if (table.total?.[1] === '') {
          const row = table.rows.length + 2
          expect(sheet?.merges).toContainEqual({ startRow: row, startCol: 0, endRow: row, endCol: 1 })
        }
        table.rows.forEach((row, place) => {
          row.forEach((cell, column) => {
            const found = sheet?.rows[place + 2]?.[column] ?? ''
            const isRate = typeof found === 'number' && /^[\d.]+%$/.test(String(cell))
            if (isRate) expect(found).toBeCloseTo(Number.parseFloat(String(cell)) / 100, 8)
            else expect(found).toEqual(typeof cell === 'number' ? cell : cellText(cell))
          })
        })
      })
      const problems = (await readXlsx(readFileSync(join(again, '问题清单.xlsx')))).sheets[0]?.rows ?? []
      model.problems.rows.forEach((row, place) => {
        row.forEach((cell, column) => {
          expect(problems[place + 2]?.[column] ?? '').toEqual(typeof cell === 'number' ? cell : cellText(cell))
        })
      })
    }
  )

  it.each(Object.entries(notices))('every paragraph and table cell of 通报.docx: %s', async (_, model) => {
    const dir = await written(model)
    convert(dir, 'txt:Text (encoded):UTF8', [join(dir, '通报.docx')])
    const bare = (text: string): string => cellText(text).replace(/\s/g, '')
    const text = bare(readFileSync(join(dir, '通报.txt'), 'utf8').replace(/^\uFEFF/, ''))
    for (const { text: words } of model.paragraphs) expect(text).toContain(bare(words))
    for (const words of [model.title, model.addressee, model.issuer, model.date]) expect(text).toContain(bare(words))
    for (const table of model.tables) {
      const total = table.total === null ? [] : [table.total.filter((cell, at) => at !== 1 || cell !== '')]
      const rows = [[table.label], [table.title], table.columns.map(({ label }) => label), ...table.rows, ...total]
      // All rows, in order, with nothing between.
      expect(text).toContain(rows.map((row) => bare(row.join(' '))).join(''))
    }
  })
})
