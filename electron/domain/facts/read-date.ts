/**
 * Days as Chinese government pages write them. Only a whole, possible day between 1990 and 2099 is read; what merely looks
 * like one (serials, telephone numbers, versions, addresses) is not.
 */
export interface FoundDay {
  /** Where in the text it starts and ends; brackets and times of day are not part of it. */
  from: number
  to: number
  written: string
  /** null where only month and day are written. */
  year: number | null
  month: number
  day: number
  /** `words`: 年月日, also in Chinese numerals; `split`: day and month in two lines or elements, as 24 | 2023-02. */
  form: 'numbers' | 'words' | 'split'
}

const maxText = 4_000_000
const maxFound = 20_000

const numeral = '〇○◯零一二三四五六七八九'
const numeralOf: Readonly<Record<string, string>> = {
  〇: '0',
  '○': '0',
  '◯': '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9'
}

// Nothing that continues a number may stand before or after: 1.2023-2-3, 2023-2-3-4, 2023.2.3.4.
const before = String.raw`(?<![\dA-Za-z])(?<!\d[-/.])`
const after = String.raw`(?!\d)(?![-/.]\d)`
const year = String.raw`((?:19[9]|20\d)\d)`
const blank = String.raw`[ \t\u00a0\u3000]{0,3}`
const gap = String.raw`[\s\u00a0\u3000]{1,12}`

interface Pattern {
  form: FoundDay['form']
  expression: RegExp
  read(groups: readonly string[]): [string | null, string, string]
}

const patterns: readonly Pattern[] = [
  {
    form: 'words',
    expression: new RegExp(
      `([${numeral}]{4})${blank}年${blank}([一二三四五六七八九十]{1,2})${blank}月${blank}([一二三四五六七八九十廿卅]{1,3})${blank}日`,
      'g'
    ),
    read: ([y = '', m = '', d = '']) => [[...y].map((each) => numeralOf[each] ?? '').join(''), counted(m), counted(d)]
  },
  {
    form: 'words',
    expression: new RegExp(`(?<!\\d)${year}${blank}年${blank}(\\d{1,2})${blank}月${blank}(\\d{1,2})(?:${blank}日|(?!\\d))`, 'g'),
    read: ([y = '', m = '', d = '']) => [y, m, d]
  },
  {
    form: 'numbers',
    // A time of day may follow without a blank: 2023-02-0310:11.
    expression: new RegExp(
      `${before}${year}( ?[-/.] ?)(\\d{1,2})\\2(?:(\\d{1,2})${after}|(\\d{2})(?=\\d{2}:\\d{2}))(?!${blank}号)`,
      'g'
    ),
    read: ([y = '', , m = '', d, d2]) => [y, m, d ?? d2 ?? '']
  },
  {
    // 24-02-19, as narrow columns write it.
    form: 'numbers',
    expression: new RegExp(`${before}([1-3]\\d)([-/])(\\d{2})\\2(\\d{2})${after}(?![:：])`, 'g'),
    read: ([y = '', , m = '', d = '']) => [`20${y}`, m, d]
  },
  {
    form: 'split',
    expression: new RegExp(`${before}(\\d{1,2})日?${gap}${year}[-/.年](\\d{1,2})月?${after}`, 'g'),
    read: ([d = '', y = '', m = '']) => [y, m, d]
  },
  {
    form: 'split',
    expression: new RegExp(`${before}${year}${blank}[-/.年]${blank}(\\d{1,2})月?${gap}(\\d{1,2})日?${after}(?![:：年月])`, 'g'),
    read: ([y = '', m = '', d = '']) => [y, m, d]
  },
  {
    form: 'split',
    expression: new RegExp(`${before}(\\d{1,2})[-/.月](\\d{1,2})日?${gap}${year}年?${after}(?![\\d月])`, 'g'),
    read: ([m = '', d = '', y = '']) => [y, m, d]
  },
  {
    form: 'split',
    expression: new RegExp(`${before}${year}年?${gap}(\\d{1,2})[-/.月](\\d{1,2})日?${after}(?!:)`, 'g'),
    read: ([y = '', m = '', d = '']) => [y, m, d]
  },
  {
    form: 'split',
    expression: new RegExp(`${before}(\\d{1,2})日?${gap}(\\d{1,2})月(?!\\d)`, 'g'),
    read: ([d = '', m = '']) => [null, m, d]
  },
  {
    form: 'split',
    expression: new RegExp(`${before}(?<!年${blank})(\\d{1,2})月${gap}(\\d{1,2})日?${after}(?![:：年月])`, 'g'),
    read: ([m = '', d = '']) => [null, m, d]
  },
  {
    form: 'words',
    expression: /(?<![\d年第])(\d{1,2})月(\d{1,2})日/g,
    read: ([m = '', d = '']) => [null, m, d]
  },
  {
    form: 'numbers',
    expression: new RegExp(`${before}(\\d{1,2})([-/.])(\\d{1,2})${after}(?![%％:：A-Za-z])`, 'g'),
    read: ([m = '', , d = '']) => [null, m, d]
  }
]

