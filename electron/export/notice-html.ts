import type { NoticeAnnex, NoticeCell, NoticeModel, NoticeParagraph } from '../domain/notice.ts'
import { balanced, columnWidths, isLeftColumn, needsLandscape, printedRows, totalCells } from './notice-docx-table.ts'
import { annexLines, headOf, headSize, isRedHeaded, longTableSentence, signatureRight, titleLines } from './notice-parts.ts'
import { textWidthOf } from './notice-layout.ts'
import { cellText, textWidth } from './workbook.ts'

/** Chinese first, so that a Western font of the same name never takes a Chinese character. */
const stacks = {
  title:
    "'Times New Roman','方正小标宋简体','FZXiaoBiaoSong-B05S','方正小标宋_GBK','华文中宋','STZhongsong','Noto Serif CJK SC','SimSun',serif",
  body: "'Times New Roman','仿宋_GB2312','FangSong_GB2312','仿宋','FangSong','STFangsong','Noto Serif CJK SC','SimSun',serif",
  heading: "'黑体','SimHei','STHeiti','Noto Sans CJK SC','Microsoft YaHei',sans-serif",
  subheading: "'Times New Roman','楷体_GB2312','KaiTi_GB2312','楷体','KaiTi','STKaiti','Noto Serif CJK SC','SimSun',serif",
  songti: "'Times New Roman','宋体','SimSun','STSong','Noto Serif CJK SC',serif"
}

/**
 * The page of GB/T 9704: A4, text area 156 × 225 mm with 22 lines of 28 characters of 16 points, `— 1 —` on the outer side.
 * No adjustments around punctuation: they would move characters off the grid.
 */
const style = `
@page { size: 210mm 297mm; margin: 37mm 26mm 35mm 28mm }
@page :right { @bottom-right { ${pageMark('right')} } }
@page :left { @bottom-left { ${pageMark('left')} } }
@page wide { size: 297mm 210mm; margin: 28mm 37mm 26mm 35mm }
@page wide:right { @bottom-right { ${pageMark('right')} } }
@page wide:left { @bottom-left { ${pageMark('left')} } }
html { font: 16pt/28.98pt ${stacks.body}; letter-spacing: -0.21pt; color: #000; background: #fff;
  line-break: strict; overflow-wrap: anywhere; text-spacing-trim: space-all; text-autospace: no-autospace; hanging-punctuation: none }
body { margin: 0 }
p, h1, h2, h3, table { margin: 0; font-weight: normal; font-size: inherit }
p, h2, h3 { text-align: justify; orphans: 2; widows: 2 }
h1 { font: 22pt/32pt ${stacks.title}; letter-spacing: 0; text-align: center; text-wrap: balance; break-after: avoid }
.gap { height: 28.98pt }
/* The page with the date has to say something: a short last paragraph goes with what follows it. */
.close { break-inside: avoid }
.in { text-indent: 2em }
h2 { font-family: ${stacks.heading}; break-after: avoid }
.sub { font-family: ${stacks.subheading} }
.list { padding-left: 5em; break-inside: avoid }
.list p { text-indent: -1.2em; padding-left: 1.2em }
.list.one p { text-indent: 0; padding-left: 0 }
.list .first { text-indent: -4.2em }
.list.one .first { text-indent: -3em }
.sign { break-inside: avoid; display: flex; justify-content: flex-end; text-align: center }
.head { color: #e60012; font-family: ${stacks.title}; line-height: 1.2; letter-spacing: 0; text-align: center; margin-top: 20mm }
.number { text-align: center; padding-top: 28.98pt; padding-bottom: 4mm; border-bottom: 0.75mm solid #e60012; margin-bottom: 57.96pt }
.annex { break-before: page }
.wide { page: wide }
.mark { font-family: ${stacks.heading} }
table { border-collapse: collapse; table-layout: fixed; font-size: 12pt; line-height: 16pt; letter-spacing: 0; margin: 0 auto }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: 0.5pt solid #000; padding: 2pt 2.5pt; text-align: center; vertical-align: middle; font-weight: normal; height: 18pt }
th { font-family: ${stacks.heading} }
td.l { text-align: left }
tr.total td { font-weight: bold }
.note { font-size: 12pt; line-height: 18pt; margin-top: 6pt }
`

function pageMark(side: 'left' | 'right'): string {
  return `content: '— ' counter(page) ' —'; font: 14pt ${stacks.songti}; vertical-align: top; padding-top: 7mm; padding-${side}: 14pt`
}

