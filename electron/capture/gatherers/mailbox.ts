import type { Fact } from '../../domain/facts/facts.ts'
import { isoDay } from '../../domain/facts/read-date.ts'
import type { FoundDay } from '../../domain/facts/read-date.ts'
import { treeGatherer, type PageContext } from '../gatherer.ts'
import { addressOf, attributeOf, closest, descendants, oneLine, placeOf, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'
import { breadcrumbOf } from './breadcrumb.ts'
import { datedEntries, daysOf, type Days } from './dated-items.ts'
import { titleOf } from './head.ts'
import { linkText } from './links.ts'

export const mailbox = treeGatherer({ fact: 'mailbox', gather })

const maxEntries = 500
const mailboxWords = /信箱|邮箱|来信|留言|咨询|投诉|建言|互动|答复|回复|网民|问答|诉求/
const asked = /(?:来信|留言|提交|咨询|写信|提问|发起|受理|投诉|问题|信件|登记)\s?(?:日期|时间)/
const answered = /(?:回复|答复|办结|处理|回信|反馈|办理)\s?(?:日期|时间)/
const unit = /(?:回复|答复|办理|处理|承办|受理|回信|受信)\s?(?:单位|部门|机构|机关|人)/
const state = /状态|办理情况|处理情况|是否(?:回复|答复|办结)/
const done = /已\s?(?:回复|答复|办结|处理|办理|反馈|完成)|办结|^是$/
const open = /未\s?(?:回复|答复|办结|处理|办理)|待\s?(?:回复|答复|办理|处理)|处理中|办理中|受理中|正在(?:办理|处理)|^否$/

function gather(page: PageContext): Fact<'mailbox'> {
  const { view } = page
  const isMailbox = [
    titleOf(view, [], false) ?? '',
    ...breadcrumbOf(view).steps.slice(-2),
    ...view.elements
      .filter(({ tag }) => tag === 'title')
      .map((node) => node.element.children.map((child) => (child.kind === 'text' ? child.text : '')).join(''))
  ].some((name) => mailboxWords.test(name))
  const fromTables = view.elements.filter(({ tag }) => tag === 'table').flatMap((table) => tableEntries(view, table, isMailbox))
  const days = fromTables.length === 0 && isMailbox ? daysOf(view) : null
  const single = days === null ? null : oneLetter(view, days)
  const entries = days === null ? fromTables : single !== null ? [single] : listEntries(view, days)
  return { entries: entries.slice(0, maxEntries) }
}

type Entry = Fact<'mailbox'>['entries'][number]
type Column = 'asked' | 'answered' | 'unit' | 'state' | 'title' | null

/** Columns that only letters have: 受理日期 and 状态 stand over permits and projects as well. */
const ofLetters = /来信|留言|咨询|写信|提问/

function tableEntries(view: PageView, table: ViewElement, isMailbox: boolean): Entry[] {
  const rows = descendants(view, table).filter(
    (node) => node.tag === 'tr' && closest(node.parent, ({ tag }) => tag === 'table') === table
  )
  const at = rows.findIndex(
    (row) =>
      cellsOf(row).length >= 2 &&
      columnsIn(view, row).filter((each) => each === 'asked' || each === 'answered' || each === 'state').length > 0
  )
  const header = rows[at]
  if (header === undefined) return []
  if (!isMailbox && !cellsOf(header).some((cell) => ofLetters.test(textOf(view, cell, 40).replaceAll(' ', '')))) return []
  const roles = columnsIn(view, header)
  return rows.slice(at + 1, at + 1 + maxEntries).flatMap((row) => {
    const cells = cellsOf(row)
    const cell = (role: Column): string => {
      const found = cells[roles.indexOf(role)]
      return roles.includes(role) && found !== undefined ? textOf(view, found, 300) : ''
    }
    const link = descendants(view, row).find((node) => node.tag === 'a' && linkText(view, node).length >= 2)
    const title = link === undefined ? cell('title') : linkText(view, link)
    if (title === '' || cells.length < 2) return []
    const repliedOn = wholeDay(cell('answered'))
    return [
      {
        title,
        href: link === undefined ? null : addressOf(link, attributeOf(link, 'href')),
        askedOn: wholeDay(cell('asked')),
        repliedOn,
        repliedBy: cell('unit') || null,
        isReplied: repliedOn !== null ? true : stateOf(cell('state')),
        place: placeOf(row, title)
      }
    ]
  })
}

const cellsOf = (row: ViewElement): ViewElement[] => row.children.filter(({ tag }) => tag === 'td' || tag === 'th')

const columnsIn = (view: PageView, row: ViewElement): Column[] =>
  cellsOf(row).map((cell) => {
    const text = textOf(view, cell, 40).replaceAll(' ', '')
    if (text.length > 12) return null
    return asked.test(text)
      ? 'asked'
      : answered.test(text)
        ? 'answered'
        : unit.test(text)
          ? 'unit'
          : state.test(text)
            ? 'state'
            : /标题|主题|题目|内容/.test(text)
              ? 'title'
              : null
  })

const stateOf = (text: string): boolean | null => (open.test(text) ? false : done.test(text) ? true : null)

function wholeDay(text: string): string | null {
  const match = /((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})/.exec(text)
  if (match === null) return null
  const [y = 0, m = 0, d = 0] = match.slice(1).map(Number)
  const day = new Date(Date.UTC(y, m - 1, d))
  return day.getUTCMonth() === m - 1 && day.getUTCDate() === d ? isoDay(y, m, d) : null
}

/** One letter with its answer: dates with their names in front. A name that comes twice is that of a list's entries. */
function oneLetter(view: PageView, days: Days): Entry | null {
  const names = days.all.flatMap((day) => {
    const before = view.text.slice(Math.max(0, day.from - 24), day.from)
    const [ask, reply] = [nameIn(asked, before), nameIn(answered, before)]
    return day.year === null || (ask ?? reply) === null ? [] : [{ day, ask, reply }]
  })
  if (new Set(names.map(({ ask, reply }) => ask ?? reply)).size < names.length) return null
  const ask = names.find((each) => each.ask !== null)?.day ?? null
  const reply = names.find((each) => each.reply !== null)?.day ?? null
  if (ask === null && reply === null) return null
  const by =
    new RegExp(`(?:${unit.source})[\\s\\u00a0]*[:：][\\s\\u00a0]*([\\p{Script=Han}（）]{2,40})`, 'u').exec(view.text)?.[1] ?? null
  const title = titleOf(view, [], false) ?? /(?:标题|主题)\s*[:：]\s*([^\n]{2,100})/.exec(view.text)?.[1]?.trim() ?? ''
  const isoOf = (day: FoundDay | null): string | null =>
    day?.year === undefined || day.year === null ? null : isoDay(day.year, day.month, day.day)
  return {
    title: oneLine(title),
    href: null,
    askedOn: isoOf(ask),
    repliedOn: isoOf(reply),
    repliedBy: by,
    isReplied: reply !== null ? true : null,
    place: placeOf(view.root, title)
  }
}

/** The name that the words before a day end in. */
const nameIn = (expression: RegExp, before: string): string | null =>
  new RegExp(`(${expression.source})[\\s\\u00a0]{0,6}[:：]?[\\s\\u00a0]{0,6}$`).exec(before)?.[1] ?? null

/** Words of an entry outside its title, short enough for a state: a title or a summary may say 未处理 of something else. */
function stateIn(view: PageView, item: ViewElement, link: ViewElement | null): boolean | null {
  const words =
    link === null
      ? view.text.slice(item.from, item.to)
      : `${view.text.slice(item.from, link.from)} ${view.text.slice(link.to, item.to)}`
  const pieces = words.split(/[\s\u00a0\u3000\d[\]【】()（）|｜/.-]+/u).filter((piece) => piece.length <= 10)
  return stateOf(pieces.join(' '))
}

/** A plain list: what kind of day it shows is said only where its words say it. The days of one item are of one letter. */
function listEntries(view: PageView, days: Days): Entry[] {
  return datedEntries(view, days)
    .filter(({ item }) => item.to - item.from < 600)
    .map(({ item, link, text }) => {
      const inItem = days.all.filter((day) => day.year !== null && day.from >= item.from && day.to <= item.to)
      const named = (expression: RegExp): string | null => {
        const day = inItem.find(({ from }) => nameIn(expression, view.text.slice(Math.max(item.from, from - 24), from)) !== null)
        return day === undefined ? null : isoDay(day.year ?? 0, day.month, day.day)
      }
      const repliedOn = named(answered)
      return {
        title: text,
        href: link === null ? null : addressOf(link, attributeOf(link, 'href')),
        askedOn: named(asked),
        repliedOn,
        repliedBy: null,
        isReplied: repliedOn !== null ? true : stateIn(view, item, link),
        place: placeOf(item, text)
      }
    })
}
