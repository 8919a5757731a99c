import type { ColDef } from 'ag-grid-community'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HintRow } from '../../../electron/contract/hints.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { pinyinOf } from '../../components/pinyin.ts'

const searchText = ({ name, message, checkTitle, location, indicators, url }: HintRow): string => {
  const { full, initials } = pinyinOf(name)
  return [name, message, checkTitle, location, indicators.join(' '), url, full, initials].join('\n').toLowerCase()
}

/** Where only one state is listed its column says nothing. */
function useColumns(hasStates: boolean): ColDef<HintRow>[] {
  const { t } = useTranslation()
  return useMemo(
    () => [
      { colId: 'name', field: 'name', headerName: t(($) => $.hints.columns.name), flex: 3, minWidth: 140 },
      { colId: 'check', field: 'checkTitle', headerName: t(($) => $.hints.columns.check), width: 84 },
      {
        colId: 'indicators',
        headerName: t(($) => $.hints.columns.indicators),
        width: 60,
        cellClass: 'mono',
        valueGetter: ({ data }) => data?.indicators.join('、') ?? ''
      },
      {
        colId: 'outcome',
        headerName: t(($) => $.hints.columns.outcome),
        width: 78,
        valueGetter: ({ data }) => (data === undefined ? '' : t(($) => $.hints.outcome[data.outcome])),
        cellClassRules: { 'hint-fail': ({ data }) => data?.outcome === 'fail' }
      },
      { colId: 'message', field: 'message', headerName: t(($) => $.hints.columns.message), flex: 4, minWidth: 180 },
      { colId: 'location', field: 'location', headerName: t(($) => $.hints.columns.location), flex: 2, minWidth: 90 },
      {
        colId: 'state',
        hide: !hasStates,
        headerName: t(($) => $.hints.columns.state),
        width: 92,
        valueGetter: ({ data }) => (data === undefined ? '' : t(($) => $.hints.state[data.state]))
      }
    ],
    [t, hasStates]
  )
}

interface Props {
  rows: readonly HintRow[]
  search: string
  activeId: string | null
  empty: string
  hasStates: boolean
  onSelect: (rows: HintRow[]) => void
  onShown: (rows: HintRow[]) => void
  onOpen: (row: HintRow) => void
}

export function HintGrid({ rows, search, activeId, empty, hasStates, onSelect, onShown, onOpen }: Props): ReactNode {
  const { t } = useTranslation()
  return (
    <DataGrid<HintRow>
      id="hints"
      label={t(($) => $.hints.grid)}
      rows={rows}
      columns={useColumns(hasStates)}
      rowId={(row) => row.id}
      search={search}
      searchText={searchText}
      selection="multiple"
      activeId={activeId}
      empty={empty}
      onSelect={onSelect}
      onShown={onShown}
      onOpen={onOpen}
    />
  )
}