/** Characters of a last paragraph that is kept with the date: five lines. A longer one may be parted. */
const closing = 140

/** The notice as one page of HTML for a browser to print: no script, no address, nothing to load. */
export function noticeHtml(model: NoticeModel): string {
  const last = model.paragraphs.at(-1)
  const isShort = last !== undefined && textWidth(last.text) <= closing * 2
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(model.title)}</title><style>${style}</style></head><body>
${head(model)}${title(model.title)}<div class="gap"></div>
${model.addressee === '' ? '' : `<p>${html(model.addressee)}</p>`}
${model.paragraphs
  .slice(0, isShort ? -1 : undefined)
  .map(paragraph)
  .join('\n')}
<div class="close">${last !== undefined && isShort ? paragraph(last) : ''}${annexList(model.tables)}
<div class="gap"></div><div class="gap"></div>
<div class="sign" style="padding-right:${(signatureRight(model) / 20).toFixed(2)}pt"><div>${html(model.issuer)}<br>${html(model.date)}</div></div></div>
${model.tables.map(annex).join('\n')}
</body></html>`
}

function head(model: NoticeModel): string {
  if (!isRedHeaded(model)) return ''
  return `<div class="head" style="font-size:${headSize(headOf(model))}pt">${html(headOf(model))}</div><div class="number">${html(model.docNumber)}</div>\n`
}

function title(text: string): string {
  return `<h1>${titleLines(text).map(html).join('<br>')}</h1>`
}

function paragraph({ level, text }: NoticeParagraph): string {
  if (level === 1) return `<h2 class="in">${html(text)}</h2>`
  if (level === 0) return `<p class="in">${html(text)}</p>`
  const stop = text.indexOf('。') + 1
  const heading = stop === 0 ? text : text.slice(0, stop)
  return `<p class="in"><span class="sub">${html(heading)}</span>${html(text.slice(heading.length))}</p>`
}

function annexList(tables: readonly NoticeAnnex[]): string {
  if (tables.length === 0) return ''
  const lines = annexLines(tables).map((line, at) => `<p${at === 0 ? ' class="first"' : ''}>${html(line)}</p>`)
  return `<div class="gap"></div><div class="list${tables.length === 1 ? ' one' : ''}">${lines.join('')}</div>`
}

function annex(table: NoticeAnnex): string {
  const isLong = table.rows.length > printedRows
  const isWide = !isLong && needsLandscape(table)
  const body = isLong
    ? `<p class="in">${html(longTableSentence(table))}</p>`
    : `${grid(table, isWide)}${table.note === null ? '' : `<p class="note">${html(table.note)}</p>`}`
  return `<section class="annex${isWide ? ' wide' : ''}"><p class="mark">${html(table.label)}</p><div class="gap"></div>
${title(table.title)}<div class="gap"></div>${body}</section>`
}

function grid(table: NoticeAnnex, isWide: boolean): string {
  const widths = columnWidths(table, textWidthOf(isWide))
  const sum = widths.reduce((all, width) => all + width, 0)
  const columns = widths.map((width) => `<col style="width:${((width * 100) / sum).toFixed(3)}%">`).join('')
  const heads = table.columns.map(({ label }, place) => `<th>${html(balanced(label, widths[place] ?? 0))}</th>`).join('')
  const cell = (value: NoticeCell, place: number): string =>
    `<td${isLeftColumn(table, place) ? ' class="l"' : ''}>${html(String(value))}</td>`
  const rows = table.rows.map((row) => `<tr>${table.columns.map((_, place) => cell(row[place] ?? '', place)).join('')}</tr>`)
  if (rows.length === 0) rows.push(`<tr><td colspan="${table.columns.length}">无</td></tr>`)
  return `<table style="width:${sum / 20 - 1}pt"><colgroup>${columns}</colgroup><thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}${total(table)}</tbody></table>`
}

function total(table: NoticeAnnex): string {
  if (table.total === null) return ''
  const cells = totalCells(table.total).map(
    ({ value, span }) => `<td${span > 1 ? ` colspan="${span}"` : ''}>${html(String(value))}</td>`
  )
  return `<tr class="total">${cells.join('')}</tr>`
}

/** Text as HTML holds it; line ends stay. */
function html(text: string): string {
  return cellText(text)
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('\n', '<br>')
}
