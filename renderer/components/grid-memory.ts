import type { GridState } from 'ag-grid-community'

type Remembered = Pick<GridState, 'columnOrder' | 'columnSizing' | 'columnPinning' | 'columnVisibility' | 'sort'>

const keyOf = (gridId: string): string => `xuncha.grid.${gridId}`

/** Columns as this person left them; undefined on the first visit or when the stored text is not ours. */
export function recallColumns(gridId: string): Remembered | undefined {
  const stored = localStorage.getItem(keyOf(gridId))
  if (stored === null) return undefined
  try {
    const state: unknown = JSON.parse(stored)
    return typeof state === 'object' && state !== null ? (state as Remembered) : undefined
  } catch {
    return undefined
  }
}

export function rememberColumns(gridId: string, state: GridState): void {
  const { columnOrder, columnSizing, columnPinning, columnVisibility, sort } = state
  localStorage.setItem(keyOf(gridId), JSON.stringify({ columnOrder, columnSizing, columnPinning, columnVisibility, sort }))
}
