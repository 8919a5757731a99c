/**
 * Hosts as a person must see them. A Chinese name stands in Hanzi; a name that could be taken for another one stands with
 * its punycode beside it; what cannot be seen is written out.
 */
import { decodeLabel, encodeLabel } from './punycode.ts'

/** Why a host is not shown by its letters alone. */
export type HostOddity = 'invisible' | 'mixed-scripts' | 'look-alike' | 'foreign-script'

export interface HostDisplay {
  shown: string
  /** The name as it goes over the wire, where letters alone may deceive. */
  punycode: string | null
  oddity: HostOddity | null
}

const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
const severity: readonly HostOddity[] = ['foreign-script', 'look-alike', 'mixed-scripts', 'invisible']

/** Control, bidi and zero-width characters written out (`‹U+202E›`), so that text reads in the order it is stored. */
export function writeOut(text: string): string {
  return text.replace(unseen, (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`)
}

/** `host` may carry a port. */
export function displayHost(host: string): HostDisplay {
  const { name, port } = split(host)
  const labels = name.split('.').map(readLabel)
  const oddity = severity.findLast((each) => labels.some((label) => label.oddity === each)) ?? null
  return {
    shown: `${labels.map(({ unicode }) => writeOut(unicode)).join('.')}${port}`,
    punycode: oddity === null ? null : `${labels.map(({ ascii }) => ascii).join('.')}${port}`,
    oddity
  }
}

/** An address with its host as `displayHost` shows it where that is harmless, as it is where not. */
export function displayUrl(url: string): string {
  const match = /^(https?:\/\/)([^/?#@]+)([/?#].*)?$/i.exec(url)
  if (match === null) return writeOut(url)
  const [, scheme = '', host = '', rest = ''] = match
  const { shown, punycode } = displayHost(host)
  return `${scheme}${punycode ?? shown}${writeOut(rest)}`
}

/** How the loaded host stands to the registered one. A leading `www.` and the usual ports are no difference. */
export function compareHosts(registered: string, loaded: string): 'same' | 'look-alike' | 'different' {
  const a = plain(registered)
  const b = plain(loaded)
  if (a === b) return 'same'
  const left = skeleton(a)
  const right = skeleton(b)
  const isLong = Math.min(left.length, right.length) >= 8
  return left === right || (isLong && isOneEdit(left, right)) ? 'look-alike' : 'different'
}

interface Label {
  unicode: string
  ascii: string
  oddity: HostOddity | null
}

function readLabel(text: string): Label {
  const lower = text.toLowerCase()
  const isAscii = [...lower].every((character) => character <= '~')
  if (!isAscii) return { unicode: lower, ascii: `xn--${encodeLabel(lower)}`, oddity: oddityOf(lower) }
  if (!lower.startsWith('xn--')) return { unicode: lower, ascii: lower, oddity: null }
  const unicode = decodeLabel(lower.slice(4))
  // One that is not written as it must be is a name by no other name: it is shown as it stands.
  if (unicode === null || encodeLabel(unicode) !== lower.slice(4)) {
    return { unicode: lower, ascii: lower, oddity: 'foreign-script' }
  }
  return { unicode, ascii: lower, oddity: oddityOf(unicode) }
}

const scripts: readonly (readonly [string, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['han', /\p{Script=Han}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  [
    'other',
    /(?=\p{L})[^\p{Script=Latin}\p{Script=Han}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hiragana}\p{Script=Katakana}]/u
  ]
]
/** Hanzi that pass for a Latin letter, a digit or a hyphen beside some. */
const letterlike = /[〇一丨丶丿亅乙工口卜ノニ]/u

function oddityOf(label: string): HostOddity | null {
  unseen.lastIndex = 0
  if (unseen.test(label)) return 'invisible'
  const used = scripts.filter(([, pattern]) => pattern.test(label)).map(([script]) => script)
  const isHanWithAscii = used.every((script) => script === 'han' || script === 'latin')
  if (used.length > 1 && !isHanWithAscii) return 'mixed-scripts'
  // Signs that are no letters (a slash of another script), radicals, accented or otherwise dressed Latin letters and digits.
  if (/[^\p{L}\p{N}\p{M}\-_]|[\u2e80-\u2fdf\uf900-\ufaff]/u.test(label)) return 'look-alike'
  if (/(?![a-z0-9])[\p{Script=Latin}\p{N}]/u.test(label.replaceAll('〇', ''))) return 'look-alike'
  if (used.length === 2 && letterlike.test(label)) return 'look-alike'
  if (used[0] === undefined || used[0] === 'latin' || used[0] === 'han') return null
  return /^[a-z0-9-]+$/.test(skeleton(label)) ? 'look-alike' : 'foreign-script'
}

/** Letters of other scripts, and what of ASCII is mistaken, by the letter they pass for. */
const passesFor: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['a', 'аαɑ'],
    ['b', 'Ьь'],
    ['c', 'сϲ'],
    ['d', 'ԁ'],
    ['e', 'еεє'],
    ['g', 'ɡ'],
    ['h', 'һ'],
    ['j', 'јϳ'],
    ['k', 'κ'],
    ['l', '1iіıιӏ丨|'],
    ['n', 'η'],
    ['o', '0оοσ〇口'],
    ['p', 'рρ'],
    ['q', 'ԛ'],
    ['s', 'ѕ'],
    ['t', 'τ'],
    ['u', 'υ'],
    ['v', 'νѵ'],
    ['w', 'ԝω'],
    ['x', 'хχ'],
    ['y', 'уγ'],
    ['z', 'ʐ'],
    ['-', '一ー‐–—']
  ].flatMap(([letter = '', others = '']) => [...others].map((other) => [other, letter]))
)

function skeleton(name: string): string {
  const bare = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').replace(unseen, '').toLowerCase()
  return [...bare]
    .map((character) => passesFor[character] ?? character)
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replaceAll('cl', 'd')
}

/** By its letters, without what makes no difference. */
function plain(host: string): string {
  const { name, port } = split(host.toLowerCase())
  const letters = name
    .split('.')
    .map((label) => readLabel(label).unicode)
    .join('.')
  return `${letters.replace(/\.$/, '').replace(/^www\./, '')}${port === ':80' || port === ':443' ? '' : port}`
}

function split(host: string): { name: string; port: string } {
  const match = /^(\[[^\]]*\]|[^:]*)(:\d+)?$/.exec(host)
  return { name: match?.[1] ?? host, port: match?.[2] ?? '' }
}

/** One letter more, less, other, or two changed places. */
function isOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
}
