import type { ColDef, GridApi, IDatasource, SortModelItem } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { GridFoot, useGridBase } from './grid-base.tsx'
import { copySelected, manyRows } from './grid-look.ts'
import { registerGridModules } from './grid-modules.ts'

registerGridModules()

export interface RowsWanted {
  from: number
  count: number
  sort: { column: string; isDescending: boolean } | null
}

export interface PagedGridProps<T> {
  id: string
  label: string
  columns: ColDef<T>[]
  rowId: (row: T) => string
  /** Asked for each stretch that comes into sight. A new function (other filter, changed data) makes the list anew: keep it stable. */
  rowsOf: (wanted: RowsWanted) => Promise<{ rows: T[]; total: number }>
  /** How many there are before any filter. */
  all: number
  empty: ReactNode
  /** Rows could not be had; the list shows blanks there. */
  onFailure: (cause: unknown) => void
}

/** Rows fetched at once: some screens full. */
const stretch = 200

/** A list too long to be held in the window: rows come as they are looked at; sorting and searching are done where the rows are. */
export function PagedGrid<T>({ id, label, columns, rowId, rowsOf, all, empty, onFailure }: PagedGridProps<T>): ReactNode {
  const apiRef = useRef<GridApi<T> | null>(null)
  const { language, options } = useGridBase(apiRef, { id, label, rowId })
  const [counts, setCounts] = useState<{ shown: number | null; selected: number }>({ shown: null, selected: 0 })
  const wantedNow = useRef(rowsOf)
  useLayoutEffect(() => {
    wantedNow.current = rowsOf
  })
  const datasource = useMemo<IDatasource>(
    () => ({
      // Each request is answered, also one for a list that is no longer shown: the grid counts those on their way.
      getRows: ({ startRow, endRow, sortModel, successCallback, failCallback }) => {
        void rowsOf({ from: startRow, count: endRow - startRow, sort: sortOf(sortModel) })
          .then(({ rows, total }) => {
            successCallback(rows, total)
            if (wantedNow.current === rowsOf) setCounts((now) => ({ ...now, shown: total }))
          })
          .catch((cause: unknown) => {
            failCallback()
            if (wantedNow.current === rowsOf) onFailure(cause)
          })
      }
    }),
    [rowsOf, onFailure]
  )

  return (
    <div className="data-grid" onCopy={(event) => copySelected(event, apiRef.current)}>
      <div className="data-grid-body">
        <AgGridReact<T>
          key={language}
          {...options}
          rowModelType="infinite"
          datasource={datasource}
          cacheBlockSize={stretch}
          maxConcurrentDatasourceRequests={2}
          blockLoadDebounceMillis={30}
          infiniteInitialRowCount={1}
          columnDefs={columns}
          rowSelection={manyRows}
          suppressMultiSort
          onGridReady={(event) => {
            apiRef.current = event.api
            event.api.setGridAriaProperty('label', label)
          }}
          onSelectionChanged={(event) => {
            const selected = event.api.getSelectedNodes().length
            setCounts((now) => ({ ...now, selected }))
          }}
        />
        {counts.shown === 0 ? <div className="data-grid-empty">{empty}</div> : null}
      </div>
      <GridFoot rows={all} shown={counts.shown} selected={counts.selected} />
    </div>
  )
}

const sortOf = ([first]: SortModelItem[]): RowsWanted['sort'] =>
  first === undefined ? null : { column: first.colId, isDescending: first.sort === 'desc' }
