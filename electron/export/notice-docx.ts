import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LineRuleType,
  Packer,
  Paragraph,
  TextRun,
  type FileChild,
  type IParagraphOptions,
  type ISectionOptions
} from 'docx'
import type { NoticeAnnex, NoticeModel, NoticeParagraph } from '../domain/notice.ts'
import {
  characterTwips,
  font,
  fonts,
  linePitch,
  mm,
  pageNumber,
  pageProperties,
  points,
  red,
  textWidthOf
} from './notice-layout.ts'
import { annexLines, headOf, headSize, isRedHeaded, longTableSentence, signatureRight, titleLines } from './notice-parts.ts'
import { annexTable, needsLandscape, printedRows } from './notice-docx-table.ts'
import { noticeDay } from './notice-workbooks.ts'
import { cellText, textWidth } from './workbook.ts'
import { readZip, writeZip } from './zip.ts'

/** 通报.docx in the layout of GB/T 9704. The same model makes the same bytes. */
export async function writeNoticeDocx(model: NoticeModel): Promise<Buffer> {
  const document = new Document({
    title: model.title,
    creator: '巡查',
    lastModifiedBy: '巡查',
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: { document: { run: bodyRun(), paragraph: { spacing: pitch() } } }
    },
    sections: [
      { ...page(false, true), children: body(model) },
      ...model.tables.map((table): ISectionOptions => {
        const isLandscape = table.rows.length <= printedRows && needsLandscape(table)
        return { ...page(isLandscape, false), children: annex(table, isLandscape) }
      })
    ]
  })
  return fixTimes(await Packer.toBuffer(document), noticeDay(model))
}

