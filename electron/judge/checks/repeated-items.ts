import type { DatedItem } from '../../domain/facts/facts.ts'
import { grouped } from '../../domain/grouped.ts'
import { chinaDay } from '../../domain/rules/days.ts'
import { pageKey } from '../../domain/page-key.ts'
import { pageCheck, type CheckContext, type CheckResult } from '../check.ts'
import { itemLine } from '../reading.ts'
import { fail, needsHuman, notApplicable, pass, quoted } from '../result.ts'

/** 旧稿重发: entries that come twice, bear another date than before, or one that has not come yet. */
export const repeatedItems = pageCheck({
  id: 'repeated-items',
  title: '重复和改期信息',
  needs: ['dates'],
  run({ dates: { items } }, context) {
    if (items.length === 0) return notApplicable('页面没有带日期的条目。')
    const results = [...redated(items, context.earlierItems ?? []), ...future(items, context), ...repeated(items, context)]
    return results.length > 0 ? results : pass(`${items.length} 条信息没有重复、改期或提前的日期。`)
  }
})

/** Title and address as they were, the date another. */
function redated(items: readonly DatedItem[], earlier: readonly DatedItem[]): CheckResult[] {
  const before = grouped(earlier, identity)
  return items.flatMap((item) => {
    const kept = before.get(identity(item)) ?? []
    if (kept.length === 0 || kept.some(({ date, year }) => date === item.date || isYearGuess(date, item.date, year, item.year)))
      return []
    const was = kept.map(({ date }) => date).toSorted()
    const message = `${quoted(item.text)}的日期由 ${was.join('、')} 变成了 ${item.date}，疑似旧稿改期重发。`
    return [fail(message, [item.place], [itemLine(item), ...was])]
  })
}

/** `02-24` read a year later is the same day with another guess at its year. */
function isYearGuess(a: string, b: string, one: DatedItem['year'], other: DatedItem['year']): boolean {
  return (one === 'inferred' || other === 'inferred') && a.slice(5) === b.slice(5)
}

function future(items: readonly DatedItem[], { observedAt }: CheckContext): CheckResult[] {
  const today = chinaDay(observedAt)
  const ahead = items.filter(({ date }) => date > today)
  const [first] = ahead
  if (first === undefined) return []
  const message = `${ahead.length} 条信息的日期晚于监测时间点，如 ${first.date} 的${quoted(first.text)}。`
  return [
    fail(
      message,
      ahead.map(({ place }) => place),
      ahead.map(itemLine)
    )
  ]
}

function repeated(items: readonly DatedItem[], { isHome }: CheckContext): CheckResult[] {
  const isCut = cutAt(items)
  return [...grouped(items, ({ text }) => plain(text)).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined || plain(first.text).length < 4) return []
    // Of titles that were cut nobody knows whether they go on alike.
    if (isCut(first.text) && new Set(same.map(addressOf)).size > 1) return []
    // A pinned entry comes again in its own place: one and the same.
    const different = [...new Map(same.map((item) => [`${item.date} ${addressOf(item)}`, item])).values()]
    const loose = same.filter(({ isPinned }) => !isPinned)
    const days = [...new Set(same.map(({ date }) => date))].toSorted()
    // A home page shows one entry in several of its lists.
    const isTwice = isHome ? days.length > 1 : different.length > 1 || loose.length > 1
    if (!isTwice) return []
    const message = `${quoted(first.text)}出现 ${same.length} 次（${days.slice(0, 4).join('、')}），请看是否旧稿重发。`
    return [
      needsHuman(
        message,
        same.map(({ place }) => place),
        same.map(itemLine)
      )
    ]
  })
}

/** Titles that end in dots, or at the length where several of the list end: their template cuts them. */
function cutAt(items: readonly DatedItem[]): (text: string) => boolean {
  const lengths = items.map(({ text }) => plain(text).length)
  const longest = Math.max(0, ...lengths)
  const isFixed = new Set(items.filter(({ text }) => plain(text).length === longest).map(({ text }) => plain(text))).size >= 3
  return (text) => /(?:…|\.{2,}|。{2,})$/.test(text.trim()) || (isFixed && plain(text).length === longest)
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '')
const addressOf = ({ href }: DatedItem): string => (href === null ? '' : pageKey(href))
const identity = (item: DatedItem): string => `${plain(item.text)} ${addressOf(item)}`
