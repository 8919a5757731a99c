import type { NoticeCell } from './notice.ts'

/** Places 1, 2, 2, 4 for numbers in printed order, `2（并列）` with `mark`; — where there is no number. */
export function ranked(values: readonly (number | null)[], ties: 'mark' | 'plain'): NoticeCell[] {
  const places = new Map<number, number>()
  const times = new Map<number, number>()
  let before = 0
  for (const value of values) {
    if (value === null) continue
    before += 1
    if (!places.has(value)) places.set(value, before)
    times.set(value, (times.get(value) ?? 0) + 1)
  }
  return values.map((value) => {
    if (value === null) return '—'
    const place = places.get(value) ?? 0
    return ties === 'mark' && (times.get(value) ?? 0) > 1 ? `${place}（并列）` : place
  })
}
