import { App, Button, Input, Segmented, Select } from 'antd'
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { HintRow } from '../../../electron/contract/hints.ts'
import type { Output } from '../../../electron/contract/index.ts'
import { DismissDialog } from '../../components/dismiss-dialog.tsx'
import { useReportFailure } from '../../components/failure.tsx'
import { useRead, useWrite } from '../../rpc/hooks.ts'
import { HintDetailPane } from './hint-detail.tsx'
import { groupsOf, inGroup, inState, isFolded, type HintFilter, type OutcomeFilter, type StateFilter } from './hint-filter.ts'
import { HintGrid } from './hint-grid.tsx'
import { CheckStanding, HintGroups } from './hint-groups.tsx'
import { hintInChecking } from './hint-request.ts'
import { useHintKeys } from './use-hint-keys.ts'
import { useHintUndo } from './use-hint-undo.ts'

interface Props {
  batchId: string
  answer: Output<'hints.list'>
}

/** What the dialog for the reason speaks of, as it stood when it was opened: a running sweep changes the list behind it. */
interface Asked {
  hintIds: readonly string[]
  /** Stands selected afterwards, so that the next key speaks of it. */
  nextId: string | null
}

const first: HintFilter = { state: 'open', outcome: 'all', groupBy: 'check', group: null, showsQuiet: false }

