import { MenuFoldOutlined } from '@ant-design/icons'
import type { ColDef, GridApi, ICellRendererParams } from 'ag-grid-community'
import { Alert, Button, Input } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { StateSign } from './state-tag.tsx'
import { everyTarget, shownState, shownStates, type TargetFilter } from './target-state.ts'
import type { Targets } from './use-targets.ts'

function SignCell({ data }: ICellRendererParams<TargetRow>): ReactNode {
  return data === undefined ? null : <StateSign state={shownState(data)} />
}

/** Two lines of a narrow list: the name as long as it can be, and under it the state in words, stratum and unit. */
function NameCell({ data }: ICellRendererParams<TargetRow>): ReactNode {
  const { t } = useTranslation()
  if (data === undefined) return null
  const state = shownState(data)
  return (
    <span className="checking-target-cell">
      <span className="checking-ellipsis">{data.name}</span>
      <span className="checking-ellipsis checking-small quiet">
        <span className={`checking-state is-${state}`}>{t(($) => $.checking.state[state])}</span> · {data.stratum} · {data.unit}
      </span>
    </span>
  )
}

const columnText = (row: TargetRow | undefined): string => (row === undefined ? '' : `${row.name}\n${row.unit}\n${row.stratum}`)
const displayedKeys = (api: GridApi<TargetRow>): string[] => {
  const keys: string[] = []
  api.forEachNodeAfterFilterAndSort((node) => {
    if (node.data !== undefined) keys.push(node.data.objectKey)
  })
  return keys
}

/** The batch's targets: state, name, unit, stratum; what is done of them at the foot. */
export function TargetPane({ targets, onFold }: { targets: Targets; onFold: () => void }): ReactNode {
  const { t, i18n } = useTranslation()
  const columns = useMemo<ColDef<TargetRow>[]>(
    () => [
      {
        colId: 'state',
        headerName: t(($) => $.checking.targets.columnState),
        width: i18n.language === 'en' ? 48 : 40,
        resizable: false,
        valueGetter: ({ data }) => (data === undefined ? 0 : shownStates.indexOf(shownState(data))),
        cellRenderer: SignCell,
        tooltipValueGetter: ({ data }) => (data === undefined ? '' : t(($) => $.checking.state[shownState(data)]))
      },
      {
        colId: 'name',
        headerName: t(($) => $.checking.targets.columnName),
        flex: 1,
        minWidth: 120,
        // The row itself, so that the cell is drawn again whenever anything of it changed; sorted by sound.
        valueGetter: ({ data }) => data,
        comparator: (a: TargetRow, b: TargetRow) => a.pinyin.localeCompare(b.pinyin),
        cellRenderer: NameCell,
        tooltipValueGetter: ({ data }) => columnText(data)
      }
    ],
    [t, i18n.language]
  )
  const { filter, progress } = targets
  const change = (part: Partial<TargetFilter>): void => targets.setFilter({ ...filter, ...part })
  const words = t(($) => $.checking.targets.progress, { total: progress.total, inspected: progress.inspected })

  return (
    <section
      className="checking-pane checking-targets"
      data-pane="targets"
      tabIndex={-1}
      aria-label={t(($) => $.checking.pane.targets)}
    >
      <div className="checking-filters">
        <div className="checking-row">
          <Input
            size="small"
            type="search"
            allowClear
            value={filter.text}
            placeholder={t(($) => $.checking.targets.search)}
            aria-label={t(($) => $.checking.targets.searchLabel)}
            onChange={(event) => change({ text: event.target.value })}
          />
          <Button
            size="small"
            type="text"
            icon={<MenuFoldOutlined />}
            aria-label={t(($) => $.checking.targets.fold)}
            title={t(($) => $.checking.targets.fold)}
            onClick={onFold}
          />
        </div>
        <div className="checking-row">
          <select
            className="checking-select"
            value={filter.state}
            aria-label={t(($) => $.checking.targets.stateFilter)}
            onChange={(event) =>
              change({ state: shownStates.find((state) => state === event.target.value) ?? everyTarget.state })
            }
          >
            <option value="all">{t(($) => $.checking.targets.everyState)}</option>
            {shownStates.map((state) => (
              <option key={state} value={state}>
                {t(($) => $.checking.state[state])}
              </option>
            ))}
          </select>
          <select
            className="checking-select"
            value={filter.stratum}
            aria-label={t(($) => $.checking.targets.stratumFilter)}
            onChange={(event) => change({ stratum: event.target.value })}
          >
            <option value="">{t(($) => $.checking.targets.everyStratum)}</option>
            {targets.strata.map((stratum) => (
              <option key={stratum} value={stratum}>
                {stratum}
              </option>
            ))}
          </select>
        </div>
      </div>
      {targets.failure === null ? null : <Alert type="error" title={targets.failure} />}
      <div className="checking-grid">
        <DataGrid<TargetRow>
          id="checking-targets"
          label={t(($) => $.checking.targets.gridLabel)}
          rows={targets.shown}
          columns={columns}
          rowId={(row) => row.objectKey}
          selection="single"
          activeId={targets.selected?.objectKey ?? null}
          isLoading={targets.isLoading}
          empty={t(($) => $.checking.targets.none)}
          onSelect={(rows) => {
            const row = rows[0]
            if (row !== undefined) targets.select(row.objectKey)
          }}
          onOpen={(row) => targets.select(row.objectKey)}
          options={{
            rowHeight: 42,
            onSortChanged: (event) => targets.setOrder(displayedKeys(event.api)),
            onRowDataUpdated: (event) => targets.setOrder(displayedKeys(event.api)),
            onFirstDataRendered: (event) => targets.setOrder(displayedKeys(event.api))
          }}
        />
      </div>
      <div className="checking-progress">
        <span>{words}</span>
        <progress
          max={100}
          value={progress.percent}
          aria-label={t(($) => $.checking.targets.progressLabel, { percent: progress.percent })}
        />
        <span>{progress.percent}%</span>
      </div>
    </section>
  )
}