/** Every day in the text, in order; overlapping readings are settled in favour of the fuller one. */
export function findDays(text: string): FoundDay[] {
  const plain = narrow(text.slice(0, maxText))
  const found: FoundDay[] = []
  // Places that a fuller reading has used up.
  const taken = new Uint8Array(plain.length)
  for (const { form, expression, read } of patterns) {
    for (const match of plain.matchAll(expression)) {
      if (found.length >= maxFound) break
      const from = match.index
      const to = from + match[0].length
      if (form !== 'split' && overlaps(taken, from, to)) continue
      const [y, m, d] = read(match.slice(1))
      const [month, day] = [Number(m), Number(d)]
      const writtenYear = y === null ? null : Number(y)
      if (!isPossible(writtenYear, month, day)) {
        // 2023-02-31 is no day, and 02-31 inside it is none either.
        if (form !== 'split') taken.fill(1, from, to)
        continue
      }
      if (form !== 'split') taken.fill(1, from, to)
      found.push({ from, to, written: text.slice(from, to), year: writtenYear, month, day, form })
    }
  }
  return found.toSorted((a, b) => a.from - b.from || b.to - a.to)
}

/** The day that a text is, and nothing but (a time of day may follow); null where it is none or has no year. */
export function readWholeDay(text: string): string | null {
  const trimmed = text.trim()
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?$/.exec(trimmed)
  if (compact !== null) {
    const [y, m, d] = compact.slice(1).map(Number)
    return y !== undefined && m !== undefined && d !== undefined && isPossible(y, m, d) ? isoDay(y, m, d) : null
  }
  const [found] = findDays(trimmed)
  if (found?.year === undefined || found.year === null || found.form === 'split' || found.from !== 0) return null
  return /^(?:[T\s]*\d{1,2}[:：]\d{2}.{0,12})?$/u.test(trimmed.slice(found.to))
    ? isoDay(found.year, found.month, found.day)
    : null
}

export const isoDay = (y: number, m: number, d: number): string =>
  `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`

export function isPossible(y: number | null, m: number, d: number): boolean {
  if (m < 1 || m > 12 || d < 1) return false
  // 29 February is possible as long as the year is not known.
  if (y !== null && (y < 1990 || y > 2099)) return false
  return d <= new Date(Date.UTC(y ?? 2000, m, 0)).getUTCDate()
}

const overlaps = (taken: Uint8Array, from: number, to: number): boolean => taken.subarray(from, to).includes(1)

function counted(text: string): string {
  const tens: Readonly<Record<string, number>> = { 十: 10, 廿: 20, 卅: 30 }
  let sum = 0
  let unit = 0
  for (const each of text) {
    const ten = tens[each]
    if (ten === undefined) unit = Number(numeralOf[each] ?? Number.NaN)
    else {
      sum += ten === 10 ? 10 * (unit === 0 ? 1 : unit) : ten
      unit = 0
    }
  }
  return String(sum + unit)
}

/** Full-width digits and marks as ASCII, one for one, so that positions stay. */
function narrow(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (each) => String.fromCodePoint((each.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll(/[－–—]/g, '-')
}
