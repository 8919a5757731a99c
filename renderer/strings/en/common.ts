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
  }
}
