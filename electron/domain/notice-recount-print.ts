import type { NoticeCell } from './notice.ts'
import type { NameList, NumberStyle } from './notice-numbers.ts'

/** How the recount prints its numbers: by other arithmetic than notice-text.ts. */

/** Long division, one digit more than is printed, rounded by that digit. */
export function printedRate(style: NumberStyle, part: number, whole: number): string {
  if (whole === 0) return '—'
  const places = style.decimals
  let rest = part % whole
  let value = BigInt(Math.floor(part / whole))
  for (let place = 0; place < places + 3; place += 1) {
    rest *= 10
    value = value * 10n + BigInt(Math.floor(rest / whole))
    rest %= whole
  }
  const isWholePercent = rest === 0 && value % 10n ** BigInt(places + 1) === 0n
  const isBare = isWholePercent && (style.wholePercent === 'all' || (style.wholePercent === 'hundred' && part === whole))
  const last = value % 10n
  const rounded = style.rounding === 'half-up' && last >= 5n ? value / 10n + 1n : value / 10n
  const digits = rounded.toString().padStart(places + 1, '0')
  if (places === 0) return `${digits}%`
  const [head, tail] = [digits.slice(0, -places), digits.slice(-places)]
  return isBare ? `${head}%` : `${head}.${tail}%`
}

export function printedMean({ decimals, rounding }: NumberStyle, values: readonly number[]): NoticeCell {
  if (values.length === 0) return '—'
  const sum = values.reduce((total, value) => total + Math.round(value * 100), 0)
  const unit = 10 ** decimals
  const half = rounding === 'half-up' ? values.length * 100 : 0
  return Math.floor((sum * unit * 2 + half) / (values.length * 200)) / unit
}

export function printedNames(list: readonly string[], how: Pick<NameList, 'limit' | 'suffix' | 'tail'> = {}): string {
  const shown = list.slice(0, how.limit ?? 20)
  let text = shown.join('、')
  if (shown.length < list.length && how.tail !== false) text += `等${list.length}${how.suffix ?? '个'}`
  return text
}

/** A printed number as its digits and how many stand after the point; null for — and other words. */
function digitsOf(cell: NoticeCell): { value: bigint; places: number } | null {
  const match = /^(\d+)(?:\.(\d+))?%?$/.exec(String(cell))
  if (match === null) return null
  const after = match[2] ?? ''
  return { value: BigInt(`${match[1]}${after}`), places: after.length }
}

/** `增加7个`, `提高23.62个百分点`, `下降0.5分`, `持平`; empty where one of the two is no number. */
export function printedChange(now: NoticeCell, before: NoticeCell, isCount: boolean, unit: string): string {
  const [left, right] = [digitsOf(now), digitsOf(before)]
  if (left === null || right === null) return ''
  const places = Math.max(left.places, right.places)
  const difference = left.value * 10n ** BigInt(places - left.places) - right.value * 10n ** BigInt(places - right.places)
  if (difference === 0n) return '持平'
  const digits = (difference < 0n ? -difference : difference).toString().padStart(places + 1, '0')
  const fraction = places === 0 ? '' : digits.slice(-places).replace(/0+$/, '')
  const size = `${places === 0 ? digits : digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`
  if (isCount) return `${difference > 0n ? '增加' : '减少'}${size}${unit}`
  return `${difference > 0n ? '提高' : '下降'}${size}${String(now).endsWith('%') ? '个百分点' : '分'}`
}

/** Places by counting who stands before: one more than the rows with a better number. */
export function printedPlaces(values: readonly (number | null)[], descending: boolean, ties: 'mark' | 'plain'): NoticeCell[] {
  return values.map((mine) => {
    if (mine === null) return '—'
    const better = values.filter((other) => other !== null && (descending ? other > mine : other < mine)).length
    const same = values.filter((other) => other === mine).length
    return same > 1 && ties === 'mark' ? `${better + 1}（并列）` : better + 1
  })
}
