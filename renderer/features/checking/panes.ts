export const paneNames = ['targets', 'checklist', 'page'] as const
export type PaneName = (typeof paneNames)[number]

/** The pane that F6 goes to: the next one that is not folded, around the end. */
export function nextPane(current: PaneName | null, folded: readonly PaneName[]): PaneName {
  const at = current === null ? -1 : paneNames.indexOf(current)
  const ordered = [...paneNames.slice(at + 1), ...paneNames.slice(0, at + 1)]
  return ordered.find((name) => !folded.includes(name)) ?? 'page'
}

/** Puts the focus into a pane: on the page's own text catcher, the list's current row, or the pane itself. */
export function focusPane(root: ParentNode, name: PaneName): void {
  const pane = root.querySelector<HTMLElement>(`[data-pane="${name}"]`)
  const inside =
    name === 'page'
      ? pane?.querySelector<HTMLElement>('[data-page-focus]')
      : name === 'targets'
        ? pane?.querySelector<HTMLElement>('.ag-row-selected [role="gridcell"]')
        : null
  const focused = inside ?? pane
  focused?.focus({ preventScroll: true })
}

export function paneOf(element: Element | null): PaneName | null {
  const name = element?.closest<HTMLElement>('[data-pane]')?.dataset['pane']
  return paneNames.find((each) => each === name) ?? null
}
