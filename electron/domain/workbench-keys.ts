/** Keys that are the workbench's also while the inspected page has the focus; the page never sees them. */
const alone = new Set(['f1', 'f6', 'f8'])
const withCtrl = new Set(['b', 'j', 's', 'k', 'l', 'f', 'tab'])
const withAlt = new Set(['pageup', 'pagedown'])

export interface PressedKey {
  key: string
  ctrl: boolean
  alt: boolean
}

/** Help, out of the page, capture, folding, palette, assembly line, find, tabs. */
export function isWorkbenchKey({ key, ctrl, alt }: PressedKey): boolean {
  const name = key.toLowerCase()
  if (alone.has(name)) return true
  return ctrl ? !alt && withCtrl.has(name) : alt && withAlt.has(name)
}
