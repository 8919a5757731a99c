/** What every grid of the product has in common, whether its rows are all here or come page by page. */
import { AG_GRID_LOCALE_CN, AG_GRID_LOCALE_EN } from '@ag-grid-community/locale'
import { colorSchemeDark, colorSchemeLight, themeQuartz, type ColDef, type GridApi, type Theme } from 'ag-grid-community'
import type { ClipboardEvent } from 'react'
import { useIsDark } from './appearance.ts'
import { gridToTsv } from './grid-tsv.ts'

const base = themeQuartz.withParams({
  fontFamily: 'inherit',
  fontSize: 13,
  headerFontSize: 13,
  rowHeight: 28,
  headerHeight: 30,
  spacing: 4,
  cellHorizontalPadding: 8,
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  borderRadius: 4
})
const lightTheme = base.withPart(colorSchemeLight).withParams({ accentColor: '#1554ad' })
const darkTheme = base.withPart(colorSchemeDark).withParams({ accentColor: '#6ea3ef', backgroundColor: '#1f1f1f' })

export const useGridTheme = (): Theme => (useIsDark() ? darkTheme : lightTheme)

export const gridWords = (language: string): Record<string, string> => (language === 'en' ? AG_GRID_LOCALE_EN : AG_GRID_LOCALE_CN)

export const columnDefaults: ColDef = {
  sortable: true,
  resizable: true,
  suppressHeaderMenuButton: true,
  // English heads are longer than Chinese ones.
  wrapHeaderText: true,
  autoHeaderHeight: true,
  tooltipValueGetter: (p) => p.valueFormatted ?? p.value
}

export const manyRows = {
  mode: 'multiRow',
  checkboxes: false,
  headerCheckbox: false,
  enableClickSelection: true,
  enableSelectionWithoutKeys: false
} as const

/** Ctrl+C: the selected rows, or the row with the focus, as a table for a spreadsheet. */
export function copySelected<T>(event: ClipboardEvent, api: GridApi<T> | null): void {
  // Text marked with the mouse is copied as the browser does it.
  if (api === null || window.getSelection()?.toString()) return
  const selected = api.getSelectedNodes()
  const focused = api.getFocusedCell()
  const focusedNode = focused === null ? undefined : api.getDisplayedRowAtIndex(focused.rowIndex)
  const nodes = selected.length > 0 ? selected : focusedNode === undefined ? [] : [focusedNode]
  if (nodes.length === 0) return
  event.clipboardData.setData('text/plain', gridToTsv(api, nodes))
  event.preventDefault()
}
