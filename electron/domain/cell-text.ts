/** How cells of imported tables are read as text. Everything here keeps the meaning and loses only typing habits. */

// Zero-width characters, soft hyphen, byte order mark: invisible, and they make two equal codes differ.
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
// Full-width digits and letters only: full-width punctuation （ ） ： belongs to Chinese names and stays.
const wide = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g
// oxlint-disable-next-line no-control-regex -- control characters are what is being removed
const needsWork = /[\u0000-\u001f\u00a0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\uff10-\uff5a]|  |^ | $/

/** Text of names and descriptions: half-width digits and letters, single spaces, nothing invisible. */
export function cellText(raw: string): string {
  // Most of 100,000 rows are clean already.
  if (!needsWork.test(raw)) return raw
  return raw
    .replace(invisible, '')
    .replace(wide, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfe_e0))
    .replace(/\s+/g, ' ')
    .trim()
}

/** Text of codes, addresses and other machine words: also full-width punctuation, and no spaces at all. */
export function codeText(raw: string): string {
  return cellText(raw.normalize('NFKC')).replace(/\s+/g, '').replace(/^'+/, '')
}

/** Text of words from a short list (地区, 类别, 状态): typing spaces between characters do not make another word. */
export function wordText(raw: string): string {
  return cellText(raw).replaceAll(' ', '')
}

const yesWords = new Set(['是', '有', 'y', 'yes', 'true', '1', '√', '✓', '✔'])
const noWords = new Set(['否', '无', '不是', '没有', 'n', 'no', 'false', '0', '×', 'x', '✗'])

/** 是 or 否 in the usual spellings; null when it is neither. */
export function yesNo(text: string): boolean | null {
  const word = text.toLowerCase()
  if (yesWords.has(word)) return true
  return noWords.has(word) ? false : null
}
