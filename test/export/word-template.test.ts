import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import { checkNoticeDir } from '../../electron/export/check-dir.ts'
import { readDocxText, type DocxText } from '../../electron/export/docx-text.ts'
import { renderNotice, writeNoticeFiles } from '../../electron/export/notice-files.ts'
import { fillWordTemplate } from '../../electron/export/template-fill.ts'
import { writeStarterTemplate } from '../../electron/export/template-starter.ts'
import { readZip, writeZip } from '../../electron/export/zip.ts'
import { anhuiAccounts } from '../domain/notice-fixtures.ts'
import { anhuiNotice, hostileNotice, hostileTexts, libreOffice, temporaryDir } from './notice-samples.ts'

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A .docx as small as Word takes it, with the body and, if given, a page header. */
async function docx(body: string, header = ''): Promise<Buffer> {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  const files = new Map<string, string>([
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="${type}.header+xml"/></Types>`
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`
    ],
    [
      'word/_rels/document.xml.rels',
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r2" Type="${office}/header" Target="header1.xml"/></Relationships>`
    ],
    ['word/header1.xml', `${head}<w:hdr ${ns}><w:p><w:r><w:t>${header}</w:t></w:r></w:p></w:hdr>`],
    [
      'word/document.xml',
      `${head}<w:document ${ns} xmlns:r="${office}"><w:body>${body}<w:sectPr><w:headerReference w:type="default" r:id="r2"/></w:sectPr></w:body></w:document>`
    ]
  ])
  return writeZip(new Map([...files].map(([name, text]) => [name, Buffer.from(text)])), new Date(0))
}

/** A paragraph whose text Word has cut into runs at every bar. */
const p = (text: string): string =>
  `<w:p>${text
    .split('|')
    .map((run) => `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${run}</w:t></w:r>`)
    .join('<w:proofErr w:type="spellStart"/>')}</w:p>`
const cell = (text: string): string => `<w:tc>${p(text)}</w:tc>`
const row = (...cells: string[]): string => `<w:tr>${cells.map(cell).join('')}</w:tr>`
const table = (...rows: string[]): string => `<w:tbl>${rows.join('')}</w:tbl>`

const filled = async (model: NoticeModel, bytes: Uint8Array): Promise<DocxText> =>
  readDocxText(await fillWordTemplate(model, { bytes, file: '模板.docx' }, new Date(0)))

