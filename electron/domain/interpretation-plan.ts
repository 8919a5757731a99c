/** Which interpretations (政策解读) of a site a sweep reads, which document each explains, and the pairs they make. Pure. */
import type { PageFacts, PageLink } from './facts/facts.ts'
import type { ColumnState, InterpretationPair } from './facts/site-facts.ts'
import { grouped } from './grouped.ts'
import { hostOf, pageKey } from './page-key.ts'
import { addDays } from './rules/days.ts'
import type { SweptArticle, SweptPage } from './stored-hint.ts'
import { homeLocation, isPageAddress } from './sweep-plan.ts'

/** Interpretations of one site that are read, and as many documents at most. */
const mostInterpretations = 3
/** What is older is no news to an inspection. */
const oldestDays = 366
const mostAlsoAt = 20

export type SeenStep = Pick<SweptPage, 'part' | 'url' | 'column' | 'article' | 'by'>

export interface PlannedArticle {
  role: SweptArticle['role']
  url: string
  title: string
  /** The day that a list gives it. */
  listedOn: string | null
  location: string
  /** Of an interpretation: others of the same document. Of a document: its interpretations. */
  partners: string[]
}

/** The next page to be read; null: none is left. @param hosts of the site, with port */
export function nextArticle(steps: readonly SeenStep[], hosts: ReadonlySet<string>, today: string): PlannedArticle | null {
  const done = new Set(steps.flatMap(({ part, url }) => (part === 'article' ? [pageKey(url)] : [])))
  const interpretations = interpretationsToRead(columnsOf(steps), hosts, today)
  return [...interpretations, ...documentsToRead(steps)].find(({ url }) => !done.has(pageKey(url))) ?? null
}

const columnsOf = (steps: readonly SeenStep[]): ColumnState[] => steps.flatMap(({ column }) => column ?? [])

/** The newest ones; of several that explain one document the first that came, for that is the one in time or not. */
function interpretationsToRead(columns: readonly ColumnState[], hosts: ReadonlySet<string>, today: string): PlannedArticle[] {
  const listed = columns
    .filter(({ kind }) => kind === 'interpretation')
    .flatMap(({ path, items }) =>
      items.flatMap(({ text, href, date }) =>
        href !== null && isOwnPage(href, hosts) && date <= today && date >= addDays(today, -oldestDays)
          ? [{ url: href, title: text, date, location: path }]
          : []
      )
    )
    .toSorted((a, b) => (a.date === b.date ? (a.url < b.url ? -1 : 1) : a.date < b.date ? -1 : 1))
  const groups = [...grouped(listed, ({ title }) => namesIn(title)[0] ?? plain(title)).values()]
  return groups
    .toSorted((a, b) => ((a.at(-1)?.date ?? '') < (b.at(-1)?.date ?? '') ? 1 : -1))
    .slice(0, mostInterpretations)
    .flatMap(([first, ...others]): PlannedArticle[] => {
      if (first === undefined) return []
      const { url, title, date, location } = first
      const partners = [...new Set(others.map((other) => other.url))].filter((other) => pageKey(other) !== pageKey(url))
      return [{ role: 'interpretation', url, title, listedOn: date, location, partners: partners.slice(0, mostAlsoAt) }]
    })
}

function documentsToRead(steps: readonly SeenStep[]): PlannedArticle[] {
  const read = steps.flatMap(({ url, article }) => {
    const document = article?.document ?? null
    return article === null || document === null ? [] : [{ url, document, alsoAt: article.alsoAt }]
  })
  return [...grouped(read, ({ document }) => pageKey(document.url)).values()].flatMap((of): PlannedArticle[] => {
    const [first] = of
    if (first === undefined) return []
    const partners = of.flatMap(({ url, alsoAt }) => [url, ...alsoAt])
    return [{ role: 'document', ...first.document, location: homeLocation, partners }]
  })
}

/** What is kept of a page that was read. @param steps the pages seen before it */
export function articleOf(
  facts: PageFacts,
  planned: PlannedArticle,
  steps: readonly SeenStep[],
  hosts: ReadonlySet<string>
): SweptArticle {
  const title = (facts.head.ok ? facts.head.value.title : null) ?? planned.title
  const links = facts.links.ok ? facts.links.value.filter(({ shown }) => shown !== false) : []
  const isInterpretation = planned.role === 'interpretation'
  const document = isInterpretation ? documentOf(`${planned.title} ${title}`, planned.url, links, steps, hosts) : null
  const sought = isInterpretation ? (document === null ? [] : [document.url]) : planned.partners
  const linked = new Set(links.map(({ href }) => pageKey(href)))
  return {
    role: planned.role,
    title,
    publishedOn: (facts.dates.ok ? facts.dates.value.publishDate : null) ?? planned.listedOn,
    linksTo: sought.filter((url) => linked.has(pageKey(url))),
    document,
    alsoAt: isInterpretation ? planned.partners : []
  }
}

