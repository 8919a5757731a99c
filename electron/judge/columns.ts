/** Columns as the rules read them, from what was seen of a site's pages. */
import type { PageFacts } from '../domain/facts/facts.ts'
import type { ColumnState } from '../domain/facts/site-facts.ts'
import { locationParts, normaliseLocation } from '../domain/location-path.ts'
import type { ColumnClass, ColumnLevel, SiteColumn } from '../domain/site-columns.ts'
import type { CheckContext } from './check.ts'

const classes: Readonly<Record<ColumnState['kind'], ColumnClass>> = {
  news: 'news',
  notices: 'announcement',
  policy: 'policy',
  interpretation: 'interpretation',
  other: 'other'
}

/** The column as the working paper judges it. `lastUpdate` is not after the day of observation. */
export function asSiteColumn(column: ColumnState, lastUpdate: string | null, context: CheckContext): SiteColumn {
  return {
    id: column.path,
    objectKey: context.object?.key ?? '',
    class: classes[column.kind],
    level: levelOf(column.path),
    path: column.path,
    url: column.url,
    lastUpdate,
    isBlank: false,
    observedAt: context.observedAt,
    note: '',
    inspector: ''
  }
}

/** `首页》通知公告` is a first-level column, `首页》政务公开》通知公告` a deeper one. */
function levelOf(path: string): ColumnLevel {
  return locationParts(normaliseLocation(path)).filter((part) => part !== '首页').length <= 1 ? 'first' : 'deeper'
}

/** What a column carries, by its name: the last part of its 位置 that says so. */
export function kindOfColumn(path: string): ColumnState['kind'] {
  const parts = locationParts(normaliseLocation(path)).toReversed()
  for (const part of parts) {
    if (/解读|读懂|问答/.test(part)) return 'interpretation'
    if (/通知|公告|公示/.test(part)) return 'notices'
    if (/政策|文件|法规|规章/.test(part)) return 'policy'
    if (/要闻|动态|新闻|快讯|时政/.test(part)) return 'news'
  }
  return 'other'
}

/**
 * One page that is inspected by itself, taken as a column; null where it is a home page, an article or no list. `path` is the
 * 位置 of the registry where one is known.
 */
export function columnOfPage(facts: PageFacts, context: Pick<CheckContext, 'isHome' | 'url'>, path?: string): ColumnState | null {
  const { columns, dates, document, head } = facts
  if (context.isHome || !dates.ok || !document.ok) return null
  const { items, latestDate, emptyMessage, undatedItems, publishDate } = dates.value
  const isList = emptyMessage !== null || items.length > 1 || undatedItems > 1 || (items.length === 1 && publishDate === null)
  if (!isList) return null
  const title = head.ok ? (head.value.title ?? '') : ''
  const trail = columns.ok ? trailOf(columns.value.breadcrumb) : ''
  const named = path ?? (trail === '' ? title : trail)
  const where = named === '' ? context.url : normaliseLocation(named)
  const { status } = document.value
  return { path: where, url: context.url, kind: kindOfColumn(where), items, latestDate, emptyMessage, undatedItems, status }
}

/** Names of columns hold no spaces: what comes after one belongs to the page below the trail. */
function trailOf(breadcrumb: readonly string[]): string {
  const names: string[] = []
  for (const step of breadcrumb) {
    const [name = '', ...rest] = step.trim().split(/\s+/)
    if (name !== '') names.push(name)
    if (rest.length > 0) break
  }
  return names.join('》')
}
