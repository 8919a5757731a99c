import type { ColDef, GetRowIdParams, GridApi, GridOptions, IRowNode, RowClassRules } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ClipboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { columnDefaults, copySelected, gridWords, manyRows, useGridTheme } from './grid-look.ts'
import { recallColumns, rememberColumns } from './grid-memory.ts'
import { registerGridModules } from './grid-modules.ts'
import { matchesSearch } from './pinyin.ts'
import { styleNonce } from './style-nonce.ts'
import { useHaystacks } from './use-haystacks.ts'

registerGridModules()

/** A frame or two: long enough for what was chosen to be on the screen, too short to be seen. */
const afterPaintMilliseconds = 60

export interface DataGridProps<T> {
  /** Under this name the columns' state is remembered. */
  id: string
  /** What a screen reader calls the grid. */
  label: string
  rows: readonly T[]
  columns: ColDef<T>[]
  rowId: (row: T) => string
  /** What the person typed; words are matched against `searchText`. */
  search?: string
  /** Lower-case text of a row that a search may hit: name, code, pinyin, initials. Computed once per row object; keep the function stable. */
  searchText?: (row: T) => string
  selection?: 'none' | 'single' | 'multiple'
  onSelect?: (rows: T[]) => void
  /** The rows that pass the search, in the order they stand in, whenever that changes. */
  onShown?: (rows: T[]) => void
  /** Enter or double click. */
  onOpen?: (row: T) => void
  /** The row with this id is kept selected and in view. */
  activeId?: string | null
  /** 合计 and the like, kept at the bottom. */
  totals?: readonly T[]
  rowClassRules?: RowClassRules<T>
  /** Stands in the foot, right of the counts. */
  foot?: ReactNode
  empty?: ReactNode
  isLoading?: boolean
  /** Anything else AG Grid Community offers. */
  options?: GridOptions<T>
}

interface Counts {
  shown: number
  selected: number
}

function rowsShown<T>(api: GridApi<T>): T[] {
  const shown: T[] = []
  api.forEachNodeAfterFilterAndSort(({ data }) => {
    if (data !== undefined) shown.push(data)
  })
  return shown
}