describe('fillWordTemplate', () => {
  it('fills the starter template: prose by its levels, every row of every annex, the total', async () => {
    const model = anhuiNotice()
    const { tables, paragraphs } = await filled(model, await writeStarterTemplate(model))
    expect(tables[1]?.slice(1, 18)).toEqual(anhuiAccounts.map((cells, index) => [index + 1, ...cells].map(String)))
    expect(tables[1]?.[18]).toEqual(['合计', '', '3316', '1658', '5'])
    const from = paragraphs.indexOf(model.paragraphs[0]?.text ?? '')
    expect(paragraphs.slice(from, from + model.paragraphs.length)).toEqual(model.paragraphs.map(({ text }) => text))
  })

  it('finds placeholders that Word has cut into runs, in page headers too', async () => {
    const body = p('关于{|网站|检查|数}和{ 新媒体检查数 }、{account.|passRate}的{标|题}')
    const bytes = await fillWordTemplate(anhuiNotice(), { bytes: await docx(body, '{发文机关}'), file: 'a.docx' }, new Date(0))
    const { paragraphs } = await readDocxText(bytes)
    expect(paragraphs).toEqual(['关于840和1658、99.70%的关于2023年第三季度全省政府网站与政务新媒体检查情况的通报'])
    expect((await readZip(bytes)).get('word/header1.xml')?.toString('utf8')).toContain('>××省人民政府办公厅<')
  })

  it('repeats paragraphs without empty lines between them, wherever the marks stand', async () => {
    const texts = anhuiNotice().paragraphs.map(({ text }) => text)
    expect((await filled(anhuiNotice(), await docx(p('{#正文}|{文字}|{/正文}')))).paragraphs).toEqual(texts)
    expect((await filled(anhuiNotice(), await docx(p('{#正文}') + p('{文字}') + p('{/正文}')))).paragraphs).toEqual(texts)
    expect((await filled(anhuiNotice(), await docx(p('{#正文}{文字}') + p('{/}')))).paragraphs).toEqual(texts)
  })

  it('repeats words inside a paragraph, and rows of tables of one column', async () => {
    const titles = anhuiNotice().tables.map(({ title }) => title)
    const inline = await filled(anhuiNotice(), await docx(p('附件：{#附件说明}《{名称}》{/附件说明}，请查收。')))
    expect(inline.paragraphs).toEqual([`附件：《${titles[0]}》《${titles[1]}》，请查收。`])
    const narrow = await filled(anhuiNotice(), await docx(table(row('名称'), row('{#附件说明}{名称}{/附件说明}'))))
    expect(narrow.tables).toEqual([[['名称'], [titles[0]], [titles[1]]]])
  })

  it('gives a list inside a list its own values, and what it lacks from around it', async () => {
    const body = table(row('{#附件1}{序号}', '{检查时期}', '{检查网站数}{/附件1}'))
    const { tables } = await filled(anhuiNotice(), await docx(body))
    expect(tables[0]).toHaveLength(17)
    expect(tables[0]?.[0]).toEqual(['1', '2023年第三季度', '54'])
  })

  it('prints hostile texts as they are: no placeholder, markup or break comes from a finding', async () => {
    const model = hostileNotice()
    const place = model.problems.columns.findIndex(({ id }) => id === 'description')
    const first = model.problems.rows[0]
    if (first === undefined) throw new Error('no rows')
    first[place] = '{标题}{#正文}</w:t>'
    const { tables } = await filled(model, await docx(table(row('{#问题清单}{序号}', '{问题描述}{/问题清单}'))))
    const printed = tables[0]?.map((cells) => cells[1])
    expect(printed?.[0]).toBe('{标题}{#正文}</w:t>')
    expect(printed?.slice(1)).toEqual(
      hostileTexts.slice(1).map((text) =>
        text
          .replaceAll('\r\n', '\n')
          .replaceAll(/\p{Cc}/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
          .toWellFormed()
      )
    )
  })

  it.each([
    [p('{标提}'), /占位符 \{标提\}在这份通报里没有对应的内容，是不是 \{标题\}？/],
    [p('{#正文}{文字}'), /循环 \{#正文\} 没有结束/],
    [p('{#正文}{#附件说明}{名称}{/正文}{/附件说明}'), /循环 \{#附件说明\} 却用 \{\/正文\} 结束/],
    [p('{地区名}'), /\{地区名\}在这份通报里没有对应的内容/],
    [p('｛标题｝'), /全角花括号/],
    [p('{标题'), /没有写右花括号/],
    [table(row('{#附件1}{序号}'), row('{/附件1}')), /不在同一行表格里/],
    [p('{#附件9}{序号}{/附件9}'), /循环 \{#附件9\}.*是不是 \{#附件\d\}/],
    [p('{constructor}{__proto__}'), /\{constructor\}/]
  ])('refuses %s and writes nothing', async (body, message) => {
    await expect(filled(anhuiNotice(), await docx(body))).rejects.toThrow(message)
  })

  it('notices when what was written is not what the template asks for', async () => {
    // A list mark in the middle of a numbered list: the library repeats the whole item, words outside the marks included.
    const item = (text: string): string =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
    const odd = await docx(item('前文{#附件说明}{名称}{/附件说明}'))
    await expect(filled(anhuiNotice(), odd)).rejects.toThrow(/与统计结果不一致，应为“.*”，写成了“.*前文.*”/)
  })
})

describe('a notice made with a template', () => {
  async function written(): Promise<string> {
    const model = anhuiNotice()
    const template = { bytes: await writeStarterTemplate(model), file: '本厅模板.docx' }
    const dir = join(temporaryDir(), '通报')
    await writeNoticeFiles(dir, await renderNotice(model, { template }))
    return dir
  }
  async function edit(dir: string, change: (xml: string) => string): Promise<void> {
    const file = join(dir, '通报.docx')
    const files = await readZip(readFileSync(file))
    const before = files.get('word/document.xml')?.toString('utf8') ?? ''
    if (change(before) === before) throw new Error('nothing was planted')
    files.set('word/document.xml', Buffer.from(change(before)))
    writeFileSync(file, await writeZip(files, new Date(0)))
  }

  it('is found sound against the template kept beside it', async () => {
    expect(await checkNoticeDir(await written())).toEqual([])
  })

  it('is found out when a cell or a number was changed afterwards', async () => {
    const dir = await written()
    await edit(dir, (xml) => xml.replace('>364<', '>346<').replace('总体合格率99.70%', '总体合格率99.07%'))
    const faults = await checkNoticeDir(dir)
    expect(faults).toHaveLength(2)
    expect(faults.join()).toMatch(/写的是 99\.07%，notice\.json 里是 99\.70%/)
    expect(faults.join()).toMatch(/第 2 张表“合肥市”行第 3 格是 “346”，notice\.json 里是 “364”/)
  })

  it('leaves no template or PDF of an earlier notice beside a later one', async () => {
    const dir = await written()
    writeFileSync(join(dir, '通报.pdf'), '旧')
    await writeNoticeFiles(dir, await renderNotice(hostileNotice()))
    expect(await checkNoticeDir(dir)).toEqual([])
    expect(() => readFileSync(join(dir, '通报.pdf'))).toThrow(/ENOENT/)
    expect(() => readFileSync(join(dir, '通报模板.docx'))).toThrow(/ENOENT/)
  })

  it('opens in LibreOffice with the same text', async () => {
    const convert = libreOffice()
    if (convert === null) return
    const dir = await written()
    convert(dir, 'txt:Text (encoded):UTF8', [join(dir, '通报.docx')])
    const text = readFileSync(join(dir, '通报.txt'), 'utf8')
    for (const { text: words } of anhuiNotice().paragraphs) expect(text).toContain(words)
    expect(execFileSync('grep', ['-c', '3316', join(dir, '通报.txt')], { encoding: 'utf8' }).trim()).not.toBe('0')
  })
})
