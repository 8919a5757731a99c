import type { ColDef, GridApi, GridOptions, IRowNode, RowClassRules } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ClipboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { GridFoot, useGridBase } from './grid-base.tsx'
import { copySelected, manyRows } from './grid-look.ts'
import { registerGridModules } from './grid-modules.ts'
import { matchesSearch } from './pinyin.ts'
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
  const { t } = useTranslation()
  const apiRef = useRef<GridApi<T> | null>(null)
  const { language, options } = useGridBase(apiRef, { id, label, rowId })
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

  const copy = (event: ClipboardEvent): void => copySelected(event, apiRef.current)

  return (
    <div className="data-grid" onCopy={copy}>
      <div className="data-grid-body">
        <AgGridReact<T>
          key={language}
          {...options}
          rowData={rows as T[]}
          columnDefs={columns}
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
          suppressCellFocus={false}
          onGridReady={(event) => {
            apiRef.current = event.api
            event.api.setGridAriaProperty('label', label)
            if (latest.current.search !== '') event.api.onFilterChanged()
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
          {...props.options}
        />
        {rows.length === 0 && props.isLoading !== true ? (
          <div className="data-grid-empty">{props.empty ?? t(($) => $.common.nothing)}</div>
        ) : null}
      </div>
      <GridFoot rows={rows.length} shown={counts.shown} selected={counts.selected}>
        {props.foot}
      </GridFoot>
    </div>
  )
}
