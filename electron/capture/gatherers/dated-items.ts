/** Entries that a date belongs to: a link or a row with the one date that stands beside it, not those in its title. */
import { findDays } from '../../domain/facts/read-date.ts'
import type { FoundDay } from '../../domain/facts/read-date.ts'
import { attributeOf, closest, descendants, firstIndex, holderOf, lineAt, oneLine } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'
import { linkText } from './links.ts'

export interface DatedEntry {
  day: FoundDay
  /** The element that is the entry: `li`, `tr`, or what wraps link and date. */
  item: ViewElement
  link: ViewElement | null
  text: string
  isPinned: boolean
}

/** Words of links that are no entry's title. */
const noTitle =
  /^(?:更多|more|详情|详细|查看|阅读全文|全文|\[?政策原文\]?|\[?图文解说\]?|附件|下载|首页|尾页|上一页|下一页|[大中小xX×]|打印|关闭|分享|收藏|返回|微信|微博|>+|»|\+)?$/iu
/** Before a date: what names it. */
const dateLabel =
  /(?:(?:发布|发文|发表|公布|公开|更新|成文|印发|录入|生成|来信|留言|提交|咨询|回复|答复|办结|办理|受理|活动|开始|截止|信息)?(?:日\s{0,2}期|时\s{0,2}间)|发布于|日期|时间)\s*[:：]?\s*$/u
