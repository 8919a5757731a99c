/** Everything the checking screen does by key. */
export type CheckingAction =
  | 'verdictPass'
  | 'verdictFail'
  | 'verdictNotApplicable'
  | 'verdictPending'
  | 'nextIndicator'
  | 'previousIndicator'
  | 'editFinding'
  | 'captureWhole'
  | 'captureRegion'
  | 'captureVisible'
  | 'nextTarget'
  | 'foldTargets'
  | 'foldChecklist'
  | 'nextPane'
  | 'saved'
  | 'undo'
  | 'line'
  | 'chooseIndicator'
  | 'completeReady'
  | 'redo'
  | 'columns'
  | 'sidePanel'
  | 'help'

export interface KeyLine {
  action: CheckingAction
  /** As tinykeys reads it. */
  binding: string
  /** Another one that does the same. */
  also?: string
  /** As the key list shows it. */
  shown: string
  /** Also while a field is being typed in: keys that write nothing. */
  inFields: boolean
}

export const keyMap: readonly KeyLine[] = [
  { action: 'verdictPass', binding: '1', shown: '1', inFields: false },
  { action: 'verdictFail', binding: '2', shown: '2', inFields: false },
  { action: 'verdictNotApplicable', binding: '3', shown: '3', inFields: false },
  { action: 'verdictPending', binding: '4', shown: '4', inFields: false },
  { action: 'nextIndicator', binding: 'j', shown: 'J', inFields: false },
  { action: 'previousIndicator', binding: 'k', shown: 'K', inFields: false },
  { action: 'editFinding', binding: 'e', shown: 'E', inFields: false },
  { action: 'captureWhole', binding: 'F8', shown: 'F8', inFields: true },
  { action: 'captureRegion', binding: 'Shift+F8', shown: 'Shift+F8', inFields: true },
  { action: 'captureVisible', binding: '$mod+F8', shown: 'Ctrl+F8', inFields: true },
  { action: 'nextTarget', binding: 'n', shown: 'N', inFields: false },
  { action: 'foldTargets', binding: '$mod+b', shown: 'Ctrl+B', inFields: true },
  { action: 'foldChecklist', binding: '$mod+j', shown: 'Ctrl+J', inFields: true },
  { action: 'nextPane', binding: 'F6', shown: 'F6', inFields: true },
  { action: 'saved', binding: '$mod+s', shown: 'Ctrl+S', inFields: true },
  { action: 'undo', binding: '$mod+z', shown: 'Ctrl+Z', inFields: false },
  { action: 'redo', binding: '$mod+y', also: '$mod+Shift+z', shown: 'Ctrl+Y', inFields: false },
  { action: 'line', binding: '$mod+l', shown: 'Ctrl+L', inFields: true },
  { action: 'completeReady', binding: 'Shift+N', shown: 'Shift+N', inFields: false },
  { action: 'chooseIndicator', binding: 'i', shown: 'I', inFields: false },
  { action: 'columns', binding: 'c', shown: 'C', inFields: false },
  { action: 'sidePanel', binding: 'd', shown: 'D', inFields: false },
  { action: 'help', binding: '[Shift]+?', shown: '?', inFields: false }
]

type KeyGroup = 'verdict' | 'walk' | 'page' | 'back' | 'panes'

const groups: Readonly<Record<Exclude<KeyGroup, 'page'>, readonly CheckingAction[]>> = {
  verdict: ['verdictPass', 'verdictFail', 'verdictNotApplicable', 'verdictPending', 'editFinding'],
  walk: ['nextIndicator', 'previousIndicator', 'nextTarget', 'line', 'chooseIndicator', 'completeReady'],
  back: ['undo', 'redo', 'saved'],
  panes: ['foldTargets', 'foldChecklist', 'nextPane', 'columns', 'sidePanel', 'help']
}

/** Under which heading a key is listed; what is not named here is of the page. */
export function keyGroupOf(action: CheckingAction): KeyGroup {
  for (const group of ['verdict', 'walk', 'back', 'panes'] as const) if (groups[group].includes(action)) return group
  return 'page'
}

export interface KeyTarget {
  isComposing: boolean
  repeat: boolean
  /** A field that takes text, the page's own text catcher included. */
  inField: boolean
  /** A dialog is open: its keys are its own. */
  inDialog: boolean
}

/** Never while an input method composes; never the writing keys in a field; holding a key down only walks the list. */
export function keyFires(line: Pick<KeyLine, 'action' | 'inFields'>, at: KeyTarget): boolean {
  if (at.isComposing || at.inDialog) return false
  if (at.inField && !line.inFields) return false
  return !at.repeat || line.action === 'nextIndicator' || line.action === 'previousIndicator'
}