/** The library stamps the present moment into the properties and the archive; the notice's own day stands there instead. */
async function fixTimes(bytes: Uint8Array, day: Date): Promise<Buffer> {
  const files = await readZip(bytes)
  const core = files.get('docProps/core.xml')
  if (core !== undefined) {
    const stamped = core
      .toString('utf8')
      .replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${day.toISOString().slice(0, 19)}Z`)
    files.set('docProps/core.xml', Buffer.from(stamped))
  }
  const document = files.get('word/document.xml')?.toString('utf8') ?? ''
  files.set('word/document.xml', Buffer.from(document.replace(offGrid, '<w:snapToGrid w:val="0"/>$&')))
  files.set('word/fontTable.xml', Buffer.from(fontTable))
  return writeZip(files, day)
}

/** Spacing of titles: on the grid of the body their lines would stand two lines apart. The library cannot say so. */
const offGrid = /<w:spacing [^>]*w:line="(?!560")\d+" w:lineRule="exact"\/>/g

/** A machine that has 仿宋 but not 仿宋_GB2312 takes it instead of whatever comes first to it. */
const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${[
  [fonts.title, '方正小标宋_GBK,华文中宋,宋体'],
  [fonts.body, '仿宋,FangSong,华文仿宋'],
  [fonts.heading, 'SimHei'],
  [fonts.subheading, '楷体,KaiTi,华文楷体'],
  [fonts.songti, 'SimSun']
]
  .map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/></w:font>`)
  .join('')}</w:fonts>`

function page(isLandscape: boolean, isBody: boolean): Pick<ISectionOptions, 'properties' | 'footers'> {
  return {
    ...pageProperties(isLandscape, isBody),
    footers: {
      default: new Footer({ children: [pageNumber('right')] }),
      even: new Footer({ children: [pageNumber('left')] })
    }
  }
}

function body(model: NoticeModel): FileChild[] {
  return [
    ...redHead(model),
    titleParagraph(model.title),
    blank(),
    ...(model.addressee === '' ? [] : [text(model.addressee, {})]),
    ...model.paragraphs.map((each, at) => paragraph(each, at === model.paragraphs.length - 1)),
    ...annexList(model.tables),
    blank(),
    blank(),
    ...signature(model)
  ]
}

function titleParagraph(title: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { line: 640, lineRule: LineRuleType.EXACT },
    children: titleLines(title).map(
      (line, index) => new TextRun({ text: line, font: font(fonts.title), size: points(22), ...(index > 0 ? { break: 1 } : {}) })
    )
  })
}

/** The last one goes with what follows it: the page with the date has to say something. */
function paragraph({ level, text: words }: NoticeParagraph, isLast: boolean): Paragraph {
  if (level === 1) return text(words, { indent: { firstLine: 2 * characterTwips }, keepNext: true }, fonts.heading)
  if (level === 0) return text(words, { indent: { firstLine: 2 * characterTwips }, keepNext: isLast })
  // The heading runs to the first full stop, the text follows on the same line.
  const stop = words.indexOf('。') + 1
  const heading = stop === 0 ? words : words.slice(0, stop)
  return new Paragraph({
    ...bodyParagraph(),
    indent: { firstLine: 2 * characterTwips },
    keepNext: isLast,
    children: [run(heading, fonts.subheading), ...(heading === words ? [] : [run(words.slice(stop))])]
  })
}

/** 附件：1.… with the titles under one another. */
function annexList(tables: readonly NoticeAnnex[]): Paragraph[] {
  if (tables.length === 0) return []
  const number = 0.8 * characterTwips
  const lead = 5 * characterTwips
  const indents =
    tables.length === 1
      ? [{ left: lead, hanging: 3 * characterTwips }]
      : [
          { left: lead + number, hanging: 3 * characterTwips + number },
          { left: lead + number, hanging: number }
        ]
  const lines = annexLines(tables).map((line, at) =>
    text(line, { indent: indents[Math.min(at, indents.length - 1)] ?? {}, keepNext: true })
  )
  return [blank(), ...lines]
}

/** Issuer and date are centred on one another; the shorter of the two ends four characters before the edge. */
function signature(model: NoticeModel): Paragraph[] {
  const edge = signatureRight(model)
  const difference = ((textWidth(model.issuer) - textWidth(model.date)) * characterTwips) / 4
  const line = (words: string, right: number, keepNext: boolean): Paragraph =>
    text(words, { alignment: AlignmentType.RIGHT, indent: { right: Math.round(right) }, keepNext })
  // A date alone on the next page would be a notice without a name.
  return [line(model.issuer, edge + Math.max(0, -difference), true), line(model.date, edge + Math.max(0, difference), false)]
}

/** The issuer in red over the number and a red line; the title follows two lines below. */
function redHead(model: NoticeModel): Paragraph[] {
  if (!isRedHeaded(model)) return []
  const words = headOf(model)
  const size = headSize(words)
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before: mm(20), after: 0, line: (size + 8) * 20, lineRule: LineRuleType.EXACT },
      children: [new TextRun({ text: cellText(words), font: font(fonts.title), size: points(size), color: red })]
    }),
    blank(),
    text(model.docNumber, {
      alignment: AlignmentType.CENTER,
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 11, color: red } }
    }),
    blank(),
    blank()
  ]
}

function annex(table: NoticeAnnex, isLandscape: boolean): FileChild[] {
  const children: FileChild[] = [
    text(table.label, { keepNext: true }, fonts.heading),
    blank(),
    titleParagraph(table.title),
    blank()
  ]
  if (table.rows.length > printedRows) {
    children.push(text(longTableSentence(table), { indent: { firstLine: 2 * characterTwips } }))
    return children
  }
  children.push(annexTable(table, textWidthOf(isLandscape)))
  if (table.note !== null) children.push(text(table.note, { spacing: { ...pitch(), before: 120 } }, fonts.body, 12))
  return children
}

function bodyParagraph(): IParagraphOptions {
  return { spacing: pitch(), alignment: AlignmentType.BOTH, overflowPunctuation: true }
}

function text(words: string, options: IParagraphOptions, eastAsia: string = fonts.body, size = 16): Paragraph {
  return new Paragraph({ ...bodyParagraph(), ...options, children: [run(words, eastAsia, size)] })
}

function blank(): Paragraph {
  return text('', { keepNext: true })
}

function run(words: string, eastAsia: string = fonts.body, size = 16): TextRun {
  return new TextRun({ ...bodyRun(eastAsia, size), text: cellText(words) })
}

function bodyRun(eastAsia: string = fonts.body, size = 16) {
  // A quarter point less per character makes 28 of 16 points fit the 156 mm line.
  return { font: font(eastAsia), size: points(size), characterSpacing: size === 16 ? -5 : 0 }
}

function pitch() {
  return { line: linePitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 }
}
