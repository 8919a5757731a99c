import type { TargetRow } from '../../../electron/contract/batches.ts'
import type { LineEntry } from '../../../electron/contract/line.ts'

type Row = Pick<TargetRow, 'objectKey' | 'state'>

export interface LineProgress {
  /** Targets that the item is asked of. */
  asked: number
  /** Those with a verdict; a completed target without one passed. */
  answered: number
  /** 待定 among them. */
  pending: number
  /** Targets that the item is not asked of: skipped. */
  skipped: number
}

const isAnswered = (row: Row, entry: LineEntry | undefined): boolean =>
  row.state === 'inspected' || (entry !== undefined && entry.verdict !== null)
const isAsked = (entry: LineEntry | undefined): boolean => entry !== undefined && entry.notAsked === null

export function lineProgress(rows: readonly Row[], entries: ReadonlyMap<string, LineEntry>): LineProgress {
  const asked = rows.filter((row) => isAsked(entries.get(row.objectKey)))
  return {
    asked: asked.length,
    answered: asked.filter((row) => isAnswered(row, entries.get(row.objectKey))).length,
    pending: asked.filter((row) => row.state !== 'inspected' && entries.get(row.objectKey)?.verdict === 'pending').length,
    skipped: rows.length - asked.length
  }
}

/** The target after `current` in list order that still lacks its verdict, around the end to the start; null: none is left. */
export function nextUnanswered<T extends Row>(
  rows: readonly T[],
  entries: ReadonlyMap<string, LineEntry>,
  current: string | null
): T | null {
  const at = rows.findIndex((row) => row.objectKey === current)
  const ordered = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))]
  return ordered.find((row) => isAsked(entries.get(row.objectKey)) && !isAnswered(row, entries.get(row.objectKey))) ?? null
}

/** One step along the list over what the item is not asked of; null at the ends. */
export function stepAsked<T extends Row>(
  rows: readonly T[],
  entries: ReadonlyMap<string, LineEntry>,
  current: string | null,
  by: 1 | -1
): T | null {
  const at = rows.findIndex((row) => row.objectKey === current)
  const ahead = by === 1 ? rows.slice(at + 1) : rows.slice(0, Math.max(at, 0)).toReversed()
  return ahead.find((row) => isAsked(entries.get(row.objectKey))) ?? null
}
