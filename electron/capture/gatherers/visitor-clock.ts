/** Dates that are the visitor's own: a page that prints today as if it had been written today. */
import type { Place } from '../../domain/facts/gathered.ts'
import { isoDay } from '../../domain/facts/read-date.ts'
import type { FoundDay } from '../../domain/facts/read-date.ts'
import type { PageContext } from '../gatherer.ts'
import { closest, descendants, holderOf, lineAt, placeOf, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'
import type { Days } from './dated-items.ts'

export interface VisitorClock {
  /** null where only the script that will print it is there. */
  day: FoundDay | null
  place: Place
}

const asToday = /今天(?:是)?|现在(?:是|时间)|当前(?:日期|时间)|北京时间|欢迎您?/u
const weekday = /^\s*[,，(（]?\s*(?:星期|周|礼拜)[一二三四五六日天]/u
const clockScript = /new\s+Date\s*\(\s*\)|Date\.now\s*\(/
const printing = /document\.write|innerHTML|innerText|textContent|\.(?:html|text)\s*\(/

export function visitorClocks({ view, observedOn, source }: PageContext, days: Days): VisitorClock[] {
  const found: VisitorClock[] = []
  for (const day of days.all) {
    const holder = holderOf(view, day.from, day.to)
    // An entry of a list may well be of today, and its script may only ask whether it is new.
    if (day.year === null || isInEntry(view, holder)) continue
    const line = view.text.slice(Math.max(0, day.from - 20), day.from)
    const after = view.text.slice(day.to, day.to + 12)
    const isToday = isoDay(day.year, day.month, day.day) === observedOn
    const says = (asToday.test(line.split('\n').at(-1) ?? '') || weekday.test(after)) && isShortLine(view.text, day)
    // A date with its weekday outside any list is the head's clock, also where it stands still.
    const isPrinted =
      isToday &&
      (nearScript(view.scripts, holder) ||
        (source !== null && label.test(line) && !source.text.includes(day.written) && isBesideClock(view.scripts)))
    if ((says && (isToday || isInHead(view.text.length, day))) || isPrinted)
      found.push({ day, place: placeOf(holder, textOf(view, holder, 100)) })
  }
  for (const { element, source: script } of view.scripts) {
    if (script.length > 3_000 || !clockScript.test(script) || !/document\.write/.test(script)) continue
    const around = element.parent
    if (around === null || around.tag === 'head' || !/getFullYear|toLocale/.test(script)) continue
    if (
      /发布|更新|日期|时间/.test(textOf(view, around, 120)) &&
      textOf(view, around, 200).length < 150 &&
      !found.some(({ place }) => place.path === placeOf(around, '').path)
    )
      found.push({ day: null, place: placeOf(around, textOf(view, around, 100)) })
  }
  return found.slice(0, 50)
}

const isInHead = (length: number, day: FoundDay): boolean => day.from < Math.max(400, length * 0.15)
const label = /(?:日\s{0,4}期|时\s{0,4}间)\s*[:：]?\s*$/u

/** A clock stands alone; a sentence of an article names a day and its weekday too. */
function isShortLine(text: string, day: FoundDay): boolean {
  const { from, to } = lineAt(text, day)
  return to - from <= 50
}

function isInEntry(view: PageView, holder: ViewElement): boolean {
  const row = closest(holder, ({ tag }) => tag === 'li' || tag === 'tr' || tag === 'dl' || tag === 'a')
  return (
    row !== null &&
    row.to - row.from < 600 &&
    (row.tag === 'a' || descendants(view, row).some((node) => node.tag === 'a' && node.to - node.from >= 4))
  )
}

function nearScript(scripts: PageContext['view']['scripts'], holder: ViewElement): boolean {
  const around = closest(
    holder,
    (each) => each.to - each.from > 0 && each.to - each.from < 160 && each.children.some(({ tag }) => tag === 'script')
  )
  return (
    around !== null &&
    scripts.some(
      ({ element, source }) =>
        element.parent === around && clockScript.test(source) && /getFullYear|toLocale|getDate/.test(source)
    )
  )
}

const isBesideClock = (scripts: PageContext['view']['scripts']): boolean =>
  scripts.some(({ source }) => clockScript.test(source.slice(0, 100_000)) && printing.test(source.slice(0, 100_000)))
