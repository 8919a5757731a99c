/** Milliseconds that a Retry-After asks for (seconds or a date); null where it asks for nothing readable. */
export function readRetryAfter(text: string | undefined, now: number): number | null {
  if (text === undefined) return null
  const value = text.trim()
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
