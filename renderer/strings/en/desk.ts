export const desk = {
  comma: ', ',
  act: {
    verdict: '{{indicator}}: {{verdict}}',
    'finding-recorded': 'finding of “{{indicator}}” recorded',
    'finding-edited': 'finding of “{{indicator}}” changed',
    'finding-withdrawn': 'finding of “{{indicator}}” withdrawn',
    completed: 'target completed',
    reopened: 'target opened again',
    'completed-many': '{{amount}} targets completed',
    'column-added': 'column “{{subject}}” added',
    'column-changed': 'column “{{subject}}” changed',
    'column-removed': 'column “{{subject}}” removed'
  },
  undone: 'Undone: {{act}}',
  undoneThere: 'Undone at “{{name}}”: {{act}}',
  redone: 'Done again: {{act}}',
  redoneThere: 'Done again at “{{name}}”: {{act}}',
  backTo: 'back to {{verdict}}',
  privacy: {
    blank: '(hidden)',
    on: 'Names of other targets are hidden; Ctrl+Shift+H shows them again',
    off: 'Names are shown again',
    action: 'Hide or show the names of other targets'
  },
  line: {
    title: 'Line',
    choose: 'Item of the line',
    leave: 'Leave',
    leaveKeys: 'Back to one target after the other (Ctrl+L)',
    progress: '{{answered}}/{{asked}} judged',
    progressLabel: 'Progress of this item',
    pending: '{{amount}} put off',
    skipped: '{{amount}} skipped',
    skippedHelp: 'Targets that the item is not asked of; not counted',
    skip: 'not asked',
    notAsked: 'The item is not asked of this target; N goes on',
    next: 'Next without a verdict',
    nextHelp: 'Go to the next target without a verdict for this item (N)',
    complete: 'Complete {{amount}} answered targets',
    completeHelp: 'Every item of these targets has its verdict; can be undone (Shift+N)',
    completed: '{{amount}} targets completed',
    given: '{{name}}: {{indicator}} {{verdict}}',
    givenLast: '{{name}}: {{indicator}} {{verdict}}. Every target is judged for this item',
    nothingLeft: 'Every target is judged for this item; choose another one'
  },
  keyGroup: {
    verdict: 'Verdicts',
    walk: 'Moving',
    page: 'Page and capture',
    back: 'Undo and save',
    panes: 'Panes',
    editor: 'While recording a finding'
  },
  palette: {
    open: 'Open the command palette',
    title: 'Search and commands',
    hint: 'Target, pinyin, site code, or what to do',
    chooseIndicator: 'Choose an item',
    indicatorHint: 'Name, pinyin or number of the item',
    targets: 'Targets',
    indicators: 'Items',
    screens: 'Screens',
    everywhere: 'Everywhere',
    nothing: 'Nothing found',
    found: '{{found}} found',
    foot: '↑↓ choose · Enter run · Esc close',
    dark: 'Dark theme',
    light: 'Light theme',
    button: 'Search / commands'
  },
  draft: {
    restored: 'What you were writing last time is back: {{amount}}',
    savedAt: 'Saved: every step is in the workspace, what you are writing was saved at {{time}}',
    failed: 'What you are writing is not saved yet: {{reason}}',
    mark: 'draft'
  }
}
