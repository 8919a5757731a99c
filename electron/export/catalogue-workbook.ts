import type { Catalogue } from '../domain/catalogue.ts'
import { explanations, frameColumns, frameRows, frameSheet, itemColumns, itemRows, itemSheet } from '../domain/catalogue-rows.ts'
import { writeWorkbook, type SheetColumn } from './workbook.ts'

/** An edition as a workbook for people who change rules in a table: 指标, 评分框架, and what may stand where. */
export function writeCatalogueWorkbook(catalogue: Catalogue, date: Date): Promise<Uint8Array> {
  const { title, edition, id } = catalogue
  return writeWorkbook({
    title,
    date,
    sheets: [
      {
        name: itemSheet,
        mark: id,
        title: `${title} · 指标`,
        columns: sheetColumns(itemColumns),
        rows: itemRows(catalogue),
        total: null,
        note: null,
        frozenColumns: 1
      },
      {
        name: frameSheet,
        mark: id,
        title: `${title} · 评分框架`,
        columns: sheetColumns(frameColumns),
        rows: frameRows(catalogue),
        total: null,
        note: null
      },
      {
        name: '说明',
        mark: id,
        title: '填写说明',
        columns: [
          { label: '内容', content: 'text' },
          { label: '怎样填写', content: 'text' }
        ],
        rows: [['本表', `${title}（${edition}），编号 ${id}`], ...explanations],
        total: null,
        note: null
      }
    ]
  })
}

function sheetColumns(columns: Readonly<Record<string, readonly string[] | null>>): SheetColumn[] {
  return Object.entries(columns).map(([label, choices]) => ({
    label,
    content: 'text',
    ...(choices === null ? {} : { choices })
  }))
}
