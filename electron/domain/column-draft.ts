import type { Indicator } from './catalogue.ts'
import { fillPhrase } from './phrase.ts'
import { chinaDay } from './rules/days.ts'
import type { SiteColumn } from './site-columns.ts'

/** A finding made from columns, ready for the inspector to take over; evidence is still to be chosen. */
export interface ColumnDraft {
  count: number
  description: string
  /** Paths of the columns, `首页》要闻、首页》公告`. */
  location: string
  url: string
  /** Day of the newest item where it is one column, for wordings that name it. */
  lastUpdate: string | null
  /** The latest 监测时间点 of the columns, ISO instant. */
  observedAt: string
}

/** The finding an item makes of the columns it counts (one or more), in the edition's own words; null for none. */
export function columnDraft(
  indicator: Pick<Indicator, 'phrase' | 'unitPoints' | 'window'>,
  columns: readonly Pick<SiteColumn, 'path' | 'url' | 'observedAt' | 'lastUpdate'>[]
): ColumnDraft | null {
  const [first] = columns
  if (first === undefined) return null
  const count = columns.length
  const location = columns.map(({ path }) => path).join('、')
  const url = columns.find((column) => column.url !== '')?.url ?? ''
  const observedAt = columns.reduce((last, column) => (column.observedAt > last ? column.observedAt : last), first.observedAt)
  const lastUpdate = count === 1 ? first.lastUpdate : null
  const facts = { indicator, count, location, url, observedDay: chinaDay(observedAt), lastUpdate }
  return { count, description: fillPhrase(indicator.phrase, facts), location, url, lastUpdate, observedAt }
}