const timeOfDay = /^[\sT]*(?:上午|下午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?/u
const marks = /[\s\u00a0\u3000[\]()（）【】〔〕|｜·•:：,，、~\-—/]+/gu

export interface Days {
  all: readonly FoundDay[]
  /** Those that stand by themselves, so that they may be an entry's date. */
  alone: readonly FoundDay[]
}

export function daysOf(view: PageView): Days {
  const all = findDays(view.text)
  const alone: FoundDay[] = []
  let last = -1
  for (const day of all) {
    if (day.from < last || !standsAlone(view, day)) continue
    alone.push(day)
    last = day.to
  }
  return { all, alone }
}

/** An element of its own, or the edge of a line, outside the words of a title. */
function standsAlone(view: PageView, day: FoundDay): boolean {
  const holder = holderOf(view, day.from, day.to)
  if (isWhole(view, holder, day)) return true
  if (day.form === 'split') return day.year !== null && isWholeLines(view, day)
  const { from: start, to: end } = lineAt(view.text, day)
  if (end - start > 600) return false
  const lead = view.text.slice(start, day.from)
  const tail = view.text.slice(day.to, end).replace(timeOfDay, '')
  const link = closest(holder, ({ tag }) => tag === 'a')
  const isAtEnd = tail.replaceAll(marks, '') === ''
  const isAtStart = lead.replaceAll(marks, '') === ''
  const isBracketed = /[[(（【〔]\s*$/u.test(lead) && /^\s*[\])）】〕]/u.test(tail)
  if (!isAtEnd && !isAtStart && !dateLabel.test(lead)) return false
  if (link !== null) {
    if (day.form === 'words' && !isBracketed) return false
    if (day.year === null && !isBracketed) return false
    return isBracketed || (isAtEnd ? /[\s\u00a0\u3000]$/u.test(lead) : /^[\s\u00a0\u3000]/u.test(tail)) || dateLabel.test(lead)
  }
  if (day.year === null) {
    // 1-2 or 3.15 in running text is no date; at the edge of a line that holds a link it is.
    if (day.form === 'numbers' && !/^\d{1,2}[-/]\d{1,2}$/.test(day.written) && !isBracketed) return false
    if (day.form === 'words' && !isBracketed && !dateLabel.test(lead)) return false
    return holdsLink(view, start, end)
  }
  return true
}

/** Day and month in blocks of their own, with nothing else on their lines. */
function isWholeLines(view: PageView, day: FoundDay): boolean {
  const { from, to } = lineAt(view.text, day)
  const before = view.text.slice(from, day.from)
  const after = view.text.slice(day.to, to)
  return `${before}${after}`.replaceAll(marks, '') === '' && day.written.trim().split('\n').length <= 3
}

function holdsLink(view: PageView, from: number, to: number): boolean {
  const holder = holderOf(view, from, to)
  return descendants(view, holder).some((node) => node.tag === 'a' && node.from >= from && node.to <= to && node.to > node.from)
}

/** The element says the date, with its name, brackets and time of day, and nothing else. */
function isWhole(view: PageView, holder: ViewElement, day: FoundDay): boolean {
  if (holder.to - holder.from > 80) return false
  const lead = view.text.slice(holder.from, day.from)
  const tail = view.text.slice(day.to, holder.to).replace(timeOfDay, '')
  if (tail.replaceAll(marks, '') !== '') return false
  if (lead.replace(dateLabel, '').replaceAll(marks, '') !== '') return false
  // A bare 1.2 or 3/4 (of pages, of hours) is not enough; 03-15 and [3-15] are.
  if (day.year !== null || day.form !== 'numbers') return true
  const isPadded = /^\d{2}[-/.]\d{2}$/.test(day.written)
  return (isPadded || /[[(（【]\s*$/u.test(lead)) && !/翻页|pag(?:e|er|ing)/.test(attributeOf(holder, 'class'))
}

const rows = new Set(['li', 'tr'])

/** Entries in page order. */
export function datedEntries(view: PageView, days: Days): DatedEntry[] {
  const links = view.elements.filter((node) => node.tag === 'a' && !noTitle.test(linkText(view, node)))
  const entries: DatedEntry[] = []
  const byItem = new Map<ViewElement, DatedEntry>()
  for (const [at, day] of days.alone.entries()) {
    const found = entryOf(view, day, days.alone, at, links)
    if (found === null || found.text.length < 2) continue
    const known = byItem.get(found.item)
    // A row with several dates: the one that is called its publishing, else the last.
    if (known !== undefined && known.link === found.link) {
      if (isPublishing(view, known.day) && !isPublishing(view, day)) continue
      entries.splice(entries.indexOf(known), 1)
    }
    entries.push(found)
    byItem.set(found.item, found)
  }
  return entries
}

function isPublishing(view: PageView, day: FoundDay): boolean {
  if (/(?:发布|公开|发文|公布)(?:日期|时间)?\s*[:：]?\s*$/u.test(view.text.slice(Math.max(0, day.from - 20), day.from)))
    return true
  const cell = closest(holderOf(view, day.from, day.to), ({ tag }) => tag === 'td')
  const row = cell?.parent ?? null
  const table = closest(row, ({ tag }) => tag === 'table')
  if (cell === null || row === null || table === null) return false
  const first = descendants(view, table).find(({ tag }) => tag === 'tr')
  const title = first?.children[row.children.indexOf(cell)]
  return title !== undefined && /发布|公开|发文/.test(view.text.slice(title.from, title.to))
}

function entryOf(
  view: PageView,
  day: FoundDay,
  all: readonly FoundDay[],
  at: number,
  links: readonly ViewElement[]
): DatedEntry | null {
  const holder = holderOf(view, day.from, day.to)
  const isLink = (node: ViewElement): boolean =>
    links[firstIndex(links.length, (index) => (links[index]?.order ?? 0) >= node.order)] === node
  for (let node: ViewElement | null = holder; node !== null && node.tag !== 'body'; node = node.parent) {
    const { order, last, from, to } = node
    const [firstLink, endLink] = [
      firstIndex(links.length, (index) => (links[index]?.order ?? 0) >= order),
      firstIndex(links.length, (index) => (links[index]?.order ?? 0) > last)
    ]
    const [firstDay, endDay] = [
      firstIndex(all.length, (index) => (all[index]?.from ?? 0) >= from),
      firstIndex(all.length, (index) => (all[index]?.from ?? 0) >= to)
    ]
    const amount = endLink - firstLink
    const days = endDay - firstDay
    if (amount === 0) {
      if (closest(node, isLink) !== null) continue
      if (days > 3) return null
      // 成文日期：… in a table of labels belongs to the page, not to an entry.
      if (rows.has(node.tag) && dateLabel.test(view.text.slice(Math.max(0, day.from - 20), day.from))) return null
      if (rows.has(node.tag) && to - from > day.to - day.from + 6) return made(view, day, node, null)
      continue
    }
    if (days === 1 || rows.has(node.tag))
      return amount > 12 ? null : made(view, day, node, best(view, links.slice(firstLink, endLink)))
    // Links and dates side by side without wrappers: the link before the date and after the one before it, or the other way round.
    const first = links[firstLink]
    const datesFirst = first !== undefined && (all[firstDay]?.from ?? 0) < first.from
    const following = firstIndex(links.length, (index) => (links[index]?.from ?? 0) >= day.to)
    const pair = datesFirst
      ? links[following]
      : links[firstIndex(links.length, (index) => (links[index]?.from ?? 0) >= day.from) - 1]
    const isBetween =
      pair !== undefined &&
      (datesFirst ? pair.to <= (all[at + 1]?.from ?? to) : pair.to <= day.from && pair.from >= (all[at - 1]?.to ?? from))
    return isBetween && pair.order > order && pair.order <= last
      ? made(view, day, pair.parent === node ? pair : (closestChild(pair, node) ?? pair), pair)
      : null
  }
  return null
}

function closestChild(node: ViewElement, ancestor: ViewElement): ViewElement | null {
  return closest(node, (each) => each.parent === ancestor)
}

/** The longest words are the title; the first of several that are as long. */
function best(view: PageView, links: readonly ViewElement[]): ViewElement | null {
  const scored = links.map((link) => ({ link, length: Math.min(linkText(view, link).length, 12) }))
  const most = Math.max(...scored.map(({ length }) => length))
  return scored.find(({ length }) => length === most)?.link ?? null
}

function made(view: PageView, day: FoundDay, item: ViewElement, link: ViewElement | null): DatedEntry {
  const own = link === null ? view.text.slice(item.from, item.to) : linkText(view, link)
  const titled = link === null ? '' : attributeOf(link, 'title')
  const plain = oneLine(own.replace(day.written, ' '))
    .replace(/[[(（【]\s*[\])）】]/u, '')
    .trim()
  // A title that the page cuts short stands whole in its tooltip.
  const isCut = /(?:…|\.{2,})$/u.test(plain) && titled.startsWith(plain.replace(/(?:…|\.{2,})$/u, '').trim())
  const text = (isCut ? oneLine(titled) : plain).slice(0, 300)
  return { day, item, link, text, isPinned: isPinned(view, item) }
}

function isPinned(view: PageView, item: ViewElement): boolean {
  if (/\[?置\s?顶\]?|^\[?顶\]/u.test(view.text.slice(item.from, Math.min(item.to, item.from + 400)))) return true
  return descendants(view, item).some(
    (node) =>
      (node.tag === 'img' || node.tag === 'i' || node.tag === 'span') &&
      /置顶|zhiding|istop|is-top|stick/.test(
        `${attributeOf(node, 'alt')} ${attributeOf(node, 'title')} ${attributeOf(node, 'class')} ${attributeOf(node, 'src')}`.toLowerCase()
      )
  )
}
