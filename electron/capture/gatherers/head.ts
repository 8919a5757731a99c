import type { Fact } from '../../domain/facts/facts.ts'
import { treeGatherer, type PageContext } from '../gatherer.ts'
import { attributeOf, closest, nameOf, oneLine, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'
import { breadcrumbOf } from './breadcrumb.ts'
import { datedEntries, daysOf } from './dated-items.ts'
import { groupsOf } from './main-list.ts'
import { metaContents, withoutTags } from './meta.ts'

export const head = treeGatherer({ fact: 'head', gather: headOf })

const maxMetas = 200

export function headOf({ view, url }: PageContext): Fact<'head'> {
  const metaTags: Record<string, string> = {}
  const empty = new Set<string>()
  for (const node of view.elements.filter(({ tag, tree }) => tag === 'meta' && tree === view.tree).slice(0, maxMetas)) {
    const name = (attributeOf(node, 'name') || attributeOf(node, 'property')).trim().slice(0, 80)
    const content = oneLine(attributeOf(node, 'content')).slice(0, 2_000)
    if (name === '' || name === '__proto__') continue
    if (content === '') empty.add(name)
    else metaTags[name] ??= content
  }
  const documentTitles = titlesOf(view)
  return {
    title: titleOf(view, documentTitles, isHomeAddress(url)),
    documentTitles,
    metaTags,
    emptyMetaTags: [...empty].filter((name) => metaTags[name] === undefined)
  }
}

function titlesOf(view: PageView): string[] {
  const isPicture = (node: ViewElement): boolean => closest(node.parent, ({ tag }) => tag === 'svg') !== null
  return view.elements
    .filter((node) => node.tag === 'title' && node.tree === view.tree && !isPicture(node))
    .slice(0, 10)
    .map((node) => withoutTags(node.element.children.map((child) => (child.kind === 'text' ? child.text : '')).join('')))
}

const siteName = /(?:网|网站|门户|平台|政府|政务|委员会|[局厅部院办署馆会]|办公室|中心|在线|系统)$/u

/** Nothing behind the host but perhaps an index file. */
export function isHomeAddress(url: string): boolean {
  const { pathname, search } = new URL(url)
  return search === '' && /^\/(?:(?:index|default|home)\.\w+)?$/i.test(pathname)
}

/** A home page is called as its site is. */
function siteTitleOf(view: PageView, titled: string | null): string | null {
  const parts = (titled ?? '')
    .replace(/^(?:网站)?[首主]页-+|-+(?:网站)?[首主]页$/u, '')
    .split(/\s*[_|｜]+\s*|\s+-\s+|\s*(?:--|—+|–|>>|»)\s*/u)
    .map((part) => part.replace(/^欢迎(?:光临|访问|进入|您访问)?/u, '').trim())
    .filter((part) => part !== '' && !/^(?:网站)?(?:首页|主页)$/u.test(part))
  const named = parts.filter((part) => siteName.test(part) && isSaidBy(view, part))
  // A title of which the page itself knows nothing was put there by somebody else; the page's name is then not known from it.
  if (parts.length > 0 && !parts.some((part) => isSaidBy(view, part)))
    return copyrightHolder(view) ?? metaContents(view, 'sitename')[0] ?? null
  return named.toSorted((a, b) => b.length - a.length)[0] ?? metaContents(view, 'sitename')[0] ?? parts[0] ?? null
}

/** Its distinguishing words stand in the page or in the names of its pictures. */
function isSaidBy(view: PageView, name: string): boolean {
  const stem = name.replaceAll(/公司|单位|官方|门户|网站|首页|无标题(?:文档|页)?|(?:政府)?网$/gu, '')
  if (stem.length < 2) return false
  const pairs = [...stem].slice(1).map((each, at) => `${stem[at] ?? ''}${each}`)
  const words = `${view.text} ${view.elements
    .filter(({ tag }) => tag === 'img' || tag === 'a')
    .map((node) => `${attributeOf(node, 'alt')} ${attributeOf(node, 'title')}`)
    .join(' ')} ${metaContents(view, 'sitename').join(' ')}`
  return words.includes(stem) || pairs.filter((pair) => words.includes(pair)).length >= pairs.length * 0.6
}

function copyrightHolder(view: PageView): string | null {
  const name = /版权所有\s*[:：]?[\s\u00a0]*([\p{Script=Han}]{3,30})/u.exec(view.text)?.[1] ?? null
  return name !== null && siteName.test(name) ? name : null
}

/** The article's or the column's name, without the name of the site that titles carry behind or before it. */
export function titleOf(view: PageView, documentTitles: readonly string[], isHome: boolean): string | null {
  if (isHome) return bareOrNull(siteTitleOf(view, documentTitles.find((title) => title !== '') ?? null))
  const article = metaContents(view, 'articletitle')[0]
  if (article !== undefined) return bare(article)
  const column = metaContents(view, 'columnname')[0] ?? null
  const site = metaContents(view, 'sitename')[0] ?? null
  const titled = documentTitles.find((title) => title !== '' && !ofTemplate.test(title)) ?? null
  const top = headingOf(view)
  // Some sites set their own name as the heading of every page.
  const isOfSite =
    top !== null &&
    (top === site || (titled !== null && titled.length > top.length && titled.endsWith(top) && siteName.test(top)))
  const heading = isOfSite ? null : top
  const { steps } = breadcrumbOf(view)
  const tail = steps.length > 1 ? (steps.at(-1) ?? null) : null
  const fromTitle = titled === null ? null : withoutSite(titled, { site, heading, column, steps, foot: view.text.slice(-800) })
  const isOnlySite =
    fromTitle === null ||
    fromTitle === site ||
    (siteName.test(fromTitle) &&
      fromTitle.length < 30 &&
      (titled === fromTitle || (heading !== null && !heading.includes(fromTitle))))
  if (!isOnlySite) {
    // A title cut short, or a site's general one, gives way to the heading that it begins.
    if (heading !== null && heading.startsWith(fromTitle.replace(/(?:…|\.{3})$/u, '')) && heading.length > fromTitle.length)
      return bare(heading)
    return bare(fromTitle)
  }
  if (titled !== null && /^[_|\-\s]/.test(titled)) return null
  return bareOrNull(heading ?? column ?? lineOverDate(view) ?? tail ?? largeLine(view) ?? lineOverList(view) ?? fromTitle)
}

/** What a template calls every page of its kind. */
const ofTemplate =
  /^\s*(?:(?:文章|信息|新闻|页面|通用)?(?:正文|内容|详情|详细|细览|列表|概览)页?面?|无标题(?:文档|页)?|untitled(?: document)?|document|首页|主页)\s*$/iu

/** The line over the one line that says when the page was published. */
function lineOverDate(view: PageView): string | null {
  const said = [...view.text.matchAll(/^[^\n]{0,40}(?:发\s?布|发\s?表)(?:日期|时间)\s?[:：】]/gmu)]
  const [only] = said
  if (said.length !== 1 || only === undefined) return null
  const above = view.text
    .slice(Math.max(0, only.index - 400), only.index)
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')
    .at(-1)
  return above !== undefined && /^(?!.*(?:当前位置|[>»]))(?=.*\p{Script=Han}{4}).{6,120}$/u.test(above) ? above : null
}

/** A line that the page itself sets large and in the middle. */
function largeLine(view: PageView): string | null {
  const node = view.elements.find((each) => {
    const length = each.to - each.from
    if (length < 2 || length > 60 || each.tag === 'a') return false
    const style = attributeOf(each, 'style').toLowerCase()
    const size = Number(/font-size\s*:\s*(\d{1,3})\s*px/.exec(style)?.[1] ?? 0)
    return size >= 20 && /text-align\s*:\s*center|font-weight\s*:\s*(?:bold|[6-9]00)/.test(style)
  })
  return node === undefined ? null : textOf(view, node, 60)
}

/** A few words alone on the line before the first entry of the only long list. */
function lineOverList(view: PageView): string | null {
  const entries = datedEntries(view, daysOf(view))
  const groups = groupsOf(view, entries).filter((group) => group.entries.length >= 5)
  const [group] = groups
  const [first] = group?.entries ?? []
  if (groups.length !== 1 || first === undefined) return null
  const lines = view.text
    .slice(Math.max(0, first.item.from - 100), first.item.from)
    .split('\n')
    .map(oneLine)
  const line = lines.filter((each) => /\p{Script=Han}/u.test(each)).at(-1) ?? ''
  return /^\p{Script=Han}{2,12}$/u.test(line) ? line : null
}

const bareOrNull = (text: string | null): string | null => (text === null || text === '' ? null : bare(text))

function bare(text: string): string {
  const line = oneLine(text)
  return /^【[^【】]+】$/u.test(line) ? line.slice(1, -1) : line
}

interface KnownNames {
  site: string | null
  heading: string | null
  column: string | null
  /** The way to the page, from the home page on. */
  steps: readonly string[]
  /** The end of the page's text, where its site is named. */
  foot: string
}

function withoutSite(title: string, names: KnownNames): string | null {
  const { site, heading, column, steps } = names
  const step = steps.length > 1 ? (steps.at(-1) ?? null) : null
  const whole = oneLine(title)
  if (heading !== null && heading.length >= 4 && (whole.startsWith(heading) || whole.endsWith(heading))) return heading
  if (column !== null && whole.startsWith(column)) return column
  // Some put the site first: 云溪县人民政府网站-政务公开-部门文件.
  const [front = '', ...behind] = whole.split(/\s*[-_|｜—–>»]+\s*|\s+/u)
  if (step !== null && behind.at(-1) === step && (front === site || siteName.test(front))) return step
  const isSite = (part: string): boolean => part === site || (siteName.test(part) && names.foot.includes(bareSite(part)))
  // The mark between page and site: an underscore or bar always is one, a hyphen only before what looks like a site's name.
  const [first = '', ...rest] = whole.split(/\s*[_|｜]+\s*/u)
  if (rest.length > 0 && isSite(first) && !siteName.test(rest.at(-1) ?? '')) return rest.at(-1) ?? null
  if (rest.length > 0) return first === '' ? null : withoutSite(first, names)
  const behindSite = /^(\S{3,30}?)(?:\s*[-–—]+\s*|\s+)(.+)$/u.exec(whole)
  if (behindSite !== null && isSite(behindSite[1] ?? '') && !siteName.test(behindSite[2] ?? ''))
    return withoutSteps(behindSite[2] ?? '', steps)
  for (const mark of [/\s*(?:--|—+|–|>>|<<|«|»)\s*/u, /\s+-\s+/u, /\s{2,}/u, /-(?=[^-]*$)/u, /\s(?=\S+$)/u]) {
    const parts = whole.split(mark).map((part) => part.trim())
    const tail = parts.at(-1) ?? ''
    const lead = whole.slice(0, whole.length - tail.length).replace(/[\s\-—–><«»]+$/u, '')
    if (
      parts.length > 1 &&
      lead !== '' &&
      (tail === site || siteName.test(tail)) &&
      /^[\p{Script=Han}\w（）()·“”\s]{2,40}$/u.test(tail)
    )
      return withoutSteps(lead, steps)
  }
  return whole
}

const bareSite = (name: string): string => name.replace(/(?:官方|门户)?网站?$|门户$/u, '')

/** Steps of the way to the page that a title carries before or behind the page's own name. */
function withoutSteps(title: string, steps: readonly string[]): string {
  let left = title
  for (const step of steps) {
    const behind = left.endsWith(step) ? /^(.{4,}?)\s*[-—–]+\s*$/u.exec(left.slice(0, left.length - step.length)) : null
    const before = left.startsWith(step) ? /^\s*[-—–]+\s*(.{4,})$/u.exec(left.slice(step.length)) : null
    left = behind?.[1] ?? before?.[1] ?? left
  }
  return left
}

const headingClass =
  /(?:^|[\s_-])(?:zw-?title|art(?:icle)?-?tit(?:le)?|con(?:tent)?-?tit(?:le)?|info-?title|news-?title|titlename|main-?tit(?:le)?|xl-?title|detail-?title|tit_?le)(?:$|[\s_-])/i

/** The one heading that the page's own text stands under. */
function headingOf(view: PageView): string | null {
  const inMain = (node: ViewElement): boolean =>
    closest(
      node,
      (each) =>
        /^(?:header|footer|nav|aside)$/.test(each.tag) || /\b(?:foot\w*|nav\w*|side\w*|menu|logo|header)\b/.test(nameOf(each))
    ) === null
  const named = (tags: RegExp): string[] =>
    view.elements
      .filter((node) => tags.test(node.tag) && node.tree === view.tree && inMain(node))
      .map((node) => textOf(view, node, 300))
      .filter((text) => text.length >= 2 && text.length <= 200)
  const tops = named(/^h1$/)
  if (tops.length === 1) return tops[0] ?? null
  const custom = named(/^ucaptitle$/)
  if (custom.length === 1) return custom[0] ?? null
  const classed = view.elements
    .filter((node) => headingClass.test(nameOf(node)) && node.to - node.from >= 2 && node.to - node.from <= 240 && inMain(node))
    .map((node) => textOf(view, node, 200).replace(/[:：]$/u, ''))
    .filter((text) => text.length >= 2)
  return new Set(classed).size === 1 ? (classed[0] ?? null) : null
}
