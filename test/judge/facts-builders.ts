import type { DatedItem, Fact, FactName, PageFacts, PageLink } from '../../electron/domain/facts/facts.ts'
import { factSchemas, notAsked } from '../../electron/domain/facts/facts.ts'
import type { Gathered, Place } from '../../electron/domain/facts/gathered.ts'
import type { CheckedLink, ColumnState, InterpretationPair, SiteFacts, Visit } from '../../electron/domain/facts/site-facts.ts'
import type { Hint, Outcome } from '../../electron/domain/hint.ts'
import { isWorkingDay } from '../../electron/domain/working-days.ts'
import type { CheckContext, TermEntry, TermLists } from '../../electron/judge/check.ts'
import { runChecks, type KnownFacts } from '../../electron/judge/run-checks.ts'
import { account, site } from '../domain/domain-fixtures.ts'
import { yearTables } from '../domain/rules/year-tables.ts'

/** A Wednesday; 14 days before is 2023-08-09, six months before 2023-02-23, three months before 2023-05-23. */
export const observedAt = '2023-08-23T10:20:00+08:00'
export const homeUrl = 'https://www.s1.gov.cn/'

const calendar = yearTables(2022, 2023, 2024)
/** As the office answers: its tables, and null for a year without one. */
export const workingDay = (day: string): boolean | null =>
  calendar.years.has(Number(day.slice(0, 4))) ? isWorkingDay(calendar, day) : null

export const portal = site(1, '市直', { isPortal: true })
export const department = site(2, '市直', { url: 'https://mzj.s2.gov.cn/' })
export const wechat = account(3, '市直', { name: '云岭发布', accountType: '发布类', url: 'https://mp.weixin.qq.com/x' })

export const noTerms: TermLists = { misspelt: [], sensitive: [], gambling: [] }
export const term = (word: string, better: string | null = null, allowed: string[] = []): TermEntry => ({
  term: word,
  better,
  allowed,
  pack: '测试词库'
})

export function context(changes: Partial<CheckContext> = {}): CheckContext {
  return {
    object: portal,
    url: homeUrl,
    observedAt,
    isHome: true,
    isWorkingDay: workingDay,
    terms: noTerms,
    ...changes
  }
}

export const at = (text = '', url = homeUrl): Place => ({ url, path: 'html>body>div', text })

export const document = (changes: Partial<Fact<'document'>> = {}): Fact<'document'> => ({
  requestedUrl: homeUrl,
  finalUrl: homeUrl,
  status: 200,
  error: null,
  redirects: [],
  contentType: 'text/html; charset=utf-8',
  bytes: 40_000,
  sha256: 'a'.repeat(64),
  charset: 'utf-8',
  declaredCharset: 'utf-8',
  startedAt: '2023-08-23T02:20:00.000Z',
  milliseconds: 300,
  by: 'browser',
  ...changes
})

export const head = (changes: Partial<Fact<'head'>> = {}): Fact<'head'> => ({
  title: '云岭市人民政府',
  documentTitles: ['云岭市人民政府'],
  metaTags: { SiteName: '网站1', SiteDomain: 'www.s1.gov.cn', SiteIDCode: '3400000001' },
  emptyMetaTags: [],
  ...changes
})

export const footer = (changes: Partial<Fact<'footerMarks'>> = {}): Fact<'footerMarks'> => ({
  siteIdCode: '3400000001',
  siteIdCodeFrom: 'footer',
  icp: ['云ICP备05000001号-1'],
  policeRecord: '云公网安备 53010202000001号',
  organiser: '云岭市人民政府办公室',
  contact: '0871-65000000',
  partyGovBadge: true,
  findErrorLink: true,
  findErrorSiteCode: '3400000001',
  places: {},
  ...changes
})

export const item = (text: string, date: string, changes: Partial<DatedItem> = {}): DatedItem => ({
  text,
  href: `${homeUrl}t/${encodeURIComponent(text)}.html`,
  date,
  written: date,
  year: 'written',
  isPinned: false,
  place: at(text),
  ...changes
})

/** `latestDate` as the gatherer gives it: the newest that is not after the day of observation. */
export function dates(items: DatedItem[] = [], changes: Partial<Fact<'dates'>> = {}): Fact<'dates'> {
  const past = items.map(({ date }) => date).filter((date) => date <= '2023-08-23')
  return {
    items,
    latestDate: past.toSorted().at(-1) ?? null,
    publishDate: null,
    publishDateFrom: null,
    publishDateContradicted: [],
    visitorClock: [],
    emptyMessage: null,
    undatedItems: 0,
    ...changes
  }
}

export const columns = (changes: Partial<Fact<'columns'>> = {}): Fact<'columns'> => ({
  navigation: [],
  breadcrumb: [],
  isNavigationOnly: false,
  ...changes
})

export const link = (href: string, changes: Partial<PageLink> = {}): PageLink => ({
  href,
  written: href,
  text: '链接',
  external: true,
  shown: true,
  hiddenBy: null,
  place: at('链接'),
  ...changes
})

export const texts = (
  blocks: readonly (string | { text: string; shown: boolean | null })[],
  titleForRobots: string | null = null
) => ({
  blocks: blocks.map((block) =>
    typeof block === 'string' ? { text: block, shown: true, place: at(block) } : { ...block, place: at(block.text) }
  ),
  titleForRobots
})

