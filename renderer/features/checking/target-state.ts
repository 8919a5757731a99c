import type { TargetRow } from '../../../electron/contract/batches.ts'

/** What the list shows of a target: its progress, and once inspected, what came out. */
export type ShownState = 'waiting' | 'in-progress' | 'pass' | 'problems' | 'fail'

export const shownStates: readonly ShownState[] = ['waiting', 'in-progress', 'pass', 'problems', 'fail']

/** One sign per state; the word stands beside it everywhere, so that nothing is told by colour or shape alone. */
export const stateSigns: Readonly<Record<ShownState, string>> = {
  waiting: '○',
  'in-progress': '◐',
  pass: '✓',
  problems: '!',
  fail: '✕'
}

/** 存在问题 (a finding that counts) and 不合格 (the target fails) are different answers: a failing target shows 不合格. */
export function shownState(row: Pick<TargetRow, 'state' | 'outcome' | 'problems'>): ShownState {
  if (row.state === 'waiting') return 'waiting'
  if (row.state === 'in-progress' || row.outcome === 'unsettled') return 'in-progress'
  if (row.outcome === 'fail') return 'fail'
  return row.problems > 0 ? 'problems' : 'pass'
}

export interface TargetFilter {
  state: ShownState | 'all'
  /** A stratum's name, or '' for every one. */
  stratum: string
  /** Part of name, unit or code, or the start of the pinyin or its initials. */
  text: string
}

export const everyTarget: TargetFilter = { state: 'all', stratum: '', text: '' }

type Searched = Pick<TargetRow, 'name' | 'unit' | 'code' | 'pinyin' | 'initials'>

/** `kjj`, `kejiju`, `科技`, a site code: whichever the inspector types. Blanks part words that must all be found. */
export function matchesText(row: Searched, text: string): boolean {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const places = [row.name, row.unit, row.code, row.pinyin, row.initials].map((place) => place.toLowerCase())
  return words.every((word) => places.some((place) => place.includes(word)))
}

export function matchesFilter(row: TargetRow, filter: TargetFilter): boolean {
  if (filter.state !== 'all' && shownState(row) !== filter.state) return false
  if (filter.stratum !== '' && row.stratum !== filter.stratum) return false
  return matchesText(row, filter.text)
}

/** The strata in the order in which the targets bring them. */
export function strataOf(rows: readonly Pick<TargetRow, 'stratum'>[]): string[] {
  return [...new Set(rows.map((row) => row.stratum))]
}

export interface Progress {
  total: number
  inspected: number
  /** Whole per cent, rounded down, so that 100 stands only when every target is inspected. */
  percent: number
}

export function progressOf(rows: readonly Pick<TargetRow, 'state'>[]): Progress {
  const inspected = rows.filter((row) => row.state === 'inspected').length
  return { total: rows.length, inspected, percent: rows.length === 0 ? 0 : Math.floor((inspected * 100) / rows.length) }
}

/**
 * The target to go to after `current`: the next one in list order that is not inspected, around the end to the start.
 * null when every other one is inspected. `done`: inspected too, whatever their rows say.
 */
export function nextOpenTarget(
  rows: readonly Pick<TargetRow, 'objectKey' | 'state'>[],
  current: string | null,
  done: ReadonlySet<string> = new Set()
): string | null {
  const at = rows.findIndex((row) => row.objectKey === current)
  const ordered = [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))]
  return ordered.find((row) => row.state !== 'inspected' && !done.has(row.objectKey))?.objectKey ?? null
}
