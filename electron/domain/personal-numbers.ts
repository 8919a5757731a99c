/** 手机号码 and 居民身份证号码 in a text: only numbers that can exist, so that phone lists of offices and codes of sites stay readable. */
export interface PersonalNumber {
  kind: 'mobile' | 'identity'
  /** Place of the whole number in the text, and of the digits that are hidden. */
  start: number
  end: number
  hideStart: number
  hideEnd: number
  /** `138****1234`, `35*************123`. */
  shown: string
}

/** Separators that people write between the groups of a telephone number. */
const gap = String.raw`[-\u2010-\u2013 \u00a0]?`
const mobile = new RegExp(String.raw`(?<![\d.])(?:\+?86${gap})?(1[3-9]\d)(${gap}\d{4}${gap})(\d{4})(?!\d|\.\d)`, 'g')
const identity = /(?<![\dA-Za-z])(?:\d{17}[\dXx]|\d{15})(?![\dA-Za-z])/g

export function findPersonalNumbers(written: string): PersonalNumber[] {
  // Full-width digits are read as digits; each stays one sign, so that places keep fitting.
  const text = written.replaceAll(/[０-９Ｘｘ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
  const found: PersonalNumber[] = []
  for (const match of text.matchAll(identity)) {
    const [number] = match
    if (!isIdentity(number)) continue
    const end = match.index + number.length
    found.push({
      kind: 'identity',
      start: match.index,
      end,
      hideStart: match.index + 2,
      hideEnd: end - 3,
      shown: `${number.slice(0, 2)}${'*'.repeat(number.length - 5)}${number.slice(-3)}`
    })
  }
  for (const match of text.matchAll(mobile)) {
    const [whole, head = '', middle = '', tail = ''] = match
    const end = match.index + whole.length
    if (!isMobileHead(head) || found.some((other) => match.index < other.end && other.start < end)) continue
    const hideEnd = end - tail.length
    found.push({
      kind: 'mobile',
      start: match.index,
      end,
      hideStart: hideEnd - middle.length,
      hideEnd,
      shown: `${head}****${tail}`
    })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Number segments of 工信部 for public mobile networks, the virtual operators' 16x, 17x included. */
function isMobileHead(head: string): boolean {
  const rest = Number(head.slice(2))
  switch (head[1]) {
    case '3':
    case '8':
      return true
    case '4':
      return rest !== 2 && rest !== 3
    case '5':
      return rest !== 4
    case '6':
      return [2, 5, 6, 7].includes(rest)
    case '7':
      return rest <= 8
    case '9':
      return rest !== 4
    default:
      return false
  }
}

/** GB 11643-1999: 18 digits with a check digit, or the older 15 with the year's last two. */
function isIdentity(number: string): boolean {
  if (!provinces.has(Number(number.slice(0, 2)))) return false
  return number.length === 18
    ? isDay(number.slice(6, 14)) && checkDigit(number) === number.slice(17).toUpperCase()
    : isDay(`19${number.slice(6, 12)}`)
}

/** First two digits of GB/T 2260: provinces, 香港, 澳门, 台湾 and the residence permits' 83. */
const provinces = new Set([
  11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71,
  81, 82, 83
])

function isDay(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number)
  if (year === undefined || month === undefined || day === undefined || year < 1900 || year > 2099) return false
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** ISO 7064 MOD 11-2 over the first 17 digits. */
function checkDigit(number: string): string {
  let rest = 0
  for (const digit of number.slice(0, 17)) rest = ((rest + Number(digit)) * 2) % 11
  return '10X98765432'[rest] ?? ''
}
