/** What Ant Design and the shell lay over the window; a toast is small, short-lived and above the page pane. */
const overlaySelector = [
  '.ant-modal-wrap',
  '.ant-drawer-content-wrapper',
  '.ant-dropdown',
  '.ant-select-dropdown',
  '.ant-picker-dropdown',
  '.ant-popover',
  '.ant-popconfirm',
  '.ant-tooltip',
  '.ant-notification-notice',
  '.ag-popup-child',
  '[role="dialog"]',
  'dialog[open]',
  '[data-overlay]'
].join(',')

/** Boxes of everything open above the window's own layout, hidden leftovers of closed ones not counted. */
export function overlayBoxes(): DOMRect[] {
  return [...document.querySelectorAll(overlaySelector)]
    .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
    .map((element) => element.getBoundingClientRect())
    .filter((box) => box.width > 0 && box.height > 0)
}

/** Tells whenever an overlay may have come, moved or gone. Answers the function that stops watching. */
export function watchOverlays(changed: () => void): () => void {
  // Portals hang under the body beside the root; their classes and styles tell opening and closing.
  const observer = new MutationObserver(changed)
  const inside = { subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'style', 'hidden'] }
  const watchPortals = (): void => {
    observer.disconnect()
    observer.observe(document.body, { childList: true })
    for (const child of document.body.children) {
      if (child.id !== 'root') observer.observe(child, inside)
    }
  }
  const bodyObserver = new MutationObserver(() => {
    watchPortals()
    changed()
  })
  bodyObserver.observe(document.body, { childList: true })
  watchPortals()
  const events = ['transitionend', 'animationend', 'animationstart'] as const
  for (const event of events) document.addEventListener(event, changed, true)
  return () => {
    observer.disconnect()
    bodyObserver.disconnect()
    for (const event of events) document.removeEventListener(event, changed, true)
  }
}
