import type { ColDef } from 'ag-grid-community'
import { Button } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Batch } from '../../../electron/contract/batches.ts'
import { useCurrentBatch } from '../../components/current-batch.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { formatInstant } from '../../components/format.ts'
import { EmptyState, Loaded, Screen } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'

function useColumns(): ColDef<Batch>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const count = (field: 'frame' | 'drawn' | 'inspected' | 'inProgress'): ColDef<Batch> => ({
      colId: field,
      field,
      headerName: t(($) => $.batches.columns[field]),
      width: 84,
      cellClass: 'num',
      headerClass: 'num'
    })
    return [
      { colId: 'period', field: 'period', headerName: t(($) => $.batches.columns.period), width: 140 },
      { colId: 'title', field: 'title', headerName: t(($) => $.batches.columns.title), flex: 2, minWidth: 200 },
      {
        colId: 'object',
        headerName: t(($) => $.batches.columns.object),
        valueGetter: ({ data }) => (data === undefined ? '' : t(($) => $.common.kind[data.object])),
        width: 80
      },
      {
        colId: 'catalogueTitle',
        field: 'catalogueTitle',
        headerName: t(($) => $.batches.columns.catalogue),
        flex: 1,
        minWidth: 160
      },
      count('frame'),
      count('drawn'),
      count('inspected'),
      count('inProgress'),
      {
        colId: 'openedAt',
        headerName: t(($) => $.batches.columns.openedAt),
        valueGetter: ({ data }) => (data === undefined ? '' : formatInstant(data.openedAt)),
        width: 140
      },
      { colId: 'openedBy', field: 'openedBy', headerName: t(($) => $.batches.columns.openedBy), width: 100 }
    ]
  }, [t])
}

export function BatchList(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const list = useRead('batches.list', {})
  const choose = useCurrentBatch((state) => state.choose)
  const [selected, setSelected] = useState<string | null>(null)
  const columns = useColumns()
  return (
    <Screen
      title={t(($) => $.batches.title)}
      help={t(($) => $.batches.help)}
      layout="fill"
      actions={
        <>
          <Button disabled={selected === null} onClick={() => selected !== null && go(`/batches/${selected}`)}>
            {t(($) => $.batches.show)}
          </Button>
          <Button
            disabled={selected === null}
            onClick={() => {
              if (selected === null) return
              choose(selected)
              go(`/checking/${selected}`)
            }}
          >
            {t(($) => $.batches.openChecking)}
          </Button>
          <Button type="primary" onClick={() => go('/batches/new')}>
            {t(($) => $.batches.create)}
          </Button>
        </>
      }
    >
      <Loaded read={list}>
        {({ batches }) =>
          batches.length === 0 ? (
            <EmptyState title={t(($) => $.batches.empty)} help={t(($) => $.batches.emptyHelp)}>
              <Button type="primary" onClick={() => go('/batches/new')}>
                {t(($) => $.batches.create)}
              </Button>
            </EmptyState>
          ) : (
            <DataGrid
              id="batches"
              label={t(($) => $.batches.listLabel)}
              rows={batches}
              columns={columns}
              rowId={(batch) => batch.id}
              selection="single"
              onSelect={(rows) => setSelected(rows[0]?.id ?? null)}
              onOpen={(batch) => go(`/batches/${batch.id}`)}
            />
          )
        }
      </Loaded>
    </Screen>
  )
}
