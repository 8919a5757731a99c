import type { ColDef, ICellRendererParams } from 'ag-grid-community'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WhatIfTarget } from '../../../electron/contract/what-if.ts'
import { parseDecimal } from '../../../electron/domain/decimal.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { OutcomeSign } from './what-if-outcome.tsx'

const scoreOf = ({ score, provisional }: WhatIfTarget['before']): string | null => score ?? provisional

/** Numbers sort as numbers, a missing one below all. */
const byNumber = (a: string | null, b: string | null): number =>
  (a === null ? -1e9 : parseDecimal(a)) - (b === null ? -1e9 : parseDecimal(b))

function useColumns(): ColDef<WhatIfTarget>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const outcome = (side: 'before' | 'after'): ColDef<WhatIfTarget> => ({
      colId: side,
      headerName: t(($) => $.rules.whatIf.columns[side]),
      width: 92,
      valueGetter: ({ data }) => (data === undefined ? '' : t(($) => $.rules.whatIf.outcome[data[side].outcome])),
      cellRenderer: ({ data }: ICellRendererParams<WhatIfTarget>) =>
        data === undefined ? null : <OutcomeSign outcome={data[side].outcome} />
    })
    const score = (side: 'before' | 'after'): ColDef<WhatIfTarget> => ({
      colId: side === 'before' ? 'scoreBefore' : 'scoreAfter',
      headerName: t(($) => $.rules.whatIf.columns[side === 'before' ? 'scoreBefore' : 'scoreAfter']),
      width: 84,
      cellClass: 'num',
      headerClass: 'num',
      valueGetter: ({ data }) => (data === undefined ? null : scoreOf(data[side])),
      valueFormatter: ({ value }: { value: string | null }) => value ?? '—',
      comparator: byNumber
    })
    return [
      { colId: 'name', field: 'name', headerName: t(($) => $.rules.whatIf.columns.name), flex: 2, minWidth: 160 },
      { colId: 'stratum', field: 'stratum', headerName: t(($) => $.rules.whatIf.columns.stratum), width: 90 },
      outcome('before'),
      outcome('after'),
      score('before'),
      score('after'),
      {
        colId: 'difference',
        field: 'difference',
        headerName: t(($) => $.rules.whatIf.columns.difference),
        width: 96,
        cellClass: 'num',
        headerClass: 'num',
        valueFormatter: ({ value }: { value: string | null }) =>
          value === null ? '—' : value.startsWith('-') || value === '0' ? value : `+${value}`,
        comparator: byNumber
      },
      {
        colId: 'items',
        headerName: t(($) => $.rules.whatIf.columns.items),
        flex: 1,
        minWidth: 110,
        cellClass: 'mono',
        valueGetter: ({ data }) =>
          data === undefined ? '' : [...new Set([...data.items, ...data.notCounted].map(({ indicator }) => indicator))].join('、')
      }
    ]
  }, [t])
}

interface Props {
  /** In the order given: largest change first. */
  rows: readonly WhatIfTarget[]
  isLoading: boolean
  activeId: string | null
  onSelect: (id: string) => void
}

export function WhatIfGrid({ rows, isLoading, activeId, onSelect }: Props): ReactNode {
  const { t } = useTranslation()
  return (
    <DataGrid<WhatIfTarget>
      id="what-if"
      label={t(($) => $.rules.whatIf.grid)}
      rows={rows}
      columns={useColumns()}
      rowId={(row) => row.id}
      selection="single"
      activeId={activeId}
      isLoading={isLoading && rows.length === 0}
      empty={t(($) => $.rules.whatIf.nothing)}
      onSelect={(picked) => {
        const [one] = picked
        if (one !== undefined) onSelect(one.id)
      }}
    />
  )
}
