import { MenuFoldOutlined } from '@ant-design/icons'
import type { ColDef, GridApi, ICellRendererParams } from 'ag-grid-community'
import { Alert, Button, Input } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import type { LineEntry } from '../../../electron/contract/line.ts'
import { usePrivacy } from '../../components/privacy.ts'
import { draftKey, useDraftStore } from './draft-store.ts'
import { StateSign, VerdictSign, verdictStates } from './state-tag.tsx'
import { everyTarget, shownState, shownStates, type TargetFilter } from './target-state.ts'
import type { Line } from './use-line.ts'
import type { Targets } from './use-targets.ts'

/** `line`: what the assembly line says of the target; undefined when one goes by object. */
type ListedRow = TargetRow & { line?: LineEntry | null }

const withEntries = new WeakMap<TargetRow, ListedRow>()
/** The same row object as long as nothing of it changed, so that the grid draws only what did. */
function withEntry(row: TargetRow, entry: LineEntry | null): ListedRow {
  const known = withEntries.get(row)
  if (known !== undefined && known.line === entry) return known
  const made = { ...row, line: entry }
  withEntries.set(row, made)
  return made
}

/** A completed target without a verdict passed the item. */
const lineVerdict = (row: ListedRow): LineEntry['verdict'] =>
  row.line?.verdict ?? (row.state === 'inspected' && row.line?.notAsked === null ? 'pass' : null)

const lineWords = ['fail', 'pending', 'none', 'pass', 'not-applicable'] as const

function SignCell({ data }: ICellRendererParams<ListedRow>): ReactNode {
  if (data === undefined) return null
  if (data.line === undefined) return <StateSign state={shownState(data)} />
  return data.line === null || data.line.notAsked !== null ? (
    <VerdictSign verdict="not-applicable" />
  ) : (
    <VerdictSign verdict={lineVerdict(data)} />
  )
}

function StateWord({ row }: { row: ListedRow }): ReactNode {
  const { t } = useTranslation()
  if (row.line === undefined) {
    const state = shownState(row)
    return <span className={`checking-state is-${state}`}>{t(($) => $.checking.state[state])}</span>
  }
  if (row.line === null || row.line.notAsked !== null) return <span>{t(($) => $.desk.line.skip)}</span>
  const verdict = lineVerdict(row) ?? 'none'
  return <span className={`checking-state is-${verdictStates[verdict]}`}>{t(($) => $.checking.verdict[verdict])}</span>
}

/** Two lines of a narrow list: the name as long as it can be, and under it the state in words, stratum and unit. */
function NameCell({ data, context }: ICellRendererParams<ListedRow, unknown, { batchId: string }>): ReactNode {
  const { t } = useTranslation()
  const isPrivate = usePrivacy((state) => state.isOn)
  const hasDraft = useDraftStore(
    ({ drafts }) => data !== undefined && drafts.has(draftKey({ batchId: context.batchId, objectKey: data.objectKey }, 'finding'))
  )
  if (data === undefined) return null
  return (
    <span className="checking-target-cell">
      <span className="checking-ellipsis">{isPrivate ? t(($) => $.desk.privacy.blank) : data.name}</span>
      <span className="checking-ellipsis checking-small quiet">
        <StateWord row={data} />
        {hasDraft ? <span className="checking-state is-problems"> · {t(($) => $.desk.draft.mark)}</span> : null}
        {isPrivate ? null : ` · ${data.stratum} · ${data.unit}`}
      </span>
    </span>
  )
}

const columnText = (row: TargetRow | undefined): string =>
  row === undefined || usePrivacy.getState().isOn ? '' : `${row.name}\n${row.unit}\n${row.stratum}`
const displayedKeys = (api: GridApi<ListedRow>): string[] => {
  const keys: string[] = []
  api.forEachNodeAfterFilterAndSort((node) => {
    if (node.data !== undefined) keys.push(node.data.objectKey)
  })
  return keys
}

/** The batch's targets: state, name, unit, stratum; what is done of them at the foot. */
export function TargetPane({ targets, line, onFold }: { targets: Targets; line: Line; onFold: () => void }): ReactNode {
  const { t, i18n } = useTranslation()
  const columns = useMemo<ColDef<ListedRow>[]>(
    () => [
      {
        colId: 'state',
        headerName: t(($) => $.checking.targets.columnState),
        width: i18n.language === 'en' ? 48 : 40,
        resizable: false,
        valueGetter: ({ data }) => {
          if (data === undefined) return 0
          if (data.line === undefined) return shownStates.indexOf(shownState(data))
          return data.line?.notAsked === null ? lineWords.indexOf(lineVerdict(data) ?? 'none') : lineWords.length
        },
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
  const context = useMemo(() => ({ batchId: targets.batchId }), [targets.batchId])
  const rows = useMemo<readonly ListedRow[]>(
    () => (line.isOn ? targets.shown.map((row) => withEntry(row, line.entries.get(row.objectKey) ?? null)) : targets.shown),
    [line.isOn, line.entries, targets.shown]
  )
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
        <DataGrid<ListedRow>
          id="checking-targets"
          label={t(($) => $.checking.targets.gridLabel)}
          rows={rows}
          columns={columns}
          rowId={(row) => row.objectKey}
          selection="single"
          activeId={targets.selected?.objectKey ?? null}
          isLoading={targets.isLoading}
          empty={t(($) => $.checking.targets.none)}
          onSelect={([row]) => {
            if (row !== undefined) targets.select(row.objectKey)
          }}
          onOpen={(row) => targets.select(row.objectKey)}
          options={{
            rowHeight: 42,
            context,
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
