import type { CheckSummary, HintRow } from '../../../electron/contract/hints.ts'
import { grouped } from '../../../electron/domain/grouped.ts'

export type StateFilter = 'open' | 'taken' | 'dismissed' | 'all'
export type OutcomeFilter = 'all' | HintRow['outcome']
export type GroupBy = 'check' | 'object'

export interface HintFilter {
  state: StateFilter
  outcome: OutcomeFilter
  groupBy: GroupBy
  /** Check or object that is looked at; null: all. */
  group: string | null
  showsQuiet: boolean
}

const statesOf: Readonly<Record<Exclude<StateFilter, 'all'>, readonly HintRow['state'][]>> = {
  open: ['open'],
  taken: ['taken'],
  dismissed: ['dismissed', 'remembered']
}

const groupOf = (row: HintRow, by: GroupBy): string => (by === 'check' ? row.check : row.objectKey)

/** By state and kind alone: what the groups are counted from. */
export function inState(rows: readonly HintRow[], { state, outcome }: HintFilter): HintRow[] {
  return rows.filter(
    (row) => (state === 'all' || statesOf[state].includes(row.state)) && (outcome === 'all' || row.outcome === outcome)
  )
}

/** Hints of a quiet check are folded away, except where one looks at that very check. */
export function isFolded(row: HintRow, { showsQuiet, groupBy, group }: HintFilter): boolean {
  return row.isQuiet && !showsQuiet && !(groupBy === 'check' && group === row.check)
}

export function inGroup(rows: readonly HintRow[], { groupBy, group }: HintFilter): HintRow[] {
  return group === null ? [...rows] : rows.filter((row) => groupOf(row, groupBy) === group)
}

export interface Group {
  key: string
  title: string
  amount: number
  check: CheckSummary | null
}

/** What is most comes first; checks without any hint are left out. */
export function groupsOf(rows: readonly HintRow[], checks: readonly CheckSummary[], by: GroupBy): Group[] {
  const known = new Map(checks.map((check) => [check.check, check]))
  return [...grouped(rows, (row) => groupOf(row, by))]
    .map(([key, own]) => ({
      key,
      title: (by === 'check' ? own[0]?.checkTitle : own[0]?.name) ?? key,
      amount: own.length,
      check: by === 'check' ? (known.get(key) ?? null) : null
    }))
    .toSorted((a, b) => Number(a.check?.isQuiet ?? false) - Number(b.check?.isQuiet ?? false) || b.amount - a.amount)
}
