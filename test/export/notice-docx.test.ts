import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDocxText } from '../../electron/export/docx-text.ts'
import { writeNoticeDocx } from '../../electron/export/notice-docx.ts'
import { readZip } from '../../electron/export/zip.ts'
import { anhuiAccounts } from '../domain/notice-fixtures.ts'
import { anhuiNotice, hostileNotice, libreOffice, temporaryDir } from './notice-samples.ts'

const parts = async (bytes: Uint8Array): Promise<Record<string, string>> =>
  Object.fromEntries([...(await readZip(bytes))].map(([name, content]) => [name, content.toString('utf8')]))

/** The paragraph that holds the words, as XML. */
const paragraphWith = (xml: string, words: string): string =>
  xml.split('<w:p>').find((piece) => piece.replace(/<[^>]+>/g, '').includes(words)) ?? ''

describe('writeNoticeDocx', () => {
  it('lays the page out after GB/T 9704: A4, 37/35/28/26 mm, odd and even page numbers', async () => {
    const files = await parts(await writeNoticeDocx(anhuiNotice()))
    const xml = files['word/document.xml'] ?? ''
    // 210 × 297 mm and the margins in twentieths of a point.
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/)
    expect(xml).toMatch(/<w:docGrid w:type="lines" w:linePitch="579"/)
    expect(files['word/settings.xml']).toContain('<w:evenAndOddHeaders/>')
    const footers = Object.entries(files).filter(([name]) => /^word\/footer\d+\.xml$/.test(name))
    const right = footers.filter(([, footer]) => footer.includes('<w:jc w:val="right"/>'))
    const left = footers.filter(([, footer]) => footer.includes('<w:jc w:val="left"/>'))
    expect(right.length).toBe(left.length)
    for (const [, footer] of footers) expect(footer).toMatch(/— [^]*PAGE[^]* —/)
    expect(xml).toMatch(/<w:footerReference w:type="even"/)
  })

  it('sets each part in its own font and size, Chinese fonts named for Chinese text in every run', async () => {
    const xml = (await parts(await writeNoticeDocx(anhuiNotice())))['word/document.xml'] ?? ''
    const title = paragraphWith(xml, '关于2023年第三季度全省政府网站')
    expect(title).toContain('w:eastAsia="方正小标宋简体"')
    expect(title).toContain('<w:sz w:val="44"/>')
    const first = paragraphWith(xml, '一、基本情况')
    expect(first).toContain('w:eastAsia="黑体"')
    const second = paragraphWith(xml, '（一）政府网站。')
    expect(second).toMatch(/w:eastAsia="楷体_GB2312"[^]*（一）政府网站。[^]*w:eastAsia="仿宋_GB2312"[^]*全省备案/)
    expect(second).toContain('<w:sz w:val="32"/>')
    expect(second).toContain('<w:spacing w:val="-5"/>')
    expect(second).toMatch(/<w:spacing w:after="0" w:before="0" w:line="560" w:lineRule="exact"\/>/)
    expect(second).toContain('w:firstLine="630"')
    const runs = xml.match(/<w:r>/g)?.length ?? 0
    expect(xml.match(/<w:rFonts[^>]*w:eastAsia=/g)?.length).toBe(runs)
  })

  it('puts the annexes on pages of their own with a repeated heading, upright', async () => {
    const xml = (await parts(await writeNoticeDocx(anhuiNotice())))['word/document.xml'] ?? ''
    expect(xml.match(/<w:sectPr/g)).toHaveLength(3)
    expect(xml.match(/<w:tblHeader/g)).toHaveLength(2)
    expect(xml).not.toContain('w:orient="landscape"')
    const { tables, paragraphs } = await readDocxText(await writeNoticeDocx(anhuiNotice()))
    expect(tables[1]?.slice(1, 18)).toEqual(anhuiAccounts.map((row, index) => [index + 1, ...row].map(String)))
    expect(tables[1]?.at(-1)).toEqual(['合计', '3316', '1658', '5'])
    expect(paragraphs).toContain('附件：1.2023年第三季度全省政府网站检查情况')
    expect(paragraphs).toContain('2.2023年第三季度全省政务新媒体抽查情况')
  })

  it('makes the same bytes for the same notice, dated by the notice', async () => {
    const [first, second] = [await writeNoticeDocx(anhuiNotice()), await writeNoticeDocx(anhuiNotice())]
    expect(Buffer.compare(first, second)).toBe(0)
    const core = (await parts(first))['docProps/core.xml'] ?? ''
    expect(core).toContain('2023-09-26T00:00:00Z')
  })

  it('keeps hostile words as words', async () => {
    const model = hostileNotice()
    const { tables } = await readDocxText(await writeNoticeDocx(model))
    const names = tables[1]?.slice(1).map((row) => row[2])
    expect(names).toContain('<b>&amp;</b>]]>')
    expect(names).toContain('换行\n第二行')
    expect(names).toContain('控制符')
  })

  it('names the workbook instead of printing a table of more than a thousand rows', async () => {
    const model = hostileNotice()
    const table = model.tables[1]
    if (table === undefined) throw new Error('no table')
    table.rows = Array.from({ length: 1_001 }, () => table.rows[0] ?? [])
    const { tables, paragraphs } = await readDocxText(await writeNoticeDocx(model))
    expect(tables).toHaveLength(model.tables.length - 1)
    expect(paragraphs.join()).toContain('本表共1001行，篇幅较长，另见“附件.xlsx”的“附件2”工作表。')
  })

  it('comes out in LibreOffice as 4 A4 pages with 28 characters a line', async () => {
    const convert = libreOffice()
    if (convert === null) return
    const dir = temporaryDir()
    writeFileSync(join(dir, '通报.docx'), await writeNoticeDocx(anhuiNotice()))
    convert(dir, 'pdf', [join(dir, '通报.docx')])
    const pdf = join(dir, '通报.pdf')
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
    const text = pdfText(pdf)
    if (text === null) return
    const pages = text.split('\f').filter((page) => page.trim() !== '')
    expect(pages).toHaveLength(4)
    pages.forEach((page, index) => expect(page.replace(/\s/g, '')).toContain(`—${index + 1}—`))
    // A full line of nothing but Chinese: the addressee's first line.
    expect(pages[0]?.split('\n').map((line) => line.trim())).toContain('各市、县（市、区）人民政府办公室，省政府各部门、各直属机')
  })
})

function pdfText(pdf: string): string | null {
  try {
    return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
  } catch {
    console.log('pdftotext: not shown')
    return null
  }
}
