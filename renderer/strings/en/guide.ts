export const guide = {
  label: 'Guide',
  progress: 'Step {{at}} of {{of}}',
  stepDone: '{{step}}: done',
  stepOpen: '{{step}}: not yet done',
  step: {
    target: 'Choose an object',
    page: 'Look at the page',
    verdict: 'Give a verdict',
    capture: 'Capture',
    finding: 'Record a finding',
    score: 'See the score',
    complete: 'Complete the object',
    notice: 'See the notice'
  },
  text: {
    target: 'Click a site in the list at the left, the first for example; or press F6 for the list and choose with ↑ ↓.',
    page: 'The site itself is at the right; wait until it is open. Click and scroll as in a browser; F6 leaves the page.',
    verdict: 'J and K change the item; where you see no problem press 1. In a text field press Esc or F6 first.',
    capture: 'Press F8 to keep the whole page as evidence. It counts only once it is stored and checked.',
    finding:
      'At an item with a problem press 2, fill in count, place and description, and press Ctrl+Enter. For practice write anything.',
    score: 'Press “Why” at the end of the checklist to see where every point comes from.',
    complete: 'Press N to complete this object and open the next. Items without a verdict count as without problems.',
    notice:
      'Open “Notices” to see the draft. The batch is not finished, so red text says it cannot be exported yet: that is as it should be.'
  },
  done: 'All eight steps are done. Go on practising on the sample; real work begins with importing the registry.',
  toChecking: 'Back to checking',
  toNotices: 'Open notices',
  toRegistry: 'Import the registry',
  skip: 'Skip the guide',
  skipKeys: 'Skip the guide (Esc while the focus is in it)',
  close: 'Close the guide',
  skipped: 'The guide is put away; find it again in Help, “Three minutes to start”'
}
