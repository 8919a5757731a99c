import { formatDecimal, formatFixed, parseDecimal } from './decimal.ts'
import type { NoticeCell } from './notice.ts'
import type { NumberStyle, Rounding } from './notice-numbers.ts'

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 1 → 一, 12 → 十二, 34 → 三十四; for heading numbers, up to 99. */
export function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  if (tens === 0) return digits[ones] ?? String(value)
  const head = tens === 1 ? '十' : `${digits[tens] ?? tens}十`
  return ones === 0 ? head : `${head}${digits[ones] ?? ones}`
}

/** `2023-09-26` → `2023年9月26日`; any other text stays as it is. */
export function dateText(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  if (match === null) return date
  return `${match[1]}年${Number(match[2])}月${Number(match[3])}日`
}

/** `2023Q3` → `2023年第三季度`, `2023H1` → `2023年上半年`, `2023` → `2023年`; any other text stays as it is. */
export function periodText(period: string): string {
  const quarter = /^(\d{4})\s*[Qq]([1-4])$/.exec(period)
  if (quarter !== null) return `${quarter[1]}年第${chineseNumber(Number(quarter[2]))}季度`
  const half = /^(\d{4})\s*[Hh]([12])$/.exec(period)
  if (half !== null) return `${half[1]}年${half[2] === '1' ? '上' : '下'}半年`
  return /^\d{4}$/.test(period) ? `${period}年` : period
}

/** An ISO instant as people in China read it, `2023-09-26 10:20`. The country has one zone, UTC+8, without summer time. */
export function shanghaiMinute(instant: string): string {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return instant
  return new Date(time + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

/**
 * part ÷ whole as it is printed, `99.70%`; — when there is nothing to divide by. Only a fraction that is exactly a whole
 * percentage loses its decimals: 99.996 % prints 100.00%, and so never looks like a full 100%.
 */
export function rateText(part: number, whole: number, style: NumberStyle): string {
  if (whole === 0) return '—'
  const exact = (part * 100) % whole === 0
  const bare = exact && (style.wholePercent === 'all' || (style.wholePercent === 'hundred' && part === whole))
  if (bare) return `${(part * 100) / whole}%`
  const unit = 10 ** (2 - style.decimals)
  return `${formatFixed(Number(quotient(BigInt(part) * 100n, whole, style)) * unit, style.decimals)}%`
}

/** Mean of decimal scores to the style's places, without trailing zeros; null when there is none. */
export function meanScore(scores: readonly string[], style: NumberStyle): number | null {
  if (scores.length === 0) return null
  const sum = scores.reduce((total, score) => total + parseDecimal(score), 0)
  const scaled = Number(quotient(BigInt(sum), scores.length * 100, style))
  return Number(formatFixed(scaled * 10 ** (2 - style.decimals), style.decimals))
}

/** dividend ÷ divisor (both from 0) in units of the last printed place. */
function quotient(dividend: bigint, divisor: number, { decimals, rounding }: NumberStyle): bigint {
  const scaled = dividend * 10n ** BigInt(decimals)
  const by = BigInt(divisor)
  return roundedDivision[rounding](scaled, by)
}

const roundedDivision: Record<Rounding, (dividend: bigint, divisor: bigint) => bigint> = {
  'half-up': (dividend, divisor) => (2n * dividend + divisor) / (2n * divisor),
  truncate: (dividend, divisor) => dividend / divisor
}

/** What became of a printed number, `增加7个`, `下降0.5个百分点`; both sides as they were printed, so that a reader can subtract them. */
export function changeText(now: NoticeCell, before: NoticeCell, kind: 'count' | 'rate' | 'score', unit: string): string {
  const [left, right] = [decimalOf(now), decimalOf(before)]
  if (left === null || right === null) return ''
  if (left === right) return '持平'
  const size = formatDecimal(Math.abs(left - right))
  if (kind === 'count') return `${left > right ? '增加' : '减少'}${size}${unit}`
  return `${left > right ? '提高' : '下降'}${size}${kind === 'rate' ? '个百分点' : '分'}`
}

function decimalOf(cell: NoticeCell): number | null {
  const text = String(cell).replace('%', '')
  return /^\d+(\.\d+)?$/.test(text) ? parseDecimal(text) : null
}

const placeholder = /\{([A-Za-z][\w.-]*)\}/g

/** Fills `{figure}` places; `unknown` receives names that no figure has, and their place stays as written. */
export function fillTemplate(
  template: string,
  figures: Readonly<Record<string, NoticeCell>>,
  unknown?: (name: string) => void
): string {
  return template.replace(placeholder, (whole, name: string) => {
    const value = Object.hasOwn(figures, name) ? figures[name] : undefined
    if (value === undefined) {
      unknown?.(name)
      return whole
    }
    return String(value)
  })
}