/** The list with its groups at the left and one hint at the right. */
export function HintsWork({ batchId, answer }: Props): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const [filter, setFilter] = useState<HintFilter>(first)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const [chosen, setChosen] = useState<readonly string[]>([])
  // Order of the grid, by id: a row that was read anew is another object.
  const [order, setOrder] = useState<readonly string[]>([])
  const [asked, setAsked] = useState<Asked | null>(null)
  const reasons = useRead('hints.reasons', {}, { enabled: asked !== null })
  const dismiss = useWrite('hints.dismiss')
  const reopen = useWrite('hints.reopen')
  const wake = useWrite('hints.wake')
  const takeBack = useHintUndo(batchId)

  const counted = useMemo(() => inState(answer.hints, filter), [answer.hints, filter])
  const groups = useMemo(() => groupsOf(counted, answer.checks, filter.groupBy), [counted, answer.checks, filter.groupBy])
  const rows = useMemo(() => inGroup(counted, filter).filter((row) => !isFolded(row, filter)), [counted, filter])
  const folded = counted.filter((row) => row.isQuiet).length
  // Keys may only speak of what stands on the screen: of what the grid shows, in its order.
  const listed = useMemo(() => {
    const byId = new Map(rows.map((row) => [row.id, row]))
    return order.flatMap((id) => byId.get(id) ?? [])
  }, [rows, order])
  const selected = listed.filter((row) => chosen.includes(row.id))
  const active = selected.length > 0 ? selected : listed.slice(0, 1)
  const check = filter.groupBy === 'check' ? answer.checks.find((each) => each.check === filter.group) : undefined
  const quietCheck = check ?? answer.checks.find((each) => each.isQuiet && each.check === active[0]?.check)

  const change = (next: Partial<HintFilter>): void => {
    setFilter({ ...filter, ...next })
    setChosen([])
  }
  const open = (row: HintRow, isTaken: boolean): void => go(hintInChecking(batchId, row, isTaken))
  const [one] = active
  const ask = (): void => {
    const hintIds = active.filter(({ state }) => state === 'open').map(({ id }) => id)
    if (hintIds.length === 0) return
    const last = listed.findLastIndex((row) => active.some(({ id }) => id === row.id))
    setAsked({ hintIds, nextId: listed[last + 1]?.id ?? null })
  }
  const dismissAll = ({ hintIds, nextId }: Asked, reason: string): void =>
    dismiss.mutate(
      { batchId, hintIds: [...hintIds], reason },
      {
        onError: report,
        onSuccess: ({ dismissed }) => {
          setAsked(null)
          setChosen(nextId === null ? [] : [nextId])
          void message.success(t(($) => $.hints.dismiss.done, { amount: dismissed }))
        }
      }
    )
  const reopenAll = (): void =>
    reopen.mutate(
      { batchId, hintIds: active.map(({ id }) => id) },
      {
        onError: report,
        onSuccess: ({ reopened }) => void message.success(t(($) => $.hints.reopened, { amount: reopened }))
      }
    )
  const setAwake = (isAwake: boolean): void => {
    if (quietCheck === undefined) return
    const { title } = quietCheck
    wake.mutate(
      { check: quietCheck.check, isAwake },
      {
        onError: report,
        onSuccess: () => {
          if (isAwake) void message.info(t(($) => $.hints.quiet.woken, { title, amount: answer.rule.leastDecisions }))
        }
      }
    )
  }
  useHintKeys({
    open: () => one !== undefined && open(one, false),
    take: () => active.length === 1 && one !== undefined && one.state !== 'taken' && open(one, true),
    dismiss: ask,
    wake: () => quietCheck?.isQuiet === true && setAwake(true),
    undo: takeBack
  })

  return (
    <>
      <div className="hint-bar">
        <Segmented<StateFilter>
          aria-label={t(($) => $.hints.state.label)}
          value={filter.state}
          options={(['open', 'taken', 'dismissed', 'all'] as const).map((value) => ({
            value,
            label: t(($) => $.hints.state[value])
          }))}
          onChange={(state) => change({ state })}
        />
        <Select<OutcomeFilter>
          className="hint-outcome"
          aria-label={t(($) => $.hints.outcome.label)}
          value={filter.outcome}
          options={(['all', 'fail', 'needs-human'] as const).map((value) => ({
            value,
            label: t(($) => $.hints.outcome[value])
          }))}
          onChange={(outcome) => change({ outcome })}
        />
        <Input
          className="hint-search"
          allowClear
          value={search}
          aria-label={t(($) => $.common.search)}
          placeholder={t(($) => $.hints.search)}
          onChange={(event) => setSearch(event.target.value)}
        />
        {folded === 0 ? null : (
          <span className="quiet hint-folded">
            {t(($) => $.hints.quiet.folded, { amount: folded })}{' '}
            <Button
              size="small"
              type="link"
              aria-pressed={filter.showsQuiet}
              onClick={() => change({ showsQuiet: !filter.showsQuiet })}
            >
              {filter.showsQuiet ? t(($) => $.hints.quiet.hide) : t(($) => $.hints.quiet.show)}
            </Button>
          </span>
        )}
      </div>
      {quietCheck !== undefined && (check !== undefined || quietCheck.isQuiet) ? (
        <CheckStanding check={quietCheck} limit={answer.rule.precision} onWake={setAwake} onRule={() => go('/settings')} />
      ) : null}
      <div className="hint-body">
        <HintGroups
          groups={groups}
          total={counted.length}
          groupBy={filter.groupBy}
          chosen={filter.group}
          onGroupBy={(groupBy) => change({ groupBy, group: null })}
          onChoose={(group) => change({ group })}
        />
        <HintGrid
          rows={rows}
          search={wanted}
          hasStates={filter.state !== 'open' && filter.state !== 'taken'}
          activeId={one?.id ?? null}
          empty={filter.state === 'open' && filter.group === null ? t(($) => $.hints.noneLeft) : t(($) => $.hints.noneShown)}
          onSelect={(picked) => setChosen(picked.map(({ id }) => id))}
          onShown={(shown) => setOrder(shown.map(({ id }) => id))}
          onOpen={(row) => open(row, false)}
        />
        <HintDetailPane
          batchId={batchId}
          rows={active}
          onOpen={(row) => open(row, false)}
          onTake={(row) => open(row, true)}
          onDismiss={ask}
          onReopen={reopenAll}
        />
      </div>
      {asked === null ? null : (
        <DismissDialog
          amount={asked.hintIds.length}
          recent={reasons.data?.reasons ?? []}
          isBusy={dismiss.isPending}
          onConfirm={(reason) => dismissAll(asked, reason)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
