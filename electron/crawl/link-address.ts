/** What an address written in a page leads to. */
import { percent, readAddress } from './address.ts'
import { gbBytes } from './gb-encode.ts'

export type LinkTarget =
  | { kind: 'web'; url: string; fragment: string }
  /** Leads nowhere on the web and is not meant to: `javascript:`, `mailto:`, an anchor of the page itself… */
  | { kind: 'none' }
  /** Looks like an address and is none, or leads to the author's own disk. */
  | { kind: 'broken'; written: string }

/** Beyond this no server takes it. */
const longest = 8_000

export function linkTarget(written: string, base: string, charset: string): LinkTarget {
  const text = written.trim()
  if (text === '' || text.startsWith('#')) return { kind: 'none' }
  if (text.length > longest) return { kind: 'broken', written: `${text.slice(0, 200)}…` }
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(text)?.[1]?.toLowerCase()
  // `C:\…` and file: are what is left when a page was made in an office program.
  if (scheme === 'file' || (scheme !== undefined && scheme.length === 1)) return { kind: 'broken', written: text.slice(0, 500) }
  if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') {
    return /^[\w.-]+:\d+(?:\/|$)/.test(text) && scheme.includes('.')
      ? { kind: 'broken', written: text.slice(0, 500) }
      : { kind: 'none' }
  }
  const encoded = inPageCharset(text, charset)
  const parsed = URL.parse(encoded, base)
  const fragment = parsed?.hash.slice(1) ?? ''
  const url = parsed === null ? null : readAddress(parsed.href)
  if (url === null) return { kind: 'broken', written: text.slice(0, 500) }
  return { kind: 'web', url: url.href, fragment }
}

/** The query, and only that, is sent in the encoding of the page; all else of an address is UTF-8. */
function inPageCharset(text: string, charset: string): string {
  if (charset !== 'gbk' && charset !== 'gb18030') return text
  const end = text.indexOf('#')
  const hash = end === -1 ? '' : text.slice(end)
  const whole = end === -1 ? text : text.slice(0, end)
  const at = whole.indexOf('?')
  if (at === -1) return text
  const query = Array.from(whole.slice(at), (character) => queryCharacter(character, charset)).join('')
  return `${whole.slice(0, at)}${query}${hash}`
}

function queryCharacter(character: string, charset: 'gbk' | 'gb18030'): string {
  const point = character.codePointAt(0) ?? 0
  if (point < 0x80) return character
  const bytes = gbBytes(character, charset)
  // What the encoding lacks goes as a numeric reference, percent-encoded, as browsers do.
  return bytes === null
    ? `%26%23${point}%3B`
    : bytes.map((byte) => (byte < 0x80 ? String.fromCodePoint(byte) : percent(byte))).join('')
}
