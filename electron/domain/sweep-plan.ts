/** Which pages of a target a sweep goes to, and what it keeps of each. Pure. */
import { guessClass } from './column-words.ts'
import type { PageFacts } from './facts/facts.ts'
import type { ColumnState } from './facts/site-facts.ts'
import { normaliseLocation, pathMark } from './location-path.ts'
import { pageKey } from './page-key.ts'
import type { ColumnClass, SiteColumn } from './site-columns.ts'
import type { PlannedPage } from './stored-hint.ts'

export const homeLocation = '首页'
/** Recorded columns of one site that are gone to; more is a mistake in the table. */
const mostColumns = 60
const mostItems = 60
const mostNavigation = 400
/** Downloads and pictures are no columns. */
const noPage = /\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|7z|jpe?g|png|gif|mp4|mp3|apk|exe|ofd|wps)(?:[?#]|$)/i

export const isPageAddress = (url: string): boolean => !noPage.test(url)

const kindOfClass: Partial<Record<ColumnClass, ColumnState['kind']>> = {
  news: 'news',
  announcement: 'notices',
  policy: 'policy',
  interpretation: 'interpretation'
}
const kindOf = (of: ColumnClass | null): ColumnState['kind'] => (of === null ? 'other' : (kindOfClass[of] ?? 'other'))

/** The site's columns as people recorded them, those with an address. */
export function recordedPages(columns: readonly SiteColumn[]): PlannedPage[] {
  return columns
    .filter(({ url, class: of }) => /^https?:\/\//i.test(url) && of !== 'home')
    .slice(0, mostColumns)
    .map(({ url, path, class: of }) => ({ url, location: path, kind: kindOf(of), from: 'column' }))
}

/**
 * Columns that the home page's navigation names, on its own host: those whose names say what must be new there come first.
 * @param hostOf host with port of an address, null where it is none
 */
export function navigationPages(
  facts: PageFacts,
  home: string,
  most: number,
  hostOf: (url: string) => string | null
): PlannedPage[] {
  if (!facts.columns.ok) return []
  const host = hostOf(facts.document.ok ? facts.document.value.finalUrl : home)
  const own = new Set([hostOf(home), host])
  const seen = new Set([pageKey(home)])
  if (facts.document.ok) seen.add(pageKey(facts.document.value.finalUrl))
  const pages: PlannedPage[] = []
  const above: string[] = []
  for (const { title, href, depth } of facts.columns.value.navigation.slice(0, mostNavigation)) {
    above.length = Math.max(0, Math.min(depth, above.length))
    above.push(title)
    if (href === null || !isPageAddress(href) || !own.has(hostOf(href)) || seen.has(pageKey(href))) continue
    seen.add(pageKey(href))
    const parts = above.filter((part) => part !== homeLocation && part.trim() !== '')
    const location = normaliseLocation([homeLocation, ...parts].join(pathMark))
    pages.push({ url: href, location, kind: kindOf(guessClass(location)), from: 'navigation' })
  }
  const rank = ({ kind, location }: PlannedPage): number => (kind !== 'other' ? 0 : guessClass(location) === null ? 2 : 1)
  return pages.toSorted((a, b) => rank(a) - rank(b)).slice(0, most)
}

/** Links of the home page that lead to pages or files, each address once; those of the site itself first. */
export function homeLinksOf(facts: PageFacts, most: number): { url: string; text: string }[] {
  if (!facts.links.ok) return []
  const texts = new Map<string, { text: string; external: boolean }>()
  for (const { href, text, external } of facts.links.value) {
    if (/^https?:/i.test(href) && !texts.has(href)) texts.set(href, { text: text.slice(0, 60), external })
  }
  return [...texts]
    .toSorted(([, a], [, b]) => Number(a.external) - Number(b.external))
    .slice(0, most)
    .map(([url, { text }]) => ({ url, text }))
}

/** Links looked at in one step. */
const linksAtOnce = 20

/** The next links to be looked at; null: none are left. Pages that were visited are known already. */
export function nextLinks(
  links: readonly { url: string; text: string }[],
  done: ReadonlySet<string>
): { name: string; links: { url: string; text: string }[] } | null {
  for (let start = 0; start < links.length; start += linksAtOnce) {
    const name = `${start + 1}-${Math.min(start + linksAtOnce, links.length)}`
    if (!done.has(name)) return { name, links: links.slice(start, start + linksAtOnce) }
  }
  return null
}

/** Forms and lists of services are no columns that are updated; only a person who recorded one as a column says so. */
export function isListColumn(from: PlannedPage['from'] | null, column: ColumnState): boolean {
  if (from !== 'navigation') return true
  const of = guessClass(column.path)
  const isNoList = of === 'service' || of === 'interaction'
  return !isNoList || column.latestDate !== null || column.emptyMessage !== null
}

/** What was seen of a column. */
export function columnStateOf({ url, location, kind }: PlannedPage, { document, dates }: PageFacts): ColumnState {
  return {
    path: location,
    url,
    kind,
    items: dates.ok ? dates.value.items.slice(0, mostItems) : [],
    latestDate: dates.ok ? dates.value.latestDate : null,
    emptyMessage: dates.ok ? dates.value.emptyMessage : null,
    undatedItems: dates.ok ? dates.value.undatedItems : 0,
    status: document.ok ? document.value.status : null
  }
}

const wallStatuses = new Set([202, 403, 412, 418, 503, 521])
const fewLetters = 300
const fewLinks = 8

/**
 * Do the bytes alone say too little? A page that its scripts make, a wall that only a browser passes, or a list without an
 * entry: many sites send everything around it and fill it by a script, and blank is said of none before a browser saw it.
 */
export function needsBrowser(facts: PageFacts, { from, kind }: Pick<PlannedPage, 'from' | 'kind'>): boolean {
  if (!facts.document.ok || facts.document.value.status === null) return false
  const { status, bytes } = facts.document.value
  if (wallStatuses.has(status)) return true
  if (status !== 200 || bytes === 0) return false
  const links = facts.links.ok ? facts.links.value.length : 0
  const letters = facts.texts.ok ? facts.texts.value.blocks.reduce((sum, { text }) => sum + text.length, 0) : 0
  const isEmptyList = facts.dates.ok && facts.dates.value.items.length === 0 && facts.dates.value.emptyMessage === null
  const isList = from === 'column' || (from === 'navigation' && kind !== 'other')
  return isEmptyList && (isList || (links < fewLinks && letters < fewLetters))
}
