const shanghaiOffset = 8 * 3_600_000

const localPattern =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]?(\d{1,2})[:时](\d{1,2})(?:[:分](?:(\d{1,2})(?:\.(\d{1,3})\d*)?)?秒?)?)?(Z|[+-]\d{2}:?\d{2})?$/i

/**
 * Reads a time as people write it: ISO 8601, `2023-02-08 10:20`, `2023/2/8`, `2023年2月8日 10时20分`. Without a zone it is
 * Asia/Shanghai, which has had no summer time since 1991. Gives an ISO instant in UTC, or null when it is no time.
 */
export function readLocalTime(text: string): string | null {
  const match = localPattern.exec(text.trim())
  if (match === null) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? '0'))
  if (year === undefined || month === undefined || day === undefined) return null
  if (hour === undefined || minute === undefined || second === undefined) return null
  const days = Date.UTC(year, month - 1, day)
  // 2023-02-30 would roll over to March without a word.
  if (new Date(days).getUTCMonth() !== month - 1 || new Date(days).getUTCDate() !== day) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  const thousandths = Number((match[7] ?? '0').padEnd(3, '0'))
  const local = days + ((hour * 60 + minute) * 60 + second) * 1000 + thousandths
  return new Date(local - zoneOffset(match[8])).toISOString()
}

function zoneOffset(zone: string | undefined): number {
  if (zone === undefined) return shanghaiOffset
  if (zone.toUpperCase() === 'Z') return 0
  const digits = zone.replace(':', '')
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))
  return (digits.startsWith('-') ? -1 : 1) * minutes * 60_000
}
