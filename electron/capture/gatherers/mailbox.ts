import type { Fact } from '../../domain/facts/facts.ts'
import { isoDay } from '../../domain/facts/read-date.ts'
import type { FoundDay } from '../../domain/facts/read-date.ts'
import { treeGatherer, type PageContext } from '../gatherer.ts'
import { addressOf, attributeOf, closest, descendants, oneLine, placeOf, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'
import { breadcrumbOf } from './breadcrumb.ts'
import { datedEntries, daysOf } from './dated-items.ts'
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
  const fromTables = view.elements.filter(({ tag }) => tag === 'table').flatMap((table) => tableEntries(view, table))
  const single = fromTables.length === 0 && isMailbox ? oneLetter(view) : null
  const entries = fromTables.length > 0 ? fromTables : single !== null ? [single] : isMailbox ? listEntries(view) : []
  return { entries: entries.slice(0, maxEntries), hasSubmitForm: hasSubmitForm(view) }
}

type Entry = Fact<'mailbox'>['entries'][number]
type Column = 'asked' | 'answered' | 'unit' | 'state' | 'title' | null

function tableEntries(view: PageView, table: ViewElement): Entry[] {
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

/** One letter with its answer: dates with their names in front. */
function oneLetter(view: PageView): Entry | null {
  const days = daysOf(view).all
  const named = (expression: RegExp): FoundDay | null =>
    days.find(
      (day) =>
        day.year !== null &&
        new RegExp(`(?:${expression.source})[\\s\\u00a0]*[:：]?[\\s\\u00a0]*$`).test(
          view.text.slice(Math.max(0, day.from - 24), day.from)
        )
    ) ?? null
  const [ask, reply] = [named(asked), named(answered)]
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

/** A plain list: what kind of day it shows is said only where its words say it. */
function listEntries(view: PageView): Entry[] {
  return datedEntries(view, daysOf(view))
    .filter(({ item }) => item.to - item.from < 600)
    .map(({ item, link, text, day }) => {
      const words = textOf(view, item, 600)
      const before = words.slice(0, words.indexOf(day.written))
      const date = day.year === null ? null : isoDay(day.year, day.month, day.day)
      const [isAsk, isReply] = [
        new RegExp(`(?:${asked.source})[\\s:：]*$`).test(before),
        new RegExp(`(?:${answered.source})[\\s:：]*$`).test(before)
      ]
      return {
        title: text,
        href: link === null ? null : addressOf(link, attributeOf(link, 'href')),
        askedOn: isAsk ? date : null,
        repliedOn: isReply ? date : null,
        repliedBy: null,
        isReplied: isReply ? true : stateOf(words),
        place: placeOf(item, text)
      }
    })
}

/** A field to write a message into. */
function hasSubmitForm(view: PageView): boolean {
  return (
    view.elements.some((node) => node.tag === 'textarea' && closest(node, ({ tag }) => tag === 'form') !== null) ||
    view.elements.some(
      (node) =>
        (node.tag === 'a' || node.tag === 'button') &&
        /^(?:我要(?:写信|留言|咨询|投诉|提问|建议)|写信|在线留言|我要来信)$/.test(textOf(view, node, 20))
    )
  )
}
