const offsetMinutes = 8 * 60

/** `2023-09-26 10:20` in Asia/Shanghai (no daylight saving there since 1991) of an ISO instant; '' when it is none. */
export function toLocalText(instant: string): string {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return ''
  return new Date(time + offsetMinutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}

/** The ISO instant of `2023-09-26 10:20` (also `2023-9-26 9:05`, full-width digits, `/`, `T`); null when it is no such time. */
export function fromLocalText(text: string): string | null {
  const parts = /^(\d{4})[-/年.](\d{1,2})[-/月.](\d{1,2})日?[\sT]+(\d{1,2}):(\d{2})$/.exec(text.normalize('NFKC').trim())
  if (parts === null) return null
  const [year, month, day, hour, minute] = parts.slice(1).map(Number)
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined) return null
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute))
  // Date.UTC carries 02-30 over into March; such a date is refused, not moved.
  if (local.getUTCMonth() !== month - 1 || local.getUTCDate() !== day || hour > 23 || minute > 59) return null
  return new Date(local.getTime() - offsetMinutes * 60_000).toISOString()
}
