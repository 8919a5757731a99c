/** The day a page says it was published on. */
import type { Fact } from '../../domain/facts/facts.ts'
import { isoDay, readWholeDay } from '../../domain/facts/read-date.ts'
import type { FoundDay } from '../../domain/facts/read-date.ts'
import { closest, holderOf, lineAt, nameOf, oneLine } from '../page-view.ts'
import type { PageView } from '../page-view.ts'
import type { Days } from './dated-items.ts'
import { metaContents } from './meta.ts'

export interface PublishDate {
  date: string
  from: 'text' | 'meta' | 'script'
  /** What stands before it, as `发布日期：`; empty where nothing does. */
  label: string
}

const published =
  /(?:发\s?布|发表|公布|公开|刊发|发稿|上网|上传|录入|信息|文章)\s?(?:日\s{0,4}期|时\s{0,4}间)\s*(?:为|[:：】\]])?\s*[[(（]?\s*$|(?:发布|发表)(?:于|[:：])\s*$/u
const plainLabel = /(?<!\p{Script=Han})(?:日\s{0,4}期|时\s{0,4}间)\s*[:：]\s*[[(（]?\s*$/u
const updated = /(?:更新|修改|编辑)\s?(?:日\s{0,4}期|时\s{0,4}间|于)?\s*[:：]?\s*$/u
/** The line under a title. */
const infoWords = /来\s{0,4}源|作\s{0,4}者|浏览|点击|阅读|字\s?[体号]|字体|打\s?印|分享|编辑|发布(?:人|单位|机构)|访问量|责编/u

/** @param excluded positions of days that belong to entries of lists or to a visitor's clock */
export function publishDateOf(view: PageView, days: Days, excluded: ReadonlySet<FoundDay>): PublishDate | null {
  const full = days.all.filter((day) => day.year !== null && day.form !== 'split' && !excluded.has(day) && !isInTitle(view, day))
  const lead = (day: FoundDay): string =>
    view.text
      .slice(Math.max(0, day.from - 30), day.from)
      .split('\n')
      .slice(-2)
      .join('\n')
  const first = (test: (day: FoundDay) => boolean): PublishDate | null => {
    const day = full.find(test)
    if (day === undefined || day.year === null) return null
    return { date: isoDay(day.year, day.month, day.day), from: 'text', label: oneLine(lead(day)).slice(-20) }
  }
  return (
    first((day) => published.test(lead(day))) ??
    first((day) => isTimeElement(view, day)) ??
    first((day) => plainLabel.test(lead(day)) && !isInProse(view, day)) ??
    first((day) => isInfoLine(view, day)) ??
    first((day) => isUnderHeading(view, day)) ??
    first((day) => updated.test(lead(day))) ??
    metaDate(view) ??
    scriptDate(view)
  )
}

const isTimeElement = (view: PageView, day: FoundDay): boolean => {
  const holder = holderOf(view, day.from, day.to)
  return holder.to - holder.from < 60 && closest(holder, ({ tag }) => tag === 'publishtime') !== null
}

function lineOf(view: PageView, day: FoundDay): string {
  const { from, to } = lineAt(view.text, day)
  return view.text.slice(from, to)
}

const isInProse = (view: PageView, day: FoundDay): boolean => lineOf(view, day).length > 160

/** A date with 来源, 作者 and the like in the same short line or block. */
function isInfoLine(view: PageView, day: FoundDay): boolean {
  if (infoWords.test(lineOf(view, day)) && lineOf(view, day).length <= 160) return true
  let node = holderOf(view, day.from, day.to)
  // The date alone on its line, with a label at most.
  if (
    node.to - node.from > 40 ||
    lineOf(view, day)
      .replace(day.written, '')
      .replaceAll(/[\d\s:：|｜[\]()（）\u00a0\u3000-]/gu, '').length > 6
  )
    return false
  for (let level = 0; level < 3; level += 1) {
    if (node.to - node.from > 220) return false
    if (infoWords.test(view.text.slice(node.from, node.to))) return true
    if (node.parent === null) return false
    node = node.parent
  }
  return false
}

const headings = /^(?:h[1-3]|ucaptitle)$/

/** Alone on one of the first lines under the page's heading. */
function isUnderHeading(view: PageView, day: FoundDay): boolean {
  if (
    lineOf(view, day)
      .replace(day.written, '')
      .replaceAll(/[\d\s:：|｜[\]()（）\u00a0\u3000-]/gu, '') !== ''
  )
    return false
  return view.elements.some(
    (node) =>
      headings.test(node.tag) &&
      node.to - node.from >= 6 &&
      node.to <= day.from &&
      day.from - node.to < 120 &&
      view.text
        .slice(node.to, day.from)
        .split('\n')
        .filter((line) => line.trim() !== '').length <= 2
  )
}

const isInTitle = (view: PageView, day: FoundDay): boolean =>
  closest(holderOf(view, day.from, day.to), ({ tag }) => /^(?:h1|h2|a|ucaptitle)$/.test(tag)) !== null

export function metaDate(view: PageView): PublishDate | null {
  for (const name of ['pubdate', 'publishdate', 'publishtime', 'article:published_time']) {
    for (const content of metaContents(view, name)) {
      const date = readWholeDay(content)
      if (date !== null) return { date, from: 'meta', label: name }
    }
  }
  return null
}

const scriptName =
  /(?:pub(?:lish)?_?(?:date|time)|release_?(?:date|time)|fbsj|fbrq|docreltime)["']?\s*[:=]\s*["'](\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?[^"'\n]{0,20})["']/gi

function scriptDate(view: PageView): PublishDate | null {
  const found = new Set<string>()
  for (const { source } of view.scripts) {
    for (const [, value = ''] of source.slice(0, 300_000).matchAll(scriptName)) {
      const date = readWholeDay(value)
      if (date !== null) found.add(date)
    }
  }
  // Several days in scripts are records of something else.
  const [date] = found
  return date !== undefined && found.size === 1 ? { date, from: 'script', label: '' } : null
}

/** A short notice without title line says its day only under its signature. */
export function signatureDate(view: PageView, days: Days): PublishDate | null {
  const words = view.text.trim()
  if (words.length > 600 || view.elements.filter(({ tag }) => tag === 'a').length > 5) return null
  const day = days.all.at(-1)
  if (day?.year === undefined || day.year === null) return null
  return words.slice(-16).includes(day.written) && lineOf(view, day).trim() === day.written
    ? { date: isoDay(day.year, day.month, day.day), from: 'text', label: '' }
    : null
}

export function contradictions(view: PageView, date: PublishDate | null): Fact<'dates'>['publishDateContradicted'] {
  const meta = metaDate(view)
  if (date === null || meta === null || date.from === 'meta' || meta.date === date.date) return []
  return [
    { from: date.from, date: date.date },
    { from: 'meta', date: meta.date }
  ]
}

/** Titles, lines and names that only an article has. */
export function isArticle(view: PageView, date: PublishDate | null): boolean {
  if (metaContents(view, 'articletitle').length > 0) return true
  if (date?.from !== 'text') return false
  return (
    view.elements.some(
      (node) =>
        node.to - node.from > 200 &&
        /(?:^|[\s_-])(?:trs_editor|zoom|ucapcontent|article-?con\w*|content-?text|news-?con\w*|view-?con\w*|zw-?con\w*|xxgk-?con\w*|zwnr)(?:$|[\s_-])/.test(
          `${node.tag} ${nameOf(node)}`
        )
    ) || infoWords.test(view.text.slice(0, 20_000))
  )
}