/** Links that lead to the document by their place in the page alone. */
const labels =
  /^[【[（(]?(?:点击)?(?:查看|阅读)?(?:(?:政策|文件|相关|关联){0,3}(?:原文|全文)|(?:相关|关联)(?:政策)?文件)(?:链接|查看|阅读)?[】\]）)：:]?$/u
const explaining = /解读|图解|图说|一图|问答|解答|答记者问|发布会|说明|动漫|视频/u

/**
 * The document that an interpretation explains: linked under its name, under `政策原文` and the like, or found by its name in
 * the site's lists. null: none on this site, or several that could be it.
 */
function documentOf(
  title: string,
  own: string,
  links: readonly PageLink[],
  steps: readonly SeenStep[],
  hosts: ReadonlySet<string>
): SweptArticle['document'] {
  const names = namesIn(title)
  const columns = columnsOf(steps).filter(({ kind }) => kind !== 'interpretation')
  const items = columns.flatMap((column) => column.items)
  const listed = items.flatMap(({ text, href, date }) => (href === null ? [] : [{ url: href, title: text, listedOn: date }]))
  const dayOf = new Map(listed.map(({ url, listedOn }) => [pageKey(url), listedOn]))
  const pages = new Set([pageKey(own), ...steps.flatMap(({ part, url }) => (part === 'page' ? [pageKey(url)] : []))])
  const fits = ({ url }: Candidate): boolean => isOwnPage(url, hosts) && !pages.has(pageKey(url))
  const linked = links.map(({ href, text }): Candidate => ({
    url: href,
    title: text,
    listedOn: dayOf.get(pageKey(href)) ?? null
  }))
  const bearsName = (each: Candidate): boolean => isNamed(each, names)
  const named = linked.filter(bearsName)
  return (
    onlyOne(named.filter(fits), names) ??
    onlyOne(
      linked.filter((each) => fits(each) && labels.test(each.title.replaceAll(/\s/g, ''))),
      names
    ) ??
    // Where the page links to a document of that name elsewhere, one with the same name here is a copy.
    (names.length > 0 && named.length === 0
      ? onlyOne(
          listed.filter((each) => fits(each) && bearsName(each)),
          names
        )
      : null)
  )
}

type Candidate = NonNullable<SweptArticle['document']>

const isNamed = ({ title }: Candidate, names: readonly string[]): boolean =>
  !explaining.test(title) && names.some((name) => plain(title).includes(name))

/** The one page among them; of several the one that is called so, or issues it (`关于印发《…》的通知`). */
function onlyOne(candidates: readonly Candidate[], names: readonly string[]): Candidate | null {
  const pages = [...new Map(candidates.toReversed().map((each) => [pageKey(each.url), each])).values()]
  const called = pages.filter(({ title }) =>
    names.some((name) => plain(title) === name || new RegExp(`印发${escaped(name)}的?通知$`, 'u').test(plain(title)))
  )
  const [only, ...others] = pages.length > 1 ? called : pages
  return only === undefined || others.length > 0 ? null : only
}

/** `若干措施` and `实施方案` name any of many. */
const shortestName = 7

/** Names in 书名号, without marks. */
const namesIn = (text: string): string[] =>
  [...text.slice(0, 1_000).matchAll(/《([^《》]{4,100})》/gu)]
    .map(([, name = '']) => plain(name))
    .filter((name) => name.length >= shortestName)

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\p{P}\p{S}]/gu, '')
const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

function isOwnPage(url: string, hosts: ReadonlySet<string>): boolean {
  const host = hostOf(url)
  return host !== null && hosts.has(host) && isPageAddress(url)
}

/** Documents and what explains them, of which both were read; null where no column of interpretations was seen. */
export function pairsOf(steps: readonly SeenStep[]): InterpretationPair[] | null {
  if (!columnsOf(steps).some(({ kind }) => kind === 'interpretation')) return null
  const read = new Map(
    steps.flatMap(({ url, article, by }) => (article === null ? [] : [[pageKey(url), { url, article, by }] as const]))
  )
  return [...read.values()].flatMap(({ url, article, by }): InterpretationPair[] => {
    const document = article.document === null ? undefined : read.get(pageKey(article.document.url))
    if (document?.article.role !== 'document') return []
    const pageOf = (at: string, of: SweptArticle, how: SweptPage['by']) => ({
      url: at,
      title: of.title,
      publishedOn: of.publishedOn,
      linksTo: of.linksTo,
      ...(how === null ? {} : { by: how })
    })
    return [
      {
        document: pageOf(document.url, document.article, document.by),
        interpretation: { ...pageOf(url, article, by), alsoAt: article.alsoAt }
      }
    ]
  })
}