/** AG Grid Community as every list of the product wears it: dense, remembered columns, search, copy, counts in the foot. */
export function DataGrid<T>(props: DataGridProps<T>): ReactNode {
  const { id, label, rows, columns, rowId, search = '', searchText, selection = 'multiple', activeId = null } = props
  const { t, i18n } = useTranslation()
  const theme = useGridTheme()
  const apiRef = useRef<GridApi<T> | null>(null)
  const [counts, setCounts] = useState<Counts>({ shown: rows.length, selected: 0 })

  const haystackOf = useHaystacks(rows, searchText)
  const latest = useRef({ search, haystackOf, onSelect: props.onSelect, onShown: props.onShown, onOpen: props.onOpen })
  useLayoutEffect(() => {
    latest.current = { search, haystackOf, onSelect: props.onSelect, onShown: props.onShown, onOpen: props.onOpen }
  })
  const broughtIntoSight = useRef<string | null>(null)
  const applied = useRef('')

  const isExternalFilterPresent = useCallback(() => latest.current.search.trim() !== '', [])
  const doesExternalFilterPass = useCallback((node: IRowNode<T>) => {
    if (node.data === undefined) return true
    const haystack = latest.current.haystackOf(node.data)
    return haystack === undefined || matchesSearch(latest.current.search, haystack)
  }, [])

  const recount = useCallback((api: GridApi<T>) => {
    setCounts({ shown: api.getDisplayedRowCount(), selected: api.getSelectedNodes().length })
  }, [])

  useEffect(() => {
    if (applied.current === search) return
    applied.current = search
    apiRef.current?.onFilterChanged()
  }, [search])

  useEffect(() => {
    const api = apiRef.current
    if (api === null || activeId === null || rows.length === 0) return undefined
    const node = api.getRowNode(activeId)
    if (node === undefined) return undefined
    node.setSelected(true, true)
    // Rows that come anew do not take a person who has scrolled away back to where they were.
    if (broughtIntoSight.current === activeId) return undefined
    // Measuring the grid takes longer than drawing the row: what else the choice brings to the screen comes first.
    const timer = setTimeout(() => {
      broughtIntoSight.current = activeId
      if (!api.isDestroyed()) api.ensureNodeVisible(node)
    }, afterPaintMilliseconds)
    return () => clearTimeout(timer)
  }, [activeId, rows])

  useEffect(() => {
    // With the language the grid itself is made anew; the new one is named when it is ready.
    if (apiRef.current?.isDestroyed() === false) apiRef.current.setGridAriaProperty('label', label)
  }, [label])

  const copy = (event: ClipboardEvent): void => copySelected(event, apiRef.current)

  const initialState = useMemo(() => recallColumns(id), [id])

  return (
    <div className="data-grid" onCopy={copy}>
      <div className="data-grid-body">
        <AgGridReact<T>
          theme={theme}
          styleNonce={styleNonce}
          key={i18n.language}
          localeText={gridWords(i18n.language)}
          rowData={rows as T[]}
          columnDefs={columns}
          defaultColDef={columnDefaults}
          getRowId={(params: GetRowIdParams<T>) => rowId(params.data)}
          {...(initialState === undefined ? {} : { initialState })}
          {...(selection === 'none'
            ? {}
            : {
                rowSelection:
                  selection === 'single'
                    ? { mode: 'singleRow' as const, checkboxes: false, enableClickSelection: true }
                    : manyRows
              })}
          pinnedBottomRowData={[...(props.totals ?? [])]}
          {...(props.rowClassRules === undefined ? {} : { rowClassRules: props.rowClassRules })}
          loading={props.isLoading ?? false}
          isExternalFilterPresent={isExternalFilterPresent}
          doesExternalFilterPass={doesExternalFilterPass}
          enableCellTextSelection={false}
          suppressCellFocus={false}
          tooltipShowDelay={600}
          animateRows={false}
          onGridReady={(event) => {
            apiRef.current = event.api
            if (latest.current.search !== '') event.api.onFilterChanged()
            event.api.setGridAriaProperty('label', label)
          }}
          onModelUpdated={(event) => {
            recount(event.api)
            if (latest.current.onShown !== undefined) latest.current.onShown(rowsShown(event.api))
          }}
          onSelectionChanged={(event) => {
            recount(event.api)
            // Only what the person did is told; our own setSelected for `activeId` is not.
            if (event.source !== 'api') latest.current.onSelect?.(event.api.getSelectedRows())
          }}
          onRowDoubleClicked={(event) => {
            if (event.data !== undefined) latest.current.onOpen?.(event.data)
          }}
          onCellKeyDown={(event) => {
            if (event.event instanceof KeyboardEvent && event.event.key === 'Enter' && event.data !== undefined) {
              latest.current.onOpen?.(event.data)
            }
          }}
          onStateUpdated={(event) => rememberColumns(id, event.state)}
          {...props.options}
        />
        {rows.length === 0 && props.isLoading !== true ? (
          <div className="data-grid-empty">{props.empty ?? t(($) => $.common.nothing)}</div>
        ) : null}
      </div>
      <output className="data-grid-foot">
        <span>{t(($) => $.common.grid.rows, { rows: rows.length })}</span>
        {counts.shown === rows.length ? null : <span>{t(($) => $.common.grid.shown, { shown: counts.shown })}</span>}
        {counts.selected === 0 ? null : (
          <>
            <span>{t(($) => $.common.grid.selected, { selected: counts.selected })}</span>
            <span className="quiet">{t(($) => $.common.grid.copyHint)}</span>
          </>
        )}
        <span className="data-grid-foot-rest">{props.foot}</span>
      </output>
    </div>
  )
}
