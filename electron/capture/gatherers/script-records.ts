/** A list whose records lie in a script of the page and are drawn by another: read as written, where nothing of it is drawn. */
import type { DatedItem } from '../../domain/facts/facts.ts'
import { readWholeDay } from '../../domain/facts/read-date.ts'
import type { PageContext } from '../gatherer.ts'
import { addressOf, oneLine, placeOf } from '../page-view.ts'

const maxScript = 1_000_000
const maxRecords = 200

const member =
  /"(title|docTitle|articleTitle|pubDate|publishDate|publishTime|pubTime|docRelTime|url|href|link|linkUrl)"\s*:\s*"((?:[^"\\]|\\.){1,500})"/gi
const pageLength = /"?(?:perPage|pageSize|pageRows)"?\s*[:=]\s*["']?(\d{1,3})\b/i

export function scriptRecords({ view, observedOn }: PageContext): DatedItem[] {
  let found: DatedItem[] = []
  const shown = view.scripts
    .map(({ source }) => pageLength.exec(source.slice(0, maxScript))?.[1])
    .find((each) => each !== undefined)
  for (const { element, source } of view.scripts) {
    const script = source.slice(0, maxScript)
    const records: DatedItem[] = []
    let title: string | null = null
    let date: { day: string; written: string } | null = null
    let href: string | null = null
    const seen = new Set<string>()
    const finish = (): void => {
      if (title !== null && date !== null && date.day <= observedOn && records.length < maxRecords)
        records.push({
          text: title,
          href: href === null ? null : addressOf(element, href),
          date: date.day,
          written: date.written,
          year: 'written',
          isPinned: false,
          place: placeOf(element, title)
        })
      title = null
      date = null
      href = null
      seen.clear()
    }
    // A key that comes again, whichever it is, begins the next record.
    for (const [, key = '', raw = ''] of script.matchAll(member)) {
      const value = oneLine(
        raw
          .replaceAll(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
          .replaceAll(/\\(.)/g, '$1')
      )
      const name = key.toLowerCase()
      if (seen.has(name)) finish()
      seen.add(name)
      if (/title/.test(name)) {
        title ??= value.slice(0, 300)
      } else if (/pub|rel/.test(name)) {
        const day = readWholeDay(value)
        date ??= day === null ? null : { day, written: value }
      } else href ??= value
    }
    finish()
    if (records.length >= 3 && records.length > found.length) found = records.slice(0, Number(shown ?? maxRecords))
  }
  return found
}
