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
  | 'captureVisible'
  | 'nextTarget'
  | 'foldTargets'
  | 'foldChecklist'
  | 'nextPane'
  | 'saved'
  | 'columns'
  | 'help'

export interface KeyLine {
  action: CheckingAction
  /** As tinykeys reads it. */
  binding: string
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
  { action: 'captureVisible', binding: 'Shift+F8', shown: 'Shift+F8', inFields: true },
  { action: 'nextTarget', binding: 'n', shown: 'N', inFields: false },
  { action: 'foldTargets', binding: '$mod+b', shown: 'Ctrl+B', inFields: true },
  { action: 'foldChecklist', binding: '$mod+j', shown: 'Ctrl+J', inFields: true },
  { action: 'nextPane', binding: 'F6', shown: 'F6', inFields: true },
  { action: 'saved', binding: '$mod+s', shown: 'Ctrl+S', inFields: true },
  { action: 'columns', binding: 'c', shown: 'C', inFields: false },
  { action: 'help', binding: '[Shift]+?', shown: '?', inFields: false }
]

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
