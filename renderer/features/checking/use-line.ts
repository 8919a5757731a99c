import { useMemo } from 'react'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import type { LineEntry } from '../../../electron/contract/line.ts'
import type { Output } from '../../../electron/contract/index.ts'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import { rpc } from '../../rpc/client.ts'
import { queryClient, useRead } from '../../rpc/hooks.ts'
import { attempt, type Attempt } from './attempt.ts'
import { indicatorKinds } from './checklist.ts'
import { lineProgress, nextUnanswered, stepAsked, type LineProgress } from './line-order.ts'
import type { DeskControl } from './use-desk.ts'
import type { Targets } from './use-targets.ts'

export interface Line {
  isOn: boolean
  /** false until it is known which targets lack the item's verdict, and so where one goes on to. */
  isKnown: boolean
  /** The one item, and those it may be changed for. */
  indicator: Indicator | null
  indicators: readonly Indicator[]
  entries: ReadonlyMap<string, LineEntry>
  progress: LineProgress
  /** Targets that can be completed: every item of theirs is answered. */
  ready: readonly string[]
  /** The target whose verdict is wanted after the present one's. */
  next: TargetRow | null
  start(indicatorId: string | null): void
  leave(): void
  choose(indicatorId: string): void
  /** What was just written, before the backend's notice of it comes. Answers the next target without a verdict. */
  took(detail: TargetDetail): TargetRow | null
  step(by: 1 | -1): TargetRow | null
  completeReady(): Promise<Attempt<Output<'targets.completeMany'>>>
}

const none: ReadonlyMap<string, LineEntry> = new Map()
const nobody: readonly string[] = []

/** 流水线: one indicator over the batch's targets, in the order in which the list shows them. */
export function useLine(batchId: string, all: readonly Indicator[], targets: Targets, { desk, keep }: DeskControl): Line {
  const isOn = desk.mode === 'line'
  const indicators = useMemo(
    () => indicatorKinds.flatMap((kind) => all.filter((each) => each.enabled && each.kind === kind)),
    [all]
  )
  const indicator = indicators.find(({ id }) => id === desk.indicatorId) ?? indicators[0] ?? null
  const input = { batchId, indicatorId: indicator?.id ?? '' }
  const read = useRead('line.get', input, { enabled: isOn && indicator !== null })
  const entries = useMemo(
    () => (read.data === undefined ? none : new Map(read.data.entries.map((entry) => [entry.objectKey, entry]))),
    [read.data]
  )
  const rows = targets.listed
  const current = targets.selected?.objectKey ?? null

  return {
    isOn,
    isKnown: indicator === null || !read.isPending,
    indicator,
    indicators,
    entries,
    progress: useMemo(() => lineProgress(targets.all, entries), [targets.all, entries]),
    ready: read.data?.ready ?? nobody,
    // Where the filter leaves nothing to do the rest of the batch comes.
    next: useMemo(
      () => (isOn ? (nextUnanswered(rows, entries, current) ?? nextUnanswered(targets.all, entries, current)) : null),
      [isOn, rows, targets.all, entries, current]
    ),
    start: (indicatorId) => keep({ mode: 'line', indicatorId: indicatorId ?? indicator?.id ?? null }),
    leave: () => keep({ mode: 'object' }),
    choose: (indicatorId) => keep({ indicatorId }),
    took: ({ target: { objectKey }, verdicts, findings }) => {
      const known = queryClient.getQueryData<Output<'line.get'>>(['line.get', input])
      if (known === undefined) return null
      const changed = known.entries.map((entry) =>
        entry.objectKey === objectKey
          ? {
              ...entry,
              verdict: verdicts[input.indicatorId] ?? null,
              findings: findings.filter((each) => each.indicatorId === input.indicatorId).length
            }
          : entry
      )
      queryClient.setQueryData<Output<'line.get'>>(['line.get', input], { ...known, entries: changed })
      const now = new Map(changed.map((entry) => [entry.objectKey, entry]))
      return nextUnanswered(rows, now, objectKey) ?? nextUnanswered(targets.all, now, objectKey)
    },
    step: (by) => stepAsked(rows, entries, current, by),
    completeReady: () => attempt(rpc.call('targets.completeMany', { batchId, objectKeys: [...(read.data?.ready ?? nobody)] }))
  }
}