type Entry = Fact<'mailbox'>['entries'][number]
export const message = (
  title: string,
  askedOn: string | null,
  repliedOn: string | null,
  changes: Partial<Entry> = {}
): Entry => ({
  title,
  href: `${homeUrl}mail/${encodeURIComponent(title)}`,
  askedOn,
  repliedOn,
  repliedBy: repliedOn === null ? null : '市民政局',
  isReplied: repliedOn !== null,
  place: at(title),
  ...changes
})
export const mailbox = (...entries: Entry[]): Fact<'mailbox'> => ({ entries })

type GuideElement = Fact<'guide'>['elements'][number]['element']
export const guide = (elements: Partial<Record<GuideElement, string>>, isGuide = true): Fact<'guide'> => ({
  isGuide,
  elements: (Object.entries(elements) as [GuideElement, string][]).map(([element, text]) => ({
    element,
    heading: element,
    text,
    place: at(element)
  }))
})

export const tls = (changes: Partial<Fact<'tls'>> = {}): Fact<'tls'> => ({
  protocol: 'TLS 1.3',
  subject: 'www.s1.gov.cn',
  issuer: 'CFCA',
  names: ['www.s1.gov.cn'],
  validFrom: '2023-01-01T00:00:00Z',
  validTo: '2024-01-01T00:00:00Z',
  error: null,
  oldVersions: [],
  ...changes
})

export const reach = (changes: Partial<Fact<'reach'>> = {}): Fact<'reach'> => ({
  addressesV4: ['203.0.113.5'],
  addressesV6: ['2001:db8::5'],
  overIpv6: true,
  overHttps: true,
  ...changes
})

/** Facts that were gathered; the others were not asked for. Each is held against its schema: a builder tells no tales. */
export function page(known: { [K in FactName]?: Fact<K> }, failed: Partial<Record<FactName, string>> = {}): PageFacts {
  const facts: Record<string, Gathered<unknown>> = {}
  for (const name of Object.keys(factSchemas) as FactName[]) {
    const value = known[name]
    const error = failed[name]
    facts[name] =
      value === undefined
        ? error === undefined
          ? notAsked
          : { ok: false, error }
        : { ok: true, value: factSchemas[name].parse(value) }
  }
  return facts as PageFacts
}

/** A sound home page with some facts changed. */
export const homePage = (changes: { [K in FactName]?: Fact<K> } = {}): PageFacts =>
  page({
    document: document(),
    head: head(),
    footerMarks: footer(),
    dates: dates([item('市政府召开常务会议', '2023-08-22'), item('全市防汛工作部署', '2023-08-20')]),
    columns: columns(),
    links: [],
    texts: texts(['云岭市召开会议。']),
    ...changes
  })

export const checkedLink = (url: string, changes: Partial<CheckedLink> = {}): CheckedLink => ({
  url,
  outcome: 'ok',
  status: 200,
  evidence: '200',
  from: [homeUrl],
  isExternal: false,
  title: null,
  ...changes
})

export function column(
  path: string,
  kind: ColumnState['kind'],
  items: DatedItem[],
  changes: Partial<ColumnState> = {}
): ColumnState {
  const { latestDate } = dates(items)
  const url = `${homeUrl}${encodeURIComponent(path)}/`
  return { path, url, kind, items, latestDate, emptyMessage: null, undatedItems: 0, status: 200, ...changes }
}

export function pair(
  publishedOn: string | null,
  interpretedOn: string | null,
  changes: Partial<InterpretationPair> = {}
): InterpretationPair {
  const policy = `${homeUrl}policy/1.html`
  const explained = `${homeUrl}explain/1.html`
  return {
    document: { url: policy, title: '关于促进就业的若干措施', publishedOn, linksTo: [explained] },
    interpretation: { url: explained, title: '《若干措施》解读', publishedOn: interpretedOn, linksTo: [policy] },
    ...changes
  }
}

/** Spaced visits of a day in China, all open; `change` says otherwise for some. @param minutes between two */
export function visitsOf(
  day: string,
  count: number,
  change: (index: number) => Partial<Visit> = () => ({}),
  minutes = 60
): Visit[] {
  const start = Date.parse(`${day}T00:10:00+08:00`)
  return Array.from({ length: count }, (_, index) => ({
    at: new Date(start + index * minutes * 60_000).toISOString(),
    outcome: 'open',
    milliseconds: 800,
    status: 200,
    error: null,
    control: 'not-asked',
    ...change(index)
  }))
}

/** The seven whole days before the observation. */
export const week = ['16', '17', '18', '19', '20', '21', '22'].map((day) => `2023-08-${day}`)

export const failedVisit: Partial<Visit> = {
  outcome: 'failed',
  milliseconds: null,
  status: null,
  error: 'timeout',
  control: 'reached'
}

export const run = (id: string, facts: KnownFacts, changes: Partial<CheckContext> = {}): Hint[] =>
  runChecks(facts, context(changes), [id])
export const runSite = (id: string, facts: Partial<SiteFacts>, changes: Partial<CheckContext> = {}): Hint[] =>
  run(id, { site: facts }, changes)
export const runPage = (id: string, facts: PageFacts, changes: Partial<CheckContext> = {}): Hint[] =>
  run(id, { page: facts }, changes)

export const outcomes = (hints: readonly Hint[]): Outcome[] => hints.map(({ outcome }) => outcome)
export const messages = (hints: readonly Hint[]): string => hints.map(({ message: text }) => text).join('\n')
