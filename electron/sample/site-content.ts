import { listColumns } from './sample-data.ts'
import type { Sample, SampleColumn, SampleSite } from './sample-data.ts'

const dayMs = 86_400_000

/** `YYYY-MM-DD`, so many days before the given day. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10)
}

export interface DatedItem {
  title: string
  href: string
  date: string
}

export const fillIn = (text: string, site: SampleSite, sample: Sample, column = '') =>
  text.replaceAll('{county}', sample.county).replaceAll('{unit}', site.unit).replaceAll('{column}', column)

const headlinesOf = (sample: Sample, column: SampleColumn) => sample.headlines[column.id] ?? sample.headlines['*'] ?? []

/** Days from a document to its interpretation. */
function interpretedAfter(site: SampleSite): number {
  const late = site.faults.find(({ kind }) => kind === 'late-interpretation')
  return late?.kind === 'late-interpretation' ? late.days : 0
}

/**
 * What a column lists, newest first. A healthy column is fresh against `today`; a stale one ends at a day fixed by the
 * sample date, so it is stale on every later day too; a blank one is empty.
 */
export function itemsOf(sample: Sample, site: SampleSite, path: string, today: string): DatedItem[] {
  const found = listColumns(site).find((entry) => entry.path === path)
  if (!found?.column.everyDays) return []
  if (site.faults.some((fault) => fault.kind === 'blank-column' && fault.column === path)) return []
  const stale = site.faults.find((fault) => fault.kind === 'stale-column' && fault.column === path)
  const fresh = daysBefore(today, 1 + (path === 'zcwj' ? interpretedAfter(site) : 0))
  const newest = stale?.kind === 'stale-column' ? daysBefore(sample.sampleDate, stale.daysBeforeSample) : fresh
  const every = found.column.everyDays
  return headlinesOf(sample, found.column).map((headline, index) => ({
    title: fillIn(headline, site, sample, found.column.title),
    href: `/${path}/${index + 1}.html`,
    date: daysBefore(newest, index * every)
  }))
}

/** A document and its interpretation stand at the same place of their columns, and on healthy sites come on the same day. */
const counterparts: Readonly<Record<string, { path: string; label: string }>> = {
  zcwj: { path: 'zcjd', label: '相关解读' },
  zcjd: { path: 'zcwj', label: '相关文件' }
}

/** What explains the document, or is explained; null where none comes on its day, or as long after it as the site takes. */
export function counterpartOf(context: { sample: Sample; site: SampleSite; today: string }, path: string, index: number) {
  const { sample, site, today } = context
  const other = counterparts[path]
  if (other === undefined) return null
  const own = itemsOf(sample, site, path, today)[index]
  const item = itemsOf(sample, site, other.path, today)[index]
  if (item === undefined || own === undefined) return null
  const [document, interpretation] = path === 'zcwj' ? [own, item] : [item, own]
  return document.date === daysBefore(interpretation.date, interpretedAfter(site)) ? { ...item, label: other.label } : null
}
