import { useEffect, useMemo, useRef, useState, useLayoutEffect } from 'react'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import { takeChosenTarget } from '../../components/chosen-target.ts'
import { useRead } from '../../rpc/hooks.ts'
import { everyTarget, matchesFilter, progressOf, strataOf, type Progress, type TargetFilter } from './target-state.ts'
import type { DeskControl } from './use-desk.ts'

export interface Targets {
  batchId: string
  isLoading: boolean
  failure: string | null
  all: readonly TargetRow[]
  /** Those that pass the filter, in the batch's order. */
  shown: readonly TargetRow[]
  strata: readonly string[]
  progress: Progress
  filter: TargetFilter
  setFilter(filter: TargetFilter): void
  selected: TargetRow | null
  select(objectKey: string): void
  /** Object keys in the order the grid shows them now; sorting changes it. */
  order: readonly string[]
  setOrder(order: readonly string[]): void
  /** The rows that pass the filter, in that order. */
  listed: readonly TargetRow[]
}

const noRows: readonly TargetRow[] = []

/** The list at the left: what is in it, what is shown of it, and which target is being checked. */
export function useTargets(batchId: string, { desk, isKnown, keep }: DeskControl): Targets {
  const query = useRead('batches.targets', { batchId })
  const [filter, setFilter] = useState<TargetFilter>(everyTarget)
  const keepLatest = useRef(keep)
  useLayoutEffect(() => {
    keepLatest.current = keep
  })
  useEffect(() => {
    if (!isKnown) return
    // Another screen may have named the one to go to; it counts once. Taken here and not while rendering: a rendering may be
    // thrown away, and the name with it.
    const wanted = takeChosenTarget(batchId)
    if (wanted !== null) keepLatest.current({ objectKey: wanted })
  }, [batchId, isKnown])
  const [order, setOrder] = useState<readonly string[]>([])

  const all = query.data?.targets ?? noRows
  const shown = useMemo(() => all.filter((row) => matchesFilter(row, filter)), [all, filter])
  const listed = useMemo(() => {
    const byKey = new Map(shown.map((row) => [row.objectKey, row]))
    const rows = order.flatMap((key) => byKey.get(key) ?? [])
    return rows.length === shown.length ? rows : shown
  }, [shown, order])
  const strata = useMemo(() => strataOf(all), [all])
  const progress = useMemo(() => progressOf(all), [all])

  return {
    batchId,
    isLoading: query.isPending,
    failure: query.error?.message ?? null,
    all,
    shown,
    strata,
    progress,
    filter,
    setFilter,
    selected: all.find((row) => row.objectKey === desk.objectKey) ?? null,
    select: (objectKey) => keep({ objectKey }),
    order,
    setOrder,
    listed
  }
}
