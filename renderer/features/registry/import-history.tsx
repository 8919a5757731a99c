import type { ColDef } from 'ag-grid-community'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportFileCounts } from '../../../electron/domain/registry.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { formatInstant } from '../../components/format.ts'
import { Loaded } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'

interface HistoryRow {
  id: string
  time: string
  author: string
  counts: ImportFileCounts
  acceptedValid: boolean
}

/** One line per imported file, newest first. */
export function ImportHistory(): ReactNode {
  const { t } = useTranslation()
  const list = useRead('registry.imports', {})
  const columns = useMemo<ColDef<HistoryRow>[]>(() => {
    const count = (colId: 'added' | 'changed' | 'unchanged' | 'closed', headerName: string): ColDef<HistoryRow> => ({
      colId,
      headerName,
      valueGetter: ({ data }) => data?.counts[colId],
      width: 80,
      cellClass: 'num',
      headerClass: 'num'
    })
    return [
      {
        colId: 'time',
        headerName: t(($) => $.registry.time),
        valueGetter: ({ data }) => (data === undefined ? '' : formatInstant(data.time)),
        width: 140
      },
      { colId: 'author', headerName: t(($) => $.registry.author), field: 'author', width: 100 },
      {
        colId: 'file',
        headerName: t(($) => $.registry.file),
        valueGetter: ({ data }) => data?.counts.file,
        flex: 2,
        minWidth: 160
      },
      {
        colId: 'rows',
        headerName: t(($) => $.registry.rows),
        valueGetter: ({ data }) => data?.counts.rows,
        width: 80,
        cellClass: 'num',
        headerClass: 'num'
      },
      count(
        'added',
        t(($) => $.registry.ops.added)
      ),
      count(
        'changed',
        t(($) => $.registry.ops.changed)
      ),
      count(
        'unchanged',
        t(($) => $.registry.unchanged)
      ),
      {
        colId: 'rejected',
        headerName: t(($) => $.registry.ops.rejected),
        valueGetter: ({ data }) => data?.counts.rejected.length,
        width: 80,
        cellClass: 'num',
        headerClass: 'num'
      },
      count(
        'closed',
        t(($) => $.registry.ops.closed)
      ),
      {
        colId: 'acceptedValid',
        headerName: t(($) => $.registry.acceptedValid),
        valueGetter: ({ data }) => t(($) => (data?.acceptedValid === true ? $.registry.columns.yes : $.registry.columns.no)),
        width: 120
      },
      {
        colId: 'hash',
        headerName: t(($) => $.registry.hash),
        valueGetter: ({ data }) => data?.counts.sha256,
        flex: 1,
        minWidth: 140,
        cellClass: 'mono'
      }
    ]
  }, [t])
  return (
    <Loaded read={list}>
      {({ imports }) => (
        <DataGrid
          id="registry-history"
          label={t(($) => $.registry.historyLabel)}
          rows={imports
            .toSorted((a, b) => b.time.localeCompare(a.time))
            .flatMap((one) =>
              one.files.map((counts) => ({
                id: `${one.importId}:${counts.sha256}`,
                time: one.time,
                author: one.author,
                counts,
                acceptedValid: one.acceptedValid
              }))
            )}
          columns={columns}
          rowId={(row) => row.id}
          empty={t(($) => $.registry.noHistory)}
        />
      )}
    </Loaded>
  )
}
