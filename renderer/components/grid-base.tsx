import type { GetRowIdParams, GridApi, GridOptions } from 'ag-grid-community'
import { useEffect, useMemo, type ReactNode, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { columnDefaults, gridWords, useGridTheme } from './grid-look.ts'
import { recallColumns, rememberColumns } from './grid-memory.ts'
import { styleNonce } from './style-nonce.ts'

interface GridBase<T> {
  /** Key of the grid: with the language it is made anew. */
  language: string
  /** For every grid, whether its rows are all here or come page by page. */
  options: GridOptions<T> & { styleNonce: string }
}

/** Look, words, remembered columns and name of a grid. @param id the columns' state is remembered under it */
export function useGridBase<T>(
  apiRef: RefObject<GridApi<T> | null>,
  { id, label, rowId }: { id: string; label: string; rowId: (row: T) => string }
): GridBase<T> {
  const { i18n } = useTranslation()
  const theme = useGridTheme()
  const initialState = useMemo(() => recallColumns(id), [id])
  useEffect(() => {
    // With the language the grid itself is made anew; the new one is named when it is ready.
    if (apiRef.current?.isDestroyed() === false) apiRef.current.setGridAriaProperty('label', label)
  }, [apiRef, label])
  return {
    language: i18n.language,
    options: {
      theme,
      styleNonce,
      localeText: gridWords(i18n.language),
      defaultColDef: columnDefaults,
      getRowId: (params: GetRowIdParams<T>) => rowId(params.data),
      ...(initialState === undefined ? {} : { initialState }),
      enableCellTextSelection: false,
      tooltipShowDelay: 600,
      animateRows: false,
      onStateUpdated: (event) => rememberColumns(id, event.state)
    }
  }
}

interface FootProps {
  rows: number
  /** null: not known yet. */
  shown: number | null
  selected: number
  children?: ReactNode
}

/** Counts below a grid. */
export function GridFoot({ rows, shown, selected, children }: FootProps): ReactNode {
  const { t } = useTranslation()
  return (
    <output className="data-grid-foot">
      <span>{t(($) => $.common.grid.rows, { rows })}</span>
      {shown === null || shown === rows ? null : <span>{t(($) => $.common.grid.shown, { shown })}</span>}
      {selected === 0 ? null : (
        <>
          <span>{t(($) => $.common.grid.selected, { selected })}</span>
          <span className="quiet">{t(($) => $.common.grid.copyHint)}</span>
        </>
      )}
      {children === undefined ? null : <span className="data-grid-foot-rest">{children}</span>}
    </output>
  )
}
