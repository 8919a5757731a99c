/** What stands between a page and a judgement on it: walls, errors, maintenance; and the newest of its dates. */
import type { DatedItem, Fact } from '../domain/facts/facts.ts'
import type { ColumnState } from '../domain/facts/site-facts.ts'
import { quoted } from './result.ts'

/** Answers of a guard in front of the site: a person gets past it, a machine does not. */
const walls = new Set([202, 401, 403, 412, 429])
const closed =
  /(?:网站|系统|平台)(?:正在)?(?:维护|升级|建设|改版)中|(?:正在|停机)(?:维护|升级|建设|改版)|^(?:网站|系统|平台)?(?:维护|升级)(?:公告|通知)?$|暂停(?:访问|服务)/
const guarded =
  /安全(?:验证|检查|检测)|访问验证|人机验证|滑动验证|访问(?:被拒绝|受限|过于频繁)|^请(?:稍候|登录)|^登录$|^\s*(?:just a moment|access denied|forbidden|attention required)/i

/** Why nothing may be missed on this page, or null when it was read as it is. */
export function whyUnread(document: Fact<'document'>, head: Fact<'head'>): string | null {
  const { status, error } = document
  if (status === null) return `页面没有打开${error === null ? '' : `（${quoted(error)}）`}`
  const answer = whyUnanswered(status)
  if (answer !== null) return answer
  if (document.bytes === 0) return '页面是空的，没有收到内容'
  const title = head.documentTitles.map((each) => each.trim()).find((each) => each !== '') ?? ''
  if (!isWallTitle(title)) return null
  return `页面标题为${quoted(title)}，${closed.test(title) ? '可能正在维护' : '可能被安全验证拦住'}`
}

/** Is a page with this title there instead of the one asked for? An article about maintenance is called by more than that. */
export const isWallTitle = (title: string): boolean =>
  title.length <= 20 && !title.startsWith('关于') && (closed.test(title) || guarded.test(title))

/** Why an answer with this status is not the page, or null. */
export function whyUnanswered(status: number | null): string | null {
  if (status === null) return '页面没有打开'
  if (walls.has(status)) return `页面返回 ${status}，可能被安全防护拦住`
  return status >= 200 && status < 300 ? null : `页面返回 ${status}`
}

export interface Newest {
  /** Newest day that is not after the observation. */
  day: string | null
  /** The entry that bears it; null where only the day was kept. */
  item: DatedItem | null
  /** Entries dated after the day of observation, newest first. */
  future: DatedItem[]
}

/** The order of the entries says nothing: old ones are pinned on top. */
export function newestOf(items: readonly DatedItem[], latestDate: string | null, today: string): Newest {
  const future = items.filter((item) => item.date > today).toSorted((a, b) => (a.date < b.date ? 1 : -1))
  let item: DatedItem | null = null
  for (const each of items) if (each.date <= today && (item === null || each.date > item.date)) item = each
  const kept = latestDate !== null && latestDate <= today ? latestDate : null
  if (kept !== null && (item === null || kept > item.date)) return { day: kept, item: null, future }
  return { day: item?.date ?? null, item, future }
}

/** `blank`: it says so itself; `nothing`: neither an entry nor such words were read, which a list that only a script fills looks like too. */
export function blankness({ items, emptyMessage, undatedItems }: Pick<ColumnState, 'items' | 'emptyMessage' | 'undatedItems'>) {
  if (items.length > 0 || undatedItems > 0) return 'filled'
  return emptyMessage === null ? 'nothing' : 'blank'
}

/** What an entry is, apart from where it stands. */
export const itemLine = (item: DatedItem): string => `${item.date} ${item.text} ${item.href ?? ''}`
