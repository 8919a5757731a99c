import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type FileChild
} from 'docx'
import type { NoticeAnnex, NoticeModel } from '../domain/notice.ts'
import { columnWidths } from './notice-docx-table.ts'
import { characterTwips, font, fonts, linePitch, pageNumber, pageProperties, points, textWidthOf } from './notice-layout.ts'
import { namesOf, type TemplateLoop } from './template-names.ts'

/**
 * A template to begin from: the notice as the office would print it, and behind it, on pages to be deleted, every placeholder
 * with its meaning. `model` needs the tables and figures of the profile, not their values.
 */
export async function writeStarterTemplate(model: NoticeModel): Promise<Buffer> {
  const names = namesOf(model)
  const document = new Document({
    title: '通报模板',
    creator: '巡查',
    sections: [
      {
        ...pageProperties(false, true),
        children: notice(model),
        footers: { default: new Footer({ children: [pageNumber('right')] }) }
      },
      ...model.tables.map((table, at) => {
        const loop = names.loops.find(({ id }) => id === table.id)
        const isWide = table.columns.length > 8
        return {
          ...pageProperties(isWide, false),
          children: loop === undefined ? [] : annex(loop, at + 1, table, isWide)
        }
      }),
      { ...pageProperties(false, false), children: guide(names) }
    ]
  })
  return Packer.toBuffer(document)
}

function notice(model: NoticeModel): FileChild[] {
  const indent = { firstLine: 2 * characterTwips }
  return [
    line('{标题}', { eastAsia: fonts.title, size: 22, alignment: AlignmentType.CENTER }),
    line(''),
    line('{主送机关}'),
    line('{#正文}'),
    line('{#一级}{文字}{/一级}', { eastAsia: fonts.heading, indent }),
    new Paragraph({
      spacing: { line: linePitch },
      indent,
      children: [run('{#二级}{小标题}', fonts.subheading), run('{标题后文字}{/二级}')]
    }),
    line('{#段落}{文字}{/段落}', { indent }),
    line('{/正文}'),
    line(''),
    ...(model.tables.length === 0
      ? []
      : [line('附件：'), line('{#附件说明}{序号}.{名称}{/附件说明}', { indent: { left: 5 * characterTwips } })]),
    line(''),
    line('{发文机关}', { alignment: AlignmentType.RIGHT }),
    line('{日期}', { alignment: AlignmentType.RIGHT })
  ]
}

function annex(loop: TemplateLoop, number: number, table: NoticeAnnex, isWide: boolean): FileChild[] {
  const labels = table.columns.map(({ label }) => label)
  const width = textWidthOf(isWide)
  const name = loop.names[0] ?? loop.id
  const total = `${name}合计`
  const cells = loop.fields.map(({ name: field }) => `{${field}}`)
  const marked = (open: string): string[] =>
    cells.map((cell, at) => `${at === 0 ? `{#${open}}` : ''}${cell}${at === cells.length - 1 ? `{/${open}}` : ''}`)
  return [
    line(name, { eastAsia: fonts.heading }),
    line(`{附件${number}名称}`, { eastAsia: fonts.title, size: 22, alignment: AlignmentType.CENTER }),
    line(''),
    grid([labels, marked(name), marked(total)], columnWidths({ ...table, rows: [] }, width)),
    line(`{附件${number}附注}`, { size: 12 })
  ]
}

function guide({ figures, loops }: ReturnType<typeof namesOf>): FileChild[] {
  const indent = { firstLine: 2 * characterTwips }
  const half = textWidthOf(false) / 2
  return [
    line('占位符说明（用前请删去这几页）', { eastAsia: fonts.heading }),
    line('花括号要用半角。在正文任何地方写上占位符，导出时换成本次通报的内容；写错的占位符导出前会逐个指出。', {
      indent,
      size: 12
    }),
    line(
      '成组的内容写在开头和结尾两个标记之间：在正文里，标记各自独占一行；在表格里，开头写在要重复的那一行的第一格，结尾写在同一行的最后一格。',
      {
        indent,
        size: 12
      }
    ),
    line(''),
    line('单个内容', { eastAsia: fonts.heading, size: 12 }),
    // Shown with wide braces: these are words about placeholders, not placeholders.
    grid([['写法', '含义'], ...figures.map(({ name, meaning }) => [`【${name}】`, meaning])], [half, half]),
    line(''),
    line('成组内容', { eastAsia: fonts.heading, size: 12 }),
    grid(
      [
        ['开头', '含义', '中间可用'],
        ...loops.map(({ id, names, fields, meaning }) => [
          `【#${names[0] ?? id}】`,
          meaning.replaceAll('{', '【').replaceAll('}', '】'),
          fields.map(({ name }) => `【${name}】`).join('')
        ])
      ],
      [half * 0.4, half * 0.6, half]
    ),
    line('上表中的【】实际都写成半角花括号。', { indent, size: 12 })
  ]
}

interface LineStyle {
  eastAsia?: string
  size?: number
  alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]
  indent?: { firstLine?: number; left?: number }
}

function line(text: string, { eastAsia = fonts.body, size = 16, alignment, indent }: LineStyle = {}): Paragraph {
  return new Paragraph({
    spacing: { line: size >= 16 ? linePitch : 360 },
    ...(alignment === undefined ? {} : { alignment }),
    ...(indent === undefined ? {} : { indent }),
    children: [run(text, eastAsia, size)]
  })
}

function run(text: string, eastAsia: string = fonts.body, size = 16): TextRun {
  return new TextRun({ text, font: font(eastAsia), size: points(size) })
}

function grid(rows: readonly (readonly string[])[], widths: readonly number[]): Table {
  const edge = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths],
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    borders: { top: edge, bottom: edge, left: edge, right: edge, insideHorizontal: edge, insideVertical: edge },
    rows: rows.map(
      (cells, at) =>
        new TableRow({
          tableHeader: at === 0,
          children: cells.map(
            (text, place) =>
              new TableCell({
                width: { size: widths[place] ?? 0, type: WidthType.DXA },
                children: [
                  new Paragraph({
                    alignment: AlignmentType.CENTER,
                    children: [run(text, at === 0 ? fonts.heading : fonts.body, 12)]
                  })
                ]
              })
          )
        })
    )
  })
}
