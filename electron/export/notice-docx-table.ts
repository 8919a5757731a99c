import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType
} from 'docx'
import type { NoticeAnnex, NoticeCell } from '../domain/notice.ts'
import { font, fonts, points, textWidthOf } from './notice-layout.ts'
import { cellText, textWidth } from './workbook.ts'

const size = 12
/** Twips that a half-width character takes at 12 points. */
const halfWidth = 120
const padding = 50
/** A column never asks for more than this many half-width characters; longer texts wrap. */
const widest = 44

/** Longer tables are pages nobody reads, and half a minute of work for the library at 20,000 rows: they stand in 附件.xlsx alone. */
export const printedRows = 1_000

/** Upright unless the columns cannot stand side by side. */
export function needsLandscape(table: NoticeAnnex): boolean {
  return wishes(table).reduce((sum, wish) => sum + wish, 0) > textWidthOf(false) * 1.15
}

export function annexTable(table: NoticeAnnex, width: number): Table {
  const widths = columnWidths(table, width)
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  const left = table.columns.map((_, place) => isLeftColumn(table, place))
  return new Table({
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    width: { size: widths.reduce((sum, part) => sum + part, 0), type: WidthType.DXA },
    alignment: AlignmentType.CENTER,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    margins: { left: padding, right: padding, top: 30, bottom: 30 },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: table.columns.map((column, place) => {
          const share = widths[place] ?? 0
          return cell(balanced(column.label, share), share, { isHead: true })
        })
      }),
      ...table.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            height: { value: 440, rule: HeightRule.ATLEAST },
            children: table.columns.map((_, place) =>
              cell(row[place] ?? '', widths[place] ?? 0, { isLeft: left[place] === true })
            )
          })
      ),
      ...(table.rows.length === 0 ? [emptyRow(table, widths)] : []),
      ...(table.total === null ? [] : [totalRow(table.total, widths)])
    ]
  })
}

function emptyRow(table: NoticeAnnex, widths: readonly number[]): TableRow {
  const width = widths.reduce((sum, part) => sum + part, 0)
  return new TableRow({ children: [cell('无', width, { span: table.columns.length })] })
}

/** 合计 stands over the number and the name. */
export function totalCells(total: readonly NoticeCell[]): { value: NoticeCell; span: number }[] {
  const isMerged = total.length > 1 && total[1] === ''
  return total.flatMap((value, place) => (isMerged && place === 1 ? [] : [{ value, span: isMerged && place === 0 ? 2 : 1 }]))
}

/** Texts of some length stand at the left, everything else in the middle. */
export function isLeftColumn({ columns, rows }: NoticeAnnex, place: number): boolean {
  const measure = columns[place]?.measure
  if (measure !== undefined && ['problemText', 'url', 'name', 'unit', 'indicatorTitle'].includes(measure)) return true
  return measure === 'cell' && rows.some((row) => typeof row[place] === 'string' && textWidth(row[place]) > 16)
}

function totalRow(total: readonly NoticeCell[], widths: readonly number[]): TableRow {
  let at = 0
  return new TableRow({
    cantSplit: true,
    height: { value: 440, rule: HeightRule.ATLEAST },
    children: totalCells(total).map(({ value, span }) => {
      const width = widths.slice(at, at + span).reduce((sum, part) => sum + part, 0)
      at += span
      return cell(value, width, { isBold: true, span })
    })
  })
}

function cell(value: NoticeCell, width: number, { isHead = false, isLeft = false, isBold = false, span = 1 }): TableCell {
  const lines = cellText(String(value)).split('\n')
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    ...(span > 1 ? { columnSpan: span } : {}),
    children: lines.map(
      (line) =>
        new Paragraph({
          alignment: isLeft && !isHead ? AlignmentType.LEFT : AlignmentType.CENTER,
          spacing: { line: 320, lineRule: LineRuleType.AT_LEAST, before: 0, after: 0 },
          children: [
            new TextRun({ text: line, font: font(isHead ? fonts.heading : fonts.body), size: points(size), bold: isBold })
          ]
        })
    )
  })
}

/** A heading that does not fit on one line is cut into even lines, so that no single character is left over. */
export function balanced(label: string, width: number): string {
  const usable = Math.floor((width - 2 * padding) / halfWidth)
  const lines = Math.ceil(textWidth(label) / Math.max(2, usable))
  if (lines <= 1) return label
  const characters = [...label]
  const each = Math.ceil(characters.length / lines)
  return Array.from({ length: lines }, (_, line) => characters.slice(line * each, (line + 1) * each).join('')).join('\n')
}

/** What each column would like, in twips. */
function wishes(table: NoticeAnnex): number[] {
  return table.columns.map((column, place) => {
    let longest = Math.max(6, Math.min(textWidth(column.label), 14))
    for (const row of table.total === null ? table.rows : [...table.rows, table.total]) {
      for (const line of String(row[place] ?? '').split('\n')) longest = Math.max(longest, Math.min(textWidth(line), widest))
      if (longest === widest) break
    }
    return longest * halfWidth + 2 * padding + 40
  })
}

/** The wishes stretched to the width of the text, or the widest of them cut to one measure until all stand side by side. */
export function columnWidths(table: NoticeAnnex, width: number): number[] {
  const asked = wishes(table)
  const sum = asked.reduce((all, wish) => all + wish, 0)
  if (sum <= width) return asked.map((wish) => Math.floor((wish * width) / sum))
  // Running text may take twice the share of a name.
  const weights = table.columns.map((column) => (column.measure === 'problemText' ? 2 : 1))
  const order = asked
    .map((wish, place) => ({ wish, weight: weights[place] ?? 1 }))
    .sort((a, b) => a.wish / a.weight - b.wish / b.weight)
  let left = width
  let open = weights.reduce((all, weight) => all + weight, 0)
  let share = 0
  // From the narrowest up: each keeps its wish as long as it is no more than an even share of what is left.
  for (const { wish, weight } of order) {
    share = left / open
    if (wish > share * weight) break
    left -= wish
    open -= weight
  }
  return asked.map((wish, place) => Math.min(wish, Math.floor(share * (weights[place] ?? 1))))
}
