import type { Fact, DatedItem } from '../../domain/facts/facts.ts'
import { inferYears } from '../../domain/facts/infer-years.ts'
import { isoDay } from '../../domain/facts/read-date.ts'
import type { FoundDay } from '../../domain/facts/read-date.ts'
import { treeGatherer, type PageContext } from '../gatherer.ts'
import { addressOf, attributeOf, closest, descendants, holderOf, nameOf, oneLine, placeOf, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'
import { breadcrumbOf } from './breadcrumb.ts'
import { datedEntries, daysOf } from './dated-items.ts'
import type { DatedEntry } from './dated-items.ts'
import { isHomeAddress, titleOf } from './head.ts'
import { linkText } from './links.ts'
import { groupsOf, mainList } from './main-list.ts'
import type { EntryGroup, MainList, PageNames } from './main-list.ts'
import { metaContents } from './meta.ts'
import { contradictions, isArticle, publishDateOf, signatureDate } from './publish-date.ts'
import { scriptRecords } from './script-records.ts'
import { visitorClocks } from './visitor-clock.ts'

export const dates = treeGatherer({ fact: 'dates', gather })

const maxItems = 2_000

function gather(page: PageContext): Fact<'dates'> {
  const { view, observedOn } = page
  const days = daysOf(view)
  const clocks = visitorClocks(page, days)
  const clockDays = new Set(clocks.map(({ day }) => day).filter((day) => day !== null))
  const entries = datedEntries(view, { ...days, alone: days.alone.filter((day) => !clockDays.has(day)) })
  const groups = groupsOf(view, entries)
  const names = namesOf(page)
  const main = mainList(view, groups, names)
  const inLists = new Set<FoundDay>([
    ...clockDays,
    ...groups.filter(isRealList).flatMap((group) => group.entries.map(({ day }) => day))
  ])
  const signed = main.groups.some(isRealList) ? null : signatureDate(view, days)
  const publish = publishDateOf(view, days, inLists) ?? signed
  // A home page shows the beginning of an article among its lists, and is none.
  const isOneText =
    !(names.isHomeAddress && main.kind === 'blocks') &&
    (isArticle(view, publish) || signed !== null) &&
    !(main.kind === 'list' && isColumn(main, names))
  const inPage = isOneText ? [] : itemsOf(page, main)
  const items = inPage.length > 0 || isOneText ? inPage : scriptRecords(page)
  const isList = items.length > 0
  const publishDate = isList || names.isHomeAddress ? null : publish
  const valid = items.map(({ date }) => date).filter((date) => date <= observedOn)
  return {
    items,
    latestDate: valid.toSorted().at(-1) ?? null,
    publishDate: publishDate?.date ?? null,
    publishDateFrom: publishDate?.from ?? null,
    publishDateContradicted: contradictions(view, publishDate),
    visitorClock: clocks.map(({ place }) => place),
    emptyMessage: isList ? null : emptyMessageOf(view),
    undatedItems: isOneText ? 0 : undatedIn(view, main, entries)
  }
}

export function namesOf({ view, url }: PageContext): PageNames {
  const { steps } = breadcrumbOf(view)
  const titles = view.elements
    .filter(({ tag }) => tag === 'title')
    .map((node) => oneLine(node.element.children.map((child) => (child.kind === 'text' ? child.text : '')).join('')))
  const own = [titleOf(view, titles, false), ...metaContents(view, 'columnname'), ...steps.slice(-2)].filter(
    (name) => name !== null && name !== '' && name !== '首页'
  )
  return {
    own: own.flatMap((name) => (name === null ? [] : [name])),
    hasBreadcrumb: steps.length > 1,
    isHomeAddress: isHomeAddress(url)
  }
}

/** A page with a date under its heading is a column all the same where a list of some length stands under the way to it. */
const isColumn = (main: MainList, names: PageNames): boolean =>
  names.hasBreadcrumb && main.groups.some((group) => group.entries.length >= 5)

/** Not two links beside the line under a title. */
const isRealList = ({ entries }: EntryGroup): boolean =>
  entries.length > 2 || (entries.length === 2 && entries.every(({ text }) => text.length >= 6))

function itemsOf({ view, observedOn }: PageContext, main: MainList): DatedItem[] {
  const items = main.groups.flatMap((group) => datedItems(view, group, observedOn))
  return items
    .toSorted((a, b) => a.order - b.order)
    .slice(0, maxItems)
    .map(({ item }) => item)
}

function datedItems(view: PageView, group: EntryGroup, observedOn: string): { item: DatedItem; order: number }[] {
  const partial = group.entries.map(({ day, link }) => ({
    ...day,
    year: day.year ?? yearInAddress(link, day),
    isYearFromAddress: day.year === null
  }))
  const read = inferYears(partial, observedOn)
  const pinned = pinnedAtTop(read)
  return group.entries.flatMap((entry, at) => {
    const date = read[at]
    if (date === null || date === undefined) return []
    const item: DatedItem = {
      text: entry.text,
      href: entry.link === null ? null : addressOf(entry.link, attributeOf(entry.link, 'href')),
      date,
      written: oneLine(entry.day.written),
      year: entry.day.year === null ? 'inferred' : 'written',
      isPinned: entry.isPinned || at < pinned,
      place: placeOf(holderOf(view, entry.day.from, entry.day.to), entry.text)
    }
    return [{ item, order: entry.item.order }]
  })
}

/** Addresses carry the day of publishing: it gives the year only where month and day are the same. */
function yearInAddress(link: DatedEntry['link'], { month, day }: FoundDay): number | null {
  if (link === null) return null
  const wanted = isoDay(2000, month, day).slice(5)
  const [m, d] = wanted.split('-')
  const address = attributeOf(link, 'href')
  const match = new RegExp(`(?<!\\d)((?:199|20\\d)\\d)[-/_]?${m}[-/_]?${d}(?!\\d)`).exec(address)
  return match === null ? null : Number(match[1])
}

/** How many at the top are older than what follows, in a list that otherwise runs newest first. */
function pinnedAtTop(read: readonly (string | null)[]): number {
  const days = read.filter((day) => day !== null)
  const newest = days.toSorted().at(-1)
  const at = newest === undefined ? 0 : read.indexOf(newest)
  if (at <= 0 || at > 5) return 0
  const rest = days.slice(at)
  const isOrdered =
    rest.length >= 3 && rest.filter((day, index) => index > 0 && day > (rest[index - 1] ?? day)).length <= rest.length * 0.1
  return isOrdered ? at : 0
}

const emptyWords =
  /(?:暂无|暂时没有|尚无|没有(?:找到|查询到|检索到)?)(?:任何|相关|符合条件的|该栏目|本栏目)?(?:的)?(?:内容|信息|数据|记录|文章|资料|新闻|公告|结果)|(?:栏目|页面|内容|网站)(?:正在)?(?:建设|完善|更新|整理)中|敬请期待|该栏目下?(?:暂|没)/u

function emptyMessageOf(view: PageView): string | null {
  for (const node of view.elements) {
    if (node.children.length > 3 || node.to - node.from > 60 || node.to - node.from < 3) continue
    const text = textOf(view, node, 60)
    if (emptyWords.test(text) && node.element.shown !== false && !/display\s*:\s*none/.test(attributeOf(node, 'style')))
      return text
  }
  return null
}

/** Entries of the list, or of what stands in its place, that show no day. */
function undatedIn(view: PageView, main: MainList, entries: readonly DatedEntry[]): number {
  const dated = new Set(entries.map(({ item }) => item.order))
  if (main.kind === 'list') {
    const [group] = main.groups
    const [sample] = group?.entries ?? []
    if (group === undefined || sample === undefined) return 0
    return group.container.children.filter(
      (child) =>
        child.tag === sample.item.tag &&
        !dated.has(child.order) &&
        child.to - child.from >= 6 &&
        descendants(view, child).some((each) => each.tag === 'a' && linkText(view, each).length >= 6)
    ).length
  }
  if (main.kind === 'blocks') return 0
  const holdsDated = (node: ViewElement): boolean =>
    entries.some(({ item }) => item.order > node.order && item.order <= node.last)
  return view.elements
    .filter((node) => /^(?:ul|ol|tbody|div)$/.test(node.tag) && isBody(node))
    .reduce((most, node) => {
      const rows = titledRows(view, node)
      // A side bar's dated list stands beside the list that is looked for.
      return rows > most && !holdsDated(node) ? rows : most
    }, 0)
}

function titledRows(view: PageView, node: ViewElement): number {
  const titled = node.children.filter(
    (child) =>
      /^(?:li|tr|dl|div|p)$/.test(child.tag) &&
      descendants(view, child).some((each) => each.tag === 'a' && linkText(view, each).length >= 8)
  )
  return titled.length >= 3 ? titled.length : 0
}

const isBody = (node: ViewElement): boolean =>
  closest(
    node,
    (each) =>
      /^(?:footer|nav|aside|header)$/.test(each.tag) ||
      /\b(?:foot\w*|nav\w*|menu\w*|side\w*|friend\w*|links?)\b/.test(nameOf(each))
  ) === null
