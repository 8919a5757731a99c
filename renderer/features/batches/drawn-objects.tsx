import type { ColDef } from 'ag-grid-community'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { Loaded } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'

/** Every drawn object, in registry order. */
export function DrawnObjects({ batchId }: { batchId: string }): ReactNode {
  const { t } = useTranslation()
  const read = useRead('batches.targets', { batchId })
  const columns = useMemo<ColDef<TargetRow>[]>(
    () => [
      { colId: 'name', field: 'name', headerName: t(($) => $.registry.columns.name), flex: 3, minWidth: 220 },
      { colId: 'code', field: 'code', headerName: t(($) => $.registry.columns.code), width: 130, cellClass: 'mono' },
      { colId: 'stratum', field: 'stratum', headerName: t(($) => $.registry.columns.stratum), width: 96 },
      { colId: 'unit', field: 'unit', headerName: t(($) => $.registry.columns.unit), flex: 2, minWidth: 140 }
    ],
    [t]
  )
  return (
    <Loaded read={read}>
      {({ targets }) => (
        <DataGrid
          id="drawn-objects"
          label={t(($) => $.batches.drawnObjects)}
          rows={targets}
          columns={columns}
          rowId={(row) => row.objectKey}
        />
      )}
    </Loaded>
  )
}
