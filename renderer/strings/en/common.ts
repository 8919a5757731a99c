export const common = {
  appName: 'Xuncha',
  disconnected: 'The connection to the backend was lost and is being restored; check any unconfirmed action once it is back',
  loading: 'Loading…',
  nothing: 'Nothing here yet',
  retry: 'Try again',
  detail: 'Details',
  copy: 'Copy',
  copied: 'Copied',
  close: 'Close',
  cancel: 'Cancel',
  grid: {
    rows: '{{rows}} rows',
    shown: '{{shown}} shown',
    selected: '{{selected}} selected',
    copyHint: 'Ctrl+C copies as a table'
  },
  rail: {
    label: 'Main',
    home: 'Home',
    registry: 'Registry',
    batches: 'Batches',
    checking: 'Check',
    notices: 'Notices',
    settings: 'Settings'
  },
  skip: 'Skip to the main content',
  screenBroke: 'This screen broke; saved work is not affected. Try again, or copy the details for support',
  chooseBatch: 'Choose the batch to check',
  noBatch: 'No batch yet',
  noBatchHelp: 'Import a registry and draw a batch, or open the sample batch on the home screen',
  batchSwitcher: 'Current batch',
  reconnecting: 'Connecting to the backend…',
  saving: 'Offline · saving…',
  saved: 'Offline · saved',
  savedAt: 'Offline · saved {{time}}',
  switchLanguage: '切换到中文',
  otherLanguage: '中文',
  themeIs: {
    light: 'Theme: light (press to switch)',
    dark: 'Theme: dark (press to switch)',
    system: 'Theme: as the system (press to switch)'
  },
  secondsLeft: 'about {{seconds}} s left',
  kind: { site: 'Sites', account: 'Accounts' },
  total: 'Total',
  search: 'Search',
  back: 'Back'
}
