import {
  AlignmentType,
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
import { characterTwips, font, fonts, linePitch, pageNumber, pageProperties, points, textWidthOf } from './notice-layout.ts'
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
  return writeZip(files, day)
}

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
    titleParagraph(model.title),
    blank(),
    text(model.addressee, {}),
    ...model.paragraphs.map(paragraph),
    ...annexList(model.tables),
    blank(),
    blank(),
    signature(model.issuer, model.date),
    text(model.date, { alignment: AlignmentType.RIGHT, indent: { right: 4 * characterTwips } })
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

/** Characters of 22 points on a line. */
const titleLine = 20
/** A title is cut after these or before those, so that words stay whole. */
const cutAfter = ['关于', '季度', '半年', '全省', '全市', '全县', '与', '和', '的']
const cutBefore = ['政府网站', '政务新媒体', '检查', '抽查', '情况', '与']

/** The title in as few lines as it needs, cut nearest to the middle where words allow. */
function titleLines(title: string): string[] {
  if (textWidth(title) <= 2 * titleLine) return [title]
  let best = 0
  let distance = Number.POSITIVE_INFINITY
  for (let at = 1; at < title.length; at += 1) {
    const [head, tail] = [title.slice(0, at), title.slice(at)]
    if (!cutAfter.some((word) => head.endsWith(word)) && !cutBefore.some((word) => tail.startsWith(word))) continue
    if (Math.max(textWidth(head), textWidth(tail)) > 2 * titleLine) continue
    const off = Math.abs(textWidth(head) - textWidth(tail))
    if (off < distance) [best, distance] = [at, off]
  }
  return best === 0 ? [title] : [title.slice(0, best), title.slice(best)]
}

function paragraph({ level, text: words }: NoticeParagraph): Paragraph {
  if (level === 1) return text(words, { indent: { firstLine: 2 * characterTwips }, keepNext: true }, fonts.heading)
  if (level === 0) return text(words, { indent: { firstLine: 2 * characterTwips } })
  // The heading runs to the first full stop, the text follows on the same line.
  const stop = words.indexOf('。') + 1
  const heading = stop === 0 ? words : words.slice(0, stop)
  return new Paragraph({
    ...bodyParagraph(),
    indent: { firstLine: 2 * characterTwips },
    children: [run(heading, fonts.subheading), ...(heading === words ? [] : [run(words.slice(stop))])]
  })
}

/** 附件：1.… with the titles under one another. */
function annexList(tables: readonly NoticeAnnex[]): Paragraph[] {
  if (tables.length === 0) return []
  const number = 0.8 * characterTwips
  const lead = 5 * characterTwips
  const lines = tables.map((table, index) => {
    if (tables.length === 1) return text(`附件：${table.title}`, { indent: { left: lead, hanging: 3 * characterTwips } })
    const label = `${index + 1}.${table.title}`
    return index === 0
      ? text(`附件：${label}`, { indent: { left: lead + number, hanging: 3 * characterTwips + number } })
      : text(label, { indent: { left: lead + number, hanging: number } })
  })
  return [blank(), ...lines]
}

/** The issuer is centred over the date, which ends four characters before the edge. */
function signature(issuer: string, date: string): Paragraph {
  const half = characterTwips / 2
  const difference = (textWidth(date) - textWidth(issuer)) * half
  const right = Math.max(0, Math.round(4 * characterTwips + difference / 2))
  // A date alone on the next page would be a notice without a name.
  return text(issuer, { alignment: AlignmentType.RIGHT, indent: { right }, keepNext: true })
}

function annex(table: NoticeAnnex, isLandscape: boolean): FileChild[] {
  const children: FileChild[] = [
    text(table.label, { keepNext: true }, fonts.heading),
    blank(),
    titleParagraph(table.title),
    blank()
  ]
  if (table.rows.length > printedRows) {
    const words = `本表共${table.rows.length}行，篇幅较长，另见“附件.xlsx”的“${table.label}”工作表。`
    children.push(text(words, { indent: { firstLine: 2 * characterTwips } }))
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
  return text('', {})
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
