import type { watch as chinese } from '../zh-CN/watch.ts'

export const watch: typeof chinese = {
  title: 'Availability watch',
  help: '{{batch}} · each site at least {{perDay}} spaced visits a day for {{days}} days',
  toBatch: 'Back to the batch',
  choose: 'Choose sites',
  start: 'Start',
  pause: 'Pause',
  empty: 'No sites chosen yet',
  emptyHelp: 'Choose sites of this batch; their registered addresses are visited in the background',
  run: {
    off: 'Not watching',
    running: 'Watching · next visit {{time}} · {{perDay}} a day',
    battery: 'Waiting: on battery, goes on with mains power',
    offline: 'Waiting: this machine is off line',
    asleep: 'Waiting: the machine sleeps',
    finished: 'Every site has its week',
    other: 'Another batch is being watched: “{{title}}”. Only one at a time'
  },
  fault: {
    'disk-full':
      'The disk is full and visits are not saved. Free some space and leave the program open: it tries again every half minute.',
    failed: 'Visits are not saved. Check the disk of the workspace and leave the program open: it tries again every half minute.'
  },
  noControl:
    'No control addresses are set: when a site does not open, it cannot be told whether the site or the office’s network is down.',
  toControl: 'Set them',
  plan: {
    title: 'Sites to watch',
    help: 'At most {{limit}}; visits already made are kept',
    perDay: 'Planned visits a day',
    times: '{{n}}',
    perDayHelp: 'Choose more where the machine is not on all day: what it misses is not made up for',
    search: 'Name, unit or initials',
    all: 'All',
    none: 'None',
    chosen: '{{n}} chosen',
    save: 'Save',
    noSites: 'No site of this batch has a registered address',
    noneFound: 'No such site; search for another word',
    cut: '{{n}} sites, of which the first {{shown}} are listed; search for the others'
  },
  sites: { label: 'Sites watched', name: 'Site', today: 'Today', notOpen: 'Not open', week: 'The week' },
  kind: { fails: 'At the line', passes: 'Below', incomplete: 'No week yet' },
  verdict: {
    fails:
      '{{from}} to {{to}}: {{counted}} visits count, {{notOpen}} did not open within {{seconds}} s, {{percent}} %: the line is {{line}} %. A person must confirm from another network.',
    passes:
      '{{from}} to {{to}}: {{counted}} visits count, {{notOpen}} did not open within {{seconds}} s, {{percent}} %, below {{line}} %.',
    incomplete: '{{n}} complete days in a row; {{days}} are needed, each with at least {{perDay}} visits that count.',
    unset: 'Visits that did not open had no control: the office’s own network cannot be ruled out.'
  },
  strip: {
    label: 'Visits by day and hour',
    day: 'Day',
    hour: '{{n}}:00',
    counted: 'Count',
    notOpen: 'Not open',
    complete: 'Complete',
    short: 'Under {{n}}',
    going: 'Not over',
    none: 'No visits yet',
    gaps: 'Gaps',
    gap: '{{from}}–{{to}}',
    asStrip: 'Strip',
    asTable: 'Table',
    view: 'Shown as'
  },
  table: {
    at: 'Time',
    result: 'Counts as',
    milliseconds: 'Took (s)',
    status: 'Status',
    reason: 'Reason',
    control: 'Control'
  },
  countsAs: {
    open: 'Open',
    slow: 'Opened too late',
    failed: 'Not open',
    'own-network': 'Own network down, not counted',
    'needs-eyes': 'Refused a machine, not counted',
    'too-soon': 'Too soon, not counted',
    clock: 'In the future, not counted'
  },
  notCounted: 'Not counted',
  noVisit: 'No visit',
  reasons: {
    'name-not-resolved': 'No such name',
    'resolver-failed': 'Resolver did not answer',
    refused: 'Connection refused',
    unreachable: 'Unreachable',
    'connect-timeout': 'No connection in time',
    'answer-timeout': 'No answer in time',
    'body-timeout': 'Content did not end in time',
    reset: 'Connection cut',
    tls: 'No encrypted connection',
    'redirect-loop': 'Redirects in a loop',
    'too-many-redirects': 'Too many redirects',
    'bad-redirect': 'Bad redirect',
    'bad-answer': 'Not an HTTP answer',
    'bad-url': 'Not a web address',
    blocked: 'Address not allowed',
    other: 'Did not open'
  },
  control: { reached: 'Answered', lost: 'No answer', unset: 'None set' },
  controlHosts: {
    title: 'Control addresses of the availability watch',
    help: 'Asked when a site does not open: if none answers, the office’s network is down and the visit does not count. A few reliable public sites, one a line',
    label: 'Control addresses',
    placeholder: 'https://www.gov.cn/',
    save: 'Save',
    saved: 'Control addresses saved'
  }
}
