import { useMemo, useState } from 'react'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import { useRead } from '../../rpc/hooks.ts'
import { everyTarget, matchesFilter, progressOf, strataOf, type Progress, type TargetFilter } from './target-state.ts'

export interface Targets {
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
}

const storageKey = (batchId: string): string => `xuncha.checking.${batchId}`
const noRows: readonly TargetRow[] = []

/** The list at the left: what is in it, what is shown of it, and which target is being checked. */
export function useTargets(batchId: string): Targets {
  const query = useRead('batches.targets', { batchId })
  const [filter, setFilter] = useState<TargetFilter>(everyTarget)
  const [selectedKey, setSelectedKey] = useState<string | null>(() => sessionStorage.getItem(storageKey(batchId)))
  const [order, setOrder] = useState<readonly string[]>([])

  const all = query.data?.targets ?? noRows
  const shown = useMemo(() => all.filter((row) => matchesFilter(row, filter)), [all, filter])
  const strata = useMemo(() => strataOf(all), [all])
  const progress = useMemo(() => progressOf(all), [all])

  return {
    isLoading: query.isPending,
    failure: query.error?.message ?? null,
    all,
    shown,
    strata,
    progress,
    filter,
    setFilter,
    selected: all.find((row) => row.objectKey === selectedKey) ?? null,
    select: (objectKey) => {
      sessionStorage.setItem(storageKey(batchId), objectKey)
      setSelectedKey(objectKey)
    },
    order,
    setOrder
  }
}
