import { parse } from 'csv-parse/sync'
import { readXlsx } from 'hucre/xlsx'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeAnnexes, writeProblemList } from '../../electron/export/notice-workbooks.ts'
import { cellText } from '../../electron/export/workbook.ts'
import { readZip } from '../../electron/export/zip.ts'
import { anhuiAccounts, anhuiSites } from '../domain/notice-fixtures.ts'
import { anhuiNotice, hostileNotice, hostileTexts, libreOffice, temporaryDir } from './notice-samples.ts'

const sheetXml = async (bytes: Uint8Array, sheet = 1): Promise<string> =>
  (await readZip(bytes)).get(`xl/worksheets/sheet${sheet}.xml`)?.toString('utf8') ?? ''

/** Every sheet as shown on screen, by LibreOffice: `99.70%` and not 0.997. */
const asCsv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'

describe('writeAnnexes', () => {
  it('writes the published annexes cell by cell, numbers as numbers', async () => {
    const { sheets } = await readXlsx(await writeAnnexes(anhuiNotice()))
    expect(sheets.map((sheet) => sheet.name)).toEqual(['附件1', '附件2'])
    expect(sheets[1]?.rows).toEqual([
      ['2023年第三季度全省政务新媒体抽查情况', null, null, null, null],
      ['序号', '省直厅局/各市', '运行政务新媒体总数', '检查政务新媒体数', '存在突出问题的政务新媒体数'],
      ...anhuiAccounts.map((row, index) => [index + 1, ...row]),
      ['合计', expect.toBeOneOf(['', null]), 3316, 1658, 5]
    ])
    expect(sheets[0]?.rows.slice(2, -1)).toEqual(anhuiSites.map((row, index) => [index + 1, ...row]))
  })

  it('merges title and 合计, freezes and repeats the heading, prints on A4 one page wide with page numbers', async () => {
    const bytes = await writeAnnexes(anhuiNotice())
    const xml = await sheetXml(bytes)
    expect(xml).toContain('<mergeCell ref="A1:E1"/>')
    expect(xml).toContain('<mergeCell ref="A20:B20"/>')
    expect(xml).toMatch(/<pane ySplit="2"[^>]*state="frozen"/)
    expect(xml).toMatch(/<pageSetup paperSize="9" orientation="portrait" fitToWidth="1" fitToHeight="0"\/>/)
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>')
    expect(xml).toContain('第 &amp;P 页，共 &amp;N 页')
    const workbook = (await readZip(bytes)).get('xl/workbook.xml')?.toString('utf8') ?? ''
    expect(workbook).toContain('<definedName name="_xlnm.Print_Titles" localSheetId="0">附件1!$1:$2</definedName>')
  })

  it('prints the heading bold with borders and rates as percentages', async () => {
    const { sheets } = await readXlsx(await writeAnnexes(hostileNotice()), { readStyles: true })
    const cells = sheets[0]?.cells
    const head = cells?.get('1,1')
    expect(head?.style?.font?.bold).toBe(true)
    expect(head?.style?.border?.top?.style).toBe('thin')
    const rate = cells?.get('2,6')
    expect([rate?.value, rate?.style?.numFmt]).toEqual([1, '0%'])
  })

  it('makes the same bytes for the same notice', async () => {
    const [first, second] = [await writeAnnexes(anhuiNotice()), await writeAnnexes(anhuiNotice())]
    expect(Buffer.compare(first, second)).toBe(0)
  })
})

describe('writeProblemList', () => {
  it('keeps hostile texts as texts: no formula, no link, text format, same words when read again', async () => {
    const model = hostileNotice()
    const bytes = await writeProblemList(model)
    const xml = await sheetXml(bytes)
    expect(xml).not.toMatch(/<f[ >]/)
    expect(xml).not.toContain('hyperlink')
    const { sheets } = await readXlsx(bytes, { readStyles: true })
    const place = model.problems.columns.findIndex((column) => column.id === 'description')
    expect(sheets[0]?.rows.slice(2).map((row) => row[place])).toEqual(hostileTexts.map(cellText))
    hostileTexts.forEach((_, index) => {
      expect(sheets[0]?.cells?.get(`${index + 2},${place}`)?.style?.numFmt).toBe('@')
    })
  })

  it('cuts a text longer than a cell holds, and says so', () => {
    const cut = cellText('长'.repeat(40_000))
    expect(cut).toHaveLength(32_767)
    expect(cut.endsWith('全文见 notice.json）')).toBe(true)
  })
})

describe('a second reader (LibreOffice)', () => {
  it('shows the same cells as the model', () => {
    const convert = libreOffice()
    if (convert === null) return
    return check(convert)
  })

  async function check(convert: NonNullable<ReturnType<typeof libreOffice>>): Promise<void> {
    const dir = temporaryDir()
    writeFileSync(join(dir, '附件.xlsx'), await writeAnnexes(anhuiNotice()))
    writeFileSync(join(dir, '清单.xlsx'), await writeProblemList(hostileNotice()))
    convert(dir, asCsv, [join(dir, '附件.xlsx'), join(dir, '清单.xlsx')])
    const rows = (name: string): string[][] => parse(readFileSync(join(dir, name)), { relax_column_count: true }) as string[][]
    expect(rows('附件-附件2.csv').slice(2, 19)).toEqual(anhuiAccounts.map((row, index) => [index + 1, ...row].map(String)))
    expect(rows('附件-附件2.csv')[19]).toEqual(['合计', '', '3316', '1658', '5'])
    expect(rows('附件-附件1.csv')[19]).toEqual(['合计', '', '840', '840', '0'])
    const descriptions = rows('清单-问题清单.csv')
      .slice(2)
      .map((row) => row[10])
    expect(descriptions).toEqual(hostileTexts.map(cellText))
  }
})
