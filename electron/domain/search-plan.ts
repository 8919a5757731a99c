/** What a sweep searches a site for, whether the site's form can be sent, and what its answer says. Pure. */
import type { PageFacts } from './facts/facts.ts'
import type { ColumnState, SearchTrial } from './facts/site-facts.ts'
import { hostOf, pageKey } from './page-key.ts'
import { addDays } from './rules/days.ts'
import type { KeptSearchForm } from './stored-hint.ts'
import { isPageAddress } from './sweep-plan.ts'

/** Search engines index with a delay: what is younger may rightly not be found yet. */
const indexedAfterDays = 7
const shortest = 8
const longest = 60
/** Search engines of everybody: what they know of a site says nothing about its own search. */
const publicEngines = /(?:^|\.)(?:baidu|sogou|so|bing|google|sm|chinaso)\.(?:com|cn|com\.cn)$/

export interface SoughtTitle {
  title: string
  /** Where the article stands. */
  url: string
}

/**
 * A title that stands on the site: of the listed articles that are old enough to be found the newest, else the oldest there is.
 * @param hosts of the site, with port
 */
export function titleToSearch(columns: readonly ColumnState[], hosts: ReadonlySet<string>, today: string): SoughtTitle | null {
  const listed = columns
    .flatMap(({ items }) => items)
    .flatMap(({ text, href, date }) => {
      const title = bareTitle(text)
      const host = hostOf(href)
      if (href === null || host === null || !hosts.has(host) || !isPageAddress(href) || date > today) return []
      const isWhole = title.length >= shortest && title.length <= longest && !/(?:…|\.{2,})$/u.test(title)
      return isWhole ? [{ title, url: href, date }] : []
    })
    .toSorted((a, b) => (a.date === b.date ? (a.url < b.url ? -1 : 1) : a.date < b.date ? 1 : -1))
  const ripe = addDays(today, -indexedAfterDays)
  const chosen = listed.find(({ date }) => date <= ripe) ?? listed.at(-1)
  return chosen === undefined ? null : { title: chosen.title, url: chosen.url }
}

/** Without the marks that lists set before a title: `·`, `[图文]`, `【公告】`. */
const bareTitle = (text: string): string => text.replace(/^(?:[·•●▪◆■▶\s]|\[[^\]]{1,6}\]|【[^】]{1,6}】)+/u, '').trim()

export function searchFormOf({ forms, document }: PageFacts): KeptSearchForm | null {
  if (!forms.ok || forms.value.search === null) return null
  return { ...forms.value.search, charset: document.ok ? document.value.charset : 'utf-8' }
}

/** Why the form is not sent; null: it can be. @param home addresses of the page it stands on */
export function whyUntried(form: KeptSearchForm | null, home: readonly string[]): SearchTrial['untried'] | null {
  if (form === null) return 'no-form'
  if (form.method === 'post') return 'post'
  const host = hostOf(form.action)
  // One that leads to its own page is there for a script.
  const isOwnPage = home.some((url) => pageKey(url) === pageKey(withoutQuery(form.action)))
  if (host === null || isOwnPage) return 'no-form'
  return publicEngines.test(host.replace(/:\d+$/, '')) ? 'elsewhere' : null
}

const withoutQuery = (url: string): string => url.replace(/[?#].*$/s, '')

/** The address and query that the form gives for a title; what is not ASCII is left to the page's encoding. */
export function searchAddress({ action, field, hidden }: KeptSearchForm, title: string): string {
  const pairs = [...Object.entries(hidden).filter(([name]) => name !== field), [field, title] as const]
  return `${withoutQuery(action)}?${pairs.map(([name, value]) => `${formPart(name)}=${formPart(value)}`).join('&')}`
}

const formPart = (text: string): string =>
  Array.from(text, (each) =>
    /[\w*.-]/.test(each) || (each.codePointAt(0) ?? 0) >= 0x80 ? each : each === ' ' ? '+' : encodeURIComponent(each)
  ).join('')

/** Does an entry of the page lead to the title? The search itself repeats it, and links to itself. */
export function holdsTitle({ links }: PageFacts, { title, url }: SoughtTitle, searchUrl: string): boolean {
  const wanted = plain(title)
  const article = pageKey(url)
  const search = pageKey(withoutQuery(searchUrl))
  return (
    links.ok &&
    links.value.some(({ href, text, shown }) => {
      if (shown === false || pageKey(withoutQuery(href)) === search) return false
      if (pageKey(href) === article) return true
      const given = plain(text)
      // Some lists of results cut long titles.
      return given.includes(wanted) || (/(?:…|\.{2,})$/u.test(text) && given.length >= shortest && wanted.startsWith(given))
    })
  )
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s\p{P}\p{S}]/gu, '')

const nothingFound =
  /(?:没有|没|未能?|无法)(?:找|搜索?|检索|查询?)到|(?:共|约|为您|找到|搜到|检索到|查询到)[^。\d]{0,12}0\s{0,2}(?:条|个|项|篇)|[没无]有?(?:任何)?(?:相关|匹配|符合)|暂无(?:相关)?(?:结果|数据|内容|信息|记录)|no results/i

export interface SearchAnswer {
  facts: PageFacts
  by: 'http' | 'browser' | null
  /** The bytes repeat the title: the server has read the query, and no script is needed to see what it found. */
  isEchoed: boolean
  form: Pick<KeptSearchForm, 'isScripted'>
}

/**
 * Was the title found? null: nobody can tell. It is missed only where the answer is one of a search (it says so, or lists
 * others), and where no script may have had a part in it that was not seen.
 */
export function wasFound(answer: SearchAnswer, sought: SoughtTitle, searchUrl: string, home: readonly string[]): boolean | null {
  const { facts, by, isEchoed, form } = answer
  if (by === null || !facts.document.ok) return null
  if (holdsTitle(facts, sought, searchUrl)) return true
  const { finalUrl } = facts.document.value
  if (form.isScripted === true || home.some((url) => pageKey(url) === pageKey(finalUrl))) return null
  if (by === 'http' && !isEchoed) return null
  const says = facts.texts.ok && facts.texts.value.blocks.some(({ text, shown }) => shown !== false && nothingFound.test(text))
  const isList = facts.dates.ok && facts.dates.value.items.length > 0
  return says || isList ? false : null
}
