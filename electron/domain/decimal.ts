/**
 * Points and rates without binary noise. A `Hundredths` is a whole number of hundredths: 5 points = 500, 0.1 = 10.
 * Everything is added and compared as integers and only turned into text at the end.
 */
export type Hundredths = number

const pattern = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/

/** Reads `"5"`, `"0.1"`, `"-2.25"`. Throws a RangeError on anything else: the caller has validated its input. */
export function parseDecimal(text: string): Hundredths {
  const match = pattern.exec(text)
  if (match === null) throw new RangeError(`not a decimal with at most two places: ${text}`)
  const [, sign, whole = '0', fraction = ''] = match
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  return sign === '-' && value !== 0 ? -value : value
}

/** Shortest text: `500` → `"5"`, `10` → `"0.1"`, `7525` → `"75.25"`. */
export function formatDecimal(value: Hundredths): string {
  const text = formatFixed(value, 2)
  return text.replace(/\.?0+$/, '') || '0'
}

/** Text with exactly `decimals` places, rounded half-up (away from zero): `formatFixed(7525, 1)` → `"75.3"`. */
export function formatFixed(value: Hundredths, decimals: 0 | 1 | 2): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number of hundredths: ${value}`)
  const step = 10 ** (2 - decimals)
  const scaled = divideHalfUp(Math.abs(value), step)
  const unit = 10 ** decimals
  const whole = Math.floor(scaled / unit)
  const sign = value < 0 && scaled > 0 ? '-' : ''
  if (decimals === 0) return `${sign}${whole}`
  return `${sign}${whole}.${String(scaled % unit).padStart(decimals, '0')}`
}

/** value × numerator ÷ denominator, rounded half-up to a whole hundredth; exact in between. */
export function multiplyRatio(value: Hundredths, numerator: number, denominator: number): Hundredths {
  const sign = value < 0 ? -1 : 1
  const product = BigInt(Math.abs(value)) * BigInt(numerator)
  const divisor = BigInt(denominator)
  return sign * Number((2n * product + divisor) / (2n * divisor))
}

/**
 * part ÷ whole × 100 as text with `decimals` places, half-up on the exact fraction: 1653/1658 → `"99.70"`.
 * null when `whole` is 0: there is no rate of nothing.
 */
export function percent(part: number, whole: number, decimals: 0 | 1 | 2): string | null {
  if (whole === 0) return null
  const scale = 10n ** BigInt(decimals)
  const divisor = BigInt(whole)
  const scaled = (2n * BigInt(part) * 100n * scale + divisor) / (2n * divisor)
  const digits = scaled.toString()
  if (decimals === 0) return digits
  const padded = digits.padStart(decimals + 1, '0')
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`
}

function divideHalfUp(value: number, divisor: number): number {
  return Math.floor((2 * value + divisor) / (2 * divisor))
}
