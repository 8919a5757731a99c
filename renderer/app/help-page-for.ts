const pages: Readonly<Record<string, string>> = {
  home: 'start',
  registry: 'registry',
  rules: 'rules',
  batches: 'sampling',
  checking: 'checking',
  hints: 'hints',
  notices: 'notices',
  exchange: 'exchange',
  settings: 'backup'
}

/** The help page about the screen at a route; the first page for screens that have none of their own. */
export function helpPageFor(location: string): string {
  if (location.startsWith('/batches/work/')) return 'work'
  return pages[location.split('/')[1] ?? ''] ?? 'start'
}
