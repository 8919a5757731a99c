import type { Column, GridApi, IRowNode } from 'ag-grid-community'

/** One cell for a spreadsheet's paste: quoted only where a tab, a quote or a line break would break the table. */
export function tsvCell(value: string): string {
  return /[\t\n\r"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** Header and rows as they stand on screen, columns in their present order. */
export function gridToTsv<T>(api: GridApi<T>, rows: readonly IRowNode<T>[]): string {
  const columns: Column[] = api.getAllDisplayedColumns().filter((column) => column.getColDef().headerName !== '')
  const header = columns.map((column) => tsvCell(api.getDisplayNameForColumn(column, 'header')))
  const lines = rows.map((rowNode) =>
    columns.map((colKey) => tsvCell(String(api.getCellValue({ rowNode, colKey, useFormatter: true }) ?? '')))
  )
  return [header, ...lines].map((cells) => cells.join('\t')).join('\r\n')
}
