import { locationKey } from './rules/faults.ts'
import { chinaDay, isDay } from './rules/days.ts'
import type { SiteColumn } from './site-columns.ts'

type Facts = Pick<SiteColumn, 'lastUpdate' | 'isBlank' | 'observedAt'>

/** What does not hold together in one column, with the name of the table's column it stands in; null when nothing. */
export function columnFault({ lastUpdate, isBlank, observedAt }: Facts): { column: string; reason: string } | null {
  if (lastUpdate === null) return null
  if (!isDay(lastUpdate)) return { column: '最近更新', reason: `没有“${lastUpdate}”这一天` }
  if (isBlank) return { column: '空白', reason: '空白栏目没有内容，不能有最近更新日期' }
  const seen = chinaDay(observedAt)
  return lastUpdate > seen ? { column: '最近更新', reason: `最近更新 ${lastUpdate} 晚于监测日期 ${seen}` } : null
}

/** The column of a site that has this path already, however its marks were typed; `except` is the one being changed. */
export function sameColumn(columns: readonly SiteColumn[], path: string, except: string | null = null): SiteColumn | null {
  const key = locationKey(path)
  return columns.find((column) => column.id !== except && locationKey(column.path) === key) ?? null
}
