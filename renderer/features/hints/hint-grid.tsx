import type { ColDef } from 'ag-grid-community'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HintRow } from '../../../electron/contract/hints.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { quickPinyinOf } from '../../components/pinyin.ts'

const searchText = ({ name, message, checkTitle, location, indicators, url }: HintRow): string => {
  const { full, initials } = quickPinyinOf(name)
  return [name, message, checkTitle, location, indicators.join(' '), url, full, initials].join('\n').toLowerCase()
}

function useColumns(): ColDef<HintRow>[] {
  const { t } = useTranslation()
  return useMemo(
    () => [
      { colId: 'name', field: 'name', headerName: t(($) => $.hints.columns.name), flex: 2, minWidth: 130 },
      { colId: 'check', field: 'checkTitle', headerName: t(($) => $.hints.columns.check), width: 100 },
      {
        colId: 'indicators',
        headerName: t(($) => $.hints.columns.indicators),
        width: 66,
        cellClass: 'mono',
        valueGetter: ({ data }) => data?.indicators.join('、') ?? ''
      },
      {
        colId: 'outcome',
        headerName: t(($) => $.hints.columns.outcome),
        width: 84,
        valueGetter: ({ data }) => (data === undefined ? '' : t(($) => $.hints.outcome[data.outcome])),
        cellClassRules: { 'hint-fail': ({ data }) => data?.outcome === 'fail' }
      },
      { colId: 'message', field: 'message', headerName: t(($) => $.hints.columns.message), flex: 4, minWidth: 180 },
      { colId: 'location', field: 'location', headerName: t(($) => $.hints.columns.location), flex: 2, minWidth: 90 },
      {
        colId: 'state',
        headerName: t(($) => $.hints.columns.state),
        width: 92,
        valueGetter: ({ data }) => (data === undefined ? '' : t(($) => $.hints.state[data.state]))
      }
    ],
    [t]
  )
}

interface Props {
  rows: readonly HintRow[]
  search: string
  activeId: string | null
  empty: string
  onSelect: (rows: HintRow[]) => void
  onOpen: (row: HintRow) => void
}

export function HintGrid({ rows, search, activeId, empty, onSelect, onOpen }: Props): ReactNode {
  const { t } = useTranslation()
  return (
    <DataGrid<HintRow>
      id="hints"
      label={t(($) => $.hints.grid)}
      rows={rows}
      columns={useColumns()}
      rowId={(row) => row.id}
      search={search}
      searchText={searchText}
      selection="multiple"
      activeId={activeId}
      empty={empty}
      onSelect={onSelect}
      onOpen={onOpen}
    />
  )
}
